import ClusterObservation
import TerminalUI

/// What is wrong with the links, in words for the edge of the map.
struct LinkFaults {
    let view: ClusterView
    @Shared var model: DashboardModel
    let theme: Theme

    /// The partition with its bridges, nodes that are cut off, links that are cut, links that are slow, lossy
    /// or special, and what all of them lose; empty where all is well.
    var long: [StyledText] { words(.long) }
    /// The same in fewer words.
    var short: [StyledText] { words(.short) }

    private enum Length { case long, short }

    private func words(_ length: Length) -> [StyledText] {
        partition(length) + isolation(length) + cuts(length) + marks(length) + loss
    }

    /// What all links lose.
    private var loss: [StyledText] {
        guard let loss = view.network?.loss, loss > 0 else { return [] }
        return [
            StyledText(
                "\(theme.glyph(.linkLossy)) \(Words.loss(loss))", style: theme.style(.linkLossy))
        ]
    }

    private func partition(_ length: Length) -> [StyledText] {
        guard view.totals.groups > 1 else { return [] }
        let groups = cut("\(view.totals.groups) groups")
        let bridges = LinkPair.pairs(of: view.bridges)
        guard let first = bridges.first else { return [groups] }
        let who =
            bridges.count == 1
            ? (length == .long ? "bridge " : "") + ends(of: first)
            : Words.count(bridges.count, "bridge")
        let bridge = StyledText(
            "\(Glyph.heavyHorizontal.unicode) \(who)", style: theme.style(.strong))
        return length == .long ? [groups, bridge] : [bridge]
    }

    private func isolation(_ length: Length) -> [StyledText] {
        guard let first = view.isolated.first else { return [] }
        guard view.isolated.count == 1 else {
            return [cut("\(Words.grouped(view.isolated.count)) nodes cut off")]
        }
        return [cut("\(model.name(of: first.node)) \(Words.isolation(first.isolation))")]
    }

    private func cuts(_ length: Length) -> [StyledText] {
        let cuts = view.cutsBesideIsolation
        guard !cuts.isEmpty else { return [] }
        // Of very many not all are told, and so not which of them are both directions of one link.
        guard view.cuts.count < DashboardModel.cutsMax else {
            return [cut("\(Words.grouped(view.totals.cuts)) directions cut")]
        }
        let pairs = LinkPair.pairs(of: cuts)
        let whole = pairs.count { $0.ways == .both }
        let half = pairs.count - whole
        let noun = length == .long ? (whole == 1 ? "link " : "links ") : ""
        let parts =
            (whole > 0 ? ["\(Words.grouped(whole)) \(noun)cut"] : [])
            + (half > 0 ? ["\(Words.grouped(half)) cut one way"] : [])
        return [cut(parts.joined(separator: ", "))]
    }

    private func marks(_ length: Length) -> [StyledText] {
        let links = view.markedLinks
        return LinkLook.Mark.allCases.compactMap { mark in
            let pairs = links.filter { $0.mark == mark }.map(\.pair)
            guard let first = pairs.first else { return nil }
            let who = pairs.count == 1 ? ends(of: first) : Words.count(pairs.count, "link")
            let words = length == .long || pairs.count > 1 ? "\(who) \(mark.word)" : who
            return StyledText("\(mark.glyph(in: theme)) \(words)", style: theme.style(mark.role))
        }
    }

    private func ends(of pair: LinkPair) -> String {
        let dash = pair.ways == .both ? "–" : "→"
        return model.name(of: pair.link.from) + dash + model.name(of: pair.link.to)
    }

    private func cut(_ words: String) -> StyledText {
        StyledText("\(theme.glyph(.linkCut)) \(words)", style: theme.style(.linkCut))
    }
}

extension Words {
    static func isolation(_ isolation: Isolation) -> String {
        switch isolation {
        case .deaf: "deaf"
        case .mute: "mute"
        case .both: "cut off"
        }
    }
}

extension ClusterView {
    /// The directions that are cut one by one, but for those of nodes all of whose directions are.
    var cutsBesideIsolation: [DirectedLink] {
        guard !isolated.isEmpty else { return cuts }
        let nodes = Set(isolated.map(\.node))
        return cuts.filter { !nodes.contains($0.from) && !nodes.contains($0.to) }
    }

    /// The links with conditions of their own and what sets each apart; both directions as one where that is
    /// the same.
    var markedLinks: [(mark: LinkLook.Mark, pair: LinkPair)] {
        let marked = specialLinks.map {
            ($0.conditions.mark(among: network ?? NetworkConditions()), $0.link)
        }
        return LinkLook.Mark.allCases.flatMap { mark in
            LinkPair.pairs(of: marked.filter { $0.0 == mark }.map(\.1)).map { (mark, $0) }
        }
    }
}
