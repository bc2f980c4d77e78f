import ArgumentParser
import Foundation

/// What ArgumentParser says of a wrong use, in the words in which this program says it of all options.
package enum ParserSentence {
    /// The sentence with the choices that an option has as other values are told.
    package static func ownWords(_ sentence: String) -> String {
        guard let mark = sentence.range(of: mark, options: .backwards) else { return sentence }
        let choices = sentence[mark.upperBound...].split { " ,'\n.".contains($0) }
            .map(String.init).filter { !linkingWords.contains($0) }
        guard !choices.isEmpty else { return sentence }
        return "\(sentence[..<mark.lowerBound])': \(ValueError.notAmong(choices))"
    }

    private static let mark = "'. Please provide one of "
    /// Words between the choices; no option has one of them for a choice.
    private static let linkingWords: Set = ["and", "or", "the", "following:", "-"]
}

extension ParsableArguments {
    /// One sentence about wrong use, in this program's words.
    package static func sentence(for error: any Error) -> String {
        ParserSentence.ownWords(message(for: error))
    }
}
