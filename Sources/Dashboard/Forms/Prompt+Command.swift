import ClusterObservation

extension Prompt {
    /// What comes of the answers.
    enum Outcome: Hashable {
        case command(ClusterCommand)
        case action(DashboardAction)
        case showLog(LogFilter?)
    }

    /// What the answers ask for.
    ///
    /// - Throws: `PromptError` for the first answer that cannot be.
    func outcome() throws(PromptError) -> Outcome {
        let answers = answers
        switch kind {
        case .update(let node):
            return .command(
                .write(at: node, key: ItemKey(answers[0]), value: ItemValue(answers[1])))
        case .delete(let node):
            return .command(.delete(at: node, key: ItemKey(answers[0])))
        case .partition(let nodes):
            return .command(.partition(groups: try Answer.groups(answers[0], of: nodes)))
        case .network:
            return .command(.setNetwork(try Self.network(answers)))
        case .link(let link, let common):
            return .command(
                try Self.setLinks(
                    link, answers, common: common, proposal: form.fields[5].placeholder))
        case .settings(let settings):
            return .command(.setProtocol(try changed(settings)))
        case .logFilter(let names):
            return .showLog(try LogFilter(answers[0], names: names))
        case .export:
            return .action(try Self.export(answers))
        }
    }

    /// Where every answer is that of all links, the link gets no conditions of its own.
    private static func setLinks(
        _ link: DirectedLink, _ answers: [String], common: NetworkConditions, proposal one: String
    ) throws(PromptError) -> ClusterCommand {
        let usual = conditionAnswers(common)
        let own = try network(zip(answers, usual).map { $0 == "all" ? $1 : $0 })
        let links = try Answer.ways(answers[5], of: link, proposal: one)
        return .setLinks(links, own == common ? nil : own)
    }

    /// What the fields of a network form propose, in their order.
    static func conditionAnswers(_ now: NetworkConditions) -> [String] {
        [
            Words.fraction(now.loss), "\(now.latency)", "\(now.jitter)",
            Words.fraction(now.duplication), now.bandwidth.map { "\($0)" } ?? "none",
        ]
    }

    /// The settings with every field that was changed, in the order of the form.
    private func changed(_ settings: ProtocolSettings) throws(PromptError) -> ProtocolSettings {
        var settings = settings
        for (field, setting) in zip(form.fields, SettingField.all) where field.isChanged {
            settings = try settings.setting(setting, to: field.answer)
        }
        return settings
    }

    private static func network(_ answers: [String]) throws(PromptError) -> NetworkConditions {
        NetworkConditions(
            latency: try Answer.duration(answers[1], name: "latency"),
            jitter: try Answer.duration(answers[2], name: "jitter"),
            loss: try Answer.probability(answers[0], name: "loss"),
            duplication: try Answer.probability(answers[3], name: "duplication"),
            bandwidth: try Answer.bandwidth(answers[4]))
    }
}
