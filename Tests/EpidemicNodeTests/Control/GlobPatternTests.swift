import Testing

@testable import EpidemicNode

/// Patterns over keys.
@Suite struct GlobPatternTests {
    /// As Redis 7.0.15 answers `KEYS`.
    @Test(arguments: [
        ("k[0-9", "k2", true), ("k[0-9", "kx", false), ("[a-]", "^", true), ("[a-]", "-", false),
        ("[a-]", "a", true), ("[\\a-c]", "b", false), ("[\\a-c]", "-", true), ("[^]", "x", true),
        ("[]", "x", false), ("[", "[", false), ("\\", "\\", true), ("[\\]]", "]", true),
        ("[^a-c]", "d", true), ("[^a-c]", "b", false), ("[c-a]", "b", true),
        ("a*c?", "abbcd", true), ("a*c?", "abbc", false), ("[\\", "\\", true),
    ])
    func `a pattern fits what it fits in Redis`(pattern: String, key: String, isFitting: Bool) {
        #expect(GlobPattern(Array(pattern.utf8)).fits(Array(key.utf8)) == isFitting)
    }
}
