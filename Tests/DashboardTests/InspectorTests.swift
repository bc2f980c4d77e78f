import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// What the inspector says of a node that is not simply up.
struct InspectorTests {
    /// The inspector of node 11, which is down in the fixture, zoomed.
    private func screen(
        _ tab: InspectorState.Tab = .entries, speed: Double? = 1,
        _ change: (inout ReplicaDetail) -> Void = { _ in }
    ) -> String {
        var driver = Driver()
        driver.press(":")
        driver.type("select n11")
        driver.press("enter")
        var view = Fixture.view(selected: 11)
        view.time.speed = speed
        change(&view.inspected!)
        driver.show(view)
        driver.go(to: .inspector)
        driver.press("z")
        driver.model.inspector.show(tab, in: driver.model.detail)
        return driver.screen()
    }

    @Test func `A node that is down is said to be, and none of its updates is hot`() {
        let screen = screen { $0.entries[0].state = .infected }
        #expect(screen.contains("n11 ✕ down since 00:05.1"))
        #expect(!screen.contains("● I"))
    }

    @Test func `A node without entries is told with the reason`() {
        func empty(
            _ condition: NodeCondition, epoch: UInt64, hasSeen: Bool = false
        ) -> String {
            screen {
                $0.entries = []
                $0.entryCount = 0
                $0.status.dot.condition = condition
                $0.status.identity = ReplicaIdentity(name: Fixture.name(11), epoch: epoch)
                if !hasSeen { $0.status.clock = ReplicaClock(runs: [])! }
            }
        }
        #expect(empty(.up, epoch: 1).contains("no entries yet"))
        #expect(empty(.up, epoch: 1, hasSeen: true).contains("deleted and forgotten"))
        #expect(empty(.up, epoch: 2).contains("nothing has come to it yet in its epoch 2"))
        #expect(
            empty(.down(since: .zero), epoch: 1).contains("it is down, and nothing is on its disk"))
    }

    @Test func `A real node that is down is not said to have an empty disk, nor to hold entries`() {
        let screen = screen(speed: nil) { $0.entries = [] }
        #expect(screen.contains("it is down, and does not tell what it holds"))
        #expect(!screen.contains("disk") && !screen.contains("entries ─╮"))
    }

    @Test func `Messages sent and received are told once`() {
        let screen = screen(.counters) {
            $0.counters.append(CounterDetail(name: "messages sent", count: 5))
            $0.counters.append(CounterDetail(name: "messages received", count: 5))
        }
        for name in ["messages sent", "messages received"] {
            #expect(screen.components(separatedBy: name).count == 2, "\(name)")
        }
    }

    @Test func `The members are shown as the node believes them to stand`() {
        let screen = screen(.members) { detail in
            func member(_ index: Int, _ standing: MemberStanding) -> MemberDetail {
                MemberDetail(
                    identity: ReplicaIdentity(name: Fixture.name(index), epoch: 1),
                    address: "sim:\(index)", standing: standing, incarnation: index,
                    age: .seconds(3), heard: standing == .dead ? nil : .seconds(1))
            }
            detail.membership = MembershipView(
                incarnation: 4, registry: .silent,
                members: [member(1, .alive), member(2, .suspect), member(3, .dead)],
                counts: [1, 1, 1, 0])
        }
        for words in [
            "+ alive", "? suspect", "✕ dead", "1 alive · 1 suspect · 1 dead", "never",
            "incarnation 4 · the registry does not answer",
        ] { #expect(screen.contains(words), "\(words)") }
    }

    @Test func `Where peers are a fixed list, nothing is known of members`() {
        #expect(screen(.members).contains("its peers are a fixed list"))
    }

    @Test func `How many know an entry has its thousands apart`() {
        var driver = Driver()
        var view = Fixture.view()
        view.totals.nodes = 10_000
        view.totals.down = 0
        view.inspected?.entries[0].holders = 8_460
        driver.show(view)
        #expect(driver.screen().contains("8,460/10,000"))
    }
}

extension String {
    /// The stretches between all places where a text stands.
    fileprivate func components(separatedBy text: String) -> [Substring] {
        split(separator: text, omittingEmptySubsequences: false)
    }
}
