extension ThemeLibrary {
    /// The files of `themes/` by the names of their themes, in the order in which they are offered;
    /// `Package.swift` makes them part of the program.
    static let shippedFiles: [(name: String, bytes: [UInt8])] = [
        ("dark", PackageResources.dark_toml),
        ("light", PackageResources.light_toml),
        ("okabe-ito-dark", PackageResources.okabe_ito_dark_toml),
        ("okabe-ito-light", PackageResources.okabe_ito_light_toml),
        ("high-contrast", PackageResources.high_contrast_toml),
        ("mono", PackageResources.mono_toml),
        ("solarized-dark", PackageResources.solarized_dark_toml),
        ("solarized-light", PackageResources.solarized_light_toml),
        ("gruvbox-dark", PackageResources.gruvbox_dark_toml),
        ("gruvbox-light", PackageResources.gruvbox_light_toml),
        ("nord", PackageResources.nord_toml),
    ]
}
