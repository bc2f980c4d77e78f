/// How much of a rectangle one part of a split asks for, in cells along the split.
public enum Length: Hashable, Sendable {
    /// Exactly so many cells while there are enough.
    case cells(Int)
    /// A share of what the fixed parts leave over, in proportion to its weight.
    case share(Int)
    /// A share by weight that does not shrink below a minimum while there are enough cells.
    case atLeast(Int, share: Int)
}

extension Length {
    /// The cells that are taken before anything is shared out.
    private var minimum: Int {
        switch self {
        case .cells(let count): max(0, count)
        case .share: 0
        case .atLeast(let count, _): max(0, count)
        }
    }

    private var weight: Int {
        switch self {
        case .cells: 0
        case .share(let weight), .atLeast(_, let weight): max(0, weight)
        }
    }

    /// Divides a number of cells; the parts never add up to more than there are.
    ///
    /// Minimums come first, earlier parts before later ones when they do not all fit. Parts whose
    /// minimum exceeds their share keep it; the others share what is then left by weight, with
    /// rounding made up from left to right.
    static func divide(_ total: Int, among lengths: [Length]) -> [Int] {
        var parts = minimums(of: lengths, within: total)
        var open = lengths.indices.filter { lengths[$0].weight > 0 }
        while true {
            let taken = parts.indices.filter { !open.contains($0) }.reduce(0) { $0 + parts[$1] }
            let shares = shareOut(total - taken, weights: open.map { lengths[$0].weight })
            let fits = zip(open, shares).allSatisfy { $1 >= parts[$0] }
            if fits {
                for (index, share) in zip(open, shares) { parts[index] = share }
                return parts
            }
            open = zip(open, shares).filter { $1 > parts[$0] }.map { $0.0 }
        }
    }

    private static func minimums(of lengths: [Length], within total: Int) -> [Int] {
        var left = max(0, total)
        return lengths.map { length in
            let part = min(left, length.minimum)
            left -= part
            return part
        }
    }

    /// Cuts at the rounded running sums of the weights, so that nothing is lost to rounding.
    private static func shareOut(_ total: Int, weights: [Int]) -> [Int] {
        let sum = weights.reduce(0, +)
        var running = 0
        return weights.map { weight in
            let start = total * running / sum
            running += weight
            return total * running / sum - start
        }
    }
}
