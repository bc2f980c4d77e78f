import Foundation
import Testing

/// The arrows of the house, read off the source text: the compiler lets transitive imports through.
@Suite struct TidyTests {
    /// What every target may import. Nothing else, nowhere.
    private static let arrows: [String: Set<String>] = [
        "Epidemic": ["COpenSSL"],
        "EpidemicWire": ["Epidemic", "COpenSSL"],
        "ClusterObservation": ["Epidemic"],
        "EpidemicSimulation": ["Epidemic", "EpidemicWire", "ClusterObservation"],
        "EpidemicMaelstrom": ["Epidemic", "EpidemicWire"],
        "EpidemicNode": [
            "Epidemic", "EpidemicWire", "ClusterObservation", "CSQLite", "Logging", "NIOCore",
            "NIOPosix", "NIOConcurrencyHelpers", "Glibc", "Synchronization",
        ],
        "TerminalUI": ["TOMLKit"],
        "Dashboard": ["ClusterObservation", "TerminalUI"],
        "CursesTerminal": ["CNcurses", "TerminalUI", "Foundation"],
        "Laboratory": [
            "Epidemic", "EpidemicWire", "ClusterObservation", "EpidemicSimulation", "TerminalUI",
            "Dashboard", "CursesTerminal", "TOMLKit", "ArgumentParser", "Foundation",
        ],
        "outbreak": [
            "Epidemic", "EpidemicWire", "EpidemicNode", "EpidemicMaelstrom", "Laboratory",
            "TerminalUI", "ArgumentParser", "Foundation", "Logging", "Synchronization",
        ],
    ]

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: arrows.keys.sorted())
    func `a target imports only what the design lets it`(target: String) throws {
        let allowed = Self.arrows[target] ?? []
        for file in try Self.swiftFiles(of: "Sources/\(target)") {
            let foreign = file.imports.subtracting(allowed).sorted()
            #expect(foreign.isEmpty, "\(file.path) imports \(foreign)")
        }
    }

    @Test func `every target has its arrows`() throws {
        let targets = try Self.names(in: "Sources")
        #expect(targets == (Self.arrows.keys + ["CNcurses", "COpenSSL", "CSQLite"]).sorted())
    }

    /// Whoever depends on a product can import every module that its public interface names.
    @Test func `a product holds every target of this package that its own targets import`() throws {
        let package = try String(
            contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let products = package.matches(
            of: /\.library\(\s*name: "(\w+)",\s*targets: \[([^\]]*)\]\)/)
        #expect(products.count == 3)
        for product in products {
            let held = Set(product.2.matches(of: /\w+/).map { String($0.output) })
            for target in held {
                let needed = try Self.swiftFiles(of: "Sources/\(target)")
                    .reduce(into: Set<String>()) { $0.formUnion($1.imports) }
                    .intersection(Self.arrows.keys)
                let missing = needed.subtracting(held).sorted()
                #expect(missing.isEmpty, "\(product.1) lacks \(missing)")
            }
        }
    }

    @Test(arguments: ["Epidemic", "EpidemicWire"])
    func `one file of a target sees cryptography`(target: String) throws {
        let users = try Self.swiftFiles(of: "Sources/\(target)").filter {
            $0.imports.contains("COpenSSL")
        }
        #expect(users.count == 1, "\(users.map(\.path))")
    }

    @Test func `no file is longer than 400 lines`() throws {
        for file in try Self.swiftFiles(of: "Sources") + Self.swiftFiles(of: "Tests") {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `the top level holds what the design names`() throws {
        // Package.resolved is made by the build and belongs to nobody.
        let allowed = [
            "Package.resolved", "Package.swift", "README.md", "Sources", "Tests", "themes",
        ]
        let foreign = try Self.names(in: "").filter { !$0.hasPrefix(".") && !allowed.contains($0) }
        #expect(foreign.isEmpty)
    }

    private static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: root.appendingPathComponent(folder).path
        ).sorted()
    }

    private static func swiftFiles(of folder: String) throws -> [SourceFile] {
        let base = root.appendingPathComponent(folder).path
        let paths = try FileManager.default.subpathsOfDirectory(atPath: base).sorted()
        return try paths.filter { $0.hasSuffix(".swift") }.map { path in
            SourceFile(
                path: "\(folder)/\(path)",
                text: try String(contentsOfFile: "\(base)/\(path)", encoding: .utf8))
        }
    }
}

/// One file of the source text.
private struct SourceFile {
    let path: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The modules that it imports, whatever stands before the import and however much it takes.
    var imports: Set<String> {
        Set(
            lines.compactMap { line in
                let words = line.split(whereSeparator: \.isWhitespace)
                guard let place = words.firstIndex(of: "import"), !line.hasPrefix("//"),
                    words[..<place].allSatisfy(Self.isModifier)
                else { return nil }
                let kinds = [
                    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
                ]
                let name = words[(place + 1)...].first { !kinds.contains(String($0)) }
                return name.flatMap { $0.split(separator: ".").first }.map(String.init)
            })
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@")
            || ["public", "package", "internal", "fileprivate", "private"].contains(String(word))
    }
}
