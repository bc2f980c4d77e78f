import TerminalUI

/// A recording of the screen that goes to its file as it comes, so that it takes no memory and is whole
/// whatever ends the program.
final class ScreenRecording {
    /// The name of the file as it was given.
    let path: String
    private var file: OutputFile
    private var cast: Asciicast
    private var began: Duration?

    /// Makes the file.
    ///
    /// - Parameter location: the path of the file in full.
    init(_ path: String, at location: String, size: Size) throws(OutputFile.Trouble) {
        self.path = path
        file = try OutputFile(creating: location)
        cast = Asciicast(size: size, title: "outbreak")
        do throws(OutputFile.Trouble) { try write() } catch {
            file.discard()
            throw error
        }
    }

    /// Adds what the screen shows at a time of whichever clock; the first time is the beginning.
    func append(_ frame: CellBuffer, at time: Duration) throws(OutputFile.Trouble) {
        let beginning = began ?? time
        began = beginning
        cast.append(frame: frame, at: time - beginning)
        try write()
    }

    private func write() throws(OutputFile.Trouble) {
        let lines = cast.takeLines()
        guard !lines.isEmpty else { return }
        for line in lines { try file.write(line) }
        try file.flush()
    }
}
