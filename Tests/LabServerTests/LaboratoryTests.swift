import Documents
import Experiments
import Foundation
import ScenarioFiles
import Testing

@testable import LabServer

@Suite("The laboratory")
struct LaboratoryTests {
  private static let small = SmallLab.scenario(
    months: 12, term: 18, households: 60, shops: 20, faults: 3)

  private static let levers = """
    levers:
      teams.first-line.staff: {from: 1, to: 4}
      teams.first-line.training.fault-finding.every: [never, 6 months]
      customers.contract.price: {from: £28/month, to: £36/month}

    """

  /// Runs something in a folder with files of their own.
  private func inFolder<Result>(
    _ files: [String: String], _ body: (URL) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    return try await body(folder)
  }

  private func lab(_ folder: URL, _ names: [String] = ["small.yaml"], pairs: Int = 3) throws
    -> Laboratory
  {
    try Laboratory(
      files: names.map { folder.appending(path: $0).path() }, seed: 7, pairs: pairs, jobs: 2,
      keptBytes: 1 << 28, drafts: try DraftStore(folder: folder.appending(path: "state").path()),
      version: "1.2.3")
  }

  private func events(_ stream: AsyncStream<LabEvent>) async -> [LabEvent] {
    var events: [LabEvent] = []
    for await event in stream { events.append(event) }
    return events
  }

  private let settings = ["teams.first-line.staff=1", "quality.mean=60"]

  // MARK: - What is simulated

