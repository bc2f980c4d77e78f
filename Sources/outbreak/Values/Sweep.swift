/// Several values of one option, each tried in turn: `1,2,3`.
struct Sweep<Element: Sendable>: Sendable {
    /// In the order given; never empty.
    let values: [Element]

    init(_ value: Element) { values = [value] }

    private init(values: [Element]) { self.values = values }

    /// A reader for a list of what another reader understands.
    static func of(
        _ read: @escaping @Sendable (String) throws -> Element
    ) -> @Sendable (String) throws -> Sweep<Element> {
        { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            guard !parts.contains("") else {
                throw ValueError.wrongForm("at least one value, and several with commas between")
            }
            return Sweep(values: try parts.map { try element($0, of: parts, read) })
        }
    }

    /// What is wrong with a part of a longer list is said of that part.
    private static func element(
        _ text: String, of parts: [String], _ read: (String) throws -> Element
    ) throws -> Element {
        do {
            return try read(text)
        } catch let error as ValueError where parts.count > 1 {
            throw ValueError.inList(text, error)
        }
    }
}

extension Sweep: Equatable where Element: Equatable {}

extension Sweep: CustomStringConvertible {
    var description: String { values.map { "\($0)" }.joined(separator: ",") }
}
