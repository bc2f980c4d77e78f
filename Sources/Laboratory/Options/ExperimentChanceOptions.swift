import ArgumentParser
import Epidemic
import EpidemicSimulation

/// What the rows and the runs of an experiment have in common of what is random.
struct ExperimentChanceOptions: ParsableArguments {
    @Option(
        help: .init(
            "Whether the rows of a sweep use the same random numbers, which sharpens what one differs "
                + "from another by, or each its own."))
    var randomNumbers = RandomNumbers.common

    @Option(
        help:
            "When a topology that is random is drawn: once for a row, or anew for each of its runs."
    )
    var networkDraw = NetworkDraw.row

    /// What the runs of a row follow from; one that is drawn lies below 2⁵³, so that it comes whole out of
    /// every reader of JSON, and the row can be measured again.
    func seed(ofRow row: Int, _ seed: UInt64) -> UInt64 {
        switch randomNumbers {
        case .common: seed
        case .independent:
            SeededGenerator.seed(seed, stream: Self.firstRowStream + UInt64(row)) >> 11
        }
    }

    /// The streams of a seed from here on are those of rows; those of runs lie below.
    private static let firstRowStream: UInt64 = 1 << 32
}

/// Which random numbers the rows of a sweep use.
enum RandomNumbers: String, CaseIterable, ExpressibleByArgument {
    /// All the same.
    case common
    /// Each its own.
    case independent
}

extension NetworkDraw: ExpressibleByArgument {}
