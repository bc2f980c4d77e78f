/// Something that shows itself: steps that are taken one after another as virtual time passes, each told
/// in the log before it is taken.
public struct Demonstration: Hashable, Sendable {
    /// What it is called where it can be begun.
    public var name: String
    /// In the order in which they are taken.
    public var steps: [Step]

    /// Makes a demonstration of its steps.
    public init(name: String, steps: [Step]) {
        self.name = name
        self.steps = steps
    }

    /// One step: what is said, and then done.
    public struct Step: Hashable, Sendable {
        /// How long after the step before, or after the beginning.
        public var pause: TimeSpan
        /// One or two sentences for whoever watches.
        public var words: String
        /// In order; what is refused is told, and the rest is done.
        public var commands: [ClusterCommand]

        /// Makes a step: how long it waits, what it says, and what it does.
        public init(after pause: TimeSpan, _ words: String, _ commands: [ClusterCommand] = []) {
            self.pause = pause
            self.words = words
            self.commands = commands
        }
    }
}

/// Entries that nodes get at once and without a message, as if they had had them for long: a table of any
/// size to compare.
public struct TableFilling: Hashable, Sendable {
    /// Fresh entries that every node gets which is up.
    public var common: Int
    /// Further ones, the latest modified, of which the first half of the roster gets one half, and the
    /// second half of the roster the other.
    public var differing: Int

    /// - Parameters:
    ///   - common: from 0.
    ///   - differing: from 0.
    public init(common: Int, differing: Int) {
        self.common = common
        self.differing = differing
    }
}
