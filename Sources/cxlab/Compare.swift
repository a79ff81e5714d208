import ArgumentParser
import CustomerExperience
import Documents
import Experiments
import Foundation
import RandomVariates
import Reports
import ScenarioFiles

/// Compares scenarios with a baseline, the same customers with the same luck in each.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios with a baseline: the same customers with the same luck.",
    usage: """
      cxlab compare BASE VARIANT ... [OPTIONS]
      cxlab compare BASE --set KEY=VALUE ... [OPTIONS]
      """,
    discussion: """
      Each VARIANT is a scenario file; each --set makes a variant of the baseline, with one or more \
      KEY=VALUE divided by semicolons. A variant that changes numbers only starts from the \
      baseline's settled world, as a change made on the first day.

      A --set may also name an entry of a list by its number, from 0: plan[0]=~ takes an entry out of the \
      plan, and the number after the last adds one, as in plan[0]={at: month 6, set: {quality.mean: 80}}. A \
      mapping under a new id adds to a table: customers.acquisition.campaigns.spring={type: promotion, \
      from: month 3, for: 2 months, spend: £900/month}.
      """)

  @Argument(
    help: ArgumentHelp("The baseline's scenario file.", valueName: "base"),
    completion: .file(extensions: ["yaml", "yml"]))
  var baseline: String

  @Argument(
    help: ArgumentHelp("Scenario files to compare.", valueName: "variant"),
    completion: .file(extensions: ["yaml", "yml"]))
  var variants: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A variant of the baseline: KEY=VALUE, or several divided by semicolons. May be repeated.",
      valueName: "key=value"))
  var settings: [String] = []

  @Option(
    name: .customLong("name"),
    help: ArgumentHelp(
      "What to call the variant of a --set, in their order, such as --name 'one more agent'. May be repeated.",
      valueName: "name"))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "Select the best scenario, the baseline included, by this metric: replications go on until "
        + "one is left.", valueName: "metric"))
  var best: String?

  @Option(
    help: ArgumentHelp(
      "With --best: the smallest difference that matters, such as 0.2points.",
      valueName: "size"))
  var indifference: String?

  @Option(
    help: ArgumentHelp(
      "With --best: the probability of selecting the best (default: 95%).", valueName: "percent"))
  var confidence: String?

  @OptionGroup var recording: RecordOptions
  @OptionGroup var named: ReachOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if variants.isEmpty, settings.isEmpty {
      throw ValidationError("Name a second scenario file, or change the first with --set.")
    }
    if settings.contains(where: { Self.changes($0).isEmpty }) {
      throw ValidationError("--set needs a key and a value, such as teams.staff.staff=4.")
    }
    try recording.validate()
    try checkNames()
    try common.validate()
    _ = try bestRule()
  }

  /// Refuses names that are none, or that go with no `--set`.
  private func checkNames() throws {
    guard !names.isEmpty else { return }
    guard names.count == settings.count else {
      throw ValidationError(
        "--name names the variant of a --set, in their order: give as many of the one as of the other "
          + "(\(names.count) and \(settings.count) here).")
    }
    for name in names {
      let isWord = name.contains { $0.isLetter || $0.isNumber }
      let isPlain = name.unicodeScalars.allSatisfy { TextChecks.forbidden($0) == nil && $0 != "\n" }
      guard isWord, isPlain, name.count <= 80 else {
        throw ValidationError(
          "--name is a line of up to 80 characters with a letter or a number in it, such as 'one more agent'."
        )
      }
    }
  }

  /// What `--best` asks for.
  func bestRule() throws -> BestRule? {
    guard let best else {
      if indifference != nil || confidence != nil {
        throw ValidationError("--indifference and --confidence go with --best METRIC.")
      }
      return nil
    }
    let form = "--best METRIC --indifference SIZE, such as --best profit --indifference 5000"
    let metric = try MetricQuantity.metric(best, form: form)
    guard metric.better != .neither else {
      throw ValidationError("--best: more of \(metric.id) is neither better nor worse.")
    }
    guard let indifference else {
      throw ValidationError("--best needs the smallest difference that matters: \(form).")
    }
    let size = try MetricQuantity.size(indifference, of: metric, form: form)
    let confidence = confidence ?? "95%"
    let digits = confidence.hasSuffix("%") ? confidence.dropLast() : confidence[...]
    guard let percent = Double(digits), percent > 50, percent < 100 else {
      throw ValidationError("--confidence is between 50% and 100%; found '\(confidence)'.")
    }
    if common.until != nil {
      throw ValidationError("--best and --until each say when to stop: give one of them.")
    }
    if let most = common.replications, most < BestRule.firstStage {
      throw ValidationError("--best needs at least \(BestRule.firstStage) replications.")
    }
    return BestRule(metric: metric, indifference: size, confidence: percent / 100)
  }

  func run() async throws {
    do {
      try await compare()
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }

  private func compare() async throws {
    let base = try ScenarioLoader.load(baseline, reach: named.reach)
    var inputs = base.inputs
    var warnings = base.warnings
    var compared: [Experiment.Variant] = []
    for variant in try loadVariants() {
      let loaded = variant.loaded
      let setting = variant.name
      warnings += loaded.warnings
      try checkClock(of: loaded.scenario, called: setting ?? loaded.stem, like: base)
      inputs += loaded.inputs.filter { input in !inputs.contains { $0.path == input.path } }
      // A variant that was not given a title of its own goes by its file.
      let title = loaded.scenario.title
      compared.append(
        Experiment.Variant(
          name: setting ?? loaded.stem,
          title: setting ?? (title == base.scenario.title ? loaded.stem : title),
          changes: ScenarioComparison.changes(from: base.scenario, to: loaded.scenario),
          scenario: loaded.scenario))
    }
    if !common.quiet { Terminal.warn(warnings) }
    let names = compared.map(\.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw Failure.end(ExitStatus.badUsage, "two variants are called \(name)")
    }
    let folder = Self.folderName(base: base.stem, variants: names)
    // Whether it can be written is known before anybody waits.
    _ = try OutputFolder(name: folder, in: common.out)
    let bar = ProgressBar(isQuiet: common.quiet)
    Interrupt.exitsCleanly { bar.stop() }
    var options = try common.experimentOptions(defaultReplications: best == nil ? 60 : 2_000)
    options.best = try bestRule()
    options.tellsStories = true
    let spool =
      try recording.replications > 0
      ? RecordSpool(
        of: base.scenario, named: base.stem, folder: folder, in: common.out, variants: names)
      : nil
    options.recordedReplications = recording.replications
    if let spool { options.takesPairs = { spool.take($0, $1) } }
    let isOpen = options.until != nil || options.best != nil
    options.progress = { bar.show($0, noun: "pairs", isOpen: isOpen) }
    let outcome = try await Experiment.compare(base.scenario, with: compared, options: options)
    bar.end()
    let shortfall = try common.shortfall { metric in
      outcome.variants.flatMap(\.differences)
        .filter { $0.metric.id == metric && $0.subject == "all" }.map(\.difference)
    }
    let written = try ComparisonReport.write(
      outcome,
      context: common.context(
        name: base.stem, inputs: inputs, warnings: warnings, shortfall: shortfall), folder: folder,
      out: common.out, records: spool)
    warn(of: outcome, shortfall)
    switch common.format {
    case .json: print(JSONReport.comparison(outcome, baseline: base.stem), terminator: "")
    case .text:
      print(ConsoleReport.comparison(outcome), terminator: "")
      if let report = written.first(where: { $0.hasSuffix("report.html") }) {
        let more = outcome.best == nil ? "" : " best.csv"
        print("\n\(report)   (tables: comparison.csv difference.csv customers_changed.csv\(more))")
      }
    }
    if common.strict, outcome.baseline.evidence.contains(where: { $0.verdict == .outside }) {
      throw ExitCode(ExitStatus.badScenario)
    }
  }

  /// The variants: files first, then settings with what they are called or, where nobody says, what was set.
  private func loadVariants() throws -> [(loaded: LoadedScenario, name: String?)] {
    try variants.map { (try ScenarioLoader.load($0, reach: named.reach), nil) }
      + settings.enumerated().map { number, setting in
        let changes = Self.changes(setting)
        let loaded = try ScenarioLoader.load(
          baseline, settings: changes, reach: named.reach)
        return (loaded, names.isEmpty ? changes.joined(separator: "; ") : names[number])
      }
  }

  /// What one `--set` changes.
  private static func changes(_ setting: String) -> [String] {
    setting.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// Refuses a variant of other months or another currency.
  private func checkClock(
    of variant: Scenario, called name: String, like base: LoadedScenario
  ) throws {
    guard let key = ScenarioComparison.obstacle(between: base.scenario, and: variant) else {
      return
    }
    throw Failure.end(
      ExitStatus.badScenario,
      "\(name) differs from \(base.stem) in \(key); give both the same to compare them")
  }

  /// Tells what a user should know besides the result.
  private func warn(of outcome: ComparisonOutcome, _ shortfall: String?) {
    guard !common.quiet else { return }
    for warning in ConsoleReport.warnings(outcome) { printWarning(warning) }
    if let shortfall { printWarning(shortfall) }
    if let best = outcome.best, best.best == nil {
      printWarning(
        "the best by \(best.rule.metric.id) is not selected yet: it takes more --replications")
    }
  }

  /// A folder for a comparison: the baseline's name and the variants', in plain characters.
  ///
  /// A long name is cut and told apart by a few digits of its hash.
  static func folderName(base: String, variants: [String]) -> String {
    let name = variants.joined(separator: "-").lowercased()
    let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
      .split(separator: "-").joined(separator: "-")
    guard plain.count > 80 else { return "\(base)-vs-\(plain)" }
    let digits = String(StableHash.of(name) >> 40, radix: 16)
    return "\(base)-vs-\(plain.prefix(72))-\(digits)"
  }
}
