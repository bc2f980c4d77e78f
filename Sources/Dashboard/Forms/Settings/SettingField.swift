import ClusterObservation

/// One setting of the protocol, as the form and the palette ask for it.
struct SettingField: Sendable {
    /// How people call it; the same as its option on the command line.
    let name: String
    /// What it means, in a sentence.
    let sentence: String
    /// Answers to go through; others may be typed.
    var choices: [String] = []
    /// The heading above it, where a group begins.
    var heading: String?
    /// What is in force; nil where it has no meaning.
    let text: @Sendable (ProtocolSettings) -> String?
    /// Takes an answer.
    let set: @Sendable (String, inout ProtocolSettings) throws(PromptError) -> Void

    /// What a setting says while it has no meaning.
    static let meaningless = "–"

    /// The setting of a name, written with hyphens or without.
    static func named(_ name: String) -> SettingField? {
        all.first { $0.name.withoutHyphens == name.withoutHyphens }
    }
}

extension String {
    fileprivate var withoutHyphens: String { filter { $0 != "-" }.lowercased() }
}

extension ProtocolSettings {
    /// The settings after an answer to one question.
    ///
    /// - Throws: `PromptError` when it is no answer to that.
    func setting(_ field: SettingField, to answer: String) throws(PromptError) -> ProtocolSettings {
        var changed = self
        try field.set(answer, &changed)
        return changed
    }
}

// Settings of a kind are made alike.

extension SettingField {
    /// One of a few words.
    static func choice<Value>(
        _ name: String, _ path: any WritableKeyPath<ProtocolSettings, Value> & Sendable,
        _ sentence: String, heading: String? = nil
    ) -> SettingField
    where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
        SettingField(
            name: name, sentence: sentence, choices: Value.allCases.map(\.rawValue),
            heading: heading, text: { $0[keyPath: path].rawValue },
            set: { (text, settings) throws(PromptError) in
                settings[keyPath: path] = try Answer.choice(text, name: name)
            })
    }

    /// A length of time.
    static func duration(
        _ name: String, _ path: any WritableKeyPath<ProtocolSettings, TimeSpan> & Sendable,
        _ sentence: String, heading: String? = nil
    ) -> SettingField {
        SettingField(
            name: name, sentence: sentence, heading: heading, text: { "\($0[keyPath: path])" },
            set: { (text, settings) throws(PromptError) in
                settings[keyPath: path] = try Answer.duration(text, name: name)
            })
    }

    /// A whole number.
    static func number(
        _ name: String, _ path: any WritableKeyPath<ProtocolSettings, Int> & Sendable,
        _ sentence: String
    ) -> SettingField {
        SettingField(
            name: name, sentence: sentence, text: { "\($0[keyPath: path])" },
            set: { (text, settings) throws(PromptError) in
                settings[keyPath: path] = try Answer.whole(text, name: name)
            })
    }

    /// A setting of rumor mongering; it has a meaning only while that is on.
    static func ofRumors(
        _ name: String, _ sentence: String, choices: [String] = [],
        text: @escaping @Sendable (SpreadingSettings) -> String?,
        set: @escaping @Sendable (String, inout SpreadingSettings) throws(PromptError) -> Void
    ) -> SettingField {
        SettingField(
            name: name, sentence: sentence, choices: choices, text: { $0.rumors.flatMap(text) },
            set: { (answer, settings) throws(PromptError) in
                guard var rumors = settings.rumors else {
                    throw .meaningless(name: name, reason: "while rumors are off: set rumors on")
                }
                try set(answer, &rumors)
                settings.rumors = rumors
            })
    }

    /// One of a few words, of rumor mongering.
    static func rumorChoice<Value>(
        _ name: String, _ path: any WritableKeyPath<SpreadingSettings, Value> & Sendable,
        _ sentence: String
    ) -> SettingField
    where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
        ofRumors(
            name, sentence, choices: Value.allCases.map(\.rawValue),
            text: { $0[keyPath: path].rawValue },
            set: { (text, rumors) throws(PromptError) in
                rumors[keyPath: path] = try Answer.choice(text, name: name)
            })
    }
}
