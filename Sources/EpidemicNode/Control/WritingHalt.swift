import Epidemic
import EpidemicWire

/// Why a node takes no writes now, in words that clients of Redis know.
enum WritingHalt: Hashable {
    /// It is about to end: what it took now it could not hand over.
    case leaving

    var answer: RESPValue {
        switch self {
        case .leaving: .error("READONLY this node is about to end; write to another one.")
        }
    }
}

extension NodeDriver {
    /// Why no value may be written now; nil when one may.
    var writingHalt: WritingHalt? { isLeaving ? .leaving : nil }
}
