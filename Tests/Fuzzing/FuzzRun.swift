import Epidemic
import Foundation

/// One decoder, fed with its corpus and then with as many inputs as were asked for.
///
/// Inputs are made in blocks, each from the seed and its own number, so that a block can be made again
/// without those before it.
struct FuzzRun {
    private let target: FuzzTarget
    private let seed: UInt64
    private let executions: Int
    private let corpus: FuzzCorpus

    private static let block = 1_024
    /// Valid inputs that a block begins with.
    private static let poolMax = 24
    /// What a decoder may come to need beside everything that was in memory before it began.
    private static let megabytesMax = 400

    init(of target: FuzzTarget, seed: UInt64, executions: Int) {
        self.target = target
        self.seed = seed
        self.executions = executions
        corpus = FuzzCorpus(of: target.name)
    }

    func fault() -> String? {
        let kept = corpus.inputs
        let watch = CrashWatch(target.name, seed: seed, corpus: corpus.folder.path)
        defer { watch.end() }
        let before = Self.megabytesAtMost
        for (number, input) in kept.enumerated() {
            var chance = SeededGenerator(seed: seed, stream: .max)
            watch.note(input.bytes, execution: number)
            if let fault = target.check(input.bytes, &chance) {
                return "\(target.name), corpus \(input.name): \(fault)"
            }
        }
        for number in 0..<(executions + Self.block - 1) / Self.block {
            let size = min(Self.block, executions - number * Self.block)
            if let fault = block(number, of: size, beside: kept.map(\.bytes), watch) {
                return fault
            }
        }
        guard FuzzPlan.asked.isLong else { return nil }
        let grown = Self.megabytesAtMost - before
        return grown <= Self.megabytesMax ? nil : "\(target.name) took \(grown) MB of memory"
    }

    private func block(
        _ number: Int, of size: Int, beside kept: [[UInt8]], _ watch: CrashWatch
    ) -> String? {
        var chance = SeededGenerator(seed: seed, stream: UInt64(number))
        var pool = (0..<Self.poolMax).map { _ in target.generate(&chance) }
        if !kept.isEmpty { pool += (0..<4).map { _ in kept[chance.below(kept.count)] } }
        var mutator = Mutator(of: target, pool: pool, chance: chance)
        for place in 0..<size {
            let input = mutator.input()
            watch.note(input, execution: number * Self.block + place)
            guard let fault = target.check(input, &mutator.chance) else { continue }
            let words =
                "\(target.name), execution \(number * Self.block + place) of seed \(seed): \(fault)"
            let file = corpus.keep(input, words).map { "; kept as \($0)" } ?? ""
            return "\(words)\(file)\n\(input.hexadecimal)"
        }
        return nil
    }

    /// The most memory that the process ever had.
    private static var megabytesAtMost: Int {
        var usage = rusage()
        return getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0
            ? usage.ru_maxrss / 1_024 : 0
    }
}
