/// Points of the circle, without a library: the dashboard has no business with one for a sine.
enum UnitCircle {
    /// The point after a part of a turn, from the top and with the clock; y points down.
    static func point(turn: Double) -> (x: Double, y: Double) {
        let turn = turn - turn.rounded(.down)
        let quarter = Int(turn * 4)
        let angle = (turn * 4 - Double(quarter)) * .pi / 2
        let (sine, cosine) = (sine(angle), sine(.pi / 2 - angle))
        switch quarter {
        case 0: return (sine, -cosine)
        case 1: return (cosine, sine)
        case 2: return (-sine, cosine)
        default: return (-cosine, -sine)
        }
    }

    /// The series of the sine; for angles from 0 to a quarter turn wrong by less than 1e-9.
    private static func sine(_ angle: Double) -> Double {
        var term = angle
        var sum = angle
        for step in stride(from: 2.0, through: 14, by: 2) {
            term *= -angle * angle / (step * (step + 1))
            sum += term
        }
        return sum
    }
}
