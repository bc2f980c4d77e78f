import ClusterObservation
import Epidemic
import EpidemicWire

// What a node knows of the others, in the words of a feed.

extension MembershipView {
    var answer: RESPValue {
        .map([
            .init(.text("incarnation"), .count(incarnation)),
            .init(.text("left"), .count(hasLeft ? 1 : 0)),
            .init(.text("troubles"), .count(troubles)),
            .init(.text("registry"), registry.map { .count(Int($0.rawValue)) } ?? .null),
            .init(.text("counts"), .array(counts.map { .count($0) })),
            .init(.text("members"), .array(members.map(\.answer))),
        ])
    }

    /// Reads what `answer` writes; nil for anything else.
    init?(_ value: RESPValue) {
        guard let incarnation = value["incarnation"]?.count,
            let counts = value["counts"]?.items.compactMap(\.count),
            counts.count == MemberStanding.allCases.count
        else { return nil }
        self.init(
            incarnation: incarnation, hasLeft: value["left"]?.number == 1,
            troubles: value["troubles"]?.count ?? 0,
            registry: value["registry"]?.number.flatMap(RegistryStanding.init(number:)),
            members: (value["members"]?.items ?? []).compactMap { MemberDetail($0) },
            counts: counts)
    }
}

extension RegistryStanding {
    fileprivate init?(number: Int) {
        guard let bits = UInt8(exactly: number) else { return nil }
        self.init(rawValue: bits)
    }
}

extension MemberDetail {
    fileprivate var answer: RESPValue {
        .array([
            .text(identity.name.text), .text("\(identity.epoch)"), .text(address),
            .count(Int(standing.rawValue)), .count(incarnation), .integer(age.nanoseconds),
            heard.map { .integer($0.nanoseconds) } ?? .null,
            report.map { .count($0.keys) } ?? .null,
        ])
    }

    fileprivate init?(_ value: RESPValue) {
        let parts = value.items
        guard parts.count == 8, let name = parts[0].word.flatMap({ ReplicaName($0) }),
            let epoch = parts[1].word.flatMap({ UInt64($0) }), let address = parts[2].word,
            let standing = parts[3].number.flatMap({ UInt8(exactly: $0) })
                .flatMap(MemberStanding.init(rawValue:)),
            let incarnation = parts[4].count, let age = parts[5].number
        else { return nil }
        self.init(
            identity: ReplicaIdentity(name: name, epoch: epoch), address: address,
            standing: standing, incarnation: incarnation,
            age: TimeSpan(nanoseconds: Int64(age)),
            heard: parts[6].number.map { TimeSpan(nanoseconds: Int64($0)) },
            report: parts[7].count.map { keys in
                MemberReport(keys: keys, hotRumors: 0, root: .empty, load: 0, age: .zero)
            })
    }
}
