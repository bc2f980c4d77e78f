/// The revision of everything that what a seed gives depends on: engine, wire and simulator.
///
/// A run is its options, its seed and what was done in it. Another program of this revision gives the very
/// same run; one of another revision may give a different one, so a saved run says which it was made by. It
/// is no commit and no version: most changes leave every run as it was. `EngineRevisionTests` compares
/// what some seeds give with what they gave, and says when the number has to be raised.
public enum EngineRevision {
    public static let current = 2
}
