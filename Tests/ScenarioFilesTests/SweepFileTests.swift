import CustomerExperience
import Foundation
import Testing

@testable import ScenarioFiles

/// Sweep files: what they say, and what is told of those that are wrong.
@Suite struct SweepFileTests {
  private static let start = "scenario: cafe.yaml\noutcomes: [profit]\n"

  private func load(_ text: String, start: String = Self.start) throws -> SweepFile {
    let bench = try Workbench(["cafe.yaml": cafe(), "sweeps/s.yaml": "", "s.yaml": start + text])
    return try SweepLoader.load(bench.path("s.yaml"))
  }

  /// What is wrong, as `line:column message`.
  private func problems(_ text: String, start: String = Self.start) throws -> [String] {
    do {
      _ = try load(text, start: start)
      return []
    } catch let error as ScenarioError {
      return error.diagnostics.map { "\($0.line):\($0.column) \($0.message)" }
    }
  }

  @Test func leversAndLawsAreRead() throws {
    let sweep = try load(
      """
      title: Which?
      levers:
        teams.baristas.staff: {from: 2, to: 5}
        quality.mean: {from: 60, to: 80, steps: 3}
        teams.baristas.pay: [£10/h, £12.50/h]
      uncertainties:
        quality.process: uniform 2 to 6
      design: {levers: full-factorial, uncertainties: sobol, points: 8}
      replications: 7
      seed: 18446744073709551615
      """)
    #expect(sweep.title == "Which?" && sweep.replications == 7 && sweep.seed == .max)
    #expect(sweep.stem == "s" && sweep.scenarioPath == "cafe.yaml")
    #expect(sweep.inputs.map(\.path) == ["s.yaml", "cafe.yaml"])
    let experiment = try #require(sweep.experiments.first)
    #expect(experiment.name == "main" && sweep.experiments.count == 1)
    #expect(
      experiment.levers.factors.map(\.levels) == [
        ["2", "3", "4", "5"], ["60", "70", "80"], ["£10/h", "£12.50/h"],
      ])
    #expect(experiment.levers.design == .fullFactorial)
    #expect(experiment.uncertainties.design == .sobol(points: 8))
    let law = try #require(experiment.uncertainties.factors.first)
    #expect(law.value(at: 0.25) == "3" && law.value(at: 0) == "2" && law.value(at: 1) == "6")
    #expect(sweep.outcomes == [SeriesKey("profit", "all")])
  }

  @Test func wholeNumbersStayWholeAndEquallyLikely() throws {
    let sweep = try load(
      "levers: {teams.baristas.staff: {from: 2, to: 5}}\ndesign: latin-hypercube\n")
    let staff = try #require(sweep.experiments.first?.levers.factors.first)
    #expect(
      [0, 0.24, 0.26, 0.5, 0.74, 0.76, 1].map { staff.value(at: $0) } == [
        "2", "2", "3", "4", "4", "5", "5",
      ])
    #expect(sweep.experiments[0].levers.design == .latinHypercube(points: 32))
  }

  @Test func aSampledValueReadsBack() throws {
    let sweep = try load(
      "uncertainties: {teams.baristas.pay: lognormal £12/h cv 0.2}\nlevers: {teams.baristas.staff: [2, 3]}\n"
    )
    let pay = try #require(sweep.experiments.first?.uncertainties.factors.first)
    for step in 1..<20 {
      let text = pay.value(at: Double(step) / 20)
      let again = try #require(sweep.scenario.scale(of: pay.path)?.number(of: text))
      #expect(text == "£\(Decimal.text(again))/h", "\(text)")
    }
  }

  @Test func rowsAreAList() throws {
    let sweep = try load(
      """
      points:
        - {teams.baristas.staff: 2}
        - {teams.baristas.staff: 4, quality.mean: 80}
        - {}
      """)
    let levers = sweep.experiments[0].levers
    #expect(levers.factors.map(\.path) == ["teams.baristas.staff", "quality.mean"])
    #expect(levers.design == .list([["2", nil], ["4", "80"], [nil, nil]]))
    #expect(levers.factors[1].base == "75")
  }

  @Test func experimentsStandBesideOneAnother() throws {
    let sweep = try load(
      """
      experiments:
        staffing: {levers: {teams.baristas.staff: [2, 3]}}
        quality: {uncertainties: {quality.mean: [60, 80]}, design: {uncertainties: full-factorial}}
      """)
    #expect(sweep.experiments.map(\.name) == ["staffing", "quality"])
    #expect(sweep.experiments[1].levers.factors.isEmpty)
    #expect(sweep.experiments[1].uncertainties.design == .fullFactorial)
  }

  @Test(arguments: [
    ("leverz: {}", "3:1 unknown key 'leverz' (did you mean 'levers'?)"),
    ("levers: {teams.barista.staff: [2]}", "3:16 no team 'barista' (did you mean 'baristas'?)"),
    ("levers: {teams.baristas.staff: [2, many]}", "found 'many'"),
    ("levers: {teams.baristas.staff: 3}", "a lever is a range, such as {from: 4, to: 8}"),
    ("levers: {teams.baristas.staff: [2, 2]}", "3:36 teams.baristas.staff has the value 2 twice"),
    ("levers: {teams.baristas.staff: {from: 5, to: 2}}", "must go up from 'from' to 'to'"),
    ("levers: {teams.baristas.staff: {from: 2}}", "needs 'from' and 'to'"),
    ("levers: {teams.baristas.staff: {from: 2, to: 5, stepz: 2}}", "(did you mean 'steps'?)"),
    ("levers: {teams.baristas.staff: {from: 2, to: 5, steps: 1}}", "a whole number from 2"),
    ("levers: {teams.baristas.pay: [£12/month, 12 min]}", "found '12 min'"),
    ("levers: {teams: [2]}", "teams is a section; name one of its keys"),
    ("levers: {teams.baristas.staff: []}", "teams.baristas.staff has no values"),
    ("uncertainties: {quality.mean: uniform 10 to}", "uniform needs a"),
    ("uncertainties: {quality.mean: unform 10 to 20}", "(did you mean 'uniform'?)"),
    ("uncertainties: {quality.mean: uniform 10 to 200}", "all values of uniform must be"),
    ("uncertainties: {quality.mean: 70}", "quality.mean would not vary"),
    (
      "levers: {quality.mean: [60]}\nuncertainties: {quality.mean: [70]}", "both a lever and an unc"
    ),
    ("uncertainties: plausable", "3:16 'uncertainties' takes the word 'plausible'"),
    ("uncertainties: plausable", "(did you mean 'plausible'?)"),
    ("uncertainties: {others: quality}", "that is not named; found 'quality'"),
    ("uncertainties: {others: [1, 2]}", "3:25 'others' takes the word 'plausible'"),
    (
      "uncertainties: {teams.baristas.pay: plausible}",
      "3:37 teams.baristas.pay has no plausible range in the key reference; write a law, such as"
    ),
    (
      "uncertainties: {quality.offset.reliability: plausible}",
      "quality.offset.reliability has no plausible range"
    ),
    (
      "uncertainties: {loyalty.churn: plausible}",
      "loyalty.churn does nothing unless the relationship is contract; leave it out"
    ),
    ("levers: {quality.mean: plausible}", "a lever is a range, such as {from: 4, to: 8}"),
    ("levers: plausible", "levers is a section with keys of its own; found 'plausible'"),
    ("levers: {quality.mean: [60]}\ndesign: full-factorail", "(did you mean 'full-factorial'?)"),
    ("levers: {quality.mean: [60]}\ndesign: list", "needs rows under 'points'"),
    ("levers: {quality.mean: [60]}\ndesign: {levers: sobol, points: 0}", "a whole number from 1"),
    ("levers: {quality.mean: [60]}\ndesign: {lever: sobol}", "(did you mean 'levers'?)"),
    ("points: []", "'points' has no rows"),
    ("points: [2]", "a row of 'points' is {KEY: VALUE, ...}; found '2'"),
    ("points: [{quality.mean: 60}]\nlevers: {quality.mean: [60]}", "leave out 'levers'"),
    ("points: [{quality.mean: 60}]\ndesign: sobol", "are a design of the kind 'list'"),
    ("levers: {quality.mean: [60]}\nreplications: 0", "replications is a whole number from 1"),
    ("levers: {quality.mean: [60]}\nseed: -1", "seed is a whole number from 0 on"),
    ("experiments: {}", "'experiments' names none"),
    ("experiments: {a: 3}", "the experiment 'a' has keys of its own"),
    ("experiments: {a: {replications: 3}}", "unknown key 'replications' in experiments.a"),
    ("levers: {quality.mean: [60]}\nexperiments: {a: {}}", "move it into one of them"),
    ("", "nothing is varied"),
  ])
  func whatIsWrongIsToldWithItsPlace(_ text: String, _ message: String) throws {
    let problems = try problems(text)
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
    #expect(problems.allSatisfy { !$0.hasPrefix("0:") }, "\(problems)")
  }

  @Test func everythingWrongIsToldAtOnce() throws {
    let problems = try problems(
      "levers: {teams.barista.staff: [2], quality.mean: [600]}\nreplications: no\nseed: x\n",
      start: "scenario: cafe.yaml\noutcomes: [profitt, mean_wait]\n")
    #expect(problems.count == 6, "\(problems)")
    #expect(problems[0].contains("(did you mean 'profit'?)"))
    #expect(problems[1].contains("{metric: mean_wait, subject: team:baristas}"))
  }

  @Test(arguments: [
    ("[{metric: mean_wait, subject: team:barista}]", "(did you mean 'team:baristas'?)"),
    ("[{metric: profit, subjekt: all}]", "unknown key 'subjekt' in an outcome"),
    ("[profit, profit]", "profit of all is asked twice"),
    ("[joined_by]", "joined_by is about an origin, such as"), ("[]", "'outcomes' names no metric"),
    ("[price_elasticity]", "no metric 'price_elasticity' in a sweep"),
  ])
  func outcomesAreChecked(_ outcomes: String, _ message: String) throws {
    let problems = try problems(
      "levers: {quality.mean: [60]}", start: "scenario: cafe.yaml\noutcomes: \(outcomes)\n")
    #expect(problems.count == 1 && problems[0].contains(message), "\(problems)")
  }

  @Test func scenariosAndSweepsAreToldApart() throws {
    let bench = try Workbench(["cafe.yaml": cafe(), "none.yaml": "outcomes: [profit]"])
    func message(_ name: String) -> String {
      do {
        _ = try SweepLoader.load(bench.path(name))
        return ""
      } catch {
        return error.diagnostics.first?.message ?? ""
      }
    }
    #expect(message("cafe.yaml").hasPrefix("this is a scenario (to run it: cxlab run)"))
    #expect(message("none.yaml").hasPrefix("'scenario' names the scenario file"))
    #expect(message("gone.yaml").hasPrefix("no such file"))
    #expect(
      try problems("", start: "scenario: cafee.yaml\noutcomes: [profit]\n")[0].hasPrefix("1:11 "))
  }

  @Test func theScenariosOwnLeversServe() throws {
    let bench = try Workbench([
      "cafe.yaml": cafe()
        + "\nlevers: {quality.mean: [60, 70], teams.baristas.staff: {from: 2, to: 3}}\n",
      "s.yaml": Self.start,
    ])
    let sweep = try SweepLoader.load(bench.path("s.yaml"))
    #expect(sweep.experiments[0].levers.factors.map(\.levels) == [["60", "70"], ["2", "3"]])
  }

  @Test func parentsAndDataAreAmongTheInputsByTheirPathFromTheSweep() throws {
    let bench = try Workbench([
      "base.yaml": cafe(), "deep/shop.yaml": "extends: ../base.yaml\ntitle: Shop\n",
      "pays.csv": "pay\n10\n12\n",
      "deep/sweeps/s.yaml": """
      scenario: ../shop.yaml
      outcomes: [profit]
      uncertainties: {teams.baristas.pay: empirical ../../pays.csv pay}
      """,
    ])
    let reach = Reach.below(bench.path(""))
    let sweep = try SweepLoader.load(bench.path("deep/sweeps/s.yaml"), reach: reach)
    #expect(
      sweep.inputs.map(\.path) == ["s.yaml", "../../pays.csv", "../shop.yaml", "../../base.yaml"])
    let again = try ScenarioLoader.load(sweep.scenarioPath, from: sweep.inputs)
    #expect(again.scenario == sweep.scenario.scenario)
    #expect(sweep.experiments[0].uncertainties.factors[0].value(at: 0.9) == "£12/h")
  }

  @Test func whatAScenarioNamesByAnAbsolutePathIsFoundAgain() throws {
    let bench = try Workbench([
      "base/root.yaml": cafe(), "waits.csv": "wait\n2.5\n3\n",
      "s.yaml": Self.start + "levers: {quality.mean: [60, 70]}\n",
    ])
    try bench.write(
      """
      extends: root.yaml
      journeys: {coffee: {touchpoints: {counter: {service: empirical \(bench.path("waits.csv")) wait}}}}
      """, to: "base/parent.yaml")
    try bench.write("extends: \(bench.path("base/parent.yaml"))\n", to: "cafe.yaml")
    let sweep = try SweepLoader.load(bench.path("s.yaml"))
    #expect(
      sweep.inputs.map(\.path) == ["s.yaml", "cafe.yaml"]
        + ["base/parent.yaml", "base/root.yaml", "waits.csv"].map(bench.path))
    let again = try ScenarioLoader.load(sweep.scenarioPath, from: sweep.inputs)
    #expect(again.scenario == sweep.scenario.scenario)
  }

  @Test func theReferenceFitsAScreenAndNamesEveryKey() {
    let text = SweepReference.text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    for key in SweepKey.file { #expect(text.contains("\(key.name) "), "\(key.name)") }
  }
}
