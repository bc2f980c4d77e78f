import Epidemic

/// Tables 4 and 5 of Demers et al. (1987): anti-entropy whose partners are chosen by distance.
///
/// The paper measured them on the map of the Xerox network, which is not public. The uniform row does not
/// depend on a map and is held to what is printed; of the others the shape is reproduced, on two
/// continents joined by few critical links.
public struct SpatialTable: Hashable, Sendable {
    public let number: Int
    public let limits: ContactLimits
    /// By exponent, ascending.
    public let rows: [Row]

    /// The nodes with which the uniform row gives what is printed.
    public static let nodes = 300

    /// One line of a table.
    public struct Row: Hashable, Sendable {
        /// The exponent of the choice; 0 is uniform.
        public let exponent: Double
        public let cells: [Cell]

        public var name: String { exponent == 0 ? "uniform" : "a=\(exponent)" }
    }

    /// One number of a table.
    public struct Cell: Hashable, Sendable {
        public let quantity: Quantity
        public let printed: PrintedNumber
        /// What is known of the number otherwise; nil where it hangs on the map.
        public let known: Known?
    }

    /// The standard deviation of one run, and the mean of an independent simulation.
    public struct Known: Hashable, Sendable {
        let sd: Double
        let reference: Double
    }

    /// What the columns measure.
    public enum Quantity: String, Hashable, Sendable, CaseIterable {
        case tLast, tAve, comparisons, criticalComparisons, updates, criticalUpdates

        /// Whether it grows with the exponent: time does, traffic falls.
        var grows: Bool {
            switch self {
            case .tLast, .tAve: true
            case .comparisons, .criticalComparisons, .updates, .criticalUpdates: false
            }
        }
    }

    /// The protocol of all rows.
    public var comparison: AntiEntropySettings {
        AntiEntropySettings(
            method: .checksum, direction: .pushPull, limits: limits, rounds: .aligned)
    }

    /// The network of a row.
    ///
    /// - Throws: `SimulationError`.
    public func network(of row: Row, seed: UInt64) throws(SimulationError) -> SpatialNetwork {
        try SpatialNetwork(.continents, nodes: Self.nodes, exponent: row.exponent, seed: seed)
    }
}

extension SpatialTable {
    /// Tables 4 and 5.
    public static let all = [table4, table5]

    private static let table4 = SpatialTable(
        number: 4, limits: .none,
        rows: [
            Row(
                tLast: Known(sd: 0.54, reference: 7.79), tAve: Known(sd: 0.38, reference: 5.29),
                "7.8", "5.3"),
            Row(1.2, "10.0", "6.3", "2.0", "11.2", "2.6", "17.5"),
            Row(1.4, "10.3", "6.4", "1.9", "8.8", "2.5", "14.1"),
            Row(1.6, "10.9", "6.7", "1.7", "5.7", "2.3", "10.9"),
            Row(1.8, "12.0", "7.2", "1.5", "3.7", "2.1", "7.7"),
            Row(2.0, "13.3", "7.8", "1.4", "2.4", "1.9", "5.9"),
        ])

    private static let table5 = SpatialTable(
        number: 5, limits: ContactLimits(connections: 1),
        rows: [
            Row(
                tLast: Known(sd: 0.95, reference: 11.04), tAve: Known(sd: 0.63, reference: 7.00),
                "11.0", "7.0"),
            Row(1.2, "16.9", "9.9", "1.1", "6.4", "2.7", "18.0"),
            Row(1.4, "17.3", "10.1", "1.1", "4.7", "2.5", "13.7"),
            Row(1.6, "19.1", "11.1", "0.9", "2.9", "2.3", "10.2"),
            Row(1.8, "21.5", "12.4", "0.8", "1.7", "2.1", "7.0"),
            Row(2.0, "24.6", "14.1", "0.7", "0.9", "1.9", "4.8"),
        ])
}

extension SpatialTable.Row {
    fileprivate init(
        tLast: SpatialTable.Known, tAve: SpatialTable.Known, _ last: PrintedNumber,
        _ mean: PrintedNumber
    ) {
        self.init(
            exponent: 0,
            cells: [
                .init(quantity: .tLast, printed: last, known: tLast),
                .init(quantity: .tAve, printed: mean, known: tAve),
            ])
    }

    fileprivate init(_ exponent: Double, _ printed: PrintedNumber...) {
        self.init(
            exponent: exponent,
            cells: zip(SpatialTable.Quantity.allCases, printed).map {
                .init(quantity: $0, printed: $1, known: nil)
            })
    }
}
