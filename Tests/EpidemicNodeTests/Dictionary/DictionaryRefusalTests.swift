import Epidemic
import EpidemicWire
import Foundation
import Logging
import Testing

@testable import EpidemicNode

/// What a replicated dictionary cannot write is told, and ends nobody's program.
@Suite struct DictionaryRefusalTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// Why a change is refused; nil when it is not.
    private func refusal<Result>(
        _ change: () async throws -> Result
    ) async -> ReplicatedDictionaryError? {
        do {
            _ = try await change()
            return nil
        } catch {
            return error as? ReplicatedDictionaryError
        }
    }

    private func configuration(_ change: (inout NodeConfiguration) -> Void) -> NodeConfiguration {
        var configuration = NodeConfiguration(name: "one", gossip: .anywhere)
        configuration.leaveTimeout = .milliseconds(300)
        change(&configuration)
        return configuration
    }

    @Test func `a value or a key that is too long is an error with its length`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi"], configuration: configuration { _ in })
        let long = String(repeating: "v", count: Limits.valueBytesMax + 1)
        guard
            case .refused(.valueTooLong(long.utf8.count))? = await refusal({
                try await pets.updateValue(long, forKey: "cat")
            })
        else {
            Issue.record("it is taken")
            return
        }
        guard
            case .refused(.keyTooLong(long.utf8.count))? = await refusal({
                try await pets.updateValue("Rex", forKey: long)
            })
        else {
            Issue.record("it is taken")
            return
        }
        #expect(await pets.close() == ["cat": "Mimi"])
    }

    @Test func `the subscript leaves what it cannot replace, and the log says why`() async throws {
        let log = LinesLog()
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi"], configuration: configuration { _ in },
            logger: Logger(label: "pets") { _ in log })
        pets["cat"] = String(repeating: "v", count: Limits.valueBytesMax + 1)
        #expect(pets["cat"] == "Mimi")
        #expect(log.count(of: "at most \(Limits.valueBytesMax) bytes key=cat") == 1)
        _ = await pets.close()
        pets["cat"] = "Kitty"
        #expect(log.count(of: "closed; it can only be read key=cat") == 1)
    }

    @Test func `beyond its memory it takes deletions alone`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi"], configuration: configuration { $0.maxMemory = 1 })
        guard
            case .noMemory(max: 1)? = await refusal({
                try await pets.updateValue("Rex", forKey: "dog")
            })
        else {
            Issue.record("it is taken")
            return
        }
        #expect(try await pets.removeValue(forKey: "cat") == "Mimi")
        _ = await pets.close()
    }

    @Test func `a frozen one is read, and takes nothing`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi"], configuration: configuration { _ in })
        pets.node.wait { $0.change(mode: .frozen) }
        guard
            case .frozen? = await refusal({
                try await pets.removeValue(forKey: "cat")
            })
        else {
            Issue.record("it is taken")
            return
        }
        #expect(pets["cat"] == "Mimi")
        pets.node.wait { $0.change(mode: .up) }
        _ = await pets.close()
    }

    @Test func `what the disk does not take is not acknowledged`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi"],
            configuration: configuration {
                $0.dataDirectory = scratch.path("data")
                $0.diskReserve = 0
            })
        try #require(pets.node.wait { try? $0.disk?.limitPages(to: 1) } != nil)
        var error: ReplicatedDictionaryError?
        let value = String(repeating: "v", count: 4_096)
        for number in 0..<1_000 where error == nil {
            error = await refusal {
                try await pets.updateValue(value, forKey: "\(number)")
            }
        }
        guard case .notDurable? = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(pets["cat"] == "Mimi")
        _ = await pets.close()
    }

    @Test func `what it wrote to its disk is there when it comes again`() async throws {
        let kept = configuration { $0.dataDirectory = scratch.path("data") }
        let first = try await ReplicatedDictionary(["cat": "Mimi"], configuration: kept)
        try await first.updateValue("Rex", forKey: "dog")
        _ = await first.close()
        let second = try await ReplicatedDictionary(configuration: kept)
        #expect(await second.close() == ["cat": "Mimi", "dog": "Rex"])
    }

    @Test func `one that cannot start says why`() async throws {
        let error = await refusal {
            _ = try await ReplicatedDictionary(
                configuration: configuration { $0.gossip = HostPort(host: "0.0.0.0", port: 0) })
        }
        guard case .node(.keyNeeded)? = error else {
            Issue.record("\(error as Any)")
            return
        }
    }

    @Test func `one whose first values are refused leaves nothing open`() async throws {
        let socket = scratch.path("control")
        let error = await refusal {
            _ = try await ReplicatedDictionary(
                [String(repeating: "k", count: Limits.keyBytesMax + 1): "long"],
                configuration: configuration { $0.control = HostPort(control: socket) })
        }
        guard case .refused(.keyTooLong)? = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(!FileManager.default.fileExists(atPath: socket))
    }

    /// Others can write both, and a plain dictionary holds one.
    @Test func `keys that are one text in two spellings end nobody`() async throws {
        let pets = try await ReplicatedDictionary(
            ["\u{e9}": "composed"], configuration: configuration { _ in })
        pets["e\u{301}"] = "decomposed"
        #expect(pets["\u{e9}"] == "composed")
        #expect(pets["e\u{301}"] == "decomposed")
        #expect(pets.count == 2)
        #expect(await pets.close().count == 1)
    }
}
