/// Names of nodes where there is little room.
enum NameLabels {
    /// The most columns of a shortened name.
    private static let columnsMax = 4

    /// The names if all fit, else what they differ in: without the letters that all begin with.
    static func short(_ names: [String], fitting columns: Int) -> [String] {
        guard let first = names.first, names.contains(where: { $0.count > columns }) else {
            return names
        }
        let prefix = first.prefix { !$0.isNumber }
        let areAlike = names.allSatisfy { $0.hasPrefix(prefix) && $0.count > prefix.count }
        return names.map {
            String((areAlike ? $0.dropFirst(prefix.count) : $0[...]).suffix(columnsMax))
        }
    }
}
