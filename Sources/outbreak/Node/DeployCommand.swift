import ArgumentParser
import Laboratory

/// `outbreak deploy`: what it takes to run a node for good, printed.
struct DeployCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Print a systemd unit, or a container recipe, for a node.",
        discussion: """
            The unit runs /usr/local/bin/outbreak as a user of its own, with its data under \
            /var/lib/outbreak and its options in /etc/outbreak/node.env. The recipe builds the \
            program from a checkout and runs it with its data in a volume.
            """)

    @Argument(help: "What to print.")
    var target: DeploymentTarget

    func run() { print(target.recipe) }
}

/// Where a node can be run for good.
enum DeploymentTarget: String, CaseIterable, ExpressibleByArgument {
    case systemd, container

    /// The file, ready to be saved.
    var recipe: String {
        switch self {
        case .systemd: Self.unit
        case .container: Self.containerfile
        }
    }

    private static let unit = """
        # /etc/systemd/system/outbreak.service
        # Options stand in /etc/outbreak/node.env, such as
        #   OUTBREAK_OPTIONS=--name n1 --gossip 10.0.0.1:7000 --join 10.0.0.2:7000
        [Unit]
        Description=A replica of a table that spreads its updates like an epidemic
        Documentation=man:systemd.service(5)
        Wants=network-online.target
        After=network-online.target

        [Service]
        EnvironmentFile=/etc/outbreak/node.env
        ExecStart=/usr/local/bin/outbreak node --data /var/lib/outbreak --log-format json $OUTBREAK_OPTIONS
        # Has the key file read again; a node without --key-file ends on it.
        ExecReload=/bin/kill -HUP $MAINPID
        Restart=on-failure
        RestartSec=1
        KillSignal=SIGTERM
        TimeoutStopSec=10
        DynamicUser=yes
        StateDirectory=outbreak
        LimitNOFILE=65536
        NoNewPrivileges=yes
        ProtectSystem=strict
        ProtectHome=yes
        PrivateTmp=yes
        PrivateDevices=yes

        [Install]
        WantedBy=multi-user.target
        """

    private static let containerfile = """
        # Build: docker build -t outbreak -f Containerfile .
        # Run:   docker run --network host -v outbreak:/data outbreak --name n1 --join 10.0.0.2:7000
        FROM swift:6.3 AS build
        RUN apt-get update && apt-get install -y libncurses-dev libsqlite3-dev libssl-dev
        WORKDIR /source
        COPY . .
        RUN swift build -c release --product outbreak --static-swift-stdlib

        FROM debian:stable-slim
        RUN apt-get update && apt-get install -y libncursesw6 libsqlite3-0 openssl \\
            && rm -rf /var/lib/apt/lists/* \\
            && useradd --system --home /data outbreak && install -d -o outbreak /data
        COPY --from=build /source/.build/release/outbreak /usr/local/bin/outbreak
        USER outbreak
        VOLUME /data
        STOPSIGNAL SIGTERM
        ENTRYPOINT ["/usr/local/bin/outbreak", "node", "--data", "/data"]
        """
}
