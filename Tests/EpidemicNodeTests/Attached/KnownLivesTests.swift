import ClusterObservation
import Testing

/// Lives of one name are told from each other by no more of their epochs than it takes.
@Suite struct KnownLivesTests {
    private let early = ReplicaIdentity(name: "n1", epoch: 1_763_700_000_123)
    private let late = ReplicaIdentity(name: "n1", epoch: 1_763_700_450_523)
    private let other = ReplicaIdentity(name: "n2", epoch: 1_763_700_000_123)

    private func lives(_ known: ReplicaIdentity...) -> KnownLives {
        var lives = KnownLives()
        for life in known { lives.note(life) }
        return lives
    }

    @Test func `a name with one known life stands alone`() {
        let lives = lives(early, other, early)
        #expect(lives.text(early) == "n1")
        #expect(lives.text(UpdateIdentity(origin: other, sequence: 7)) == "n2#7")
    }

    @Test func `of two lives each is told by the last digits that differ`() {
        let lives = lives(early, late, other)
        #expect(lives.text(early) == "n1'…123")
        #expect(lives.text(late) == "n1'…523")
        #expect(lives.text(other) == "n2")
    }

    @Test func `one epoch may end like the whole of another`() {
        let short = ReplicaIdentity(name: "n1", epoch: 123)
        let lives = lives(early, short)
        #expect(lives.text(short) == "n1'123")
        #expect(lives.text(early) == "n1'…0123")
    }

    @Test func `thousands of lives of one name are told apart, and soon noted`() {
        var lives = KnownLives()
        let epochs = (0..<5_000).map { 1_763_700_000_000 + UInt64($0) * 7_919 }
        for epoch in epochs { lives.note(ReplicaIdentity(name: "n1", epoch: epoch)) }
        let labels = epochs.map { lives.text(ReplicaIdentity(name: "n1", epoch: $0)) }
        #expect(Set(labels).count == epochs.count)
        for (epoch, label) in zip(epochs, labels).prefix(50) {
            let ending = label.split(separator: "…").last.map(String.init) ?? ""
            #expect(epochs.filter { "\($0)".hasSuffix(ending) } == [epoch])
            #expect(epochs.filter { "\($0)".hasSuffix(ending.dropFirst()) }.count > 1)
        }
    }

    @Test func `a life that was never heard of is written in full`() {
        #expect(lives(early).text(late) == "n1'1763700450523")
        #expect(KnownLives().text(ReplicaIdentity(name: "n3", epoch: 1)) == "n3")
    }

    @Test func `clocks are written with the same names`() throws {
        let clock = try WriteClock([
            .init(replica: early, count: 2), .init(replica: other, count: 1),
        ])
        #expect(lives(early, other).text(clock) == "n1:2 n2:1")
        #expect(lives(early, other, late).text(clock) == "n1'…123:2 n2:1")
    }
}
