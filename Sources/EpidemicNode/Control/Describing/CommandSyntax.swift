/// How a command is written: the arguments behind its name, read from a line such as
/// `cursor [MATCH pattern] [COUNT count]`.
///
/// A word in capitals stands for itself, any other for what the client gives; `[ ]` is what may be left out,
/// `( )` what belongs together, `...` behind any of these says that there may be more of it, and `ON|OFF`
/// leaves the choice.
struct CommandSyntax: Hashable, Sendable {
    let text: String
    let arguments: [Argument]

    /// One argument, or several that belong together.
    struct Argument: Hashable, Sendable {
        var name: String
        var kind: Kind
        /// The word in capitals before it, or that it is.
        var token: String?
        var isOptional = false
        var isMultiple = false
        var parts: [Argument] = []
    }

    /// What sort of argument it is, by Redis's names.
    enum Kind: String, Hashable, Sendable {
        case string, integer, key, pattern, oneof, block
        case token = "pure-token"
    }

    /// - Parameter text: must be written as described above.
    init(_ text: String) {
        self.text = text
        var reader = Reader(text)
        arguments = reader.sequence()
    }

    /// How many words it takes.
    var words: ClosedRange<Int> { Self.words(of: arguments) }

    private static func words(of arguments: [Argument]) -> ClosedRange<Int> {
        var (least, most) = (0, 0)
        for argument in arguments {
            let range = argument.words
            if !argument.isOptional { least += range.lowerBound }
            // Options may come in any order, and again.
            let isOpen = argument.isMultiple || argument.isOptional && argument.token != nil
            most =
                most == .max || isOpen || range.upperBound == .max
                ? .max : most + range.upperBound
        }
        return least...most
    }
}

extension CommandSyntax.Argument {
    /// How many words it takes when it is given once.
    fileprivate var words: ClosedRange<Int> {
        switch kind {
        case .token: return 1...1
        case .block: return CommandSyntax(parts: parts).words
        case .oneof, .string, .integer, .key, .pattern:
            let count = token == nil ? 1 : 2
            return count...count
        }
    }

    /// Names of arguments that are whole numbers.
    private static let integers: Set<String> = [
        "client-id", "count", "cursor", "end", "index", "milliseconds", "numreplicas", "protover",
        "seconds", "start", "timeout",
    ]

    /// An argument by its name, or a choice by the names between the bars.
    fileprivate init(word: String) {
        let choices = word.split(separator: "|").map(String.init)
        if choices.count > 1 {
            self.init(name: choices.map { $0.lowercased() }.joined(separator: "_"), kind: .oneof)
            parts = choices.map {
                .init(name: $0.lowercased(), kind: .token, token: $0.uppercased())
            }
        } else if word == word.uppercased() {
            self.init(name: word.lowercased(), kind: .token, token: word)
        } else {
            let kind: CommandSyntax.Kind =
                switch word {
                case "key": .key
                case "pattern": .pattern
                case _: Self.integers.contains(word) ? .integer : .string
                }
            self.init(name: word, kind: kind)
        }
    }
}

extension CommandSyntax {
    fileprivate init(parts: [Argument]) {
        text = ""
        arguments = parts
    }

    /// Reads a line from left to right.
    private struct Reader {
        private var rest: Substring

        init(_ text: String) { rest = text[...] }

        /// Arguments up to a closing bracket, or the end.
        mutating func sequence() -> [Argument] {
            var found: [Argument] = []
            while let next = argument() {
                // A word in capitals before an argument is a part of it.
                if let last = found.last, last.kind == .token, !last.isMultiple, !next.isOptional,
                    next.kind != .token, next.kind != .block, next.token == nil
                {
                    var whole = next
                    whole.token = last.token
                    found[found.count - 1] = whole
                } else {
                    found.append(next)
                }
            }
            return found
        }

        private mutating func argument() -> Argument? {
            rest = rest.drop { $0 == " " }
            guard let first = rest.first else { return nil }
            rest = rest.dropFirst()
            var argument: Argument
            switch first {
            case "]", ")": return nil
            case "[", "(":
                argument = Self.whole(sequence())
                argument.isOptional = first == "["
            case _:
                let tail = rest.prefix { !" .[]()".contains($0) }
                rest = rest.dropFirst(tail.count)
                argument = Argument(word: String(first) + tail)
            }
            if rest.hasPrefix("...") {
                rest = rest.dropFirst(3)
                argument.isMultiple = true
            }
            return argument
        }

        /// What stands between brackets, as one argument.
        private static func whole(_ parts: [Argument]) -> Argument {
            if parts.count == 1 { return parts[0] }
            let names = parts.map(\.name).joined(separator: "_")
            return Argument(name: names, kind: .block, parts: parts)
        }
    }
}
