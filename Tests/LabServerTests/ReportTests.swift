import CustomerExperience
import Documents
import Experiments
import Reports
import ScenarioFiles
import Testing

@testable import LabServer

@Suite("Reports from the lab")
struct ReportTests {
  private func context(
    _ small: SmallLab, _ words: [String], _ loaded: LoadedScenario,
    changed: LoadedScenario? = nil
  ) -> ReportContext {
    var context = ReportContext(
      scenarioName: "small", programVersion: "1.2.3", modelVersion: ModelVersion.current,
      command: words + ["--replications", "3", "--seed", "7"],
      inputs: loaded.inputs.map { Documents.InputFile(path: $0.path, bytes: $0.bytes) },
      renderer: ChartRenderer.find(), warn: { _ in })
    context.warnings = loaded.warnings.map(\.note)
    for note in (changed?.warnings ?? []).map(\.note) where !context.warnings.contains(note) {
      context.warnings.append(note)
    }
    return context
  }

  private var options: ExperimentOptions {
    var options = ExperimentOptions()
    (options.seed, options.replications, options.tellsStories) = (7, 3, true)
    return options
  }

  @Test("the report of changes is that of the command it names")
  func comparison() async throws {
    try await SmallLab.run { small in
      let settings = ["teams.first-line.staff=1"]
      let page = try await small.lab.report("small", settings: settings)
      let name = "First line: staff 1 instead of 2"
      let (base, changed) = (try small.loaded(), try small.loaded(settings))
      let outcome = try await Experiment.compare(
        base.scenario,
        with: [
          .init(
            name: name, title: name,
            changes: ScenarioComparison.changes(from: base.scenario, to: changed.scenario),
            scenario: changed.scenario)
        ], options: options)
      let words = ["cxlab", "compare", small.path, "--set", settings[0], "--name", name]
      #expect(
        page
          == ComparisonReport.page(outcome, context: context(small, words, base, changed: changed)))
      #expect(page.contains("Three customers, two worlds"))
    }
  }

  @Test("without changes it is the report of a run")
  func run() async throws {
    try await SmallLab.run { small in
      let page = try await small.lab.report("small", settings: [])
      let base = try small.loaded()
      let outcome = try await Experiment.run(base.scenario, options: options)
      let words = ["cxlab", "run", small.path]
      #expect(page == RunReport.page(outcome, context: context(small, words, base)))
    }
  }

  @Test("it is handed out as a file")
  func download() async throws {
    try await TestLab.run { lab in
      let answer = try lab.ask("GET", "/api/scenarios/cafe/report.html?set=a=1&set=b=2")
      #expect(answer.status == 200 && answer.body == "<p>2 settings</p>")
      #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
      #expect(answer.header("Content-Disposition") == "attachment; filename=\"report.html\"")
      #expect(try lab.ask("GET", "/api/scenarios/bar/report.html").problem == "unknown-scenario")
    }
  }
}
