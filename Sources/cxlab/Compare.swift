import ArgumentParser
import CustomerExperience
import Experiments
import Foundation
import Reports
import ScenarioFiles

/// Compares scenarios with a baseline, the same customers with the same luck in each.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios with a baseline: the same customers with the same luck.",
    discussion: """
      Each VARIANT is a scenario file; each --set makes a variant of the baseline, with one or more \
      KEY=VALUE divided by semicolons. A variant that changes numbers only starts from the \
      baseline's settled world, as a change made on the first day.
      """)

  @Argument(help: "The baseline's scenario file.", completion: .file(extensions: ["yaml", "yml"]))
  var baseline: String

  @Argument(help: "Scenario files to compare.", completion: .file(extensions: ["yaml", "yml"]))
  var variants: [String] = []

  @Option(
    name: .customLong("set"),
    help: "A variant of the baseline: KEY=VALUE, or several divided by semicolons.")
  var settings: [String] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if variants.isEmpty, settings.isEmpty {
      throw ValidationError("Name a second scenario file, or change the first with --set.")
    }
    try common.validate()
  }

  func run() async throws {
    do {
      try await compare()
    } catch let error as ExitCode {
      throw error
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }

  private func compare() async throws {
    let base = try ScenarioLoader.load(baseline)
    var inputs = base.inputs
    var compared: [Experiment.Variant] = []
    for file in variants {
      let loaded = try ScenarioLoader.load(file)
      inputs += loaded.inputs.filter { input in !inputs.contains { $0.path == input.path } }
      // A variant that was not given a title of its own goes by its file.
      let title = loaded.scenario.title
      compared.append(
        variant(
          loaded, name: loaded.stem, title: title == base.scenario.title ? loaded.stem : title,
          base: base))
    }
    for setting in settings {
      let changes = setting.split(separator: ";").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let loaded = try ScenarioLoader.load(baseline, settings: changes)
      let name = changes.joined(separator: "; ")
      compared.append(variant(loaded, name: name, title: name, base: base))
    }
    let bar = ProgressBar(isQuiet: common.quiet)
    Interrupt.exitsCleanly { bar.end() }
    var options = try common.experimentOptions(defaultReplications: 60)
    options.progress = { bar.show($0, noun: "pairs") }
    let folder = Self.folderName(base: base.stem, variants: compared.map(\.name))
    _ = try OutputFolder(name: folder, in: common.out)
    let outcome = try await Experiment.compare(base.scenario, with: compared, options: options)
    bar.end()
    let written = try ComparisonReport.write(
      outcome, context: common.context(name: base.stem, inputs: inputs), folder: folder,
      out: common.out)
    switch common.format {
    case .json: print(JSONReport.comparison(outcome, baseline: base.stem))
    case .text:
      print(ConsoleReport.comparison(outcome), terminator: "")
      if let report = written.first(where: { $0.hasSuffix("report.html") }) {
        print("\n\(report)   (tables: comparison.csv difference.csv customers_changed.csv)")
      }
    }
  }

  private func variant(
    _ loaded: LoadedScenario, name: String, title: String, base: LoadedScenario
  ) -> Experiment.Variant {
    Experiment.Variant(
      name: name, title: title,
      changes: ScenarioComparison.changes(from: base.scenario, to: loaded.scenario),
      scenario: loaded.scenario)
  }

  /// A folder for a comparison: the baseline's name and the variants', short and plain.
  static func folderName(base: String, variants: [String]) -> String {
    let words = variants.map { name -> String in
      // Of a setting, the key's last part and the value.
      let short = name.split(separator: ";").map { part -> String in
        let sides = part.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { return String(part) }
        return (sides[0].split(separator: ".").last.map(String.init) ?? "") + "-" + sides[1]
      }
      return short.joined(separator: "-").lowercased()
    }
    let joined = words.joined(separator: "-").map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    let plain = String(joined).split(separator: "-").joined(separator: "-")
    return "\(base)-vs-\(plain.prefix(60))"
  }
}
