import ClusterObservation
import TerminalUI

extension LogTeller {
    /// How a node came to know what the others know.
    func sentence(for notice: ArrivalNotice) -> LogSentence {
        switch notice {
        case .began:
            LogSentence("\(here) is arriving: it asks the others what they know", .logText)
        case .learned(let other):
            LogSentence("\(here) is ready: it holds what \(model.name(of: other)) held", .logGain)
        case .together:
            LogSentence("\(here) is ready: the others arrive too, and hold no more", .logGain)
        case .alone: LogSentence("\(here) is ready: nobody answered for 3 s", .logLoss)
        case .first: LogSentence("\(here) is ready: it knows of nobody else", .logText)
        case .reissued(let count):
            LogSentence(
                "\(here) made \(Words.count(count, "write", "writes")) again: it had not known all that it "
                    + "wrote before", .logCommand)
        }
    }
}
