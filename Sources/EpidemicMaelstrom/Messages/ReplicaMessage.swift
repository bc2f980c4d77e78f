import Epidemic
import EpidemicWire

/// What one node's replica says to another's, as the body of a message between servers:
/// `{"type":"replica","frame":"…","life":3,"letter":7}`.
///
/// The frame is that of `MessageCodec`, in Base64. The life is that of the sender, another one after every
/// start. Letters are numbered by lane; other messages are not.
enum ReplicaMessage {
    static let type = "replica"

    /// What a body says.
    ///
    /// - Returns: nil where it has no frame.
    static func read(_ body: JSONObject) -> Content? {
        guard let text = body["frame"]?.string, let frame = Base64.decode(Array(text.utf8)) else {
            return nil
        }
        return Content(
            frame: frame, life: body["life"]?.integer.flatMap(PeerLife.init(exactly:)) ?? 0,
            letter: body["letter"]?.integer.flatMap(UInt64.init(exactly:)))
    }

    struct Content {
        let frame: [UInt8]
        let life: PeerLife
        let letter: UInt64?
    }
}
