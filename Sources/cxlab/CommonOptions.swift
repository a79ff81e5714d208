import ArgumentParser
import CustomerExperience
import Experiments
import Foundation
import Reports
import ScenarioFiles

/// What a command prints on standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The flags that running commands share.
struct CommonOptions: ParsableArguments {
  @Option(help: "The folder that results go to, each run in a folder of its own.")
  var out = "Outputs"

  @Option(help: "Replications to run; with --until, the most of them.")
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "Stop when a metric is known to a half-width, such as retention_12m=0.5points.",
      valueName: "metric=half-width"))
  var until: String?

  @Option(help: "The seed: the same seed gives the same results.")
  var seed: UInt64 = 1

  @Option(help: "Replications to run at the same time (default: one a processor core).")
  var jobs: Int?

  @Option(help: "What to print: text or json.")
  var format = OutputFormat.text

  @Flag(help: "Print nothing but errors and results.")
  var quiet = false

  @Flag(help: "Exit with status 65 where published figures do not hold.")
  var strict = false

  func validate() throws {
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
    let parts = until.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let metric = Metric.named(parts[0]), metric.subjects.contains(.all)
    else {
      throw ValidationError(
        "--until is METRIC=HALFWIDTH, such as retention_12m=0.5points; '\(until)' names no metric "
          + "about all customers.")
    }
    var text = parts[1].trimmingCharacters(in: .whitespaces)
    var scale = 1.0
    for (suffix, factor) in [("points", 0.01), ("point", 0.01), ("%", 0.01)]
    where text.hasSuffix(suffix) {
      text = String(text.dropLast(suffix.count)).trimmingCharacters(in: .whitespaces)
      scale = metric.unit == .fraction ? factor : 1
      break
    }
    guard let number = Double(text), number > 0, number.isFinite else {
      throw ValidationError(
        "--until is METRIC=HALFWIDTH, such as retention_12m=0.5points; '\(parts[1])' is not a "
          + "positive number.")
    }
    return .init(metric: metric.id, halfWidth: number * scale)
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

  /// What a report says about how it came about.
  func context(name: String, inputs: [ScenarioFiles.InputFile]) -> ReportContext {
    ReportContext(
      scenarioName: name, programVersion: CXLab.version, modelVersion: ModelVersion.current,
      command: Self.significant(CommandLine.arguments),
      inputs: inputs.map { Reports.InputFile(path: $0.path, bytes: $0.bytes) },
      renderer: ChartRenderer.find())
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
      case "--jobs", "--out", "--format": skipsNext = true
      case "--quiet", "--strict": break
      case _ where word.hasPrefix("--jobs=") || word.hasPrefix("--out="): break
      case _ where word.hasPrefix("--format="): break
      default: result.append(word)
      }
    }
    return result
  }
}

/// Ends a command with the exit status that an error calls for.
enum Failure {
  /// The status of an error, after saying what is wrong.
  static func exitCode(for error: any Error, outcome: String?) -> ExitCode {
    switch error {
    case let error as ScenarioError:
      Terminal.complain(error.rendered(outcome: outcome))
      return ExitCode(65)
    case let error as OutputError:
      Terminal.complain("error: " + error.description)
      return ExitCode(73)
    case ExperimentError.model(let error):
      Terminal.complain("error: " + error.description)
      return ExitCode(65)
    case ExperimentError.conservation(let violations):
      Terminal.complain(
        "error: a law of conservation does not hold. This is a bug in cxlab, not in the scenario:\n  "
          + violations.prefix(5).joined(separator: "\n  "))
      return ExitCode(70)
    case ExperimentError.cancelled:
      return ExitCode(130)
    default:
      Terminal.complain("error: \(error)")
      return ExitCode(70)
    }
  }
}
