import ArgumentParser
import Epidemic
import EpidemicSimulation

/// `outbreak reproduce`: the paper's tables measured again.
struct ReproduceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reproduce",
        abstract: "Measure the tables of Demers et al. (1987) and compare.",
        discussion: """
            Every cell of Tables 1 to 3 is measured with 1000 nodes, and the uniform rows of Tables 4 \
            and 5 with 300, and printed beside what the paper prints; the other rows of Tables 4 and 5 \
            on a synthetic network, because the paper's map is not public. A cell passes when it is as near to the printed number as its digits and \
            the chance of both experiments let it, and to the mean of an independent simulation. \
            The exit status is 1 when a cell fails. A row is what outbreak experiment measures \
            with the same protocol, runs and seed.
            """)

    @Option(
        parsing: .unconditional,
        help: .init(
            "Which table: 1 to 5, or all of these (default: all).", valueName: "table"),
        completion: .list(TableChoice.allCases.map(\.rawValue)), transform: TableChoice.read)
    var table = TableChoice.all

    @OptionGroup(title: "Measurement")
    var laboratory: LaboratoryOptions

    @OptionGroup
    var file: ConfigurationOptions
}

extension ReproduceCommand: ConfigurableCommand {
    static let tables: Set<ConfigurationSetting.Table> = [.reproduce]
    static let flags: Set<String> = []
    static let commandLineOnly: Set<String> = ["config"]

    func check() throws(Complaint) {}
}

extension TableChoice {
    /// The tables that it stands for.
    var tables: [PaperTable] {
        PaperTable.all.filter { self == .all || rawValue == "\($0.number)" }
    }

    /// Those of them whose partners are chosen by distance.
    var spatialTables: [SpatialTable] {
        SpatialTable.all.filter { self == .all || rawValue == "\($0.number)" }
    }
}

extension ReproduceCommand: EndingCommand {
    /// Measures the rows one after the other, and prints what is complete: cells with each row, and in
    /// text a table with its last one.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let stream = ReportStream(laboratory.format)
        let signals = stream.breakOffAtSignals()
        defer { signals.forEach { $0.cancel() } }
        return try await report(to: stream).status
    }

    /// Measures the rows of the tables and prints them; each row with partners by distance is held
    /// against the row before.
    ///
    /// - Throws: `Complaint`.
    func report(to stream: ReportStream) async throws(Complaint) -> ReproductionReport {
        var report = ReproductionReport(
            choice: table, runs: laboratory.runs, seed: laboratory.seed, rows: [], spatialRows: [])
        let rows = table.tables.map(\.rows.count) + table.spatialTables.map(\.rows.count)
        var progress = Progress(total: rows.reduce(0, +) * laboratory.runs)
        for table in table.tables {
            for row in table.rows {
                let measured = await ParallelRuns.measure(
                    try plan(row, of: table), jobs: laboratory.jobs, progress: &progress)
                progress.clear()
                try report.add(RowComparison(row, of: table, measured: measured), to: stream)
            }
        }
        for table in table.spatialTables {
            var before: SpreadStatistics?
            for row in table.rows {
                let measured = await ParallelRuns.measure(
                    try plan(row, of: table), jobs: laboratory.jobs, progress: &progress)
                progress.clear()
                try report.add(
                    SpatialComparison(row, of: table, measured: measured, before: before),
                    to: stream)
                before = measured
            }
        }
        try report.finish(stream)
        return report
    }

    private func plan(
        _ row: SpatialTable.Row, of table: SpatialTable
    ) throws(Complaint) -> ExperimentPlan {
        do {
            let network = try table.network(of: row, seed: laboratory.seed)
            return try ExperimentPlan(
                nodes: SpatialTable.nodes, .antiEntropy(table.comparison), on: network,
                runs: laboratory.runs, seed: laboratory.seed)
        } catch {
            throw .wrongUse(error.description)
        }
    }

    private func plan(
        _ row: PaperTable.Row, of table: PaperTable
    ) throws(Complaint) -> ExperimentPlan {
        do {
            return try ExperimentPlan(
                nodes: PaperTable.nodes, .rumors(table.rumors(of: row)), runs: laboratory.runs,
                seed: laboratory.seed)
        } catch {
            throw .wrongUse(error.description)
        }
    }
}
