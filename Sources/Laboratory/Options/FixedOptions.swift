import ArgumentParser

/// Options of a run that have one value in an experiment, which may be said, and no other yet.
struct FixedOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: .hidden,
        transform: LaterOptions.refuse("an experiment in other rounds", butFor: "aligned"))
    var rounds: String?

    @Option(
        parsing: .unconditional, help: .hidden,
        transform: LaterOptions.refuse("an experiment with loss", butFor: "0"))
    var loss: String?

    @Option(
        parsing: .unconditional, help: .hidden,
        transform: LaterOptions.refuse("an experiment with mail", butFor: "off"))
    var mail: String?

    @Option(
        parsing: .unconditional, help: .hidden,
        transform: LaterOptions.refuse("an experiment with anti-entropy", butFor: "off"))
    var antiEntropy: String?
}
