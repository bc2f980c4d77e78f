@testable import TerminalUI

/// What is asked of a shipped theme: of those of our own more than of those that must stay what
/// people know them for, and of high contrast most.
///
/// Contrasts are those of WCAG 2 (4.5 for text at level AA, 7 at AAA, 3 for graphics), distances those
/// of CIE Lab for whoever sees them least.
struct ThemeFamily: Sendable {
    /// What is read: names, values, titles, sentences.
    var text: Double
    /// What is read once: labels, hints, times.
    var faint: Double
    /// Words in a colour that means something.
    var accent: Double
    /// All of these on a selected row.
    var selected: Double
    /// States on everything that they lie on.
    var states: Double
    /// Between the three states of the protocol.
    var distance: Double
    /// From a node that is down to any of them.
    var distanceOfDown: Double

    static let own = ThemeFamily(
        text: 4.5, faint: 4.5, accent: 4.5, selected: 4, states: 3, distance: 28,
        distanceOfDown: 20)
    static let borrowed = ThemeFamily(
        text: 4.5, faint: 3, accent: 3, selected: 3, states: 3, distance: 25, distanceOfDown: 20)
    static let highContrast = ThemeFamily(
        text: 7, faint: 7, accent: 7, selected: 7, states: 4.5, distance: 30, distanceOfDown: 30)

    /// The family of a theme; one that is not named here is our own.
    static func of(_ name: String) -> ThemeFamily {
        switch name {
        case "high-contrast": highContrast
        case "solarized-dark", "solarized-light", "gruvbox-dark", "gruvbox-light", "nord": borrowed
        default: own
        }
    }

    /// The contrast that a role needs; nil for what is no text.
    func contrast(of role: Role) -> Double? {
        if Self.graphics.contains(role) { return nil }
        if Self.faint.contains(role) { return faint }
        return Self.text.contains(role) ? text : accent
    }

    /// Whether a role is of something that is read, a state of a replica among it, and not of a line.
    static func isRead(_ role: Role) -> Bool {
        let lines: Set<Role> = [.border, .scroll, .linkUp, .plotAxis, .plotGrid, .hintDisabled]
        return !lines.contains(role)
    }

    private static let graphics: Set<Role> = [
        .border, .borderFocused, .scroll, .linkUp, .linkCut, .linkLossy, .linkSlow, .plotAxis,
        .plotGrid, .hintDisabled, .susceptible, .infected, .removed, .superseded, .down, .frozen,
        .arriving, .brand,
    ]

    private static let faint: Set<Role> = [
        .dim, .hintText, .plotLabel, .plotPredicted, .logTime, .logLoss, .placeholder,
        .clockBefore, .tableHeader, .tab,
    ]

    private static let text: Set<Role> = [
        .text, .strong, .title, .titleFocused, .status, .background, .overlay, .input, .selection,
        .selectionIdle, .dataKey, .dataValue, .dataNumber, .logText, .tabActive,
    ]

    /// What can stand in a row that is selected.
    static let inRows: [Role] =
        [
            .text, .strong, .dim, .dataKey, .dataValue, .dataClock, .dataNumber, .dataDeleted,
            .clockBefore, .clockAfter, .clockEqual, .clockConcurrent, .logTime, .logText, .logGain,
            .logLoss, .logFault, .logCommand, .warning, .converged,
        ] + Role.roots

    static let states: [Role] = [.susceptible, .infected, .removed, .down]
}
