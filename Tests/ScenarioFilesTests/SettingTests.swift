import CustomerExperience
import Testing

@testable import ScenarioFiles

@Suite struct SettingTests {
  private func load(_ settings: String...) throws -> Scenario {
    try Workbench(["t.yaml": cafe()]).load("t.yaml", settings: settings).scenario
  }

  @Test func settingsChangeValues() throws {
    let scenario = try load(
      "teams.baristas.staff=6", "teams.baristas.training.basics.every=6 months",
      "quality.between_staff=2 points",
      "journeys.coffee.touchpoints.counter.unresolved=[{to: counter, share: 100%}]",
      "journeys.coffee.touchpoints.counter.resolves=50%", "market={rivals: {bean: {quality: 60}}}",
      "customers.segments.regulars.weights={reliability: 50%, empathy: 50%}",
      "plan=[{at: month 2, set: {quality.mean: 70}}]")
    #expect(scenario.teams[0].staff == 6)
    #expect(scenario.teams[0].training[0].everyMonths == 6)
    #expect(scenario.quality.betweenStaff == 2)
    #expect(scenario.customers.segments[0].weights.of.empathy == 0.5)
    #expect(scenario.journeys[0].touchpoints[0].unresolved.count == 1)
    #expect(scenario.market.rivals.map(\.id) == ["bean"])
    #expect(scenario.phases.map(\.settings.quality.mean) == [70])
  }

  @Test func tildeRestoresTheDefault() throws {
    #expect(try load("teams.baristas.staff=~").teams[0].staff == 1)
    #expect(try load("quality.mean=~").quality.mean == Quality().mean)
  }

  /// Of two values for a key one would win without a word.
  @Test func aKeyIsSetOnce() throws {
    let bench = try Workbench(["t.yaml": cafe()])
    let staff = "teams.baristas.staff"
    #expect(
      bench.problems("t.yaml", settings: [staff + "=6", "quality.mean=70", staff + "=7"]) == [
        "--set:1:1 teams.baristas.staff is set twice (first by --set teams.baristas.staff=6); set it once"
      ])
    let weights = "customers.segments.regulars.weights"
    let whole = weights + "={reliability: 50%, empathy: 50%}"
    #expect(
      bench.problems("t.yaml", settings: [weights + ".empathy=20%", whole]) == [
        "--set:1:1 \(weights) as a whole would undo --set \(weights).empathy=20%, which goes after it"
      ])
    // The other way round the second refines the first.
    let scenario = try load(
      "teams.baristas.background={rate: 1 per h}", "teams.baristas.background.rate=2 per h")
    #expect(scenario.teams[0].background?.ratePerHour == 2)
    // A plan's levers go on top of what was typed.
    let file = try #require(InputFile(path: "t.yaml", bytes: Array(cafe().utf8)))
    let again = try ScenarioLoader.load(
      "t.yaml", settings: [staff + "=6", staff + "=7"], from: [file])
    #expect(again.scenario.teams[0].staff == 7)
  }

  @Test(arguments: [
    ("teams.baristas.staff", 1, "--set needs a key and a value, such as teams.first-line.staff=6"),
    ("teams.baristas.stff=3", 16, "unknown key 'stff' in teams.baristas (did you mean 'staff'?)"),
    ("teams.barista.staff=3", 7, "no team 'barista' (did you mean 'baristas'?)"),
    (
      "market.appointment={slots: 4 per h}", 8,
      "unknown key 'appointment' in market; 'appointment' belongs in a touchpoint (journeys.touchpoints)"
    ),
    (
      "customers.segments.regulars.reminder={cost: £1}", 29,
      "unknown key 'reminder' in customers.segments.regulars; 'reminder' belongs in journeys.touchpoints.appointment"
    ),
    ("zebra=3", 1, "unknown key 'zebra'"), ("=3", 1, "unknown key ''"),
    ("quality.mean.x=3", 14, "quality.mean is a value; it has no keys of its own"),
    ("plan.at=3", 6, "plan is a list; set it as a whole"),
    (
      "customers.segments.regulars.weights.sympathy=20%", 37,
      "unknown dimension 'sympathy' in customers.segments.regulars.weights (did you mean 'empathy'?)"
    ),
    ("teams.baristas.staff=0", 22, "teams.baristas.staff must be 1 to 10000 people; found '0'"),
    (
      "teams.baristas.staff=", 22,
      "teams.baristas.staff is a number of people, such as 3; found nothing"
    ),
    (
      "teams.baristas.pay=£x/h", 20,
      "teams.baristas.pay is money per time, such as £12.50/h; found '£x/h'"
    ),
    ("quality={mean: 200}", 16, "quality.mean must be 0 to 100 points; found '200'"),
    ("quality={mean: 1", 17, "expected ',' or '}' in the mapping (opened in line 1)"),
    (
      "quality=&a {}", 9,
      "anchors (&) and aliases (*) are not part of the scenario language; write the value out, or "
        + "quote the text"
    ),
    ("extends=other.yaml", 1, "extends cannot be set; name another file instead"),
  ])
  func mistakesAreToldInTheSetting(_ setting: String, _ column: Int, _ message: String) throws {
    let bench = try Workbench(["t.yaml": cafe()])
    let diagnostics = bench.diagnostics("t.yaml", settings: [setting])
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.column) == [column])
    #expect(diagnostics.map(\.file) == ["--set"])
  }

  @Test func aSettingIsShownWithACaret() throws {
    let bench = try Workbench(["t.yaml": cafe()])
    #expect(
      bench.diagnostics("t.yaml", settings: ["teams.baristas.pay=12 min"])[0].rendered == """
        --set: error: teams.baristas.pay is money per time, such as £12.50/h; found '12 min'
              | teams.baristas.pay=12 min
              |                    ^~~~~~
        """)
  }
}