  @Test("a what-if tells what a comparison with the same seed and pairs does")
  func whatIf() async throws {
    try await inFolder(["small.yaml": Self.small]) { folder in
      let lab = try lab(folder)
      let events = await events(try lab.whatIf("small", settings: settings))
      let result = try #require(events.last { $0.name == "result" }).data
      let path = folder.appending(path: "small.yaml").path()
      let base = try ScenarioLoader.load(path)
      let changed = try ScenarioLoader.load(path, settings: settings)
      var options = ExperimentOptions()
      (options.seed, options.replications) = (7, 3)
      let name = settings.joined(separator: "; ")
      let compared = try await Experiment.compare(
        base.scenario,
        with: [
          .init(
            name: name,
            title: "First line: staff 1 instead of 2 together with mean quality 60 instead of 75",
            changes: ScenarioComparison.changes(from: base.scenario, to: changed.scenario),
            scenario: changed.scenario)
        ], options: options)
      let expected = ResultJSON(compared).json(of: 3, settings: settings)
      #expect(result.compact == expected.compact)
      #expect(events.last?.name == "done")
      #expect(events.first?.name == "progress")
      // What was run is kept, and told at once.
      #expect(lab.finished("small", settings: settings)?.compact == expected.compact)
      let again = await self.events(try lab.whatIf("small", settings: settings))
      #expect(again.map(\.name) == ["result", "done"])
      // In another order they are the same settings, told as they were asked for.
      let turned = Array(settings.reversed())
      let other = await self.events(try lab.whatIf("small", settings: turned))
      #expect(other.map(\.name) == ["result", "done"])
      #expect(other.first?.data["settings"] == JSONValue.array(turned.map { .string($0) }))
      #expect(other.first?.data["headlines"] == expected["headlines"])
      // A key that is set twice is refused whatever is kept.
      #expect(throws: LabProblem.self) {
        try lab.whatIf("small", settings: settings + settings.prefix(1))
      }
      let rows = try await lab.differences("small", settings: settings)
      #expect(rows.hasPrefix("metric,subject,unit,baseline,variant,"))
      #expect(rows.contains("\nretention_12m,all,"))
    }
  }

  @Test("what changes nothing is zero everywhere")
  func noChange() async throws {
    try await inFolder(["small.yaml": Self.small]) { folder in
      let events = await events(try lab(folder).whatIf("small", settings: []))
      let result = try #require(events.last { $0.name == "result" }).data
      for headline in result["headlines"]?.items ?? [] {
        #expect(headline["verdict"] == "same", "\(headline.compact)")
        #expect(headline["difference"]?["mean"] == 0.0)
      }
      let curves = result["curves"]?.items ?? []
      #expect(curves.contains { $0["id"] == "retention" && $0["subject"] == "segment:shops" })
      for curve in curves {
        let means = curve["difference"]?["mean"]?.items ?? []
        #expect(
          !means.isEmpty && means.allSatisfy { $0 == 0.0 || $0 == .null }, "\(curve["id"] ?? nil)")
      }
      #expect(result["fates"]?.items.map { $0["segment"] } == ["all", "households", "shops"])
      #expect(result["fates"]?.items.allSatisfy { $0["saved"] == 0.0 && $0["lost"] == 0.0 } == true)
    }
  }

  @Test("the base is told alone, and kept")
  func base() async throws {
    try await inFolder(["small.yaml": Self.small]) { folder in
      let lab = try lab(folder)
      let events = await events(try lab.base(of: "small"))
      let result = try #require(events.last { $0.name == "result" }).data
      #expect(result["pairs"] == 3 && result["of"] == 3 && result["fates"] == [])
      #expect(result["headlines"]?.items.first?["variant"] == .null)
      #expect(result["headlines"]?.items.first?["metric"] == "retention_12m")
      let again = await self.events(try lab.base(of: "small"))
      #expect(again.map(\.name) == ["result", "done"])
    }
  }

  @Test("a stream that is dropped ends, and the next is whole")
  func dropped() async throws {
    try await inFolder(["small.yaml": Self.small]) { folder in
      let lab = try lab(folder, pairs: 5)
      for await event in try lab.whatIf("small", settings: settings) where event.name == "result" {
        break
      }
      let events = await events(try lab.whatIf("small", settings: settings))
      #expect(events.last?.data == ["pairs": 5])
    }
  }

  // MARK: - What is wrong

  @Test("settings are checked in the words of the command")
  func check() async throws {
    try await inFolder(["small.yaml": Self.small]) { folder in
      let lab = try lab(folder)
      let wrong = ["quality.mean=60", "teams.first-line.stuff=3"]
      let problems = try lab.check("small", settings: wrong)["problems"]?.items ?? []
      let problem = try #require(problems.first)
      #expect(problems.count == 1)
      #expect(problem["setting"] == 1 && problem["severity"] == "error")
      #expect(problem["column"] == 18 && problem["length"] == 5)
      let path = folder.appending(path: "small.yaml").path()
      #expect {
        try ScenarioLoader.load(path, settings: wrong)
      } throws: { error in
        (error as? ScenarioError)?.diagnostics.first.map { .string($0.message) }
          == problem["message"]
      }
      #expect(throws: LabProblem.self) { try lab.whatIf("small", settings: wrong) }
      #expect(try lab.check("small", settings: ["quality.mean=60"])["problems"] == [])
      let twice = try lab.check("small", settings: ["quality.mean=60", "quality.mean=61"])
      #expect(twice["problems"]?.items.count == 1)
      // Which of two equal texts is meant is told, too.
      let equal = try lab.check("small", settings: ["quality.mean=60", "quality.mean=60"])
      #expect(equal["problems"]?.items.map { $0["setting"] } == [1])
      let unknown = Array(repeating: "teams.first-line.stuff=3", count: 2)
      let both = try lab.check("small", settings: unknown)["problems"]?.items ?? []
      #expect(both.map { $0["setting"] } == [0, 1])
    }
  }

  @Test("what is compared has the same months and the same currency")
  func obstacle() async throws {
    try await inFolder(["small.yaml": Self.small]) { folder in
      let lab = try lab(folder)
      let longer = ["quality.mean=60", "clock.horizon=24 months"]
      let problems = try lab.check("small", settings: longer)["problems"]?.items ?? []
      #expect(problems.map { $0["setting"] } == [1])
      do throws(LabProblem) {
        _ = try lab.whatIf("small", settings: longer)
        Issue.record("it was run")
      } catch {
        #expect(error.kind == "bad-setting" && error.message.contains("clock.horizon"))
        #expect(error.problems.count == 1)
      }
      do throws(LabProblem) {
        _ = try lab.base(of: "other")
        Issue.record("there is no such scenario")
      } catch {
        #expect(error.kind == "unknown-scenario" && error.message.contains("'other'"))
      }
    }
  }

  // MARK: - What there is

  @Test("a file of a variant loads to the same scenario")
  func variantFile() async throws {
    try await inFolder(["small.yaml": Self.small + Self.levers]) { folder in
      let lab = try lab(folder)
      let path = folder.appending(path: "small.yaml").path()
      for settings in [
        [], settings,
        [
          "teams.first-line.training=~", "levers=~", "customers.segments.shops.initial=40",
          "quality.gaps.delivery={reliability: 5}", "title=\"What: if?\"",
        ],
        [
          "teams.first-line.training={calm: {hours: 8 h, cost: £100, teaches: {empathy: 100%}}}",
          "levers=~",
        ],
      ] {
        let text = try lab.variantFile("small", settings: settings)
        #expect(text.contains("\nextends: small.yaml\n"))
        let other = folder.appending(path: "variant.yaml")
        try Data(text.utf8).write(to: other)
        let expected = try ScenarioLoader.load(path, settings: settings).scenario
        #expect(try ScenarioLoader.load(other.path()).scenario == expected, "\(text)")
      }
    }
  }

  @Test("a scenario is described with the levers that it declares, or with a few that matter")
  func levers() async throws {
    let files = ["small.yaml": Self.small, "declared.yaml": Self.small + Self.levers]
    try await inFolder(files) { folder in
      let lab = try lab(folder, ["small.yaml", "declared.yaml", "small.yaml"])
      let scenarios = lab.scenarios()["scenarios"]?.items ?? []
      #expect(scenarios.map { $0["id"] } == ["small", "declared", "small-2"])
      let declared = try lab.description(of: "declared")
      #expect(declared["months"] == 12 && declared["customers"] == 80)
      #expect(declared["start"] == "2026-01-05" && declared["currency"] == "GBP")
      let levers = declared["levers"]?.items ?? []
      #expect(
        levers.map { $0["path"] } == [
          "teams.first-line.staff", "teams.first-line.training.fault-finding.every",
          "customers.contract.price",
        ])
      let staff = try #require(levers.first)
      #expect(staff["form"] == "number" && staff["number"] == 2.0 && staff["unit"] == "people")
      #expect(staff["from"] == 1.0 && staff["to"] == 4.0 && staff["step"] == 1.0)
      #expect(staff["label"] == "First line: staff")
      #expect(levers[1]["form"] == "choice" && levers[1]["values"] == ["never", "6 months"])
      #expect(levers[2]["number"] == 32.0 && levers[2]["unit_text"] == "GBP/month")
      let offered = try lab.description(of: "small")["levers"]?.items ?? []
      #expect(offered.contains { $0["path"] == "teams.first-line.staff" })
      #expect(offered.allSatisfy { $0["is_declared"] == false })
      // Whatever a number can be moved to, the scenario takes.
      for lever in offered + levers where lever["form"] == "number" {
        for end in ["from", "to"] {
          guard case .string(let path) = lever["path"], case .string(let unit) = lever["unit_text"],
            let number = lever[end]
          else { continue }
          let setting = "\(path)=\(number.compact)\(unit == "%" || unit.isEmpty ? "" : " ")\(unit)"
          let errors = try lab.check("small", settings: [setting])["problems"]?.items ?? []
          #expect(!errors.contains { $0["severity"] == "error" }, "\(setting): \(errors)")
        }
      }
    }
  }

  @Test("keys are found by words, what is called so first")
  func keys() async throws {
    try await inFolder(["small.yaml": Self.small]) { folder in
      let lab = try lab(folder)
      func paths(_ words: String) throws -> [JSONValue?] {
        (try lab.keys(of: "small", matching: words)["keys"]?.items ?? []).map { $0["path"] }
      }
      #expect(try paths("staff").first == "teams.first-line.staff")
      #expect(try paths("first line pay").first == "teams.first-line.pay")
      #expect(try paths("customers.contract.price").first == "customers.contract.price")
      #expect(try paths("zzz") == [])
      #expect(try paths("wait").count <= 20)
    }
  }
}

extension JSONValue {
  /// The values of a list; none where it is no list.
  var items: [JSONValue] {
    if case .array(let items) = self { items } else { [] }
  }
}
