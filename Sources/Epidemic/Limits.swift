/// Every bound on what a peer or a client can make a replica hold or send.
///
/// A limit is refused or cut by name, with a counter; never a crash, never silently.
public enum Limits {
    /// Names in one vector clock. Where there are more, those that count least make room.
    public static let clockComponentsMax = 4_096
    /// Names in a floor, which stands in the clock of every write: what others let go must not make all
    /// writes long.
    public static let floorComponentsMax = 64
    /// Lengths of a vector clock that are always conceivable: as much as the writes of 142 years, a million
    /// a second. Longer ones by the microseconds since 1970.
    static let clockLengthAlways: UInt64 = 1 << 52
    /// Counts of a vector clock and sequences lie below this.
    public static let clockCountBound: UInt64 = 1 << 56
    /// What the counts of the lives of one name add up to at most, where an earlier version stored them
    /// apart: as much as the writes of nine years, at a million a second.
    static let summedCountMax: UInt64 = 1 << 48
    /// Epochs that are heeded lie below this; milliseconds since 1970 reach it in 35,000 years.
    public static let epochBound: UInt64 = 1 << 50
    /// Bytes of one key.
    public static let keyBytesMax = 4_096
    /// Bytes of one value.
    public static let valueBytesMax = 1 << 20
    /// Updates or headers in one message.
    public static let updatesPerMessageMax = 512
    /// A message is closed once its updates pass this many bytes, estimated; so no message is larger
    /// than this and one update.
    public static let messageBytesTarget = 32 << 10
    /// Bytes of one encoded message. The largest one carries two batches, each of which may pass the
    /// target by one update, or a batch and a snapshot.
    public static let messageBytesMax = 8 << 20
    /// Updates that are hot at once; further ones are stored without being spread as rumors.
    public static let hotRumorsMax = 1 << 20
    /// More rumors than this are a flood: others are told not to pass them on, and nothing that others wrote
    /// is. Whoever wrote them tells them to everybody, and anti-entropy the rest.
    public static let passedOnMax = updatesPerMessageMax
    /// A round carries rumors until they pass this many bytes, estimated; the others wait for the next.
    /// So a burst of writes is not sent again as a whole, round after round, faster than it arrives.
    public static let roundBytesTarget = 256 << 10
    /// Length of the cache of recently modified keys.
    public static let cacheLengthMax = 1 << 16
    /// Lives of replicas in one seen clock; where there are more, those that ended first make room.
    public static let seenOriginsMax = 1 << 14
    /// So many lives make room at once, so that who makes others note thousands does not make them search
    /// for each.
    static let seenRoomLives = 1_024
    /// With more lives than this in a seen clock, silent ones count as ended.
    static let seenQuietMax = 256
    /// Entries looked at in one piece of the search for what ended lives wrote.
    static let entriesPerSearch = 256
    /// Missing ranges in one seen clock.
    public static let seenGapsMax = 1 << 14
    /// Pulls of one round whose want lists are heeded as feedback.
    public static let pullsPerRoundMax = 4_096
    /// Peers contacted in one round.
    public static let fanOutMax = 64
    /// Rounds that are over and whose answers are out still, what stood in their places, and those answers.
    static let pastRoundsMax = 256
    static let pastPlacesMax = 1 << 16
    static let pastAnswersMax = 1 << 14
    /// Contacts that a node with a connection limit accepts in a round.
    public static let connectionsMax = 4_096
    /// Other peers tried after a refusal, where they are counted.
    public static let huntTriesMax = 4_096
    /// Steps of one anti-entropy exchange.
    public static let exchangeStepsMax: UInt32 = 1 << 20
    /// Nodes of a hash tree asked about in one message, of 16 digests each.
    public static let treeNodesPerMessageMax = 128
    /// Symbols of a sketch in one message.
    public static let symbolsPerMessageMax = 1_024
    /// Symbols of one table's sketch, which tell some 20,000 differences apart.
    public static let sketchSymbolsMax = 1 << 15
    /// Times that a sketch is begun anew because the peer's table changed, before the trees are compared.
    static let sketchRestartsMax = 2
    /// The longest interval of any setting.
    public static let intervalMax = Interval.seconds(86_400)
    /// The longest age of death certificates: ten years.
    public static let certificateAgeMax = Interval.seconds(87_600 * 3_600)
    /// Retention nodes of one death certificate.
    public static let retentionMax = 64
    /// How often a certificate is made active; nobody gets there who is honest.
    public static let activationsMax: UInt32 = 1 << 30
    /// Times in a row that a node puts its next exchange off while a flood of rumors lasts, an eighth of the
    /// interval each.
    public static let exchangesPutOffMax = 24
    /// Times that one step of an anti-entropy exchange is sent again before the exchange is given up.
    public static let exchangeRetriesMax = 2
    /// Other peers that are tried at once, one after another, when one does not answer.
    public static let exchangeOthersMax = 2
    /// A measured peer is waited for at least so long, however near it is: it has work of its own.
    static let patienceMin = Interval.milliseconds(200)
    /// Peers whose round trip is remembered.
    static let measuredPeersMax = 32
    /// Steps that were given up and whose answers are measured still, and for how long.
    static let givenUpStepsMax = 8
    static let lateAnswersKept = Interval.seconds(600)

