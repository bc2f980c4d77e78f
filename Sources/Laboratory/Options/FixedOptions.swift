import ArgumentParser

/// Options of a run that have one value in an experiment, which may be said, or no place in it: each
/// is refused by its name, never ignored.
struct FixedOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: .hidden,
        transform: refuse("an experiment spreads rumors alone, without mail", but: "off"))
    var mail: String?

    @Option(
        parsing: .unconditional, help: .hidden,
        transform: refuse(
            "an experiment spreads rumors alone, or compares tables with --mode anti-entropy",
            but: "off"))
    var antiEntropy: String?

    @Option(
        parsing: .unconditional, help: .hidden,
        transform: refuse("an experiment spreads rumors alone, and shares no cache", but: "off"))
    var cacheInterval: String?

    @Option(parsing: .unconditional, help: .hidden, transform: refuse(deletesNothing))
    var deathCertificateAge: String?

    @Option(parsing: .unconditional, help: .hidden, transform: refuse(deletesNothing))
    var dormantAge: String?

    @Option(parsing: .unconditional, help: .hidden, transform: refuse(deletesNothing))
    var retention: String?

    private static let deletesNothing = "an experiment spreads one update and deletes nothing"

    /// A reader that refuses all but the value that an experiment has anyway.
    private static func refuse(
        _ reason: String, but fixed: String? = nil
    ) -> @Sendable (String) throws -> String {
        { text in
            guard text == fixed else { throw ValueError.outOfPlace(reason, right: fixed) }
            return text
        }
    }
}
