import Epidemic
import EpidemicWire

/// What one client asked to be told: channels by their names, and all that fit a pattern.
struct Subscriptions {
    private(set) var channels: Set<NewsChannel> = []
    /// In the order in which they were asked for.
    private(set) var patterns: [(name: [UInt8], pattern: GlobPattern)] = []
    /// How many of the channels are not a key's own.
    private var eventCount = 0

    var count: Int { channels.count + patterns.count }

    var isEmpty: Bool { channels.isEmpty && patterns.isEmpty }

    /// - Returns: false when there are too many.
    mutating func insert(_ channel: NewsChannel) -> Bool {
        guard channels.count < TransportLimits.channelsMax || channels.contains(channel) else {
            return false
        }
        if channels.insert(channel).inserted, channel.isEvent { eventCount += 1 }
        return true
    }

    mutating func remove(_ channel: NewsChannel) {
        if channels.remove(channel) != nil, channel.isEvent { eventCount -= 1 }
    }

    /// - Returns: false when there are too many.
    mutating func insert(pattern name: [UInt8]) -> Bool {
        guard !patterns.contains(where: { $0.name == name }) else { return true }
        guard patterns.count < TransportLimits.patternsMax else { return false }
        patterns.append((name, GlobPattern(name)))
        return true
    }

    mutating func remove(pattern name: [UInt8]) { patterns.removeAll { $0.name == name } }

    /// What the client is told of a change, message by message.
    func news(of change: KeyChange) -> [RESPValue] {
        guard eventCount > 0 || !patterns.isEmpty || channels.contains(.values(change.key)) else {
            return []
        }
        return change.notices.flatMap { channel, payload -> [RESPValue] in
            let name = RESPValue.bulk(channel.name)
            var messages: [RESPValue] = []
            if channels.contains(channel) {
                messages.append(.push([.text("message"), name, .bulk(payload)]))
            }
            for (pattern, glob) in patterns where glob.fits(channel.name) {
                messages.append(
                    .push([.text("pmessage"), .bulk(pattern), name, .bulk(payload)]))
            }
            return messages
        }
    }
}
