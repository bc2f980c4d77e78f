import ArgumentParser
import Laboratory

/// `outbreak deploy`: what it takes to run a node for good, printed.
struct DeployCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Print a systemd unit, or a container recipe, for a node.",
        discussion: """
            The unit runs /usr/local/bin/outbreak as a user of its own, with its data under \
            /var/lib/outbreak, its key in /etc/outbreak/keys, which root alone needs to read, and its \
            options in /etc/outbreak/node.env. The recipe builds the program from a checkout and runs it with \
            its data in a volume, on all addresses of its container, with a key and a password.
            """)

    @Argument(help: "What to print.")
    var target: DeploymentTarget

    func run() throws { try StandardOutput.printLine(target.recipe) }
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
        #   OUTBREAK_OPTIONS=--name n1 --cluster-name c1 --gossip 10.0.0.1:7000 --join 10.0.0.2:7000
        # The key, the same one on all machines, stands in a file that root alone reads:
        #   (umask 077 && openssl rand -hex 32 > /etc/outbreak/keys)
        # The unit gets a copy of it when it starts: after a change, systemctl restart outbreak.
        [Unit]
        Description=A replica of a table that spreads its updates like an epidemic
        Wants=network-online.target
        After=network-online.target

        [Service]
        EnvironmentFile=/etc/outbreak/node.env
        ExecStart=/usr/local/bin/outbreak node --data /var/lib/outbreak --key-file ${CREDENTIALS_DIRECTORY}/keys --log-format json $OUTBREAK_OPTIONS
        LoadCredential=keys:/etc/outbreak/keys
        Restart=on-failure
        RestartSec=1
        # Wrong use stays wrong.
        RestartPreventExitStatus=64
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
        # Other machines and other containers reach it, so it wants a key, the same one on all machines,
        # and a password for its clients, in files that its user (900) reads:
        #   openssl rand -hex 32 > /etc/outbreak/keys; openssl rand -base64 24 > /etc/outbreak/password
        # Run:   docker run -v outbreak:/data -v /etc/outbreak:/etc/outbreak:ro -p 7000:7000 \\
        #          -p 7000:7000/udp -p 8000:8000 outbreak --name n1 --cluster-name c1 \\
        #          --advertise 10.0.0.1:7000 --join 10.0.0.2:7000
        FROM swift:6.3 AS build
        RUN apt-get update && apt-get install -y libncurses-dev libsqlite3-dev libssl-dev
        WORKDIR /source
        COPY . .
        RUN swift build -c release --product outbreak --static-swift-stdlib

        FROM debian:stable-slim
        RUN apt-get update && apt-get install -y libncursesw6 libsqlite3-0 openssl \\
            && rm -rf /var/lib/apt/lists/* \\
            && useradd --system --uid 900 --home /data outbreak && install -d -o outbreak /data
        COPY --from=build /source/.build/release/outbreak /usr/local/bin/outbreak
        USER outbreak
        VOLUME /data
        STOPSIGNAL SIGTERM
        EXPOSE 7000/udp 7000 8000
        ENTRYPOINT ["/usr/local/bin/outbreak", "node", "--data", "/data", \\
            "--gossip", "0.0.0.0:7000", "--key-file", "/etc/outbreak/keys", \\
            "--control", "0.0.0.0:8000", "--password-file", "/etc/outbreak/password"]
        """
}
