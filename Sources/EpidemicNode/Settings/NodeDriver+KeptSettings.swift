import Epidemic
import EpidemicWire
import Logging

/// Whether a setting that a running node was told will be there after its next start.
enum Keeping {
    case kept
    case noDisk
    /// It is given anew at every start.
    case given
    case failed(DiskError)

    /// What whoever told it is answered.
    var answer: RESPValue {
        switch self {
        case .kept: .simple("OK, and kept with the data")
        case .noDisk: .simple("OK, until the node ends: it has no data directory to keep it in")
        case .given:
            .simple("OK, until the node ends: it is given another value whenever it is started")
        case .failed(let error): .simple("OK, until the node ends: \(error)")
        }
    }
}

extension NodeDriver {
    /// Keeps a setting with the data, where that has an effect.
    func keep(_ setting: NodeSetting) -> Keeping {
        guard let disk else { return .noDisk }
        guard !configuration.givenSettings.contains(setting.name) else { return .given }
        guard let text = setting.read(replica.settings) else { return .kept }
        do throws(DiskError) {
            try disk.keep(setting.name, text)
            return .kept
        } catch {
            return .failed(error)
        }
    }
}

extension NodeConfiguration {
    /// Takes over what the node was told in its last run, and says so.
    mutating func take(_ kept: KeptSettings, telling logger: Logger) {
        for (name, text, verdict) in kept.apply(to: &settings, beside: givenSettings) {
            let metadata: Logger.Metadata = ["setting": "\(name)", "kept": "\(text)"]
            switch verdict {
            case .taken: logger.notice("a setting is as it was told before", metadata: metadata)
            case .givenAnew:
                logger.warning(
                    "a kept setting does not count: another value was given at the start",
                    metadata: metadata)
            case .impossible:
                logger.warning(
                    "a kept setting does not count: it cannot be with the others",
                    metadata: metadata)
            }
        }
    }
}
