/// Why a text is no JSON.
public enum JSONError: Error, Hashable, Sendable {
    /// The text is no UTF-8.
    case notUTF8
    /// It ends within a value.
    case ended
    /// What stands at a byte, from 0, cannot stand there.
    case unexpected(at: Int)
    /// Arrays and objects within each other, more of them than are read.
    case tooDeep(at: Int)
}

extension JSONError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notUTF8: "it is not UTF-8"
        case .ended: "it ends within a value"
        case .unexpected(let place): "byte \(place) cannot stand where it does"
        case .tooDeep(let place):
            "byte \(place) begins more than \(JSONReader.depthMax) values within each other"
        }
    }
}
