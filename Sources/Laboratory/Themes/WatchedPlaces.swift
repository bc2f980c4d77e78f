import Foundation

/// A folder of which everything matters, and a file, with all that leads to them.
struct WatchedPlaces: Hashable, Sendable {
    /// Whether it exists or not.
    var folder: String?
    var file: String?

    /// What of a folder matters: everything, or these names.
    enum Interest: Hashable, Sendable {
        case everything
        case names(Set<String>)
    }

    /// The folders to watch as they are on disk now, and what matters of each; last of all the file
    /// itself, which may be written under another name.
    ///
    /// A path leads through folders, and some of them are links: whoever puts another link in the
    /// place of one, or makes a folder that was missing, changes what is at its end.
    var interests: [String: Interest] {
        var interests: [String: Interest] = [:]
        for path in [folder, file].compactMap({ $0 }) {
            for step in Self.steps(to: path) { interests.note(step.name, in: step.folder) }
        }
        if let folder { interests[Self.resolved(folder)] = .everything }
        if let file { interests[Self.resolved(file)] = .everything }
        return interests
    }

    /// The names that a path leads through, each with the folder that it is in, through all links, as
    /// far as they exist.
    private static func steps(to path: String) -> [(folder: String, name: String)] {
        var steps: [(folder: String, name: String)] = []
        var rest = components(of: URL(fileURLWithPath: path).path)
        var place = "/"
        while let name = rest.first, steps.count < stepsMax {
            rest.removeFirst()
            guard name != ".." else {
                place = (place as NSString).deletingLastPathComponent
                continue
            }
            steps.append((place, name))
            let next = (place as NSString).appendingPathComponent(name)
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: next) {
                if target.hasPrefix("/") { place = "/" }
                rest = components(of: target) + rest
            } else {
                place = next
            }
        }
        return steps
    }

    private static func components(of path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    /// A ring of links ends somewhere.
    private static let stepsMax = 100
}

extension [String: WatchedPlaces.Interest] {
    fileprivate mutating func note(_ name: String, in folder: String) {
        guard case .names(let names) = self[folder, default: .names([])] else { return }
        self[folder] = .names(names.union([name]))
    }
}
