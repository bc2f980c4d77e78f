import ArgumentParser
import Testing

@testable import Laboratory
@testable import outbreak

@Suite struct ConfigurationTests {
    private func arguments(_ text: String) throws -> [String] {
        try ConfigurationFile(parsing: text, path: "config.toml").arguments(for: RunCommand.self)
    }

    private func arguments(_ text: String, beside given: [String]) throws -> [String] {
        try ConfigurationFile(parsing: text, path: "config.toml")
            .arguments(for: RunCommand.self, beside: given)
    }

    private func complaint(_ text: String) -> String? {
        do {
            _ = try arguments(text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `options stand in the file as on the command line`() throws {
        let text = """
            [run]
            nodes = 32
            topology = "ring"   # a comment
            loss = 0.25
            read-only = true
            no-mouse = false
            seed = 0xff
            """
        let expected = [
            "--nodes=32", "--topology=ring", "--loss=0.25", "--read-only", "--seed=255",
        ]
        #expect(try arguments(text) == expected)
    }

    @Test func `the command line wins over the file`() throws {
        let file = try arguments("[run]\nnodes = 32\nlatency = \"1s\"")
        let run = try RunCommand.parse(file + ["--nodes", "5"])
        #expect(run.cluster.nodes == 5)
        #expect(run.network.latency == .seconds(1))
    }

    @Test(arguments: [("blind", "--feedback"), ("feedback", "--blind"), ("blind", "--blind")])
    func `the command line wins over a flag of the file that it denies`(
        name: String, given: String
    ) throws {
        let file = try arguments("[run]\n\(name) = true\nnodes = 5", beside: [given])
        #expect(file == ["--nodes=5"])
        let run = try RunCommand.parse(file + [given])
        #expect(run.rumors.reaction.map { "--\($0.rawValue)" } == given)
    }

    @Test func `keys are given to actions`() throws {
        let run = try RunCommand.parse(
            arguments("[keys]\ncut = [\"c\", \"Q\"]\nheal = \"ctrl-y\"\nzoom = []"))
        let table = try run.bindings.table()
        #expect(table[.cut].keys == [.character("c"), .character("Q")])
        #expect(table[.heal].keys == [.control("y")])
        #expect(table[.zoom].keys == [])
        #expect(table[.update].keys == [.character("u")])
    }

    @Test func `each command reads its own table, and what is swept may be a list`() throws {
        let text = "[run]\nnodes = 32\n[experiment]\nnodes = [100, 1000]\nblind = true"
        let file = try ConfigurationFile(parsing: text, path: "config.toml")
        #expect(try file.arguments(for: RunCommand.self) == ["--nodes=32"])
        let arguments = try file.arguments(for: ExperimentCommand.self)
        #expect(arguments == ["--nodes=100,1000", "--blind"])
        #expect(try ExperimentCommand.parse(arguments).experiments().count == 2)
    }

    @Test func `an empty file says nothing`() throws {
        #expect(try arguments("# nothing\n") == [])
    }

    @Test(arguments: [
        ("[run]\nnodez = 3", "config.toml, line 2: ", "'--nodez'"),
        ("[run]\n\nnodes = 0", "config.toml, line 3: ", "from 1 to 100000"),
        ("[run]\nnodes = true", "config.toml, line 2: ", "from 1 to 100000"),
        ("[run]\nnodes = [3]", "config.toml, line 2: ", "'nodes' must be"),
        ("[run]\nlatency = 300", "config.toml, line 2: ", "300ms"),
        ("[run]\nlatency = 07:32:00", "config.toml, line 2: ", "'latency' must be"),
        ("[run]\nread-only = 3", "config.toml, line 2: ", "true or false"),
        ("[run]\nfeedback = false", "config.toml, line 2: ", "'blind = true'"),
        ("[run]\nblind = false", "config.toml, line 2: ", "'feedback = true'"),
        ("[run]\nblind = true\nfeedback = true", "config.toml, line 3: ", "deny each other"),
        ("[run]\nspatial = -2.0", "config.toml, line 2: ", "from 0 to 16"),
        ("[run]\nhelp = true", "config.toml, line 2: ", "command line"),
        ("[run]\nscript = \"demo\"", "config.toml, line 2: ", "command line"),
        ("[run]\nconfig = \"other\"", "config.toml, line 2: ", "command line"),
        ("nodes = 3", "config.toml, line 1: ", "[run]"),
        ("# a comment\n[laboratory]\nnodes = 3", "config.toml, line 2: ", "'laboratory'"),
        ("[run\nnodes = 3", "config.toml, line 1: ", "not TOML"),
        ("[run]\nnodes = 3\nnodes = 4", "config.toml, line 3: ", "not TOML"),
        ("[keys]\nfly = \"x\"", "config.toml, line 2: ", "'fly'"),
        ("[keys]\ncut = \"hyper-x\"", "config.toml, line 2: ", "'hyper-x'"),
        ("[keys]\ncut = true", "config.toml, line 2: ", "'cut' must be"),
        ("[keys]\nheal = \"ctrl-y\"\ncut = \"u\"", "config.toml, line 3: ", "both update and cut"),
        ("\n[[run]]\nnodes = 3", "config.toml, line 2: ", "'run' must be a table"),
        ("[run]\nseed = 18446744073709551615", "config.toml, line 2: ", "in quotes"),
        ("[run]\nblind = true\nremoval = \"never\"", "config.toml, line 3: ", "--blind"),
        ("[run]\nrounds = \"aligned\"\ntrigger = \"both\"", "config.toml, line 3: ", "periodic"),
    ])
    func `what is wrong in a file is named with its place`(
        text: String, place: String, sense: String
    ) {
        let complaint = complaint(text)
        #expect(complaint?.hasPrefix(place) == true, "\(complaint ?? "accepted")")
        #expect(complaint?.contains(sense) == true, "\(complaint ?? "accepted")")
        #expect(complaint?.contains("\n") == false)
    }

    @Test func `an unknown theme of the file is told with its line, unless another is given`()
        throws
    {
        let folder = try ScratchFolder()
        try folder.write("[run]\nnodes = 3\ntheme = \"nosuch\"\n", to: "outbreak/config.toml")
        let environment = ["XDG_CONFIG_HOME": folder.path]
        let complaint = try #require(throws: Complaint.self) {
            _ = try RunCommand.parse([]).prepared([], environment: environment)
        }
        #expect(complaint.sentence.contains("config.toml, line 3: "))
        let given = ["--theme", "light"]
        let run = try RunCommand.parse(given).prepared(given, environment: environment)
        #expect((run as? RunCommand)?.display.theme == "light")
    }

    @Test func `a saved session takes of the file what concerns the screen, and nothing else`()
        throws
    {
        let folder = try ScratchFolder()
        try folder.write(
            "[run]\nnodes = 3\ntheme = \"light\"\nglyphs = \"ascii\"\nno-mouse = true\n"
                + "[keys]\ncut = \"Q\"\n", to: "outbreak/config.toml")
        let path = try folder.write("# outbreak run --seed 1\nkey u\n", to: "my.session")
        let environment = ["XDG_CONFIG_HOME": folder.path]
        func opened(_ more: [String]) throws -> RunCommand {
            let given = ["--open", path] + more
            let command = try RunCommand.parse(given).prepared(given, environment: environment)
            return try #require(command as? RunCommand)
        }
        let run = try opened([])
        #expect(run.display.theme == "light" && run.display.noMouse)
        #expect(run.cluster.nodes == 16 && run.cluster.seed == 1 && run.bindings.isEmpty)
        #expect(try opened(["--theme", "dark"]).display.theme == "dark")
        try folder.write("[run]\nnodez = 3\n", to: "outbreak/config.toml")
        #expect(throws: Complaint.self) { try opened([]) }
    }

    @Test func `the user's folder follows the rule of the base directories`() {
        #expect(UserFolder(["XDG_CONFIG_HOME": "/x", "HOME": "/h"])?.path == "/x/outbreak")
        #expect(UserFolder(["XDG_CONFIG_HOME": "x", "HOME": "/h"])?.path == "/h/.config/outbreak")
        #expect(UserFolder(["HOME": "/h"])?.path == "/h/.config/outbreak")
        #expect(UserFolder([:]) == nil)
    }
}
