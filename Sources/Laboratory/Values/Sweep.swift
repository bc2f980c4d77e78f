/// Several values of one option, each tried in turn: `1,2,3`.
struct Sweep<Element: Hashable & Sendable>: Hashable, Sendable {
    /// In the order given; never empty, and each of them once.
    let values: [Element]

    init(_ value: Element) { values = [value] }

    private init(values: [Element]) { self.values = values }

    /// A reader for a list of what another reader understands.
    ///
    /// - Parameter joins: whether a part belongs to the part before it, comma and all.
    static func of(
        _ read: @escaping @Sendable (String) throws -> Element,
        joining joins: @escaping @Sendable (_ part: String, _ before: String) -> Bool = { _, _ in
            false
        }
    ) -> @Sendable (String) throws -> Sweep<Element> {
        { text in
            let parts = split(text, joining: joins)
            guard !parts.contains("") else {
                throw ValueError.wrongForm("at least one value, and several with commas between")
            }
            return Sweep(values: try elements(parts, read))
        }
    }

    /// The parts between the commas, but for those that belong to the part before.
    private static func split(
        _ text: String, joining joins: (_ part: String, _ before: String) -> Bool
    ) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            .reduce(into: []) { parts, part in
                guard let before = parts.last, joins(part, before) else {
                    parts.append(part)
                    return
                }
                parts[parts.count - 1] = before + "," + part
            }
    }

    private static func elements(
        _ parts: [String], _ read: (String) throws -> Element
    ) throws -> [Element] {
        var seen: Set<Element> = []
        return try parts.map { part in
            let element = try element(part, of: parts, read)
            guard seen.insert(element).inserted else { throw ValueError.repeated(part) }
            return element
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

extension Sweep: CustomStringConvertible {
    var description: String { values.map { "\($0)" }.joined(separator: ",") }
}
