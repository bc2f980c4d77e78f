import Epidemic

/// The settings that a node was told while it ran, as they are kept with its data.
///
/// What is given when the node is started counts more than what is kept, and what is kept more than what
/// nobody has said anything about.
struct KeptSettings: Hashable {
    private var texts: [String: String] = [:]

    init() {}

    /// Reads what `bytes` writes; lines that are none are passed over.
    init(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            if words.count == 2 { texts[String(words[0])] = String(words[1]) }
        }
    }

    /// A line for each of them.
    var bytes: [UInt8] {
        Array(texts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined().utf8)
    }

    mutating func keep(_ name: String, _ text: String) { texts[name] = text }

    /// What became of one of them at a start.
    enum Verdict: Hashable {
        case taken
        /// It was given another value at the start.
        case givenAnew
        /// It cannot be, beside what was given.
        case impossible
    }

    /// Changes the settings of a start to what is kept.
    ///
    /// - Parameter given: the names of what was given at the start, which stays.
    /// - Returns: what became of each, in the order in which settings are listed.
    func apply(
        to settings: inout Settings, beside given: Set<String>
    ) -> [(name: String, text: String, verdict: Verdict)] {
        NodeSetting.all.compactMap { setting in
            guard let text = texts[setting.name] else { return nil }
            guard !given.contains(setting.name) else {
                return setting.read(settings) == text ? nil : (setting.name, text, .givenAnew)
            }
            var changed = settings
            guard setting.write(text, &changed), (try? changed.validate()) != nil else {
                return (setting.name, text, .impossible)
            }
            settings = changed
            return (setting.name, text, .taken)
        }
    }
}
