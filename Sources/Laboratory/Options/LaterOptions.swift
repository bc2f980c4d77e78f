import ArgumentParser

/// Options whose machinery is not built yet: each is refused by its name, never ignored.
struct LaterOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: .hidden,
        transform: refuse("the ageing of death certificates"))
    var deathCertificateAge: String?

    @Option(
        parsing: .unconditional, help: .hidden,
        transform: refuse("the dormancy of death certificates"))
    var dormantAge: String?

    @Option(
        parsing: .unconditional, help: .hidden,
        transform: refuse("the retention of death certificates"))
    var retention: String?

    /// A reader that refuses all but the value under which the machinery is not needed.
    static func refuse(
        _ what: String, butFor neutral: String? = nil
    ) -> @Sendable (String) throws -> String {
        { text in
            guard text == neutral else {
                throw ValueError.notBuilt(what, built: neutral.map { [$0] } ?? [])
            }
            return text
        }
    }
}
