import ClusterObservation

extension Command {
    /// The actions that take arguments.
    static let withArguments: [Command] = table + nodes + network + time + views

    private static let table: [Command] = [
        Command(.update, [Parameter("KEY", .key, .optional), Parameter("VALUE", .text, .optional)])
        {
            (model, words) throws(PromptError) in
            guard words.count == 2 else { return try model.take(.update, typing: words) }
            try model.require(.update)
            let key = ItemKey(words[0])
            return model.write(key: key, value: ItemValue(words[1]))
        },
        Command(.delete, [Parameter("KEY", .key, .optional)]) {
            (model, words) throws(PromptError) in
            guard let key = words.first else { return try model.take(.delete) }
            try model.require(.delete)
            return [.perform(.delete(at: model.selected, key: ItemKey(key)))]
        },
    ]

    /// An action upon the selected node, which can be named instead.
    private static func onNode(_ action: KeyAction) -> Command {
        Command(action, [Parameter("NODE", .node, .optional)]) {
            (model, words) throws(PromptError) in
            if let name = words.first { model.select(try model.node(named: name)) }
            return try model.take(action)
        }
    }

    private static let nodes: [Command] = [
        onNode(.kill), onNode(.restart), onNode(.restartEmpty), onNode(.freeze), onNode(.mark),
        Command(
            .isolate,
            [Parameter("NODE", .node, .optional), Parameter("WAYS", .isolation, .optional)]
        ) { (model, words) throws(PromptError) in
            if let name = words.first { model.select(try model.node(named: name)) }
            guard words.count == 2 else { return try model.take(.isolate) }
            try model.require(.isolate)
            let isolation: Isolation = try Answer.choice(words[1], name: "ways")
            return [.perform(.isolate(model.selected, isolation))]
        },
    ]

    private static let network: [Command] = [
        Command(
            .cut, [Parameter("NODE", .node, .optional), Parameter("NODE", .node, .optional)]
        ) { (model, words) throws(PromptError) in
            if words.count == 1 { throw .missing(name: "the link", right: "cut NODE NODE") }
            guard words.count == 2 else { return try model.take(.cut) }
            return try model.toggleLink(between: words[0], and: words[1])
        },
        Command(.partition, [Parameter("GROUPS", .quantity(example: "3"), .optional)]) {
            (model, words) throws(PromptError) in
            guard let text = words.first else { return try model.take(.partition) }
            try model.require(.partition)
            return [.perform(.partition(groups: try Answer.groups(text, of: model.nodeCount)))]
        },
        Command(.loss, [Parameter("PROBABILITY", .quantity(example: "30%"))]) {
            (model, words) throws(PromptError) in
            try model.change { (network) throws(PromptError) in
                network.loss = try Answer.probability(words[0], name: "loss")
            }
        },
        Command(.latency, [Parameter("TIME", .quantity(example: "1.5s"))]) {
            (model, words) throws(PromptError) in
            try model.change { (network) throws(PromptError) in
                network.latency = try Answer.duration(words[0], name: "latency")
            }
        },
        Command(.scenario, [Parameter("SCENARIO", .scenario, .optional)]) {
            (model, words) throws(PromptError) in
            guard let name = words.first else { return try model.take(.scenario) }
            return try model.begin(scenario: name)
        },
        Command(
            .set,
            [
                Parameter("SETTING", .setting, .optional),
                Parameter("VALUE", .settingValue, .optional),
            ]
        ) { (model, words) throws(PromptError) in
            guard let name = words.first else { return try model.take(.set) }
            return try model.set(name, to: words.dropFirst().first)
        },
    ]

    private static let time: [Command] = [
        Command(.speed, [Parameter("FACTOR", .quantity(example: "1/4"))]) {
            (model, words) throws(PromptError) in
            try model.require(.speed)
            return [.perform(.setSpeed(try Answer.speed(words[0])))]
        },
        Command(.go, [Parameter("SECONDS", .quantity(example: "12.5"))]) {
            (model, words) throws(PromptError) in
            try model.require(.go)
            return [.perform(.goTo(try Answer.moment(words[0])))]
        },
    ]

    private static let views: [Command] = [
        Command(.select, [Parameter("NODE", .node, .optional)]) {
            (model, words) throws(PromptError) in
            guard let name = words.first else { return try model.take(.select) }
            model.select(try model.node(named: name))
            return []
        },
        Command(.panel, [Parameter("PANEL", .panel)]) { (model, words) throws(PromptError) in
            guard let panel = PanelRecord.named(words[0]) else {
                let names = PanelRecord.all.map(\.commandName)
                throw .wrong(name: "panel", value: words[0], right: Answer.list(names))
            }
            model.show(panel.id)
            return []
        },
        Command(.sortBy, [Parameter("COLUMN", .column, .optional)]) {
            (model, words) throws(PromptError) in
            guard let name = words.first else { return try model.take(.sortBy) }
            model.nodes.sort(by: try Answer.choice(name, name: "column"))
            model.show(.nodes)
            return []
        },
        Command(.theme, [Parameter("THEME", .theme, .optional)]) {
            (model, words) throws(PromptError) in
            guard let name = words.first else { return try model.take(.theme) }
            guard model.themes.names.contains(name) else {
                throw .wrong(
                    name: "theme", value: name, right: Answer.list(model.themes.names))
            }
            model.keepTheme(of: ThemeMenu(selected: name))
            return []
        },
        Command(
            .export, [Parameter("KIND", .export, .optional), Parameter("FILE", .text, .optional)]
        ) { (model, words) throws(PromptError) in
            guard let kind = words.first else { return try model.take(.export) }
            return try model.export(kind, to: words.dropFirst().first)
        },
    ]
}
