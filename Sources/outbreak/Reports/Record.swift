/// One object of a report: fields in the order in which they are printed.
struct Record: Hashable, Sendable {
    let fields: [Field]

    init(_ fields: [Field]) { self.fields = fields }

    /// A name and what it says.
    struct Field: Hashable, Sendable {
        let name: String
        let value: Value

        init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// What a field can say.
    enum Value: Hashable, Sendable {
        case text(String)
        case whole(UInt64)
        case number(Double)
        case truth(Bool)
        case none
        case record(Record)

        static func count(_ number: Int) -> Value { .whole(UInt64(number)) }
    }
}
