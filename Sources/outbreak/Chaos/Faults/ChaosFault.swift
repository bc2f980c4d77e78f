/// One thing that goes wrong.
struct ChaosFault: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case kill = "kill −9"
        case stop = "orderly stop"
        case freeze = "freeze"
        case partition = "partition"
        case oneWay = "one-way cut"
        case linkDown = "link down"
        case loss = "loss"
        case slow = "slow link"
        case fullDisk = "full disk"
        case restoredDisk = "restored disk"
        case movedAddress = "moved address"
        case hostilePackets = "hostile packets"
        case rollingRestart = "rolling restart"

        /// Its name in records.
        var fieldName: String {
            switch self {
            case .kill: "kills"
            case .stop: "orderlyStops"
            case .freeze: "freezes"
            case .partition: "partitions"
            case .oneWay: "oneWayCuts"
            case .linkDown: "linksDown"
            case .loss: "losses"
            case .slow: "slowLinks"
            case .fullDisk: "fullDisks"
            case .restoredDisk: "restoredDisks"
            case .movedAddress: "movedAddresses"
            case .hostilePackets: "hostileStretches"
            case .rollingRestart: "rollingRestarts"
            }
        }
    }

    let kind: Kind
    let begin: Duration
    let length: Duration
    /// Whom it befalls.
    let nodes: [Int]
    /// What else there is to draw.
    let variant: Int
}
