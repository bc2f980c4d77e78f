import EpidemicMaelstrom

// Values as tests write them.

extension JSONValue: ExpressibleByIntegerLiteral {
    public init(integerLiteral number: Int) { self = .integer(number) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        var object = JSONObject()
        for (name, value) in members { object.append(name, value) }
        self = .object(object)
    }
}
