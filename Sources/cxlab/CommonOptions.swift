import ArgumentParser
import CustomerExperience
import Documents
import Experiments
import Foundation
import ScenarioFiles

/// What a command prints on standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The flags that running commands share.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that results go to, each run in a folder of its own.", valueName: "folder"),
    completion: .directory)
  var out = "Outputs"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Replications to run (default: 20; 60 pairs in a comparison); with --until, the most of them.",
      valueName: "n"))
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "Stop when a metric (in a comparison, its difference) is known to a half-width, such as "
        + "retention_12m=0.5points.",
      valueName: "metric=half-width"))
  var until: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed: the same seed gives the same results.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Replications to run at the same time (default: one a processor core).", valueName: "n"))
  var jobs: Int?

  @OptionGroup var limits: LimitOptions

  @Option(help: "What to print.")
  var format = OutputFormat.text

  @Flag(help: "Print nothing but errors and results.")
  var quiet = false

  @Flag(help: "Exit with status 65 where published figures do not hold.")
  var strict = false

  func validate() throws {
    if out.isEmpty { throw ValidationError("--out names a folder; '.' is the current one.") }
    if let replications, !(1...100_000).contains(replications) {
      throw ValidationError("--replications is a whole number from 1 to 100000.")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a whole number from 1 to 1024.")
    }
    if until != nil { _ = try precision() }
  }

  /// The rule of precision that `--until` states.
  func precision() throws -> ExperimentOptions.Precision? {
    guard let until else { return nil }
    let form = "--until is METRIC=HALFWIDTH, such as retention_12m=0.5points"
    let parts = until.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw ValidationError("\(form); found '\(until)'.") }
    let metric = try MetricQuantity.metric(parts[0], form: form)
    return .init(
      metric: metric.id, halfWidth: try MetricQuantity.size(parts[1], of: metric, form: form))
  }

  /// Options for an experiment.
  func experimentOptions(defaultReplications: Int) throws -> ExperimentOptions {
    var options = ExperimentOptions()
    options.seed = seed
    options.until = try precision()
    options.replications =
      replications ?? (options.until == nil ? defaultReplications : 2_000)
    options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    return options
  }

  /// What to tell a user whose experiment ended before it was precise enough; nil where it is.
  ///
  /// - Parameter estimates: The metric of `--until` or, in a comparison, its differences.
  func shortfall(_ estimates: (_ metric: String) -> [Estimate]) throws -> String? {
    guard let rule = try precision(), let metric = Metric.named(rule.metric) else { return nil }
    let widest = estimates(rule.metric).map(\.halfWidth).max() ?? .infinity
    guard widest > rule.halfWidth else { return nil }
    let reached = MetricQuantity.text(widest, of: metric)
    let wanted = MetricQuantity.text(rule.halfWidth, of: metric)
    return "\(metric.id) is known to ±\(reached), not to ±\(wanted): it takes more "
      + "--replications"
  }

  /// What a report says about how it came about.
  ///
  /// - Parameters:
  ///   - warnings: what was told about the files.
  ///   - shortfall: what is to be told about precision.
  func context(
    name: String, inputs: [ScenarioFiles.InputFile], warnings: [Diagnostic] = [],
    shortfall: String? = nil
  ) -> ReportContext {
    let isQuiet = quiet
    let warn: @Sendable (String) -> Void = { if !isQuiet { printWarning($0) } }
    var context = ReportContext(
      scenarioName: name, programVersion: CXLab.version, modelVersion: ModelVersion.current,
      command: Self.significant(CommandLine.arguments),
      place: out == "Outputs" ? [] : ["--out", out],
      inputs: inputs.map { Documents.InputFile(path: $0.path, bytes: $0.bytes) },
      renderer: ChartRenderer.find(), warn: warn)
    for note in warnings.map(\.note) where !context.warnings.contains(note) {
      context.warnings.append(note)
    }
    if let shortfall { context.warnings.append(shortfall) }
    return context
  }

  /// The command's words without those that cannot change the result.
  static func significant(_ words: [String]) -> [String] {
    var result = ["cxlab"]
    var skipsNext = false
    for word in words.dropFirst() {
      if skipsNext {
        skipsNext = false
        continue
      }
      switch word {
      case "--jobs", "--out", "--format", "--most-memory": skipsNext = true
      case "--quiet", "--strict": break
      case _ where word.hasPrefix("--jobs=") || word.hasPrefix("--out="): break
      case _ where word.hasPrefix("--format=") || word.hasPrefix("--most-memory="): break
      default: result.append(word)
      }
    }
    return result
  }
}
