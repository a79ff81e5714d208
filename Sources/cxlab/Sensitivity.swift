import ArgumentParser
import CustomerExperience
import Experiments
import Foundation
import ScenarioFiles
import Studies
import StudyReports

/// Finds which keys of a scenario matter.
struct Sensitivity: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find which settings matter: one at a time, then all at once.",
    usage: "cxlab sensitivity FILE [OPTIONS]",
    discussion: """
      FILE is a scenario, whose 'levers' are varied over their ranges, or a sweep file, whose levers \
      and uncertainties are (its design, replications and seed are not used). Each key is first moved \
      by itself; then all are screened by random walks (Morris), and those that matter are sampled all \
      at once, which divides the variance among them (Sobol). Of a sweep file that says \
      'uncertainties: plausible' it tells which assumption matters most.
      """)

  @OptionGroup var study: StudyArguments

  @Option(
    name: .customLong("metric"),
    help: ArgumentHelp(
      "An outcome to look at, about all customers. May be repeated (default: customer_equity, "
        + "profit and retention over the longest time simulated).",
      valueName: "metric"))
  var metrics: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Random walks of the screening.", valueName: "n"))
  var walks = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Base points of the indices, best a power of two; 0 leaves them out.", valueName: "n"))
  var points = 32

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (2...1_000).contains(walks) else {
      throw ValidationError("--walks is a whole number from 2 to 1000.")
    }
    guard points == 0 || (8...65_536).contains(points) else {
      throw ValidationError("--points is 0, or a whole number from 8 to 65536.")
    }
    try study.check(
      common, precision: "--replications says how many", least: (2, ", to know the noise,"))
    _ = try StudyMetrics.keys(metrics)
    try common.validate()
  }

  func run() async throws {
    do {
      try await analyse()
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }

  private func analyse() async throws {
    var sweep = try StudyLoader.load(
      study.file, settings: study.settings, outcomes: [], reach: study.named.reach)
    if !common.quiet { Terminal.warn(sweep.warnings) }
    if !metrics.isEmpty {
      sweep.outcomes = try StudyMetrics.keys(metrics)
    } else if sweep.outcomes.isEmpty {
      sweep.outcomes = StudyMetrics.standard(for: sweep.scenario.scenario)
    }
    try StudyMetrics.check(sweep.outcomes, of: sweep.scenario.scenario)
    let folder = "\(sweep.stem)-sensitivity"
    var options = SensitivityOptions()
    options.trajectories = walks
    options.basePoints = points
    options.replications = common.replications ?? options.replications
    let subject = sweep
    let outcome = try await study.run(options, common, folder: folder) {
      try await SensitivityStudy(subject, options: $0).run()
    }
    let written = try SensitivityReport.write(
      outcome,
      context: study.context(common, sweep, failures: outcome.failures), folder: folder,
      out: common.out)
    study.show(
      common, text: SensitivityReport.console(outcome), json: SensitivityReport.json(outcome),
      files: written, tables: "one_at_a_time.csv screening.csv indices.csv")
  }
}

/// The metrics that studies are about.
enum StudyMetrics {
  /// Metrics about all customers by their ids.
  static func keys(_ ids: [String]) throws -> [SeriesKey] {
    try ids.map {
      SeriesKey(try MetricQuantity.metric($0, form: "--metric names an outcome").id, "all")
    }
  }

  /// Refuses metrics that take a longer horizon, before anybody waits.
  static func check(_ keys: [SeriesKey], of scenario: Scenario) throws {
    let months = Int(scenario.clock.horizonMonths)
    for key in keys where Metric.named(key.metric)?.leastMonths ?? 0 > months {
      throw ExperimentError.missingFigure(metric: key.metric)
    }
  }

  /// What is looked at where nobody says: value, profit, and retention over the longest time there is.
  static func standard(for scenario: Scenario) -> [SeriesKey] {
    let months = scenario.clock.horizonMonths
    // Of nobody there is no retention.
    let hasStart = scenario.initialCustomers > 0
    let retention =
      hasStart ? [36, 24, 12].first { Double($0) <= months }.map { "retention_\($0)m" } : nil
    return (["customer_equity", "profit"] + [retention].compactMap(\.self)).map {
      SeriesKey($0, "all")
    }
  }
}
