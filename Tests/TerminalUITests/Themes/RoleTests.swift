import Testing

@testable import TerminalUI

struct RoleTests {
    @Test func `The number of a role is its place among all`() {
        #expect(Role.allCases.map(\.number) == Array(0..<Role.allCases.count))
    }
}
