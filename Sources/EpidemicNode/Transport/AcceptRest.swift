import NIOCore

/// A rest after a connection could not be taken.
///
/// A socket on which somebody waits stays readable: at the limit of descriptors it would be tried again
/// at once, and a whole core be spent on that. Whoever waits goes on waiting meanwhile.
enum AcceptRest {
    /// Goes in front of what takes connections.
    ///
    /// - Parameter told: of each time that one could not be taken.
    static func handler(_ told: @escaping (IOError) -> Void) -> AcceptBackoffHandler {
        AcceptBackoffHandler(shouldForwardIOErrorCaught: false) { error in
            told(error)
            return TransportLimits.acceptRest
        }
    }
}
