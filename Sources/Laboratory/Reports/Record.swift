/// One object of a report: fields in the order in which they are printed.
package struct Record: Hashable, Sendable {
    package let fields: [Field]

    package init(_ fields: [Field]) { self.fields = fields }

    /// A name and what it says.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// What a field can say.
    package enum Value: Hashable, Sendable {
        case text(String)
        case whole(UInt64)
        case number(Double)
        case truth(Bool)
        case none
        case record(Record)
        case list([String])

        package static func count(_ number: Int) -> Value { .whole(UInt64(number)) }
    }
}
