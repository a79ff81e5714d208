import Documents
import Foundation
import Testing

@testable import LabServer

@Suite("Editions of a scenario")
struct EditionTests {
  private func named(_ key: String, _ id: String, in bench: DraftBench) throws -> JSONValue {
    try #require(try bench.laboratory.description(of: id)[key])
  }

  @Test("a draft that is saved is another edition, and says which version it is of")
  func saved() async throws {
    try await DraftBench.run { bench async throws in
      let lab = bench.laboratory
      let draft = try lab.makeDraft(.text(DraftBench.scenario, name: "Mine", beside: "small"))
      #expect(try named("version", draft.id, in: bench) == 1)
      let before = try named("edition", draft.id, in: bench)
      #expect(try named("edition", draft.id, in: bench) == before)

      let dearer = DraftBench.scenario.replacing("£32/month", with: "£33/month")
      _ = try lab.saveDraft(draft.id, text: dearer, over: 1)
      #expect(try named("version", draft.id, in: bench) == 2)
      let after = try named("edition", draft.id, in: bench)
      #expect(after != before)
      // What lists the drafts says the same version, so that another tab notices.
      #expect(try lab.drafts().map(\.version) == [2])

      // The same text is the same edition, whatever its version.
      _ = try lab.saveDraft(draft.id, text: DraftBench.scenario, over: 2)
      #expect(try named("edition", draft.id, in: bench) == before)
      #expect(try named("version", draft.id, in: bench) == 3)
    }
  }

  @Test("a file that is served has one edition and no version")
  func served() async throws {
    try await DraftBench.run { bench async throws in
      #expect(try named("version", "small", in: bench) == .null)
      #expect(
        try named("edition", "small", in: bench)
          == .string(try bench.laboratory.basis(of: "small")))
    }
  }
}
