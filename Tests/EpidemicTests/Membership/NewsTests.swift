import Testing

@testable import Epidemic

/// What is passed on, how often, and how long one waits for a refutation.
@Suite struct NewsTests {
    private func subject(
        _ name: ReplicaName, _ kind: NewsQueue.Subject.Kind = .liveness
    ) -> NewsQueue.Subject {
        NewsQueue.Subject(id: ReplicaID(name: name, epoch: 1), kind: kind)
    }

    @Test func `every piece of news is told so often and no more`() {
        var queue = NewsQueue()
        for name in ["a", "b", "c"] as [ReplicaName] { queue.add(subject(name)) }
        var told: [ReplicaName: Int] = [:]
        while !queue.isEmpty {
            for subject in queue.take(2, tellings: 5) { told[subject.id.name, default: 0] += 1 }
        }
        #expect(told == ["a": 5, "b": 5, "c": 5])
    }

    @Test func `the rarest is told first, and liveness before status`() {
        var queue = NewsQueue()
        queue.add(subject("old", .status))
        queue.add(subject("first"))
        let once = queue.take(1, tellings: 3).map(\.id.name)
        queue.add(subject("second"))
        let next = queue.take(3, tellings: 3).map(\.id.name)
        #expect(once == ["first"])
        #expect(next == ["second", "first", "old"])
    }

    @Test func `what changes again is news from the beginning`() {
        var queue = NewsQueue()
        queue.add(subject("a"))
        _ = queue.take(1, tellings: 2)
        queue.add(subject("a"))
        #expect(queue.count == 1)
        let left = (0..<5).flatMap { _ in queue.take(1, tellings: 2) }
        #expect(left.count == 2)
    }

    @Test func `a suspicion shrinks with every independent one, and by no repeated one`() {
        let settings = MembershipSettings(probeInterval: .seconds(1), suspicionFactor: 4)
        var suspicion = Suspicion(of: 99, by: "a", settings, now: .zero)
        var ends = [suspicion.end]
        let first = suspicion.confirm(by: "b")
        let repeated = suspicion.confirm(by: "b")
        ends.append(suspicion.end)
        for accuser in ["c", "d", "e"] as [ReplicaName] {
            _ = suspicion.confirm(by: accuser)
            ends.append(suspicion.end)
        }
        #expect(first && !repeated)
        #expect(ends == ends.sorted(by: >))
        #expect(Set(ends).count == 4, "three confirmations are enough")
        #expect(ends[0] - .zero == (ends[3] - .zero) * 6)
        #expect(ends[3] - .zero >= .seconds(8), "four intervals times the logarithm of a hundred")
    }

    @Test func `where nobody else could confirm it a suspicion is short at once`() {
        let settings = MembershipSettings()
        let alone = Suspicion(of: 2, by: "a", settings, now: .zero)
        #expect(alone.end - .zero == alone.shortest)
    }

    @Test func `a steady load makes no news`() {
        let second = Interval.seconds(1)
        #expect(MemberStatus.load(messages: 0, in: second) == 0)
        #expect(MemberStatus.load(messages: 3, in: second) == 3)
        #expect(
            MemberStatus.load(messages: 1_000, in: second)
                == MemberStatus.load(messages: 900, in: second))
        #expect(MemberStatus.load(messages: 7, in: .zero) == 0)
        let exact = (1...5_000).map { ($0, Int(MemberStatus.load(messages: $0, in: second))) }
        #expect(exact.allSatisfy { $1 <= $0 && $1 * 2 > $0 })
    }
}