    /// Peers that arrive and whose exchange is answered next, whatever the limit of exchanges.
    static let newcomersMax = 32
    /// Peers that an arriving replica asks at once whether they are ready.
    static let arrivalQuestionsMax = 32
    /// After this long they are asked again.
    static let arrivalQuestionInterval = Interval.milliseconds(250)
    /// The same once it takes writes because nobody answered.
    static let lonelyQuestionInterval = Interval.seconds(1)
    /// Who says nothing for so long is not waited for.
    static let arrivalSilence = Interval.seconds(3)

    /// Addresses that have a slot at once.
    public static let addressesMax = 1 << 16
    /// Members that are present in one view, or in the registry.
    public static let membersMax = 4_096
    /// Members that left or are taken for dead, and are remembered.
    public static let goneMembersMax = 256
    /// How long old news of a member that somebody asked to be forgotten does not bring it back.
    public static let forgottenStay = Interval.seconds(3_600)
    /// How long a member that is only suspected has to be silent before it can be forgotten.
    public static let forgettingSilence = Interval.seconds(30)
    /// Members, or reports of them, in one message.
    public static let membersPerMessageMax = 64
    /// So many of them are told with a probe, or in one part of an exchange: what fits a datagram.
    static let membersPerPart = 15
    /// Probes made for others at once.
    static let relayedProbesMax = 64
    /// Claims of one exchange that are put to their subjects.
    static let challengesMax = 32
    /// Members to whom one who leaves says so itself.
    static let farewellsMax = 16
    /// Incarnations and editions lie below this.
    public static let incarnationBound: UInt32 = 1 << 31

    /// Keys that a node can open messages with.
    public static let sealingKeysMax = 16
    /// Senders whose counters are remembered against replays: 1 KiB each.
    public static let sealedSendersMax = 4_096

    /// Words of one command of a client.
    public static let commandWordsMax = 1 << 17
    /// Bytes of one word of a command: more than a value may have, so that one that is too long is
    /// refused by name and the connection stays.
    public static let commandWordBytesMax = 8 << 20
    /// Bytes of all words of a command.
    public static let commandBytesMax = 32 << 20
    /// Bytes of a command typed as a line, the same as in Redis.
    public static let commandLineBytesMax = 64 << 10
    /// Bytes of the values in one answer to a client; the same as Redis allows one value.
    public static let answerBytesMax = 512 << 20
    /// Values in one answer that a node is asked for, and the bytes of all of them.
    public static let replyValuesMax = 1 << 20
    public static let replyBytesMax = 64 << 20
    /// Bytes of one line of an answer.
    public static let replyLineBytesMax = 64 << 10
    /// Answers within an answer.
    public static let replyDepthMax = 16

    /// The relations that the limits must keep; checked by a test.
    static var areConsistent: Bool {
        let replicaBytes = ReplicaName.lengthMax + 20
        let updateBytes = valueBytesMax + keyBytesMax + clockComponentsMax * replicaBytes
        let batchBytes = messageBytesTarget + updateBytes
        let snapshotBytes = seenOriginsMax * replicaBytes + seenGapsMax * 20
        return exchangeRetriesMax <= Int(ExchangeRequest.attemptMax)
            && fanOutMax + huntTriesMax < Int(ContactID.indexOfQuestions)
            && messageBytesMax > batchBytes + max(batchBytes, snapshotBytes)
    }
}
