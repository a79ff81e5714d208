import Documents
import Testing

@testable import LabServer

@Suite("The first months of a what-if")
struct FirstMonthsTests {
  @Test("they are those of the first pair, and come before it")
  func beginning() async throws {
    try await DraftBench.run(pairs: 1) { bench async throws in
      func told(_ stream: AsyncStream<LabEvent>) async -> [LabEvent] {
        await stream.reduce(into: []) { $0.append($1) }
      }
      // The base is known, as on the page.
      _ = await told(try bench.laboratory.base(of: "small"))
      let settings = ["quality.mean=40", "teams.first-line.staff=1"]
      let events = await told(try bench.laboratory.whatIf("small", settings: settings))
      let first = try #require(events.firstIndex { $0.name == "months" })
      let result = try #require(events.first { $0.name == "result" && $0.data["pairs"] == 1 })
      #expect(first < events.firstIndex { $0.name == "result" } ?? 0)
      let whole = try #require(
        result.data["curves"]?.items.first {
          $0["id"] == "retention" && $0["subject"] == "all"
        })
      for event in events where event.name == "months" {
        let curve = event.data["curve"]
        #expect(curve?["months"]?.compact == whole["months"]?.compact)
        for side in ["variant", "difference"] {
          let (some, all) = (
            curve?[side]?["mean"]?.items ?? [], whole[side]?["mean"]?.items ?? []
          )
          let known = some.prefix { $0 != .null }.count
          // Six months, or more of them, and never all.
          #expect(known > 1 && (known - 1) % 6 == 0 && known < all.count)
          #expect(some.dropFirst(known).allSatisfy { $0 == .null })
          for (one, other) in zip(some, all.prefix(known)) {
            guard case .number(let x) = one, case .number(let y) = other else {
              Issue.record("no number")
              return
            }
            #expect(abs(x - y) < 1e-12)
          }
        }
      }
    }
  }

  @Test("a variant with a past of its own has none")
  func ownPast() async throws {
    try await SmallLab.run { small in
      let settings = ["customers.segments.shops.initial=60"]
      let events = await small.events(try small.lab.whatIf("small", settings: settings))
      #expect(events.last?.name == "done" && !events.contains { $0.name == "months" })
    }
  }
}
