import CustomerExperience
import RandomVariates
import Testing

@testable import ScenarioFiles

@Suite struct ResolvedTests {
  private func expectRoundTrip(_ files: [String: String], _ name: String, _ settings: [String] = [])
    throws
  {
    let bench = try Workbench(files)
    let loaded = try bench.load(name, settings: settings)
    let text = ResolvedScenario.text(of: loaded)
    try bench.write(text, to: "resolved.yaml")
    let again = try bench.load("resolved.yaml")
    #expect(again.scenario == loaded.scenario)
    let differences = ScenarioComparison.changes(from: loaded.scenario, to: again.scenario)
    #expect(differences.isEmpty)
  }

  @Test(arguments: Examples.all.keys.sorted()) func examplesComeBackEqual(_ name: String) throws {
    try expectRoundTrip(Examples.all, name)
    try expectRoundTrip(Examples.all, name, ["economics.margin=33.3%", "quality.usage.mean=71"])
  }

  @Test func oddValuesComeBackEqual() throws {
    let text =
      cafe(
        "pay: £12.50/h",
        "pay: £0.1/min\n    hours: Mon 22:00-02:00 and Wed-Fri 08:00-12:30, Sun 23:00-01:00"
      )
      .replacing("title: Café", with: "title: 'It''s: a # test, [really]'\nabout: \"two\\nlines\"")
      .replacing("service: 100 s", with: "service: gamma 1.7 min sd 47 s, promise: {within: 1.1 h}")
        + """

        plan:
          - {at: month 5.5, set: {quality.mean: 70.1, market.rivals.b.price: 7.7% above ours}}
          - {at: month 5.5, set: {quality.mean: "70.2"}}
          - {at: 2027-02-03, set: {journeys.coffee.touchpoints.counter.unresolved: [{to: counter}]}}
          - {at: month 2, train: baristas, course: basics, until: 2026-12-01}
        market: {rivals: {b: {price: £2.37, enters: 2026-05-01}}}
        loyalty: {churn: beta 21% per year}
        measurement: {survey: {every: 4 months}}
        sources: [one, "two: 2"]
        """
    try expectRoundTrip(
      ["t.yaml": text.replacing("beta 21% per year", with: "3.3% per year")], "t.yaml")
  }

  @Test func everyValueSaysWhereItCameFrom() throws {
    let bench = try Workbench([
      "p.yaml": cafe(), "t.yaml": "extends: p.yaml\nquality: {mean: 80}",
    ])
    let loaded = try bench.load("t.yaml", settings: ["teams.baristas.staff=4"])
    let lines = ResolvedScenario.text(of: loaded).replacing(bench.path(""), with: "")
      .split(separator: "\n").map(String.init)
    func comment(_ start: String) -> String? {
      lines.first { $0.drop { $0 == " " }.hasPrefix(start) }?.split(separator: "# ").last.map(
        String.init)
    }
    #expect(lines.first == "# t.yaml with every value filled in")
    #expect(comment("mean: 80") == "t.yaml:2")
    #expect(comment("staff: 4") == "--set")
    #expect(comment("pay: £12.50/h") == "p.yaml:17")
    #expect(comment("within-staff: 8") == "default")
  }

  @Test func changesAreToldInTheUnitsOfFiles() throws {
    let bench = try Workbench(Examples.all)
    let before = try bench.load("broadband.yaml").scenario
    let after = try bench.load(
      "broadband.yaml",
      settings: [
        "teams.first-line.staff=6", "teams.first-line.training.fault-finding.every=6 months",
        "customers.contract.price=£30/month", "market.rivals.fibreco=~",
        "teams.field.name=~", "journeys.bill.need.rate=gamma 2 per year cv 0.5",
      ]
    ).scenario
    #expect(
      ScenarioComparison.changes(from: before, to: after) == [
        "customers.contract.price: £32/month -> £30/month",
        "journeys.bill.need.rate: 1.95 per year -> gamma 2 per year cv 0.5",
        "teams.first-line.staff: 5 -> 6",
        "teams.first-line.training.fault-finding.every: never -> 6 months",
        "teams.field.name: Engineers -> not given", "market.rivals.fibreco: removed",
      ])
    #expect(ScenarioComparison.changes(from: before, to: before).isEmpty)
    #expect(
      ScenarioComparison.changes(from: after, to: before).last == "market.rivals.fibreco: added")
  }
}
