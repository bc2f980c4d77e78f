import Epidemic
import EpidemicWire

extension ClientSession {
    /// `OUTBREAK SETTINGS [name value]`: all settings, or one that is changed.
    func settings(_ words: [[UInt8]]) -> RESPValue {
        guard let word = words.first else {
            let settings = driver.replica.settings
            return .map(
                NodeSetting.all.compactMap { setting in
                    setting.read(settings).map { .init(.text(setting.name), .text($0)) }
                })
        }
        guard let setting = NodeSetting.table[word.lowercased] else {
            let names = NodeSetting.all.map(\.name).joined(separator: ", ")
            return .failure("there is no setting '\(word.text)'; there are \(names)")
        }
        guard words.count == 2 else {
            return setting.read(driver.replica.settings).map { .text($0) } ?? .null
        }
        return change(setting, to: words[1].text)
    }

    private func change(_ setting: NodeSetting, to text: String) -> RESPValue {
        var settings = driver.replica.settings
        guard setting.write(text, &settings) else {
            return .failure("\(setting.name) cannot be '\(text)'; it is \(setting.right)")
        }
        do throws(SettingsError) {
            let shared = try SharedSettings(settings)
            driver.act { $0.change(settings: shared, now: $1, into: &$2) }
            return driver.keep(setting).answer
        } catch {
            return .failure(error.description)
        }
    }
}
