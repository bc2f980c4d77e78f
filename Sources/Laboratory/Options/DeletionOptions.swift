import ArgumentParser
import Epidemic

/// How long deletions are remembered, and by whom.
package struct DeletionOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .init(
            "How long everybody keeps a death certificate (default: 60s, on a network 1h).",
            valueName: "duration"),
        transform: Interval.init(argument:))
    var deathCertificateAge: Interval?

    @Option(
        parsing: .unconditional,
        help: .init(
            "How much longer its retention nodes keep it, dormant (default: 10m, on a network 30d).",
            valueName: "duration"),
        transform: Interval.init(argument:))
    var dormantAge: Interval?

    @Option(
        parsing: .unconditional,
        help: .init(
            "Retention nodes of a death certificate, 0 to 64; with none it is a plain tombstone "
                + "(default: 4).", valueName: "n"),
        transform: Numbers.whole(0...Limits.retentionMax))
    var retention: Int?

    package init() {}

    /// These settings with what was asked for.
    package func changed(_ settings: DeletionSettings) -> DeletionSettings {
        DeletionSettings(
            age: deathCertificateAge ?? settings.age,
            dormantAge: dormantAge ?? settings.dormantAge,
            retention: retention ?? settings.retention)
    }
}
