import Foundation

/// What no method can do without.
enum InformationBound {
    /// The fewest bytes in which any method can name so many 128-bit ids out of all there are:
    /// log₂ of the number of such sets. It takes no account of order, of messages, or of the tables.
    static func bytes(differences: Int) -> Int {
        let logOfFactorial = lgamma(Double(differences) + 1) / log(2)
        let bits = 128 * Double(differences) - logOfFactorial
        return Int((bits / 8).rounded(.up))
    }
}
