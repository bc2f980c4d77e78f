/// How a terminal writes at the moment, and the sequences that change it (ECMA-48 §8.3.117, SGR;
/// the colours beyond eight as xterm has them).
struct GraphicRendition: Sendable {
    private var current = DeviceStyle.plain

    /// The shortest sequence after which text has a style; empty if it has it already.
    mutating func change(to style: DeviceStyle) -> String {
        guard style != current else { return "" }
        defer { current = style }
        let change = style.parameters(after: current)
        let anew = [0] + style.parameters(after: .plain)
        return [change, anew].map(Self.sequence).min { $0.utf8.count < $1.utf8.count }!
    }

    /// The sequence after which the terminal writes as if nothing had been.
    mutating func reset() -> String {
        change(to: .plain)
    }

    private static func sequence(_ parameters: [Int]) -> String {
        let text = parameters == [0] ? "" : parameters.map(String.init).joined(separator: ";")
        return "\u{1B}[\(text)m"
    }
}

extension DeviceStyle {
    /// What a terminal must be told that writes in another style.
    fileprivate func parameters(after old: DeviceStyle) -> [Int] {
        var parameters = attributes.parameters(after: old.attributes)
        if foreground != old.foreground { parameters += foreground.parameters(from: 30) }
        if background != old.background { parameters += background.parameters(from: 40) }
        return parameters
    }
}

extension Attributes {
    /// Bold and dim go together: one parameter takes both away.
    private static let off: [(attributes: Attributes, parameter: Int)] = [
        ([.bold, .dim], 22), (.italic, 23), (.underline, 24), (.reverse, 27),
    ]

    private static let on: [(attribute: Attributes, parameter: Int)] = [
        (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7),
    ]

    fileprivate func parameters(after old: Attributes) -> [Int] {
        let surplus = old.subtracting(self)
        let taken = Self.off.filter { !$0.attributes.isDisjoint(with: surplus) }
        let kept = taken.reduce(old) { $0.subtracting($1.attributes) }
        let given = Self.on.filter { contains($0.attribute) && !kept.contains($0.attribute) }
        return taken.map(\.parameter) + given.map(\.parameter)
    }
}

extension DeviceColour {
    /// The parameters of a colour; text counts from 30, what is behind it from 40.
    fileprivate func parameters(from base: Int) -> [Int] {
        switch self {
        case .terminalDefault: [base + 9]
        case .entry(let entry) where entry < 8: [base + Int(entry)]
        case .entry(let entry) where entry < 16: [base + 60 + Int(entry) - 8]
        case .entry(let entry): [base + 8, 5, Int(entry)]
        case .rgb(let rgb): [base + 8, 2, Int(rgb.red), Int(rgb.green), Int(rgb.blue)]
        }
    }
}
