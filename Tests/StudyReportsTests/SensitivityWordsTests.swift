import Documents
import Experiments
import ScenarioFiles
import Studies
import Testing

@testable import StudyReports

/// What a study of sensitivity says, and draws, of differences that do not matter and of luck.
@Suite struct SensitivityWordsTests {
  private static let desk = """
    title: Help desk
    clock: {start: 2026-01-05, horizon: 12 months, settle: 1 month}
    customers:
      relationship: contract
      contract: {term: 12 months, price: £20/month}
      segments: {homes: {initial: 40}}
    journeys:
      fault:
        need: {rate: 4 per year}
        touchpoints: {call: {team: desk, channel: phone, service: 9 min, resolves: 80%}}
    teams: {desk: {staff: 2, hours: Mon-Fri 09:00-17:00}}

    """
  private static let sweep = """
    scenario: desk.yaml
    levers: {customers.contract.price: [£18/month, £20/month, £22/month]}
    outcomes: [revenue]

    """

  private static func study() async throws -> SensitivityOutcome {
    let files = [("s.yaml", sweep), ("desk.yaml", desk)].compactMap {
      ScenarioFiles.InputFile(path: $0, bytes: Array($1.utf8))
    }
    var options = SensitivityOptions()
    (options.trajectories, options.basePoints, options.replications) = (2, 8, 2)
    return try await SensitivityStudy(SweepLoader.load("s.yaml", from: files), options: options)
      .run()
  }

  /// The study with one key whose two ends differ by so much, each with half an interval of so much.
  private static func with(
    _ ends: (low: Double, high: Double), half: Double
  ) async throws -> (SensitivityOutcome, OutcomeSensitivity) {
    var outcome = try await study()
    outcome.outcomes[0].base = Estimate(mean: 10_000, lower: 9_900, upper: 10_100, replications: 2)
    for (place, mean) in [(0, ends.low), (2, ends.high)] {
      outcome.outcomes[0].curves[0][place].difference = Estimate(
        mean: mean, lower: mean - half, upper: mean + half, replications: 2)
    }
    return (outcome, outcome.outcomes[0])
  }

  @Test func whatIsTooSmallToMatterIsCalledSo() async throws {
    // Of 10,000 a thousandth is worth mentioning: 10.
    func verdict(_ low: Double, _ high: Double, half: Double) async throws -> String {
      let (outcome, result) = try await Self.with((low, high), half: half)
      return SensitivitySentences(outcome).verdict(result)
    }
    let small = try await verdict(-4, 5, half: 1)
    #expect(small.contains("That is too small to matter.") && !small.contains("Luck may"))
    let unclear = try await verdict(-4, 5, half: 20)
    #expect(unclear.contains("Luck may have done that: neither is clear of zero."))
    #expect(try await verdict(-4, 30, half: 5).contains("matter") == false)
    let mixed = try await verdict(-4, 30, half: 40)
    #expect(mixed.contains("Luck may have done that"))
    let (outcome, result) = try await Self.with((-4, 5), half: 1)
    let chart = try #require(SensitivityCharts.tornado(result, outcome))
    #expect(chart.spec.compact.contains("too small"))
  }

  @Test func aFigureStandsWithItsInterval() async throws {
    let (outcome, result) = try await Self.with((-400, 500), half: 1)
    #expect(
      SensitivitySentences(outcome).verdict(result)
        .hasPrefix("Revenue is £10,000 (£9,900 to £10,100). By itself contract price moves it most")
    )
    #expect(SensitivityReport.console(outcome).contains("£10,000 (£9,900 to £10,100)"))
  }

  @Test func whereLuckIsMostOfTheVariationWordsStandForTheBars() async throws {
    var outcome = try await Self.study()
    func page() -> (charts: [String], text: String) {
      let charts = SensitivityCharts.all(outcome)
      let context = ReportContext(
        scenarioName: "s", programVersion: "1", modelVersion: "1", command: [], inputs: [],
        renderer: ChartRenderer(python: nil), warn: { _ in })
      return (
        charts.map(\.name),
        SensitivityPage.text(outcome, charts: charts, drawings: [:], context: context)
      )
    }
    outcome.outcomes[0].noise = 0.1
    var (charts, text) = page()
    #expect(charts.contains("indices_revenue"))
    #expect(!text.contains("is not drawn") && !text.contains("hidden by luck"))
    outcome.outcomes[0].noise = 0.7
    (charts, text) = page()
    #expect(!charts.contains("indices_revenue") && charts.contains("tornado_revenue"))
    #expect(text.contains("is not drawn: 70% of what is seen is the luck of the draw"))
    #expect(text.contains("luck hides what each of them does: it makes 70% of the variation"))
    #expect(SensitivityReport.console(outcome).contains("hidden by luck"))
    outcome.outcomes[0].noise = 1
    #expect(page().text.contains("is not drawn: All of what is seen is the luck of the draw"))
  }
}
