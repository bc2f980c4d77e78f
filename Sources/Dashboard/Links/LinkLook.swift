import ClusterObservation
import TerminalUI

/// How a link looks in the matrix: by glyph and colour alike.
struct LinkLook: Hashable, Sendable {
    /// What sets a link apart from those that are merely up.
    enum Mark: Hashable, Sendable, CaseIterable {
        case cut, separated, lossy, slow
        /// With conditions of its own that make it neither lossy nor slow.
        case special
    }

    /// How much went over it, beside the busiest: nothing, little, some, much.
    enum Traffic: Int, Hashable, Sendable, CaseIterable {
        case none, little, some, much
    }

    let mark: Mark?
    let traffic: Traffic

    /// - Parameter busiest: the most messages that any link carried.
    /// - Parameter common: what all links are like that have no conditions of their own.
    init(_ link: LinkDetail, busiest: Int, common: NetworkConditions?) {
        mark = Self.mark(of: link, common: common ?? NetworkConditions())
        let part = link.sent > 0 ? 1 + link.sent * 3 / (max(busiest, link.sent) + 1) : 0
        traffic = Traffic(rawValue: part) ?? .much
    }

    private static func mark(of link: LinkDetail, common: NetworkConditions) -> Mark? {
        switch link.condition {
        case .cut: .cut
        case .separated: .separated
        case .absent: nil
        case .up: link.special.map { $0.mark(among: common) }
        }
    }
}

extension NetworkConditions {
    /// What sets a link with these conditions apart from the others; a loss says more than a delay.
    func mark(among common: NetworkConditions) -> LinkLook.Mark {
        if loss > common.loss { return .lossy }
        let isNarrow = bandwidth.map { $0 < common.bandwidth ?? .max } ?? false
        return isNarrow || latency > common.latency ? .slow : .special
    }
}

extension LinkLook.Mark {
    var role: Role {
        switch self {
        case .cut, .separated: .linkCut
        case .lossy: .linkLossy
        case .slow: .linkSlow
        case .special: .text
        }
    }

    func glyph(in theme: Theme) -> Character {
        switch self {
        case .cut, .lossy, .slow: theme.glyph(role)
        case .separated: Glyph.heavyVertical.unicode
        case .special: Glyph.different.unicode
        }
    }

    /// The word for the legend.
    var word: String {
        switch self {
        case .cut: "cut"
        case .separated: "apart"
        case .lossy: "lossy"
        case .slow: "slow"
        case .special: "special"
        }
    }

    /// Whether messages pass.
    var isOpen: Bool {
        switch self {
        case .cut, .separated: false
        case .lossy, .slow, .special: true
        }
    }
}

extension LinkLook.Traffic {
    var role: Role {
        switch self {
        case .none: .linkUp
        case .little: .dim
        case .some: .text
        case .much: .strong
        }
    }

    /// None is full: the cursor's colour has to show through.
    var glyph: Character {
        switch self {
        case .none: Glyph.middleDot.unicode
        case .little: Glyph.light.unicode
        case .some: Glyph.medium.unicode
        case .much: Glyph.dark.unicode
        }
    }
}
