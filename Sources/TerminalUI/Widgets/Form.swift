/// Fields under each other, of which one has the cursor.
public struct Form: Hashable, Sendable {
    /// A field with its name.
    public struct Field: Hashable, Sendable {
        /// What stands in a field while nothing has been typed.
        public enum Standing: Hashable, Sendable {
            /// What is taken then.
            case proposal
            /// What holds now; something else is a change, and is shown as one.
            case inForce
        }

        /// What it asks for.
        public var label: String
        /// What has been typed.
        public var input: TextField
        /// What stands there while nothing has been typed.
        public var placeholder: String
        /// How that is meant.
        public var standing: Standing
        /// Answers to go through with left and right; others may be typed. None in a field of text.
        public var choices: [String]
        /// The heading above it, where a group of fields begins.
        public var heading: String?

        /// Makes a field.
        public init(
            label: String, input: TextField = TextField(), placeholder: String = "",
            standing: Standing = .proposal, choices: [String] = [], heading: String? = nil
        ) {
            self.label = label
            self.input = input
            self.placeholder = placeholder
            self.standing = standing
            self.choices = choices
            self.heading = heading
        }

        /// What was typed, or else what stands there.
        public var answer: String { input.isEmpty ? placeholder : input.text }

        /// Whether something else than what is in force was typed.
        public var isChanged: Bool { standing == .inForce && answer != placeholder }
    }

    /// What a key did to a form.
    public enum Outcome: Hashable, Sendable {
        /// It was edited.
        case edited
        /// Enter was pressed in the last field.
        case submitted
        /// Escape was pressed.
        case cancelled
        /// The key means nothing here.
        case ignored
    }

    /// The fields from top to bottom.
    public var fields: [Field]
    /// The one with the cursor.
    public private(set) var current: Int

    /// Makes a form with the cursor in its first field.
    public init(_ fields: [Field]) {
        self.fields = fields
        current = 0
    }

    /// What has been typed into the fields, from top to bottom.
    public var values: [String] { fields.map(\.input.text) }

    /// Lets the form have a key: Enter goes to the next field and submits from the last one, Tab
    /// and the arrows go round; left and right go through a field's choices.
    public mutating func handle(_ key: Key) -> Outcome {
        guard !fields.isEmpty else { return key == .escape ? .cancelled : .ignored }
        switch key {
        case .escape: return .cancelled
        case .enter where current == fields.count - 1: return .submitted
        case .enter, .tab, .down: move(by: 1)
        case .backTab, .up: move(by: -1)
        case .left where !fields[current].choices.isEmpty: fields[current].choose(by: -1)
        case .right where !fields[current].choices.isEmpty: fields[current].choose(by: 1)
        default: return fields[current].input.handle(key) ? .edited : .ignored
        }
        return .edited
    }

    /// Puts the cursor into a field; nothing happens if there is no such field.
    public mutating func go(to field: Int) {
        if fields.indices.contains(field) { current = field }
    }

    /// Moves the cursor by so many fields, as far as there are any.
    public mutating func page(by step: Int) {
        current = min(max(0, current + step), max(0, fields.count - 1))
    }

    private mutating func move(by step: Int) {
        current = (current + step + fields.count) % fields.count
    }
}

extension Form.Field {
    /// Takes the next choice or the one before, going round; from an answer of one's own the first.
    public mutating func choose(by step: Int) {
        guard !choices.isEmpty else { return }
        let position = choices.firstIndex(of: answer)
        let next = position.map { ($0 + step + choices.count) % choices.count } ?? 0
        input.replace(with: choices[next] == placeholder ? "" : choices[next])
    }
}
