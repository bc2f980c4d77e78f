import EpidemicWire

/// What one node's replica says to another's, as the body of a message between servers:
/// `{"type":"replica","frame":"…","letter":7}`.
///
/// The frame is that of `MessageCodec`, in Base64. Letters are numbered by lane; other messages are not.
enum ReplicaMessage {
    static let type = "replica"

    /// The frame and the number of a body.
    ///
    /// - Returns: nil where it has no frame.
    static func read(_ body: JSONObject) -> (frame: [UInt8], letter: UInt64?)? {
        guard let text = body["frame"]?.string, let frame = Base64.decode(Array(text.utf8)) else {
            return nil
        }
        return (frame, body["letter"]?.integer.flatMap(UInt64.init(exactly:)))
    }
}
