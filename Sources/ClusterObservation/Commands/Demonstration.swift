import Epidemic

/// Something that shows itself: steps that are taken one after another as virtual time passes, each told
/// before it is taken.
///
/// It tells only what is so. A step says what must hold for its words, and where that does not, or somebody
/// does something to the cluster meanwhile, the demonstration stops and says why. However it ends, the
/// protocol, the links and the churn are then as they were before it.
public struct Demonstration: Hashable, Sendable {
    /// What it is called where it can be begun.
    public var name: String
    /// In the order in which they are taken.
    public var steps: [Step]
    /// How long after the last step it ends.
    public var aftermath: TimeSpan

    /// Makes a demonstration of its steps.
    public init(name: String, steps: [Step], aftermath: TimeSpan = .zero) {
        self.name = name
        self.steps = steps
        self.aftermath = aftermath
    }

    /// One step: what is said, and then done.
    public struct Step: Hashable, Sendable {
        /// How long after the step before, or after the beginning.
        public var pause: TimeSpan
        /// One or two sentences for whoever watches.
        public var words: String
        /// In order; what is refused is told, and the rest is done.
        public var commands: [ClusterCommand]
        /// What must be so when the step is told.
        public var expectations: [Expectation]

        /// Makes a step: how long it waits, what must be so then, what it says, and what it does.
        public init(
            after pause: TimeSpan, _ words: String, _ commands: [ClusterCommand] = [],
            expecting expectations: [Expectation] = []
        ) {
            self.pause = pause
            self.words = words
            self.commands = commands
            self.expectations = expectations
        }
    }

    /// What a node has to hold of a key.
    public struct Expectation: Hashable, Sendable {
        public var node: NodeID
        public var key: ItemKey
        /// nil for no value.
        public var value: ItemValue?

        /// Expects a node to hold a value of a key, or none.
        public init(_ node: NodeID, _ key: ItemKey, _ value: ItemValue?) {
            self.node = node
            self.key = key
            self.value = value
        }
    }
}

/// What a demonstration says now.
public struct Narration: Hashable, Sendable {
    /// The name of the demonstration.
    public var name: String
    /// The number of the step that was told last, from 1; 0 before the first.
    public var step: Int
    public var stepCount: Int
    /// The words of that step.
    public var words: String

    /// Makes what a demonstration says at one of its steps.
    public init(name: String, step: Int, of stepCount: Int, words: String) {
        self.name = name
        self.step = step
        self.stepCount = stepCount
        self.words = words
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
