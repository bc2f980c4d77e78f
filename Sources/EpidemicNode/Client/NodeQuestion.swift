import EpidemicWire

/// Questions that are asked once.
public enum NodeQuestion {
    /// Whether a node takes writes: it knows what the others know.
    ///
    /// - Throws: `ControlError`.
    public static func isReady(_ address: HostPort, password: [UInt8]?) async throws -> Bool {
        let client = try await ControlClient.connect(to: address, password: password)
        defer { client.close() }
        return try await client.ask(["PING"]) == .simple("PONG")
    }

    /// The status of a node, in JSON.
    ///
    /// - Throws: `ControlError`.
    public static func status(
        of address: HostPort, password: [UInt8]?
    ) async throws -> String {
        let client = try await ControlClient.connect(to: address, password: password)
        defer { client.close() }
        switch try await client.ask(["OUTBREAK", "STATUS"]) {
        case .bulk(let bytes): return String(decoding: bytes, as: UTF8.self)
        case let other: throw ControlError.refused(address, "\(other)")
        }
    }
}
