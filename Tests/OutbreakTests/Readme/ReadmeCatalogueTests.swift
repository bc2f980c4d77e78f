import Foundation
import Testing

/// The DocC catalogue of the engine speaks of what is there.
@Suite struct ReadmeCatalogueTests {
    private static let sources = Readme.root.appendingPathComponent("Sources/Epidemic")

    private static var articles: [String] {
        get throws {
            let catalogue = sources.appendingPathComponent("Epidemic.docc")
            return try FileManager.default.contentsOfDirectory(atPath: catalogue.path).sorted()
        }
    }

    private static func files(endingWith suffix: String) throws -> [String] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path).sorted()
        return try paths.filter { $0.hasSuffix(suffix) }.map {
            try String(contentsOf: sources.appendingPathComponent($0), encoding: .utf8)
        }
    }

    @Test func `every symbol that the articles link to exists`() throws {
        let declared = Set(try Self.files(endingWith: ".swift").flatMap(Self.declarations))
        let links = try Self.files(endingWith: ".md").flatMap { text in
            text.matches(of: /``([^`\n]+)``/).map { String($0.1) }
        }
        #expect(links.count > 40)
        for link in Set(links).subtracting(["Epidemic"]).sorted() {
            let path = link.replacing(/\(.*\)/, with: "").split(separator: "/").map(String.init)
            let unknown = path.filter { !declared.contains($0) }
            #expect(unknown.isEmpty, "``\(link)``")
        }
    }

    /// The names that a file declares.
    private static func declarations(in text: String) -> [String] {
        let names = text.matches(of: /(?:struct|class|enum|typealias|func|var|let|case) (\w+)/)
            .map { String($0.1) }
        let furtherCases = text.components(separatedBy: "\n")
            .map { $0.replacing(/\(.*?\)/, with: "") }
            .filter { $0.contains(/^ *(?:public |static )*case \w+(, \w+)+$/) }
            .flatMap { $0.matches(of: /, (\w+)/).map { String($0.1) } }
        return names + furtherCases
    }

    /// DocC would drop such an article, and keep the symbol.
    @Test func `no article has the name of a type`() throws {
        let declared = try Self.files(endingWith: ".swift").flatMap(Self.declarations)
        let types = Set(declared.filter { $0.first?.isUppercase == true }.map { $0.lowercased() })
        for article in try Self.articles where article != "Epidemic.md" {
            #expect(!types.contains(article.dropLast(3).lowercased()), "\(article)")
        }
    }

    @Test func `every article that is linked to exists`() throws {
        let articles = try Self.articles
        for text in try Self.files(endingWith: ".md") {
            for link in text.matches(of: /<doc:(\w+)>/).map({ "\($0.1).md" }) {
                #expect(articles.contains(link), "\(link)")
            }
        }
    }
}
