/// How people see colours: with all three kinds of cones, or without one of them.
///
/// Simulated by the matrices of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
/// Visualization and Computer Graphics 15(6), 2009, for a complete deficiency; they act on amounts of
/// light.
enum ColourSight: CaseIterable, Hashable, Sendable {
    /// All cones.
    case normal
    /// No cones for long waves: red is dark.
    case protan
    /// No cones for middle waves: red and green are alike.
    case deutan
    /// No cones for short waves: blue and yellow are alike.
    case tritan

    /// How a colour looks.
    func look(of rgb: RGB) -> Lab {
        let (red, green, blue) = rgb.linear
        let seen = rows.map { $0.0 * red + $0.1 * green + $0.2 * blue }
            .map { min(max(0, $0), 1) }
        return Lab(light: (seen[0], seen[1], seen[2]))
    }

    /// Red, green and blue of what is seen, each from red, green and blue of what is there.
    private var rows: [(Double, Double, Double)] {
        switch self {
        case .normal: [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
        case .protan:
            [
                (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                (-0.003882, -0.048116, 1.051998),
            ]
        case .deutan:
            [
                (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                (-0.011820, 0.042940, 0.968881),
            ]
        case .tritan:
            [
                (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                (0.004733, 0.691367, 0.303900),
            ]
        }
    }
}

extension RGB {
    /// How far apart two colours are to those who tell them apart least, in CIE Lab; about 5 is
    /// what people just notice.
    func leastDistance(to other: RGB) -> Double {
        let squares = ColourSight.allCases.map { sight in
            sight.look(of: self).squaredDistance(sight.look(of: other))
        }
        return squares.min()!.squareRoot()
    }
}
