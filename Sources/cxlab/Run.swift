import ArgumentParser
import CustomerExperience
import Experiments
import Foundation
import Reports
import ScenarioFiles

/// Runs scenarios and writes their folders.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate scenarios; write tables, charts and a report for each.",
    discussion: """
      For each FILE it writes OUT/NAME/ with retention curves, the satisfaction-to-sales-growth \
      curve and all that belongs to them, with 95% confidence intervals. The folder appears whole \
      or not at all.
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(name: .customLong("set"), help: "Change a key: KEY=VALUE. May be repeated.")
  var settings: [String] = []

  @Flag(help: "Also write customer-level records of replication 1.")
  var records = false

  @Flag(name: .customLong("no-report"), help: "Print the result only; write nothing.")
  var noReport = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a scenario file.") }
    try common.validate()
  }

  func run() async throws {
    // All files are checked before the first is run.
    var loaded: [LoadedScenario] = []
    do {
      for file in files { loaded.append(try ScenarioLoader.load(file, settings: settings)) }
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
    let stems = loaded.map(\.stem)
    for (index, stem) in stems.enumerated() where stems[..<index].contains(stem) {
      throw ValidationError("Two files are called \(stem): their folders would be one.")
    }
    var holds = true
    for scenario in loaded {
      do {
        if try await !runOne(scenario) { holds = false }
      } catch {
        throw Failure.exitCode(for: error, outcome: nil)
      }
    }
    if common.strict, !holds { throw ExitCode(65) }
  }

  /// Runs a scenario; false where a published figure does not hold.
  private func runOne(_ loaded: LoadedScenario) async throws -> Bool {
    let scenario = loaded.scenario
    let bar = ProgressBar(isQuiet: common.quiet)
    Interrupt.exitsCleanly { bar.end() }
    var options = try common.experimentOptions(defaultReplications: 20)
    options.keepsRecords = records
    options.runsGrowth = !noReport
    options.progress = { bar.show($0, noun: "replications") }
    if !noReport {
      // Whether it can be written is known before anybody waits.
      _ = try OutputFolder(name: loaded.stem, in: common.out)
    }
    let outcome = try await Experiment.run(scenario, options: options)
    bar.end()
    var written: [String] = []
    if !noReport {
      written = try RunReport.write(
        outcome, context: common.context(name: loaded.stem, inputs: loaded.inputs),
        folder: loaded.stem, out: common.out)
    }
    for warning in ConsoleReport.warnings(outcome) where !common.quiet { printWarning(warning) }
    switch common.format {
    case .json: print(JSONReport.run(outcome))
    case .text:
      print(ConsoleReport.run(outcome), terminator: "")
      if let report = written.first(where: { $0.hasSuffix("report.html") }) {
        print("\n\(report)   (tables: retention.csv growth.csv timeline.csv ...)")
      }
    }
    return outcome.evidence.allSatisfy { $0.verdict != .outside }
  }
}
