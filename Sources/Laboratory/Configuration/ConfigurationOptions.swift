import ArgumentParser

/// Where a command finds the options that are not given.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        help: .init(
            "Read options from this file (default: $XDG_CONFIG_HOME/outbreak/config.toml).",
            valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var config: String?
}
