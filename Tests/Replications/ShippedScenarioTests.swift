import CustomerExperience
import Experiments
import Foundation
import ScenarioFiles
import Testing

/// The scenarios in Scenarios/ hold against the figures they cite, and their what-ifs come out as the
/// literature and the calibration of the model lead one to expect.
@Suite("Shipped scenarios")
struct ShippedScenarioTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Scenarios").path

  private static func load(_ name: String, _ settings: [String] = []) throws -> Scenario {
    try ScenarioLoader.load("\(folder)/\(name).yaml", settings: settings).scenario
  }

  private static func options(_ replications: Int) -> ExperimentOptions {
    var options = ExperimentOptions()
    options.replications = replications
    options.jobs = 2
    options.runsGrowth = false
    return options
  }

  @Test(
    "every published figure is inside its range, one of them not used to tune the scenario",
    arguments: [
      "broadband", "coffee-shop", "bank", "gym", "hotel", "online-shop", "validation/erlang-a",
    ])
  func evidenceHolds(_ name: String) async throws {
    let scenario = try Self.load(name)
    #expect(scenario.evidence.contains { $0.used == .check })
    let outcome = try await Experiment.run(scenario, options: Self.options(20))
    #expect(outcome.evidence.count == scenario.evidence.count)
    for row in outcome.evidence {
      #expect(
        row.verdict == .inside,
        "\(row.evidence.metric): \(row.estimate.lower) to \(row.estimate.upper)")
    }
  }

  @Test("the café of the first steps is invented and cites nothing")
  func firstStepsCitesNothing() throws {
    let scenario = try Self.load("first-steps")
    #expect(scenario.evidence.isEmpty && scenario.sources.isEmpty)
  }

  /// A variant's difference in a metric about all customers.
  private static func difference(
    _ variant: VariantOutcome, _ metric: String
  ) throws -> DifferenceRow {
    try #require(variant.differences.first { $0.metric.id == metric && $0.subject == "all" })
  }

  /// Effects on the broadband provider, 40 pairs each; bounds leave room for several standard errors
  /// around what calibration found (fault course: +0.2 points after three years, +0.8% of equity;
  /// course with everything in its favour: +0.8 points; twice the spread: -0.8; a rival a tenth
  /// cheaper: -1.1 points after a year).
  @Test("training pays late, an agent more loses money, spread and cheaper rivals lose customers")
  func broadbandWhatIfs() async throws {
    let course = "teams.first-line.training.fault-finding.every=6 months"
    let best = "teams.first-line.training.everything.every=6 months"
    let agent = "teams.first-line.staff=6"
    let rival = "market.rivals.bignet.price=£26.10/month"
    let spread = [
      "quality.between-staff=12", "quality.within-staff=16", "quality.process=8",
    ]
    let variants = try [[course], [best], [agent], [rival], spread].map { settings in
      Experiment.Variant(
        name: settings.joined(separator: "; "), title: "", changes: [],
        scenario: try Self.load("broadband", settings))
    }
    let outcome = try await Experiment.compare(
      try Self.load("broadband"), with: variants, options: Self.options(40))
    let (trained, all, staffed, undercut, spreadOut) = (
      outcome.variants[0], outcome.variants[1], outcome.variants[2], outcome.variants[3],
      outcome.variants[4]
    )
    let early = try Self.difference(trained, "retention_12m")
    #expect(abs(early.difference.mean) < 0.001)
    let late = try Self.difference(trained, "retention_36m")
    #expect(late.verdict == .clear && late.difference.mean > 0.0005 && late.difference.mean < 0.004)
    let equity = try Self.difference(trained, "customer_equity_initial")
    let gain = equity.difference.mean / equity.meanBaseline
    #expect(equity.verdict == .clear && gain > 0.003 && gain < 0.015)
    // The training weeks cost capacity: the first month's callers wait longer.
    let waits = try #require(
      trained.timeline.first {
        $0.metric.id == "mean_wait" && $0.subject == "team:first-line"
      })
    let firstMonth = try #require(waits.estimates[0])
    #expect(firstMonth.lower > 0)
    // Nothing by default does more than a course with everything in its favour.
    let ceiling = try Self.difference(all, "retention_36m")
    #expect(ceiling.difference.mean > late.difference.mean && ceiling.difference.mean < 0.012)
    let worth = try Self.difference(all, "customer_equity_initial")
    #expect(worth.difference.mean / worth.meanBaseline < 0.06)
    // One more agent keeps more customers and loses money.
    #expect(try Self.difference(staffed, "retention_36m").difference.mean > late.difference.mean)
    #expect(try Self.difference(staffed, "profit").adjustedUpper < 0)
    #expect(try Self.difference(trained, "profit").adjustedLower > 0)
    let cheaper = try Self.difference(undercut, "retention_12m").difference.mean
    #expect(cheaper < -0.006 && cheaper > -0.02)
    let uneven = try Self.difference(spreadOut, "retention_36m").difference.mean
    #expect(uneven < -0.004 && uneven > -0.015)
  }

  @Test(
    "training what-ifs take at most a tenth of the replications of independent runs",
    arguments: ["broadband", "coffee-shop"])
  func sharedLuckSavesReplications(_ name: String) async throws {
    let training = Experiment.Variant(
      name: "training", title: "", changes: [], scenario: try Self.load(name + "-training"))
    let outcome = try await Experiment.compare(
      try Self.load(name), with: [training], options: Self.options(12))
    // What takes as many replications is the variance. Measured over 40 pairs: 60 to 214 times less;
    // its own error over 12 is a factor of two.
    for metric in ["retention_36m", "satisfaction_mean", "sales_growth"] {
      let row = try Self.difference(outcome.variants[0], metric)
      #expect(row.varianceReduction > 10, "\(metric) \(row.varianceReduction)")
      #expect(row.verdict != .same)
    }
  }

  @Test("the causal growth curve rises by half to one percent a point; the observed one does not")
  func growthCurves() async throws {
    var options = Self.options(8)
    options.runsGrowth = true
    let outcome = try await Experiment.run(try Self.load("broadband"), options: options)
    let growth = outcome.growth
    #expect(growth.count == 5)
    for (low, high) in zip(growth, growth.dropFirst()) {
      #expect(high.satisfaction > low.satisfaction && high.salesGrowth.mean > low.salesGrowth.mean)
      let slope =
        (high.salesGrowth.mean - low.salesGrowth.mean) / (high.satisfaction - low.satisfaction)
      #expect(slope > 0.004 && slope < 0.012)
    }
    let bands = outcome.growthObserved
    let (first, last) = (try #require(bands.first), try #require(bands.last))
    let observed =
      (last.salesGrowth - first.salesGrowth) / (last.satisfaction - first.satisfaction)
    #expect(observed < 0.004)
  }
}
