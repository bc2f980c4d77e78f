/// What a SCAN asks for besides where it goes on.
struct ScanQuestion {
    private(set) var count = 10
    private var pattern: GlobPattern?
    private var type: String?

    /// What is wrong with the words.
    enum Flaw: Error, Hashable {
        case count(String)
        case unknown(String)

        var sentence: String {
            switch self {
            case .count(let text): "COUNT must be a whole number from 1, not '\(text)'"
            case .unknown(let word):
                "syntax error at '\(word)'; after the cursor come MATCH, COUNT and TYPE, each with "
                    + "its word"
            }
        }
    }

    /// Values looked at in one step, at most.
    private static let countMax: UInt64 = 10_000

    init(_ words: ArraySlice<[UInt8]>) throws(Flaw) {
        var rest = words
        while let word = rest.popFirst() {
            guard let argument = rest.popFirst() else { throw .unknown(word.text) }
            switch word.lowercased {
            case "match": pattern = GlobPattern(argument)
            case "type": type = argument.lowercased
            case "count":
                guard let number = argument.whole, number > 0 else { throw .count(argument.text) }
                count = Int(min(number, Self.countMax))
            default: throw .unknown(word.text)
            }
        }
    }

    /// Whether a key is to be told. Every value is a string.
    func fits(_ key: [UInt8]) -> Bool {
        (type == nil || type == "string") && (pattern?.fits(key) ?? true)
    }
}
