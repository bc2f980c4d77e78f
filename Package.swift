// swift-tools-version: 6.2

import PackageDescription

/// Every target is checked alike: Swift 6 mode, and a warning stops the build.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// The program comes last in a build, with one core idle beside it, and what it does it does once a command:
/// it is compiled as it stands.
let plain: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// The files of `themes/`, which become part of the program.
let themes = [
    "dark", "light", "okabe-ito-dark", "okabe-ito-light", "high-contrast", "mono", "solarized-dark",
    "solarized-light", "gruvbox-dark", "gruvbox-light", "nord",
]

let package = Package(
    name: "outbreak",
    products: [
        .library(name: "Epidemic", targets: ["Epidemic"]),
        .library(
            name: "EpidemicSimulation",
            targets: ["EpidemicSimulation", "ClusterObservation", "EpidemicWire", "Epidemic"]),
        .library(
            name: "EpidemicNode",
            targets: ["EpidemicNode", "ClusterObservation", "EpidemicWire", "Epidemic"]),
        .executable(name: "outbreak", targets: ["outbreak"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // The mathematics of C, which no module that it imports brings along.
        .target(
            name: "Epidemic",
            dependencies: ["COpenSSL"],
            swiftSettings: strict,
            linkerSettings: [.linkedLibrary("m")]),
        .target(
            name: "EpidemicWire",
            dependencies: ["Epidemic", "COpenSSL"],
            swiftSettings: strict),
        .target(name: "ClusterObservation", dependencies: ["Epidemic"], swiftSettings: strict),
        .target(
            name: "EpidemicSimulation",
            dependencies: ["Epidemic", "EpidemicWire", "ClusterObservation"],
            swiftSettings: strict),
        .target(
            name: "EpidemicMaelstrom",
            dependencies: ["Epidemic", "EpidemicWire"],
            swiftSettings: strict),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "EpidemicNode",
            dependencies: [
                "Epidemic", "EpidemicWire", "ClusterObservation", "CSQLite",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "TerminalUI",
            dependencies: ["TOMLKit"],
            resources: themes.map { .embedInCode("../../themes/\($0).toml") },
            swiftSettings: strict),
        .target(
            name: "Dashboard",
            dependencies: ["ClusterObservation", "TerminalUI"],
            swiftSettings: strict),
        .target(
            name: "CNcurses",
            cSettings: [
                .define("_XOPEN_SOURCE_EXTENDED", to: "1"), .define("_GNU_SOURCE"),
                .define("NCURSES_WIDECHAR", to: "1"),
            ],
            linkerSettings: [
                .linkedLibrary("ncursesw"),
                .linkedLibrary("tinfo", .when(platforms: [.linux])),
            ]),
        .target(
            name: "CursesTerminal",
            dependencies: ["CNcurses", "TerminalUI"],
            swiftSettings: strict),
        .target(
            name: "Laboratory",
            dependencies: [
                "Epidemic", "EpidemicWire", "ClusterObservation", "EpidemicSimulation",
                "TerminalUI", "Dashboard", "CursesTerminal", "TOMLKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "outbreak",
            dependencies: [
                "Epidemic", "EpidemicWire", "EpidemicNode", "EpidemicMaelstrom", "Laboratory",
                "TerminalUI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict + plain),
        .target(
            name: "Fuzzing",
            dependencies: ["Epidemic"],
            path: "Tests/Fuzzing",
            swiftSettings: strict),
        .testTarget(name: "EpidemicTests", dependencies: ["Epidemic"], swiftSettings: strict),
        .testTarget(
            name: "EpidemicWireTests",
            dependencies: ["EpidemicWire", "Epidemic", "Fuzzing"],
            swiftSettings: strict),
        .testTarget(
            name: "EpidemicSimulationTests",
            dependencies: ["EpidemicSimulation", "Epidemic", "ClusterObservation"],
            swiftSettings: strict),
        .testTarget(
            name: "EpidemicNodeTests",
            dependencies: [
                "EpidemicNode", "EpidemicWire", "Epidemic", "ClusterObservation", "Fuzzing",
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EpidemicMaelstromTests",
            dependencies: ["EpidemicMaelstrom", "EpidemicWire", "Epidemic"],
            swiftSettings: strict),
        .testTarget(
            name: "TerminalUITests", dependencies: ["TerminalUI", "Fuzzing"], swiftSettings: strict),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["Dashboard", "TerminalUI", "ClusterObservation"],
            exclude: ["Goldens"],
            swiftSettings: strict),
        .testTarget(
            name: "CursesTerminalTests",
            dependencies: ["CursesTerminal", "TerminalUI", "Epidemic", "Fuzzing"],
            swiftSettings: strict),
        .executableTarget(
            name: "CrashingScreen",
            dependencies: ["CursesTerminal", "TerminalUI"],
            path: "Tests/CrashingScreen",
            swiftSettings: strict),
        .executableTarget(
            name: "ReadmeProgram",
            dependencies: ["EpidemicSimulation", "ClusterObservation"],
            path: "Tests/ReadmeProgram",
            swiftSettings: strict),
        .testTarget(
            name: "OutbreakTests",
            dependencies: [
                "outbreak", "Laboratory", "EpidemicNode", "EpidemicMaelstrom",
                "EpidemicSimulation", "Dashboard", "TerminalUI", "Fuzzing",
            ],
            swiftSettings: strict),
    ]
)
