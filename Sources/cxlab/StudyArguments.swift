import ArgumentParser
import Documents
import Experiments
import Foundation
import ScenarioFiles
import Studies

/// What the commands share that study the keys of a scenario.
struct StudyArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A scenario with levers, or a sweep file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of the scenario first. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var named: ReachOptions

  /// Refuses flags of other commands.
  ///
  /// - Parameters:
  ///   - precision: What says here how finely, instead of `--until`.
  ///   - least: The fewest replications, and why.
  func check(
    _ common: CommonOptions, precision: String, least: (replications: Int, reason: String)
  ) throws {
    guard !common.strict else {
      throw ValidationError("--strict is for run and compare: no evidence is looked at here.")
    }
    guard common.until == nil else {
      throw ValidationError("--until is for run and compare; here \(precision).")
    }
    guard common.replications.map({ $0 >= least.replications }) ?? true else {
      throw ValidationError(
        "--replications\(least.reason) is a whole number from \(least.replications) here.")
    }
  }

  /// Runs a study under a progress bar, once it is known that its folder can be written.
  ///
  /// - Parameters:
  ///   - options: What is the study's own.
  ///   - study: The study itself.
  func run<Options: StudyOptions, Outcome>(
    _ options: Options, _ common: CommonOptions, folder: String,
    study: (Options) async throws -> Outcome
  ) async throws -> Outcome {
    _ = try OutputFolder(name: folder, in: common.out)
    let bar = ProgressBar(isQuiet: common.quiet)
    Interrupt.exitsCleanly { bar.stop() }
    var options = options
    options.settings = settings
    options.seed = common.seed
    options.jobs = common.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    options.progress = { done, total in
      bar.show(Progress(done: done, total: total), noun: "runs")
    }
    bar.begin()
    let outcome = try await study(options)
    bar.end()
    return outcome
  }

  /// What the report says about how it came about; tells of settings that failed.
  func context(
    _ common: CommonOptions, _ sweep: SweepFile, failures: StudyFailures
  ) -> ReportContext {
    if !common.quiet, let sentence = failures.sentence { printWarning(sentence) }
    return common.context(
      name: sweep.stem, inputs: sweep.inputs, warnings: sweep.warnings,
      shortfall: failures.sentence)
  }

  /// Prints what a study showed, and where the rest is.
  func show(
    _ common: CommonOptions, text: String, json: String, files: [String], tables: String
  ) {
    guard common.format == .text else {
      print(json, terminator: "")
      return
    }
    print(text, terminator: "")
    if let report = files.first(where: { $0.hasSuffix("report.html") }) {
      print("\n\(report)   (tables: \(tables))")
    }
  }
}
