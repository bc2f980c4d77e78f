import Epidemic

// The engine's plain values, under the names that an observer uses for them. An observer names these
// and never a replica.

public typealias ItemKey = Epidemic.Key
public typealias ItemValue = Epidemic.Value
public typealias ClusterUpdate = Epidemic.Update
public typealias UpdateIdentity = Epidemic.UpdateID
public typealias DeletionSpace = Epidemic.CertificateSpace
public typealias ReplicaIdentity = Epidemic.ReplicaID
public typealias ReplicaNameText = Epidemic.ReplicaName
public typealias WriteClock = Epidemic.VectorClock
public typealias ReplicaClock = Epidemic.SeenClock
public typealias TableRoot = Epidemic.Digest
public typealias NodeState = Epidemic.EpidemicState
public typealias SpreadingLayer = Epidemic.Layer
public typealias ConflictReason = Epidemic.WinReason
public typealias ProtocolSettings = Epidemic.Settings
public typealias SpreadingSettings = Epidemic.RumorSettings
public typealias SpreadingRemoval = Epidemic.Removal
public typealias SpreadingReaction = Epidemic.Reaction
public typealias HuntLimit = Epidemic.ContactLimits.Hunt
public typealias AntiEntropyMethod = Epidemic.AntiEntropySettings.Method
public typealias Moment = Epidemic.Instant
public typealias TimeSpan = Epidemic.Interval
public typealias RemovalReason = Epidemic.CoolingReason
public typealias ExchangeReport = Epidemic.ExchangeOutcome
public typealias SpreadPrediction = Epidemic.MeanField
