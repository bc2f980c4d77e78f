import Testing

@testable import EpidemicWire

/// Base64 as RFC 4648 has it.
@Suite struct Base64Tests {
    /// RFC 4648, §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `bytes are written as the standard has them, and read back`(bytes: String, text: String) {
        #expect(Base64.encode(Array(bytes.utf8)) == text)
        #expect(Base64.decode(Array(text.utf8)) == Array(bytes.utf8))
    }

    @Test func `every byte comes back in every place`() {
        for length in 0...6 {
            for byte in UInt8.min...UInt8.max {
                let bytes = (0..<length).map { byte &+ UInt8($0) &* 37 }
                #expect(Base64.decode(Array(Base64.encode(bytes).utf8)) == bytes)
            }
        }
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg===", "====", "=g==", "Z===", "Zm9v\n", "Zm-v", "Zm=v",
    ])
    func `another spelling is refused`(text: String) {
        #expect(Base64.decode(Array(text.utf8)) == nil)
    }
}
