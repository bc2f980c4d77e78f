/// Fields under each other, of which one has the cursor.
public struct Form: Hashable, Sendable {
    /// A field with its name.
    public struct Field: Hashable, Sendable {
        /// What it asks for.
        public var label: String
        /// What has been typed.
        public var input: TextField
        /// What stands there while nothing has been typed.
        public var placeholder: String

        /// Makes a field.
        public init(label: String, input: TextField = TextField(), placeholder: String = "") {
            self.label = label
            self.input = input
            self.placeholder = placeholder
        }
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
    /// and the arrows go round.
    public mutating func handle(_ key: Key) -> Outcome {
        guard !fields.isEmpty else { return key == .escape ? .cancelled : .ignored }
        switch key {
        case .escape: return .cancelled
        case .enter where current == fields.count - 1: return .submitted
        case .enter, .tab, .down: move(by: 1)
        case .backTab, .up: move(by: -1)
        default: return fields[current].input.handle(key) ? .edited : .ignored
        }
        return .edited
    }

    private mutating func move(by step: Int) {
        current = (current + step + fields.count) % fields.count
    }

    /// The room that a form wants, with its inputs of a width.
    public func size(inputColumns: Int) -> Size {
        Size(columns: labelColumns + 2 + inputColumns, rows: fields.count)
    }

    var labelColumns: Int { fields.map(\.label.displayColumns).max() ?? 0 }
}

extension CellBuffer {
    /// Draws a form, one row for each field, the names at the left.
    public mutating func draw(_ form: Form, in area: Rectangle, theme: Theme) {
        for (index, field) in form.fields.prefix(area.rows).enumerated() {
            let (label, rest) = area.line(index).splitLeft(form.labelColumns)
            let isCurrent = index == form.current
            put(
                field.label, at: label.origin,
                style: theme.style(isCurrent ? .strong : .dim),
                maxColumns: label.columns)
            draw(
                field.input, in: rest.splitLeft(2).rest, placeholder: field.placeholder,
                focus: isCurrent ? .focused : .idle, theme: theme)
        }
    }
}
