import Foundation
import Testing

@testable import outbreak

/// Nodes in a network of their own, whose links and names a script changes.
@Suite struct OwnNetworkTests {
    /// Whether this user may make one.
    private static let isPossible =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/unshare")
        && ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"].contains(
            where: FileManager.default.isExecutableFile(atPath:))
        && (try? run("ip link set lo up && mount -t tmpfs none /tmp").status) == 0

    @Test(.enabled(if: isPossible))
    func `a name stands for all its addresses, and one that nobody knows ends nothing`() throws {
        let outcome = try Self.run(
            Self.tools + """
                printf '127.0.0.2 nodes.test\\n127.0.0.3 nodes.test\\n' > hosts
                mount --bind hosts /etc/hosts
                mount --bind /dev/null /etc/resolv.conf
                node n1 127.0.0.2:7000 8001
                node n2 127.0.0.3:7000 8002
                node n3 127.0.0.4:7000 8003 --peer nodes.test:7000
                node n4 127.0.0.5:7000 8004 --peer nowhere.test:7000
                say 8003 'SET a 1' OK
                say 8001 'GET a' 1
                say 8002 'GET a' 1
                say 8004 'SET b 2' OK
                printf '127.0.0.2 nodes.test nowhere.test\\n' > hosts
                say 8001 'GET b' 2
                say 8004 'GET a' 1
                """)
        #expect(outcome == .init(status: 0, output: ""))
    }

    @Test(.enabled(if: isPossible))
    func `a link that was down and a peer without a route silence nobody`() throws {
        let outcome = try Self.run(
            Self.tools + """
                node n1 127.0.0.2:7000 8001
                node n2 127.0.0.3:7000 8002 --peer 127.0.0.2:7000 --peer 10.9.9.9:7000
                say 8002 'SET a 1' OK
                say 8001 'GET a' 1
                ip link set lo down
                sleep 1.5
                ip link set lo up
                say 8002 'SET a 2' OK
                say 8001 'GET a' 2
                say 8001 'SET b 3' OK
                say 8002 'GET b' 3
                """)
        #expect(outcome == .init(status: 0, output: ""))
    }

    /// How a script ended, and what it said.
    private struct Outcome: Equatable {
        let status: Int32
        let output: String
    }

    /// `node NAME GOSSIP CONTROL …` starts one, `say CONTROL COMMAND ANSWER` asks until it answers so.
    private static let tools = """
        set -eu
        cd "$1"
        ip link set lo up
        trap 'kill $(jobs -p) 2> /dev/null; wait' EXIT
        node() {
          name=$1 gossip=$2 control=$3; shift 3
          "$0" node --name "$name" --cluster-name tests --gossip "$gossip" \\
            --control "127.0.0.1:$control" "$@" \\
            > "$name" 2>&1 &
        }
        ask() {
          exec 3<> "/dev/tcp/127.0.0.1/$1" || return
          printf '%s\\r\\n' "$2" >&3
          IFS= read -r -t 2 line <&3 || true
          [ "${line:0:1}" != '$' ] || IFS= read -r -t 2 line <&3 || true
          exec 3>&-
          line=${line%$'\\r'}
          echo "${line#+}"
        }
        say() {
          for _ in $(seq 300); do
            answer=$(ask "$1" "$2" 2> /dev/null) || true
            [ "$answer" != "$3" ] || return 0
            sleep 0.1
          done
          echo "$1 answers to $2: $answer"
          cat n?
          exit 1
        }

        """

    private static func run(_ script: String) throws -> Outcome {
        let folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let child = try ChildProcess(
            "/usr/bin/unshare",
            ["-r", "-n", "-m", "bash", "-c", script, BuiltProgram.path, folder.path],
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
            streams: .init(output: output, errors: output))
        guard case .exited(let status) = child.wait() else {
            return Outcome(status: -1, output: "")
        }
        return Outcome(status: status, output: try folder.read("output"))
    }
}
