import Epidemic

// The engine's plain values, under the names that an observer uses for them. An observer names these
// and never a replica.

/// What an item of the table is found by: bytes, mostly of text.
public typealias ItemKey = Epidemic.Key
/// What an item of the table holds: bytes, mostly of text.
public typealias ItemValue = Epidemic.Value
/// One write or deletion of a key, with its clock and its identity.
public typealias ClusterUpdate = Epidemic.Update
/// Who made an update, and as the how manieth of its own.
public typealias UpdateIdentity = Epidemic.UpdateID
/// What a replica's memory of deletions takes.
public typealias DeletionSpace = Epidemic.CertificateSpace
/// A replica's name and its epoch, which rises when it comes back without its data.
public typealias ReplicaIdentity = Epidemic.ReplicaID
/// A replica's name.
public typealias ReplicaNameText = Epidemic.ReplicaName
/// The vector clock of one update.
public typealias WriteClock = Epidemic.VectorClock
/// What a replica has seen of every origin, over all keys.
public typealias ReplicaClock = Epidemic.SeenClock
/// What a table comes to: equal roots are equal tables.
public typealias TableRoot = Epidemic.Digest
/// How a node stands to an update: susceptible, infected, removed or superseded.
public typealias NodeState = Epidemic.EpidemicState
/// By what an update came: rumor, mail, cache or anti-entropy.
public typealias SpreadingLayer = Epidemic.Layer
/// Why one of two updates of a key wins.
public typealias ConflictReason = Epidemic.WinReason
/// All settings of the protocol, which can be changed while it runs.
public typealias ProtocolSettings = Epidemic.Settings
/// How rumors spread, and when they stop.
public typealias SpreadingSettings = Epidemic.RumorSettings
/// When a node loses interest in a rumor.
public typealias SpreadingRemoval = Epidemic.Removal
/// Whether a rumor reacts to every contact, or only to one that told nothing new.
public typealias SpreadingReaction = Epidemic.Reaction
/// How many others a node tries when it was refused.
public typealias HuntLimit = Epidemic.ContactLimits.Hunt
/// How two tables are compared.
public typealias AntiEntropyMethod = Epidemic.AntiEntropySettings.Method
/// A point of time since the beginning of the run.
public typealias Moment = Epidemic.Instant
/// A length of time.
public typealias TimeSpan = Epidemic.Interval
/// Why a rumor left the hot list.
public typealias RemovalReason = Epidemic.CoolingReason
/// What an anti-entropy exchange came to.
public typealias ExchangeReport = Epidemic.ExchangeOutcome
/// What theory expects of a rumor, round by round.
public typealias SpreadPrediction = Epidemic.MeanField
