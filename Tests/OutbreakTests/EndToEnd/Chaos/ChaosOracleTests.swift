import Testing

@testable import outbreak

/// The oracle of the chaos test finds what it is there to find, and nothing else.
@Suite struct ChaosOracleTests {
    @Test func `a write whose writer had seen the value of the end was lost`() {
        var story = Story()
        let first = story.write("a", at: 0)
        story.write("b", at: 0)
        #expect(story.lost(holding: "a") == 1)
        #expect(story.lost(holding: "b") == 0)
        #expect(story.lost(holding: nil) == 1)
        #expect(first.number == 0)
    }

    @Test func `what is read is seen, and what it had seen, too`() {
        var story = Story()
        story.write("a", at: 0)
        story.write("b", at: 0)
        story.read("b", at: 1)
        story.write("c", at: 1)
        for value in ["a", "b"] { #expect(story.lost(holding: value) == 1) }
        #expect(story.lost(holding: "c") == 0)
    }

    @Test func `of two writes that did not see each other either may win`() {
        var story = Story()
        story.write("a", at: 0)
        story.write("b", at: 1)
        for value in ["a", "b"] { #expect(story.judge(holding: value).violations.isEmpty) }
        #expect(story.lost(holding: nil) == 1)
    }

    @Test func `what was deleted comes back only when it may be concurrent`() {
        var story = Story()
        story.write("a", at: 0)
        story.delete(at: 0)
        #expect(story.judge(holding: "a").resurrected == 1)
        #expect(story.judge(holding: nil).violations.isEmpty)
        story.write("b", at: 1)
        for value in ["b", nil] { #expect(story.judge(holding: value).violations.isEmpty) }
        #expect(story.judge(holding: "a").resurrected == 1)
    }

    @Test func `a write that had seen the deletion is not explained away by it`() {
        var story = Story()
        story.write("a", at: 0)
        story.delete(at: 0)
        story.write("b", at: 0)
        #expect(story.lost(holding: nil) == 1)
        #expect(story.lost(holding: "a") == 1)
        #expect(story.judge(holding: "b").violations.isEmpty)
        story.delete(at: 1, .unknown)
        #expect(story.judge(holding: nil).violations.isEmpty)
    }

    @Test func `what nobody was told anything of may have happened at any time, or not`() {
        var story = Story()
        story.write("a", at: 0)
        story.write("u", at: 0, .unknown)
        story.write("b", at: 0)
        for value in ["u", "b"] { #expect(story.judge(holding: value).violations.isEmpty) }
        story.read("u", at: 1)
        story.write("c", at: 1)
        #expect(story.lost(holding: "u") == 1)
    }

    @Test func `a value that was refused or that nobody wrote is found`() {
        var story = Story()
        story.write("a", at: 0, .refused)
        #expect(story.judge(holding: "a").violations == [.nobodyWrote(key: 0, "a")])
        #expect(story.judge(holding: "x").violations == [.nobodyWrote(key: 0, "x")])
        #expect(story.judge(holding: nil).violations.isEmpty)
    }

    @Test func `what a diskless node acknowledged just before a kill is counted apart`() {
        var story = Story()
        story.write("a", at: 0)
        story.read("a", at: 1)
        story.write("b", at: 1)
        story.oracle.endLife(of: 1, keepsDisk: false)
        story.oracle.noteLoss(at: 1, after: .seconds(2.5), until: .seconds(4))
        let verdict = story.judge(holding: "a")
        #expect(verdict.violations.isEmpty)
        #expect(verdict.destroyed == 1)
        #expect(verdict.keysTouched == 1)
        #expect(story.judge(holding: "b").keysTouched == 0)
        #expect(story.lost(holding: nil) == 1)
    }

    @Test func `what it acknowledged long before the kill is not excused`() {
        var story = Story()
        story.write("a", at: 1)
        story.write("b", at: 1)
        story.oracle.endLife(of: 1, keepsDisk: false)
        story.oracle.noteLoss(at: 1, after: .seconds(3), until: .seconds(4))
        #expect(story.lost(holding: "a") == 1)
        story.oracle.beginLife(1, of: 1)
        story.life = 1
        story.write("c", at: 1)
        for value in ["b", "c"] { #expect(story.judge(holding: value).violations.isEmpty) }
    }

    @Test func `a disk knows after a kill what it acknowledged, and not what it showed`() {
        var story = Story()
        story.write("a", at: 0)
        story.write("b", at: 1)
        story.read("b", at: 0)
        story.oracle.endLife(of: 0, keepsDisk: true)
        story.oracle.beginLife(1, of: 0)
        story.life = 1
        story.write("c", at: 0)
        #expect(story.lost(holding: "a") == 1)
        #expect(story.lost(holding: "b") == 0)
    }

    @Test func `a disk that is put back knows what it knew then`() {
        var story = Story()
        story.write("a", at: 0)
        let copy = story.oracle.copy(ofDisk: 0)
        story.write("b", at: 0)
        story.oracle.endLife(of: 0, keepsDisk: true)
        story.oracle.putBack(copy, on: 0)
        story.oracle.noteLoss(at: 0, after: .seconds(1), until: .seconds(1.95))
        story.oracle.beginLife(1, of: 0)
        story.life = 1
        story.write("c", at: 0)
        #expect(story.lost(holding: "a") == 1)
        for value in ["b", "c"] { #expect(story.judge(holding: value).violations.isEmpty) }
    }

    @Test func `a node that shows what it had seen replaced is found at once`() {
        var story = Story()
        story.write("a", at: 0)
        story.write("b", at: 0)
        story.read("a", at: 1)
        #expect(story.oracle.impossibleReads.isEmpty)
        story.read("a", at: 0)
        #expect(story.oracle.impossibleReads.count == 1)
        story.read(nil, at: 0)
        #expect(story.oracle.impossibleReads.count == 2)
        story.delete(at: 1)
        story.read(nil, at: 0)
        #expect(story.oracle.impossibleReads.count == 2)
    }

    @Test func `a set of events knows its members`() {
        var set = EventSet()
        #expect(set.isEmpty)
        for number in [0, 63, 64, 200] { set.insert(number) }
        #expect((0..<300).filter(set.contains) == [0, 63, 64, 200])
        var other = EventSet()
        other.insert(1)
        other.formUnion(set)
        #expect((0..<300).filter(other.contains) == [0, 1, 63, 64, 200])
    }
}

/// What happens to one key, a second after another.
private struct Story {
    var oracle = ChaosOracle(nodes: 3)
    var life = 0
    private var now = Duration.zero

    init() {}

    @discardableResult
    mutating func write(
        _ value: String, at node: Int, _ standing: ChaosOracle.Standing = .acknowledged
    ) -> ChaosOracle.EventID { event(.write(value), node, standing) }

    mutating func delete(at node: Int, _ standing: ChaosOracle.Standing = .acknowledged) {
        _ = event(.delete, node, standing)
    }

    mutating func read(_ value: String?, at node: Int) {
        oracle.end(oracle.look(at: 0, of: node, life: life), with: value)
        now += .seconds(1)
    }

    func judge(holding value: String?) -> ChaosVerdict {
        oracle.judge(value.map { [0: $0] } ?? [:])
    }

    func lost(holding value: String?) -> Int { judge(holding: value).lost }

    private mutating func event(
        _ action: ChaosOracle.Action, _ node: Int, _ standing: ChaosOracle.Standing
    ) -> ChaosOracle.EventID {
        let id = oracle.ask(action, of: 0, at: node, life: life, now: now)
        switch standing {
        case .acknowledged: oracle.acknowledge(id, now: now + .seconds(0.9))
        case .refused: oracle.refuse(id)
        case .unknown: break
        }
        now += .seconds(1)
        return id
    }
}
