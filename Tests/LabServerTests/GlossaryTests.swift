import CLabPage
import CustomerExperience
import Documents
import Foundation
import ScenarioFiles
import Testing

@testable import LabServer

/// The glossary.
@Suite struct GlossaryTests {
  private static let criteria = Glossary.units.flatMap { unit in
    unit.criteria.map { "\(unit.id) \($0.number)" }
  }

  @Test("every criterion of every unit has a term, and every term serves one that there is")
  func criteria() {
    #expect(Set(Self.criteria).count == Self.criteria.count)
    let served = Set(Glossary.terms.flatMap(\.criteria))
    #expect(served == Set(Self.criteria))
    for term in Glossary.terms {
      #expect(!term.criteria.isEmpty, "\(term.word)")
      #expect(term.criteria.allSatisfy { Glossary.parts(of: $0) != nil }, "\(term.word)")
    }
  }

  @Test("no word stands for two things")
  func words() {
    let all = Glossary.terms.flatMap { [$0.word] + $0.forms }.map { $0.lowercased() }
    for (word, uses) in Dictionary(grouping: all, by: { $0 }) {
      #expect(uses.count == 1, "\(word)")
    }
    for term in Glossary.terms {
      #expect((20...300).contains(term.meaning.count), "\(term.word)")
      #expect(term.meaning.hasSuffix("."), "\(term.word)")
    }
    let order = Glossary.terms.map { $0.word.lowercased() }
    #expect(order == order.sorted())
  }

  @Test("what a term refers to is there")
  func places() throws {
    let paths = Set(KeyReference.allPaths)
    let index = try #require(
      (0..<cx_page_count()).map { cx_page_file_at($0) }
        .first { String(cString: $0.name) == "index.html" })
    let page = String(
      decoding: UnsafeBufferPointer(start: index.bytes, count: index.length), as: UTF8.self)
    for term in Glossary.terms {
      #expect(!term.places.isEmpty, "\(term.word)")
      for place in term.places {
        switch place {
        case .key(let path): #expect(paths.contains(path), "\(term.word): \(path)")
        case .figure(let id): #expect(MetricReference.ids.contains(id), "\(term.word): \(id)")
        case .view(let name, let what):
          #expect(page.contains("id=\"view-\(name)\"") && !what.isEmpty, "\(term.word): \(name)")
        }
      }
    }
  }

  @Test("what a term says of a number is what the model does")
  func numbers() throws {
    func term(_ word: String) throws -> Glossary.Term {
      try #require(Glossary.terms.first { $0.word == word })
    }
    #expect(TrustLedger.brokenWeight == 3)
    #expect(try term("trust").meaning.contains("weighs as much as three kept ones"))
    // A need may be resolved at a later contact, too.
    #expect(try !term("first-contact resolution").forms.contains("resolved"))
    // Promoters answer with 9 or 10, detractors with 0 to 6.
    #expect(try term("net promoter score").meaning.contains("9 and 10"))
  }

  @Test func route() async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("GET", "/api/glossary")
      #expect(answer.status == 200)
      #expect(answer.body == Glossary.json.compact)
      #expect(answer.body.contains("\"word\":\"retention\""))
      #expect(try lab.ask("GET", "/api/glossary?q=x").status == 400)
    }
  }
}
