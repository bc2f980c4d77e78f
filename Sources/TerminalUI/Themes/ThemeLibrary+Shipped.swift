extension ThemeLibrary {
    /// The files of `themes/` by the names of their themes, in the order in which they are offered;
    /// `Package.swift` makes them part of the program.
    static let shippedFiles: [(name: String, bytes: [UInt8])] = [
        ("dark", PackageResources.dark_toml),
        ("light", PackageResources.light_toml),
    ]
}
