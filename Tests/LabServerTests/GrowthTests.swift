import CustomerExperience
import Documents
import Experiments
import ScenarioFiles
import Testing

@testable import LabServer

@Suite("Growth curves and the plan in the lab")
struct GrowthTests {
  private var options: ExperimentOptions {
    var options = ExperimentOptions()
    (options.seed, options.replications) = (SmallLab.seed, SmallLab.pairs)
    return options
  }

  @Test(
    "a growth curve is that of a run with the same seed and replications",
    arguments: [[], ["teams.first-line.staff=1"]])
  func growth(_ settings: [String]) async throws {
    try await SmallLab.run { small in
      let events = await small.events(try small.lab.growth("small", settings: settings))
      let result = try #require(events.last { $0.name == "result" }).data
      let run = try await Experiment.run(try small.loaded(settings).scenario, options: options)
      #expect(run.growth.count == 3)
      #expect(
        result.compact == GrowthJSON(run).json(of: SmallLab.pairs, settings: settings).compact)
      #expect(result["causal"]?.items.map { $0["dose"] } == [-10.0, 0.0, 10.0])
      #expect(result["dose_replications"] == 2)
      #expect(events.first?.name == "progress" && events.last?.data == ["pairs": 3])
      // What was run is kept, and told at once.
      let again = await small.events(try small.lab.growth("small", settings: settings))
      #expect(again.map(\.name) == ["result", "done"])
      #expect(again.first?.data.compact == result.compact)
    }
  }

  @Test("changes move the growth curve")
  func changed() async throws {
    try await SmallLab.run { small in
      func last(_ settings: [String]) async throws -> JSONValue? {
        await small.events(try small.lab.growth("small", settings: settings))
          .last { $0.name == "result" }?.data["causal"]
      }
      let base = try await last([])
      let changed = try await last(["quality.mean=50"])
      #expect(base != nil && base?.compact != changed?.compact)
    }
  }

  @Test("a year has no growth curve")
  func tooShort() async throws {
    try await SmallLab.run(replacing: "horizon: 24 months", with: "horizon: 12 months") { small in
      #expect {
        _ = try small.lab.growth("small", settings: [])
      } throws: { error in
        (error as? LabProblem)?.message.contains("runs for 12 months") == true
      }
    }
  }

  @Test("a stream that is dropped ends, and the next is whole")
  func dropped() async throws {
    try await SmallLab.run { small in
      for await event in try small.lab.growth("small", settings: []) where event.name == "result" {
        break
      }
      let events = await small.events(try small.lab.growth("small", settings: []))
      #expect(events.last?.data == ["pairs": 3])
    }
  }

  // MARK: - The plan

  @Test("the plan tells what is placed and what can be")
  func plan() async throws {
    try await SmallLab.run { small in
      let plan = try small.lab.plan(of: "small")
      #expect(plan["months"] == 24)
      let entry = try #require(plan["entries"]?.items.first)
      #expect(entry["month"] == 3.0 && entry["train"] == "first-line" && entry["every"] == .null)
      #expect(entry["text"] == "{at: month 3, train: first-line, course: fault-finding}")
      #expect(plan["teams"]?.items.first?["courses"]?.items.map { $0["id"] } == ["fault-finding"])
      let paths = plan["keys"]?.items.map { $0["path"] }
      #expect(paths?.contains("teams.first-line.staff") == true)
      #expect(paths?.contains("customers.contract.price") == true)
      #expect(plan["keys"]?.items.allSatisfy { $0["can_be_dated"] == true } == true)
      #expect(plan["new_campaign_starts_anew"] == false)
    }
  }

  @Test("what is placed in the plan changes the result, in the words of people")
  func planned() async throws {
    try await SmallLab.run { small in
      let settings = [
        "plan[0]=~", "plan[1]={at: month 6, set: {teams.first-line.staff: 1}}",
      ]
      let events = await small.events(try small.lab.whatIf("small", settings: settings))
      let result = try #require(events.last { $0.name == "result" }).data
      let texts = result["sentences"]?.items.compactMap(\.string) ?? []
      let name =
        "No longer course fault-finding for First line from month 3 together with First line: staff 1 from month 6"
      #expect(texts.first?.contains(name) == true, "\(texts)")
      #expect(result["has_own_past"] == false)
      // In tables it is called as the command calls it.
      let rows = try await small.lab.differences("small", settings: settings)
      let loaded = try small.loaded(settings)
      let compared = try await Experiment.compare(
        try small.loaded().scenario,
        with: [
          .init(
            name: settings.joined(separator: "; "), title: "", changes: [],
            scenario: loaded.scenario)
        ], options: options)
      #expect(loaded.scenario.courses.isEmpty && loaded.scenario.phases.count == 1)
      let staff = compared.variants[0].differences.first { $0.metric.id == "profit" }
      #expect(staff.map { rows.contains("profit,all,") && $0.difference.mean != 0 } == true)
    }
  }

  @Test("a lever tells whether it starts both worlds anew, and whether a plan can change it")
  func levers() async throws {
    try await SmallLab.run { small in
      func key(_ path: String) throws -> JSONValue? {
        try small.lab.keys(of: "small", matching: path)["keys"]?.items.first {
          $0["path"] == .string(path)
        }
      }
      let staff = try key("teams.first-line.staff")
      #expect(staff?["has_own_past"] == false && staff?["can_be_dated"] == true)
      let total = try key("customers.segments.households.initial")
      #expect(total?["has_own_past"] == true)
      let duty = try key("teams.first-line.on_duty")
      #expect(duty?["can_be_dated"] == false)
    }
  }

  @Test("many changes are one package")
  func package() async throws {
    try await SmallLab.run { small in
      let settings = [
        "quality.mean=60", "teams.first-line.staff=1", "customers.contract.price=£30/month",
        "quality.between-staff=2",
      ]
      let events = await small.events(try small.lab.whatIf("small", settings: settings))
      let texts = events.last { $0.name == "result" }?.data["sentences"]?.items ?? []
      #expect(
        texts.contains { $0.string?.contains("he package of 4 changes") == true }, "\(texts)")
    }
  }

  // MARK: - Over HTTP

  @Test("the routes answer, and refuse what is not there")
  func routes() async throws {
    try await TestLab.run { lab in
      #expect(try lab.ask("GET", "/api/scenarios/cafe/plan").body == "{\"months\":12}")
      #expect(try lab.ask("GET", "/api/scenarios/bar/plan").problem == "unknown-scenario")
      #expect(try lab.ask("GET", "/api/scenarios/bar/growth").problem == "unknown-scenario")
      #expect(try lab.ask("GET", "/api/scenarios/cafe/growth?what=3").status == 400)
      #expect(try lab.ask("POST", "/api/scenarios/cafe/growth").status == 405)
      let client = try lab.stream("/api/scenarios/cafe/growth?set=quality.mean=60")
      await lab.source.waitForStream()
      client.close()
      #expect(await lab.source.waitForEnd() == true)
    }
  }
}
