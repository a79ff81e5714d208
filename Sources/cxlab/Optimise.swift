import ArgumentParser
import CustomerExperience
import Foundation
import ScenarioFiles
import Studies
import StudyReports

/// Finds the best setting of a scenario's levers.
struct Optimise: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the best setting of levers for a metric, under a budget and limits.",
    usage: "cxlab optimise FILE [--metric METRIC] [OPTIONS]",
    discussion: """
      FILE is a scenario with 'levers', or a sweep file with levers only (its design, replications \
      and seed are not used). Few combinations are all \
      simulated; more, or ranges, are searched by a surface laid through simulated settings. The best \
      of those that keep the limits is selected with a stated probability of being right. The report \
      also shows the frontier of profit, satisfaction and the wellbeing of staff.

        cxlab optimise broadband.yaml --metric profit --limit 'retention_36m >= 55%' --budget 600000
      """)

  @OptionGroup var study: StudyArguments

  @Option(help: ArgumentHelp("What is to be the best, about all customers.", valueName: "metric"))
  var metric = "profit"

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "A limit, such as 'retention_36m >= 55%' or 'mean_wait <= 120'. May be repeated.",
      valueName: "limit"))
  var limits: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most to be spent on staff, training, recruitment, acquisition and overhead over the "
        + "horizon, in the scenario's currency.",
      valueName: "amount"))
  var budget: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The smallest difference that matters, in the metric's unit (default: a hundredth of the "
        + "metric as it is).",
      valueName: "amount"))
  var indifference: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The probability that the selection is right, in percent.", valueName: "percent"))
  var confidence = 95.0

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard confidence > 50, confidence < 100 else {
      throw ValidationError("--confidence is between 50 and 100 percent.")
    }
    try study.check(
      common, precision: "--indifference says how finely", least: (10, ", the most of a setting,"))
    _ = try goal()
    try common.validate()
  }

  func run() async throws {
    do {
      try await search()
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }

  private func search() async throws {
    let goal = try goal()
    let sweep = try StudyLoader.load(
      study.file, settings: study.settings, outcomes: [goal.key], reach: study.named.reach)
    if !common.quiet { Terminal.warn(sweep.warnings) }
    try StudyMetrics.check([goal.key] + goal.limits.map(\.key), of: sweep.scenario.scenario)
    let folder = "\(sweep.stem)-optimise"
    var options = SearchOptions()
    options.mostReplications = common.replications ?? options.mostReplications
    let outcome = try await study.run(options, common, folder: folder) {
      try await LeverSearch(sweep, goal: goal, options: $0).run()
    }
    let written = try SearchReport.write(
      outcome,
      context: study.context(common, sweep, failures: outcome.failures), folder: folder,
      out: common.out)
    study.show(
      common, text: SearchReport.console(outcome), json: SearchReport.json(outcome),
      files: written, tables: "settings.csv results.csv")
  }

  /// What is sought, as the options say.
  private func goal() throws -> Goal {
    let declared = try MetricQuantity.metric(metric, form: "--metric names what is to be the best")
    guard declared.better != .neither else {
      throw ValidationError(
        "neither more nor less of '\(metric)' is better; choose another --metric.")
    }
    var goal = Goal(
      SeriesKey(declared.id, "all"), largerIsBetter: declared.better == .up,
      limits: try limits.map(Self.limit), budget: try budget.map(Self.amount))
    goal.confidence = confidence / 100
    goal.indifference = try indifference.map {
      try MetricQuantity.size(
        $0, of: declared, form: "--indifference is a size of \(declared.id)")
    }
    return goal
  }

  /// What may be spent.
  private static func amount(_ text: String) throws -> Double {
    guard let amount = MetricQuantity.money(text), amount > 0, amount.isFinite else {
      throw ValidationError("--budget is an amount of money above 0; found '\(text)'.")
    }
    return amount
  }

  /// A limit, such as `retention_36m >= 55%`.
  private static func limit(_ text: String) throws -> Goal.Limit {
    let form = "--limit is METRIC >= VALUE or METRIC <= VALUE, such as 'retention_36m >= 55%'"
    for (sign, isFloor) in [(">=", true), ("<=", false)] {
      guard let range = text.range(of: sign) else { continue }
      let metric = try MetricQuantity.metric(
        text[..<range.lowerBound].trimmingCharacters(in: .whitespaces), form: form)
      return Goal.Limit(
        SeriesKey(metric.id, "all"), isFloor: isFloor,
        bound: try MetricQuantity.value(String(text[range.upperBound...]), of: metric, form: form))
    }
    throw ValidationError("\(form); found '\(text)'.")
  }
}
