extension DashboardModel {
    /// What a binding does now, in a word: a key that does one thing or its opposite says which.
    func label(of binding: Binding) -> String {
        if binding.action == .freeze, selectedIsFrozen { return "thaw" }
        if binding.action == .pause, view?.time.isPaused == true { return "go on" }
        if binding.action == .accept { return acceptLabel(binding) }
        return binding.label
    }

    private func acceptLabel(_ binding: Binding) -> String {
        switch mode {
        case .menu, .themes: "choose"
        case .palette: "do it"
        case .finder: "select"
        case .screen, .form, .filter, .help: binding.label
        }
    }
}
