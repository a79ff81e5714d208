import CustomerExperience
import Documents
import Foundation
import Testing

@testable import ScenarioFiles
@testable import Studies

/// Plans: what is in them, and that nobody edits them unnoticed.
@Suite struct SweepPlanTests {
  private static let text = """
    outcomes: [profit, satisfaction_mean]
    levers: {teams.staff.staff: [1, 2, 3], quality.mean: [60, 80]}
    uncertainties: {market.rivals.opposite.price: uniform £3 to £4}
    design: {points: 4}
    seed: 18446744073709551615
    """

  @Test func everySettingMeetsEveryWorld() throws {
    let plan = try SweepBench([:]).plan(Self.text).plan
    #expect(plan.points.count == 24)
    #expect(Set(plan.points.map(\.setting)).count == 6 && Set(plan.points.map(\.world)).count == 4)
    for world in 1...4 {
      let points = plan.points.filter { $0.world == world }
      #expect(Set(points.map { "\($0.set)" }).count == 6)
      #expect(Set(points.map { "\($0.uncertain)" }).count == 1)
    }
    #expect(plan.leverSettings(of: plan.points[1]) == ["teams.staff.staff=1", "quality.mean=80"])
    // A Latin hypercube has one price in each quarter of the range.
    let prices = Set(plan.points.map { $0.uncertain[0] ?? "" }).compactMap {
      Double($0.dropFirst())
    }
    #expect(Set(prices.map { Int(($0 - 3) * 4) }) == [0, 1, 2, 3])
  }

  @Test func aPlanReadsBackAsItWas() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(
      Self.text + "\ntitle: \"Ends \\\"so\\\"\\tand \\\\ so\"\nabout: 'ångström 🙂'\n")
    let again = try PlannedSweep(reading: sweep.path)
    #expect(again.hash == sweep.hash)
    #expect(again.plan.points == sweep.plan.points)
    #expect(again.plan.experiments == sweep.plan.experiments)
    #expect(again.plan.experiments[0].uncertainties.map(\.law) == ["uniform £3 to £4"])
    #expect(again.plan.experiments[0].levers.map(\.law) == [nil, nil])
    #expect(again.plan.files == sweep.plan.files && again.plan.outcomes == sweep.plan.outcomes)
    #expect(again.plan.title == "Ends \"so\"\tand \\ so" && again.plan.about == "ångström 🙂")
    #expect(again.plan.seed == .max && again.plan.replications == 20)
    #expect(again.plan.bytes() == sweep.plan.bytes())
  }

  @Test func theSameSweepGivesTheSameBytes() throws {
    let first = try SweepBench([:]).plan(Self.text)
    let second = try SweepBench([:]).plan(Self.text)
    #expect(first.hash == second.hash && first.path != second.path)
  }

  @Test func oneAtATimeStartsFromTheScenario() throws {
    let plan = try SweepBench([:]).plan(
      """
      outcomes: [profit]
      levers: {teams.staff.staff: [1, 2, 3], quality.mean: [60, 80]}
      design: one-at-a-time
      """
    ).plan
    // Two members of staff are what the scenario has already.
    #expect(
      plan.points.map(\.set) == [[nil, nil], ["1", nil], ["3", nil], [nil, "60"], [nil, "80"]])
  }

  @Test func sampledDesignsFollowTheSeed() throws {
    func plan(_ seed: Int, _ design: String) throws -> [[String?]] {
      try SweepBench([:]).plan(
        "outcomes: [profit]\nlevers: {quality.mean: {from: 50, to: 90}}\n"
          + "design: {levers: \(design), points: 8}\nseed: \(seed)\n"
      ).plan.points.map(\.set)
    }
    #expect(try plan(1, "latin-hypercube") == plan(1, "latin-hypercube"))
    #expect(try plan(1, "latin-hypercube") != plan(2, "latin-hypercube"))
    #expect(try plan(1, "sobol").prefix(3) == [["70"], ["80"], ["60"]])
  }

  @Test func anEditedPlanIsRefused() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let text = try bench.text("out/plan.jsonl")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func refusal(_ edited: String) throws -> String {
      try bench.write(edited, to: "out/plan.jsonl")
      do {
        _ = try PlannedSweep(reading: sweep.path)
        return "accepted"
      } catch {
        return error.description
      }
    }
    #expect(
      try refusal(text.replacing("\"quality.mean\":\"60\"", with: "\"quality.mean\":\"61\""))
        .contains("was changed after it was written"))
    #expect(
      try refusal((lines[..<5] + lines[6...]).joined(separator: "\n")).contains("was changed"))
    #expect(try refusal(String(text.dropLast(10))).contains("does not end as one does"))
    #expect(
      try refusal(lines.dropLast(2).joined(separator: "\n") + "\n").contains("not a whole plan"))
    #expect(try refusal("").contains("is not a plan"))
    #expect(try refusal(text + "\n").contains("not a whole plan"))
    let other = text.replacing("\"model\":\"\(ModelVersion.current)\"", with: "\"model\":\"0.0\"")
    let body = other.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
    let last = "{\"points\":24,\"sha256\":\"\(SHA256.hex(body.utf8))\"}\n"
    #expect(try refusal(body + last).contains("version 0.0 of the model"))
    #expect(try refusal(text) == "accepted")
    #expect(throws: SweepError.self) { try PlannedSweep(reading: bench.path("nothing.jsonl")) }
  }

  @Test func blocksAreOfOneWorldAndAboutTheSameSize() throws {
    let plan = try SweepBench([:]).plan(
      """
      outcomes: [profit]
      levers: {teams.staff.staff: {from: 1, to: 20}}
      uncertainties: {quality.mean: [60, 80]}
      design: {uncertainties: full-factorial}
      """
    ).plan
    #expect(plan.blocks == [0..<10, 10..<20, 20..<30, 30..<40])
    for block in plan.blocks { #expect(Set(block.map { plan.points[$0].world }).count == 1) }
  }

  @Test func tooManyPointsAreToldNotMade() throws {
    let keys = ["quality.mean", "quality.process", "quality.within-staff", "quality.between-staff"]
    let section = keys.map { "\($0): {from: 1, to: 20, steps: 100}" }
    #expect {
      _ = try SweepBench([:]).plan(
        "outcomes: [profit]\nlevers: {\(section.joined(separator: ", "))}\n")
    } throws: { "\($0)".contains("100000000 combinations") }
  }
}
