import Epidemic

/// What a plan concentrates on.
///
/// Most plans draw from everything that can go wrong. Some faults need the same few things again and again, close
/// to each other or very far apart, which such plans hardly ever draw: a drill draws little else.
enum Drill: CaseIterable {
    /// Few nodes, one key, and tables that meet only when they are told to, at about the ages at which certificates
    /// go dormant and are discarded.
    case certificates
    /// Disks that are set back, with few nodes that could tell.
    case rollbacks
    /// Nodes that lose everything and begin again, where members find each other.
    case lives
    /// Cuts that last for many minutes.
    case longCuts

    /// How many nodes there are at most, where fewer may be asked for.
    var nodesMax: Int { self == .longCuts ? 5 : 3 }

    var kinds: [PlanDrawing.Kind] {
        switch self {
        case .certificates: [.contact, .contact, .contact, .contact, .network, .death]
        case .rollbacks: [.rollback, .rollback, .rollback, .freeze, .death, .cut]
        case .lives: [.emptyRestart, .emptyRestart, .freeze, .partition, .death]
        case .longCuts: [.partition, .isolation, .freeze]
        }
    }

    /// The waits between steps are drawn up to one of these.
    ///
    /// - Parameter deletion: how long deletions are remembered.
    func paces(_ deletion: DeletionSettings) -> [Interval] {
        switch self {
        case .certificates: [.milliseconds(300), deletion.age, deletion.dormantAge]
        case .rollbacks, .lives: [.milliseconds(100), .milliseconds(1_500), .seconds(8)]
        case .longCuts: [.milliseconds(400), .seconds(10)]
        }
    }
}
