import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The sentences of the log, and moving through it.
struct LogTests {
    private let model = Driver().model

    private func sentence(_ kind: TraceEvent.Kind, at node: Int? = 7) -> String {
        LogSentence(Fixture.event(1, 1, node, kind), model: Shared(model)).text
    }

    private func received(_ layer: SpreadingLayer, over defeat: TraceEvent.Defeat?) -> String {
        sentence(.received(Fixture.red, from: NodeID(3), by: layer, hops: 4, over: defeat))
    }

    @Test func `An arrival names the way, the layer and the hops`() {
        #expect(
            received(.antiEntropy, over: nil)
                == "n7 got colour=red from n3 by anti-entropy, 4 hops from n0, and does not spread it: "
                + "repair quiet")
        #expect(received(.rumor, over: nil).hasSuffix("by rumor, 4 hops from n0"))
        #expect(
            sentence(.received(Fixture.gone, from: NodeID(3), by: .rumor, hops: 1, over: nil))
                == "n7 got size deleted from n3 by rumor, 1 hop from n3")
    }

    @Test func `A key or a value as long as a screen does not fill the log`() {
        let long = String(repeating: "k", count: 300)
        let update = Fixture.update(
            ItemKey(long), ItemValue(long), by: 0, number: 4, clock: [0: 2])
        let kinds: [TraceEvent.Kind] = [
            .wrote(update), .received(update, from: NodeID(3), by: .rumor, hops: 1, over: nil),
            .commanded(.write(at: NodeID(1), key: ItemKey(long), value: ItemValue(long))),
            .commanded(.delete(at: NodeID(1), key: ItemKey(long))),
            .certificate(update, .dormant),
        ]
        for kind in kinds {
            let text = sentence(kind)
            #expect(text.contains("kkk…") && text.count < 128, "\(text)")
        }
    }

    @Test func `A winner is told with its reason`() {
        let blue = Fixture.blue
        let why: [(ConflictReason, String)] = [
            (.norm, "longer clock (squared norm 4 > 1)"),
            (.causality, "its writer had seen it"),
            (
                .otherLife(Fixture.identity(7)),
                "same name, another life: it comes after, and need not have seen n7"
            ),
            (.component(Fixture.identity(0)), "clocks equally long, n0 counts 2 > 0"),
            (.identity, "equal clocks, the larger identity"),
        ]
        for (reason, words) in why {
            let text = received(.mail, over: TraceEvent.Defeat(update: blue, reason: reason))
            #expect(text.hasSuffix("; won over colour=blue: \(words)"))
        }
        #expect(
            sentence(
                .outdated(
                    blue, from: NodeID(2), by: .cache,
                    winner: TraceEvent.Defeat(update: Fixture.red, reason: .norm)))
                == "n7 kept colour=red over colour=blue, come from n2 by cache: "
                + "longer clock (squared norm 4 > 1)")
    }

    @Test func `A change of the protocol is told by what was changed`() {
        var driver = Driver()
        var view = Fixture.view()
        view.settings.deletion.retention = 0
        view.settings.mail = .on
        view.trace = [
            Fixture.event(20, 7.1, nil, .commanded(.setProtocol(view.settings)))
        ]
        driver.show(view)
        #expect(driver.screen().contains("protocol set by you: mail on, retention 0"))
        view.trace = [Fixture.event(21, 7.2, nil, .commanded(.setProtocol(view.settings)))]
        driver.show(view)
        #expect(driver.screen().contains("protocol set by you: nothing changed"))
    }

    @Test func `Writing and losing interest are told`() {
        #expect(sentence(.wrote(Fixture.red), at: 0) == "n0 wrote colour=red as n0#4")
        #expect(sentence(.wrote(Fixture.gone), at: 3) == "n3 deleted size as n3#1")
        #expect(
            sentence(.lostInterest(Fixture.red, .counter(3)))
                == "n7 removed: colour=red, 3 unnecessary rounds in a row")
    }

    @Test func `Exchanges are told when they did something`() {
        let idle = ExchangeReport(method: .checksum, ending: .equal)
        #expect(!TraceEvent.Kind.exchangeBegan(with: NodeID(1), .full).isTold)
        #expect(!TraceEvent.Kind.exchangeEnded(with: NodeID(1), idle, bytes: 0).isTold)
        #expect(
            sentence(
                .exchangeEnded(
                    with: NodeID(1),
                    ExchangeReport(
                        method: .checksum, ending: .equal, repairedHere: 1, repairedThere: 2,
                        roundTrips: 3), bytes: 1_234))
                == "n7 and n1 are equal now: checksum anti-entropy repaired 1 entry at n7, 2 at n1 "
                + "(3 round trips, 1,234 B)")
        #expect(
            sentence(
                .exchangeEnded(
                    with: NodeID(1), ExchangeReport(method: .full, ending: .abandoned), bytes: 0))
                == "n7 gave up comparing tables with n1: no answer")
    }

    @Test func `Losses and trouble are told with their cause`() {
        let lost = { sentence(.messageLost(to: NodeID(2), .rumor, $0)) }
        #expect(lost(.cut) == "rumor from n7 to n2 lost: the link is cut")
        #expect(lost(.lossy) == "rumor from n7 to n2 lost by the network")
        #expect(lost(.receiverDown) == "rumor from n7 to n2 lost: it is down")
        #expect(lost(.queueFull) == "rumor from n7 to n2 lost: the link's queue is full")
        #expect(sentence(.diverged(Fixture.red)).hasPrefix("DIVERGED at n7"))
        #expect(
            sentence(.tookEpoch(ReplicaIdentity(name: "n7", epoch: 2)))
                == "n7 begins a new life as n7'2")
    }

    @Test func `What somebody did is told in words`() {
        let said: [(ClusterCommand, String)] = [
            (.kill(NodeID(11)), "n11 killed by you"),
            (.restart(NodeID(1), .lost), "n1 restarted without its data by you"),
            (.cut([Fixture.link(9, 6), Fixture.link(6, 9)]), "link n9–n6 cut by you"),
            (.cut([Fixture.link(9, 6)]), "link n9→n6 cut by you"),
            (.partition(groups: 2), "cluster split into 2 groups by you"),
            (.heal, "every link restored by you"),
            (.backRound, "turned back one round by you"),
        ]
        for (command, words) in said {
            #expect(sentence(.commanded(command), at: nil) == words)
        }
    }

    @Test func `A command is not told where its effect is`() {
        let write = ClusterCommand.write(at: NodeID(0), key: "a", value: "b")
        for command in [write, .pause, .stepEvent] {
            #expect(!TraceEvent.Kind.commanded(command).isTold)
        }
        #expect(TraceEvent.Kind.commanded(.kill(NodeID(0))).isTold)
    }

    @Test func `What was told stays when the source has moved on`() {
        var driver = Driver()
        var view = Fixture.view()
        view.trace = [Fixture.event(400, 9, 1, .exchangeBegan(with: NodeID(2), .checksum))]
        view.time.now = Fixture.moment(9)
        driver.show(view)
        driver.go(to: .log)
        driver.press("z")
        #expect(driver.screen().contains("n11 killed by you"))
    }

    @Test func `When time is turned back, what came after is forgotten`() {
        var driver = Driver()
        var view = Fixture.view()
        view.time.now = Fixture.moment(6)
        view.trace.removeAll { view.time.now < $0.moment }
        driver.show(view)
        driver.go(to: .log)
        driver.press("z")
        #expect(driver.screen().contains("n11 killed by you"))
        #expect(!driver.screen().contains("n5 got colour=red"))
        view.time.now = .zero
        view.trace = []
        driver.show(view)
        #expect(driver.model.log.events.isEmpty)
    }

    @Test func `The log holds still while one reads, and follows again`() {
        var driver = Driver()
        driver.press("backtab", "up", "up", "up")
        #expect(driver.screen().contains("3 newer · End follows"))
        var view = Fixture.view()
        view.trace.append(Fixture.event(10, 8, 1, .wrote(Fixture.circle)))
        driver.show(view)
        #expect(driver.screen().contains("4 newer"))
        #expect(!driver.screen().contains("n1 wrote"))
        driver.press("end")
        #expect(driver.screen().contains("n1 wrote shape=circle"))
    }

    @Test func `While it is paused, what happened just now is pointed out`() {
        var view = Fixture.view()
        view.time.isPaused = true
        view.time.now = Fixture.moment(7.2)
        let screen = Driver(view: view).screen()
        #expect(screen.contains("▸ n5 got colour=red"))
        #expect(!screen.contains("▸ n7 removed"))
    }

    @Test func `A step of which the log tells nothing is told by a line of its own`() {
        let steps: [(TimeStep, String)] = [
            (.arrival(Fixture.link(3, 5), .feedback), "▸ feedback from n3 came to n5"),
            (.due(NodeID(6), .cache), "▸ n6 looks whether it has anything to share from its cache"),
            (.round(8), "▸ round 8 begins"),
        ]
        for (step, line) in steps {
            var driver = Driver()
            driver.press(".")
            var view = Fixture.view()
            view.time.isPaused = true
            view.time.step = step
            view.trace = []
            driver.show(view)
            #expect(driver.screen().contains(line), "\(line)")
            view.trace = [Fixture.event(30, 7.24, 7, .lostInterest(Fixture.red, .coin))]
            driver.show(view)
            #expect(!driver.screen().contains(line), "the log tells it")
            #expect(driver.screen().contains("▸ n7 removed"))
            view.time.isPaused = false
            view.trace = []
            driver.show(view)
            #expect(!driver.screen().contains(line), "time goes on")
        }
    }

    @Test func `A step in which nothing is told points nothing out, however often it is taken`() {
        var view = Fixture.view()
        view.time.isPaused = true
        var driver = Driver(view: view)
        view.trace = []
        for _ in 0..<3 {
            driver.show(view)
            driver.press(".")
        }
        let log = driver.screen()
        #expect(log.contains("n5 got colour=red") && !log.contains("▸ n5 got"))
        view.trace = [Fixture.event(10, 7.3, 1, .wrote(Fixture.circle))]
        driver.show(view)
        #expect(driver.screen().contains("▸ n1 wrote shape=circle"))
    }
}
