import ArgumentParser
import CustomerExperience
import Documents
import Experiments
import Foundation
import Reports
import ScenarioFiles

/// Runs scenarios and writes their folders.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate scenarios; write tables, charts and a report for each.",
    usage: "cxlab run FILE ... [OPTIONS]",
    discussion: """
      For each FILE it writes OUT/NAME/ with retention curves, the satisfaction-to-sales-growth \
      curve and all that belongs to them, with 95% confidence intervals. The folder appears whole \
      or not at all. What --set takes besides KEY=VALUE, such as an entry of the plan, is told by \
      'cxlab compare --help'.
      """)

  @Argument(
    help: ArgumentHelp("Scenario files.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key, such as teams.staff.staff=4. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var recording: RecordOptions

  @Flag(
    help: "Also write trace.txt: what happened in replication 1, line by line, for small runs.")
  var trace = false

  @Flag(name: .customLong("no-report"), help: "Print the result only; write nothing.")
  var noReport = false

  @OptionGroup var named: ReachOptions
  @OptionGroup var common: CommonOptions

  /// The most lines of a trace: about a hundred megabytes.
  private static let traceLimit = 1_000_000

  func validate() throws {
    if noReport, recording.replications > 0 || trace {
      let flag = recording.flag ?? "--trace"
      throw ValidationError("--no-report writes nothing, not even \(flag); leave one out.")
    }
    try recording.validate()
    try common.validate()
  }

  func run() async throws {
    do {
      try await runAll()
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }

  private func runAll() async throws {
    // All files are checked before the first is run.
    var loaded: [LoadedScenario] = []
    for file in files {
      loaded.append(
        try ScenarioLoader.load(file, settings: settings, reach: named.reach))
    }
    if !common.quiet { Terminal.warn(loaded.flatMap(\.warnings)) }
    let stems = loaded.map(\.stem)
    for (index, stem) in stems.enumerated() where stems[..<index].contains(stem) {
      throw Failure.end(
        ExitStatus.badUsage, "two files are called \(stem): their results would share a folder")
    }
    if !noReport {
      // Whether it can be written is known before anybody waits.
      for stem in stems { _ = try OutputFolder(name: stem, in: common.out) }
    }
    let bar = ProgressBar(isQuiet: common.quiet)
    Interrupt.exitsCleanly { bar.stop() }
    var holds = true
    var objects: [String] = []
    for (index, scenario) in loaded.enumerated() {
      let outcome = try await simulate(scenario, bar: bar)
      if outcome.evidence.contains(where: { $0.verdict == .outside }) { holds = false }
      if common.format == .json {
        objects.append(JSONReport.run(outcome).trimmingCharacters(in: .newlines))
      } else if index < loaded.count - 1 {
        print()
      }
    }
    // Of several files, the results are the elements of one array.
    if objects.count > 1 {
      print("[\n" + objects.joined(separator: ",\n") + "\n]")
    } else if let object = objects.first {
      print(object)
    }
    if common.strict, !holds { throw ExitCode(ExitStatus.badScenario) }
  }

  /// Runs a scenario, writes its folder and, as text, prints what it showed.
  private func simulate(_ loaded: LoadedScenario, bar: ProgressBar) async throws -> RunOutcome {
    var options = try common.experimentOptions(defaultReplications: 20)
    let spool =
      try recording.replications > 0
      ? RecordSpool(of: loaded.scenario, named: loaded.stem, folder: loaded.stem, in: common.out)
      : nil
    options.keepsRecords = spool != nil
    options.recordedReplications = recording.replications
    if let spool { options.takesRecords = { spool.take($0, $1) } }
    if trace { options.traceLimit = Self.traceLimit }
    options.runsGrowth = !noReport
    bar.begin()
    let isOpen = options.until != nil
    options.progress = { bar.show($0, noun: "replications", isOpen: isOpen) }
    let outcome = try await Experiment.run(loaded.scenario, options: options)
    bar.end()
    let shortfall = try common.shortfall { metric in
      outcome.summary.filter { $0.metric.id == metric && $0.subject == "all" }.map(\.estimate)
    }
    var written: [String] = []
    if !noReport {
      written = try RunReport.write(
        outcome,
        context: common.context(
          name: loaded.stem, inputs: loaded.inputs, warnings: loaded.warnings,
          shortfall: shortfall), folder: loaded.stem, out: common.out, records: spool)
    }
    if !common.quiet {
      for warning in ConsoleReport.warnings(outcome) { printWarning(warning) }
      if let shortfall { printWarning(shortfall) }
    }
    if common.format == .text {
      print(ConsoleReport.run(outcome), terminator: "")
      if let report = written.first(where: { $0.hasSuffix("report.html") }) {
        print("\n\(report)   (tables: retention.csv growth.csv timeline.csv ...)")
      }
    }
    Terminal.flush()
    return outcome
  }
}
