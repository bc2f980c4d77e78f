import EpidemicNode
import Foundation
import Testing

@testable import Laboratory
@testable import outbreak

/// What it takes to run a node for good.
@Suite struct DeployTests {
    private let unit = DeploymentTarget.systemd.recipe
    private let recipe = DeploymentTarget.container.recipe

    /// What stands behind the beginning of a line.
    private func value(_ beginning: String, in text: String) throws -> String {
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let line = try #require(lines.first { $0.hasPrefix(beginning) }, "\(beginning)")
        return String(line.dropFirst(beginning.count))
    }

    @Test func `the unit's node understands its options`() throws {
        let example = try value("#   OUTBREAK_OPTIONS=", in: unit)
        let line = try value("ExecStart=/usr/local/bin/outbreak node ", in: unit)
            .replacing("$OUTBREAK_OPTIONS", with: example)
        let node = try NodeCommand.parse(line.split(separator: " ").map(String.init))
        #expect(node.identity.data == "/var/lib/outbreak")
        #expect(node.identity.keyFile == "${CREDENTIALS_DIRECTORY}/keys")
        #expect(node.identity.join.count == 1)
    }

    @Test func `a key that root alone reads reaches the user that the unit makes`() throws {
        #expect(unit.contains("DynamicUser=yes"))
        #expect(try value("LoadCredential=", in: unit) == "keys:/etc/outbreak/keys")
        #expect(!unit.contains("--key-file /etc"))
    }

    @Test func `wrong use is not tried again, and only our own words are pointed at`() throws {
        let status = try value("RestartPreventExitStatus=", in: unit)
        #expect(status == "\(ExitStatus.wrongUse.number)")
        #expect(!unit.contains("Documentation="))
    }

    @Test func `the container's node listens on all addresses`() throws {
        let start = try #require(recipe.range(of: "ENTRYPOINT "))
        let json = recipe[start.upperBound...].replacing("\\\n", with: "")
        let words = try JSONDecoder().decode([String].self, from: Data(json.utf8))
        #expect(words.prefix(2) == ["/usr/local/bin/outbreak", "node"])
        let given = recipe.split(separator: "\n").filter { $0.hasPrefix("#") }.joined()
            .split(separator: " ").drop { $0 != "--name" }.filter { $0 != "\\#" && $0 != "#" }
        let node = try NodeCommand.parse(words.dropFirst(2) + given.map(String.init))
        #expect(node.identity.gossip.host == "0.0.0.0")
        #expect(node.identity.control.host == "0.0.0.0")
        #expect(node.identity.passwordFile != nil && node.identity.keyFile != nil)
        for port in [node.identity.gossip.port, node.identity.control.port] {
            #expect(try value("EXPOSE ", in: recipe).contains("\(port)"))
        }
    }
}
