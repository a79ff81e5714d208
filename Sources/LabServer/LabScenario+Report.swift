import CustomerExperience
import Documents
import Experiments
import Reports
import ScenarioFiles

extension LabScenario {
  /// The most characters of a name that `cxlab compare --name` takes.
  private static let longestName = 80

  /// The page that `cxlab compare --set` writes of settings with the lab's seed and pairs; without settings, the one
  /// that `cxlab run` writes.
  ///
  /// - Parameter version: the program's version.
  func report(_ settings: [String], version: String) async throws -> String {
    do {
      return settings.isEmpty
        ? try await runReport(version) : try await comparisonReport(settings, version)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw LabProblem(error)
    }
  }

  private func runReport(_ version: String) async throws -> String {
    var last: RunOutcome?
    for try await event in live.probed(whole: true) {
      if case .outcome(let outcome) = event { last = outcome }
    }
    guard let last, last.replications == pairs else { throw CancellationError() }
    let context = context(["run"], [], version)
    return try await live.inTurn { RunReport.page(last, context: context) }
  }

  private func comparisonReport(_ settings: [String], _ version: String) async throws -> String {
    let changed = try variant(settings)
    var command = ["compare"]
    var extra = ["--set", settings.joined(separator: "; ")]
    var compared = try compared(settings)
    // People read the report: it calls the variant as they would, where the command line can.
    if compared.title.unicodeScalars.count <= Self.longestName {
      compared.name = compared.title
      extra += ["--name", compared.title]
    } else {
      compared.title = compared.name
    }
    var last: ComparisonOutcome?
    for try await event in live.compare(with: compared) {
      if case .outcome(let outcome) = event { last = outcome }
    }
    guard var last, last.pairs == pairs, !last.variants.isEmpty else { throw CancellationError() }
    last.variants[0].stories = try await live.stories(with: changed.scenario)
    command += extra
    let context = context(command, changed.warnings, version)
    return try await live.inTurn { [last] in ComparisonReport.page(last, context: context) }
  }

  /// How it came about: the command that writes the same page.
  private func context(
    _ words: [String], _ warnings: [Diagnostic], _ version: String
  ) -> ReportContext {
    let file = loaded.inputs.first?.path ?? loaded.stem
    let numbers = ["--replications", String(pairs), "--seed", String(seed)]
    var context = ReportContext(
      scenarioName: loaded.stem, programVersion: version, modelVersion: ModelVersion.current,
      command: ["cxlab", words[0], file] + words.dropFirst() + numbers,
      inputs: loaded.inputs.map { Documents.InputFile(path: $0.path, bytes: $0.bytes) },
      renderer: ChartRenderer.find(), warn: { _ in })
    for note in (loaded.warnings + warnings).map(\.note) where !context.warnings.contains(note) {
      context.warnings.append(note)
    }
    return context
  }
}
