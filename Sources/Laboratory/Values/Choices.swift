import ArgumentParser
import ClusterObservation
import Epidemic
import TerminalUI

// Choices of the libraries that are written on the command line as they are called there.

extension Direction: ExpressibleByArgument {}
extension Trigger: ExpressibleByArgument {}
extension Rounds: ExpressibleByArgument {}
extension Repair: ExpressibleByArgument {}
extension Echo: ExpressibleByArgument {}
extension Layer.Switch: ExpressibleByArgument {}

extension Discovery: ExpressibleByArgument {}

extension Reaction: EnumerableFlag {}

/// The colours of the screen, or what the terminal can do.
enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, truecolor
    case palette256 = "256"
    case palette16 = "16"
    case mono

    /// The depth, unless the terminal shall decide.
    var depth: ColourDepth? { ColourDepth(rawValue: rawValue) }
}

/// The glyphs of the screen, or what the locale can show.
enum GlyphChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, unicode, ascii

    /// The set, unless the locale shall decide.
    var glyphs: GlyphSet? { GlyphSet(rawValue: rawValue) }
}

/// What decides between two updates of a key on a network, where nothing is taught by failing.
package enum ConflictChoice: String, CaseIterable {
    case norm

    package static func read(_ text: String) throws -> ConflictChoice { try Choice.read(text) }
}

/// How tables are compared, or that they are not.
package enum AntiEntropyChoice: String, CaseIterable {
    case off, full, checksum, recent
    case peelBack = "peel-back"
    case hashTree = "hash-tree"
    case sketch, auto

    package static func read(_ text: String) throws -> AntiEntropyChoice { try Choice.read(text) }

    package var method: AntiEntropySettings.Method? {
        AntiEntropySettings.Method(rawValue: rawValue)
    }
}

/// What an experiment measures.
enum ModeChoice: String, CaseIterable {
    case rumor
    case antiEntropy = "anti-entropy"

    static func read(_ text: String) throws -> ModeChoice { try Choice.read(text) }
}

/// The tables of the paper that can be reproduced.
enum TableChoice: String, CaseIterable {
    case table1 = "1"
    case table2 = "2"
    case table3 = "3"
    case table4 = "4"
    case table5 = "5"
    case all

    static func read(_ text: String) throws -> TableChoice { try Choice.read(text) }
}

/// A reader for choices.
package enum Choice {
    package static func read<Choices: CaseIterable & RawRepresentable<String>>(
        _ text: String
    ) throws -> Choices {
        guard let choice = Choices(rawValue: text) else {
            throw ValueError.notAmong(Choices.allCases.map(\.rawValue))
        }
        return choice
    }
}
