/// Lines over a common horizontal axis, drawn in braille; in ASCII by the glyphs of their states.
///
/// No line is told by its colour alone: each carries its glyph and a letter at its end, and what is
/// predicted is dotted. Both axes begin at 0. With less than three rows there is no room for axes,
/// and the lines become small columns beside each other.
public struct Chart: Hashable, Sendable {
    /// The lines; where two share a cell the fuller one gives it its colour.
    public var series: [Series]
    /// What lies along the bottom.
    public var x: Axis
    /// What lies along the left side.
    public var y: Axis

    /// Makes a chart.
    public init(_ series: [Series], x: Axis, y: Axis) {
        self.series = series
        self.x = x
        self.y = y
    }

    /// A place in a chart, in the units of its axes.
    public struct Place: Hashable, Sendable {
        /// From left to right.
        public var x: Double
        /// From the bottom up.
        public var y: Double

        /// Makes a place; what lies left of 0 or below it is drawn at 0.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// One line.
    public struct Series: Hashable, Sendable {
        /// How the places of a line are joined.
        public enum Line: Hashable, Sendable {
            /// Each value holds until the next place, as counts do.
            case steps
            /// Straight from place to place, with gaps: what is expected and was not measured.
            case dotted
        }

        /// From left to right.
        public var places: [Place]
        /// How its places are joined.
        public var line: Line
        /// The colour, and the glyph by which it is told without one.
        public var role: Role
        /// What stands behind its glyph at its right end: a letter or a word; may be empty.
        public var label: String

        /// Makes a line.
        public init(_ places: [Place], line: Line = .steps, role: Role, label: String = "") {
            self.places = places
            self.line = line
            self.role = role
            self.label = label
        }
    }

    /// An axis from 0 to its end.
    public struct Axis: Hashable, Sendable {
        /// Where an axis ends.
        public enum End: Hashable, Sendable {
            /// There.
            case exact(Double)
            /// At the first tick that is not before it, so that an axis that has to grow does so in
            /// steps.
            case nice(covering: Double)
        }

        /// Where it ends.
        public var end: End
        /// What is counted, told behind the last tick: `s`, `rounds`.
        public var unit: String

        /// Makes an axis.
        public init(_ end: End, unit: String = "") {
            self.end = end
            self.unit = unit
        }
    }
}

extension Chart.Series {
    /// The value at a place of the horizontal axis, as steps have it; nil before the first.
    func value(at x: Double) -> Double? { places.last { $0.x <= x }?.y }
}
