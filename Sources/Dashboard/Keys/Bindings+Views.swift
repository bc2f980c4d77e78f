extension Bindings {
    static let views: [Binding] = [
        Binding(
            .select, ["/"], "find", "Find a node by its name, and select it.", .view,
            hint: .minor),
        Binding(
            .panel, [], "panel", "Bring a panel to the front by its name.", .view,
            hint: .absent),
        Binding(
            .nextUpdate, ["f"], "focus", "Focus the next older update; colours follow it.", .view,
            needs: [.severalUpdates], hint: .minor),
        Binding(
            .previousUpdate, ["F"], "focus newer", "Focus the next newer update.", .view,
            needs: [.severalUpdates], hint: .absent),
        Binding(
            .sortBy, ["s"], "sort", "Sort the table of nodes by its next column.", .view,
            on: [.nodes]),
        Binding(
            .sortReversed, ["S"], "reverse", "Sort it the other way round.", .view, on: [.nodes],
            hint: .minor),
        Binding(
            .filter, ["\\"], "filter",
            "Show only nodes whose names contain what is typed; Esc shows all again.", .view,
            on: [.nodes]),
        Binding(
            .nextPanel, ["tab"], "panel", "Go to the next place on the screen.", .view,
            hint: .minor),
        Binding(
            .previousPanel, ["backtab"], "panel before", "Go to the place before.", .view,
            hint: .absent),
        Binding(
            .nextTab, ["]"], "tab", "Show the next panel of those that share a place.", .view,
            hint: .minor),
        Binding(
            .previousTab, ["["], "tab before", "Show the panel before.", .view, hint: .absent),
        Binding(
            .overview, ["1"], "overview", "Arrange the screen with a little of everything.", .view,
            hint: .absent),
        Binding(
            .teaching, ["2"], "teaching", "Arrange it for teaching, with a large map.", .view,
            hint: .absent),
        Binding(
            .faults, ["3"], "faults", "Arrange it for faults: links, nodes and log.", .view,
            hint: .absent),
        Binding(
            .measuring, ["4"], "measuring", "Arrange it for measuring: curve and counters.",
            .view, hint: .absent),
        Binding(
            .zoom, ["z"], "zoom", "Give the panel the whole screen, or take it back.", .view,
            hint: .minor),
        Binding(
            .coarserTime, ["("], "more time", "Show more time in a row of the diagram.", .view,
            on: [.spaceTime]),
        Binding(
            .finerTime, [")"], "less time", "Show less time in a row, in more detail.", .view,
            on: [.spaceTime]),
        Binding(
            .filterLog, ["g"], "filter", "Filter the log by node, kind and key; Esc shows all.",
            .view, on: [.log]),
        Binding(
            .jump, ["enter"], "jump",
            "Turn time back to the moment of the selected line, and select its node.", .view,
            on: [.log], needs: [.ability(.turnBack), .line]),
        Binding(
            .up, ["up"], "up", "Select the node or row above; scroll the log and this help.", .view,
            in: [.screen, .help, .menu, .palette], hint: .absent),
        Binding(
            .down, ["down"], "down", "Select the node or row below.", .view,
            in: [.screen, .help, .menu, .palette],
            hint: .absent),
        Binding(
            .left, ["left"], "left", "Select the node to the left; the inspector's tab before.",
            .view, hint: .absent),
        Binding(
            .right, ["right"], "right", "Select the node to the right; the inspector's next tab.",
            .view, hint: .absent),
        Binding(
            .pageUp, ["pageup"], "page up", "Go up by what is on the screen.", .view,
            in: [.screen, .form, .help, .menu, .palette], hint: .absent),
        Binding(
            .pageDown, ["pagedown"], "page down", "Go down by what is on the screen.", .view,
            in: [.screen, .form, .help, .menu, .palette], hint: .absent),
        Binding(
            .first, ["home"], "first", "Go to the first node or row.", .view,
            in: [.screen, .help, .menu],
            hint: .absent),
        Binding(
            .last, ["end"], "last", "Go to the last one; the log follows again.", .view,
            in: [.screen, .help, .menu], hint: .absent),
    ]

    static let forms: [Binding] = [
        Binding(
            .accept, ["enter"], "go on",
            "Go on to the next question; after the last, do it. In a list, take what is selected.",
            .forms, in: [.form, .menu, .palette]),
        Binding(
            .apply, ["ctrl-s"], "apply", "Do it at once, from any field.", .forms, in: [.form]),
        Binding(
            .nextField, ["tab", "down"], "next field", "Go to the next field.", .forms, in: [.form]),
        Binding(
            .previousField, ["backtab", "up"], "field before", "Go to the field before.", .forms,
            in: [.form], hint: .absent),
    ]

    static let program: [Binding] = [
        Binding(
            .command, [":"], "command",
            "Type any action by its name, with what belongs to it.", .program, hint: .kept),
        Binding(
            .complete, ["tab"], "complete", "Write the selected word to its end.", .program,
            in: [.palette]),
        Binding(
            .back, ["esc"], "back",
            "Close what is open: a form, this help; end repeating; close a zoomed panel; "
                + "then take the mark away.", .program,
            in: [.screen, .form, .help, .menu, .palette],
            hint: .minor),
        Binding(
            .theme, ["T"], "themes",
            "Choose another theme; the screen shows each one as it is selected.", .program,
            in: [.screen, .menu], hint: .absent),
        Binding(
            .export, ["x"], "export",
            "Write to a file: the screen, the run, the curve, your actions or the session.",
            .program, hint: .absent),
        Binding(
            .mouse, ["M"], "mouse",
            "Leave the mouse to the terminal, or take it; Shift-drag selects text in any case.",
            .program, hint: .absent),
        Binding(
            .record, ["X"], "record", "Record the screen to a file (asciicast), or end that.",
            .program, hint: .absent),
        Binding(
            .help, ["?", "f1"], "help", "Show this help, or close it.", .program,
            in: [.screen, .help], hint: .kept),
        Binding(
            .quit, ["q", "ctrl-c"], "quit", "Quit.", .program,
            in: [.screen, .form, .help, .menu, .palette],
            hint: .kept),
    ]
}
