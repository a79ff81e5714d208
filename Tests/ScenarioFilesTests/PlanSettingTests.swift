import CustomerExperience
import Testing

@testable import ScenarioFiles

@Suite("Settings of lists and tables")
struct PlanSettingTests {
  private let plan = """

    plan:
      - {at: month 3, train: baristas, course: basics}
      - {at: month 12, set: {quality.mean: 80}}

    """

  private func load(_ settings: String...) throws -> LoadedScenario {
    try Workbench(["t.yaml": cafe() + plan]).load("t.yaml", settings: settings)
  }

  @Test func entriesAreReplacedAddedAndTakenAway() throws {
    let loaded = try load(
      "plan[1]={at: month 6, set: {quality.mean: 78}}", "plan[0]=~",
      "plan[2]={at: month 9, set: {teams.baristas.staff: 4}}")
    #expect(loaded.scenario.courses.isEmpty)
    #expect(loaded.scenario.phases.map(\.at) == [.month(6), .month(9)])
    #expect(loaded.planLines.map(\.month) == [6, 9])
    #expect(
      loaded.planLines.map(\.text) == [
        "{at: month 6, set: {quality.mean: 78}}", "{at: month 9, set: {teams.baristas.staff: 4}}",
      ])
  }

  @Test func aPlanBeginsWhereThereIsNone() throws {
    let loaded = try Workbench(["t.yaml": cafe()]).load(
      "t.yaml",
      settings: ["plan[0]={at: month 2, train: baristas, course: basics, every: 6 months}"])
    #expect(
      loaded.scenario.courses == [
        CourseRun(at: .month(2), team: "baristas", course: "basics", everyMonths: 6)
      ])
    let line = try #require(loaded.planLines.first)
    #expect(line.train == "baristas" && line.every == "6 months" && line.until == nil)
  }

  @Test func aVariantFileSaysTheSame() throws {
    let bench = try Workbench(["t.yaml": cafe() + plan])
    let base = try bench.load("t.yaml")
    let changed = try bench.load(
      "t.yaml", settings: ["plan[0]=~", "plan[2]={at: month 6, set: {quality.mean: 78}}"])
    try bench.write(VariantFile.text(of: changed, from: base), to: "v.yaml")
    #expect(try bench.load("v.yaml").scenario.phases == changed.scenario.phases)
    #expect(try bench.load("v.yaml").scenario.courses.isEmpty)
  }

  @Test(arguments: [
    (
      "plan[3]={at: month 1, set: {quality.mean: 70}}", 1,
      "there is no plan[3]: plan has 2 entries, which are numbered from 0; plan[2] adds one"
    ),
    (
      "plan[2]=~", 1,
      "there is no plan[2]: plan has 2 entries, which are numbered from 0; plan[2] adds one"
    ),
    ("teams[0]={}", 1, "teams is no list: only an entry of a list has a number"),
    (
      "plan[0]={at: month 99, train: baristas, course: basics}", 14,
      "this is after the end: the scenario runs for 24 months"
    ),
    ("plan[x]=~", 1, "unknown key 'plan[x]'"),
    ("teams.barista.staff=3", 7, "no team 'barista' (did you mean 'baristas'?)"),
    ("teams.barista=~", 7, "no team 'barista' (did you mean 'baristas'?)"),
    (
      "teams.barista={staff: 4}", 7,
      "no team 'barista' (did you mean 'baristas'? what is new needs a name that is less like it)"
    ),
    ("teams.Baristas={staff: 4}", 7, "no team 'Baristas' (did you mean 'baristas'?"),
    (
      "customers.segments.regular={initial: 40}", 20,
      "no segment 'regular' (did you mean 'regulars'?"
    ),
  ])
  func mistakesAreTold(_ setting: String, _ column: Int, _ message: String) throws {
    let bench = try Workbench(["t.yaml": cafe() + plan])
    let found = bench.diagnostics("t.yaml", settings: [setting])
    #expect(found.map(\.message).first?.hasPrefix(message) == true, "\(found.map(\.message))")
    #expect(found.first?.column == column)
  }

  @Test func anEntryIsSetOnce() throws {
    let bench = try Workbench(["t.yaml": cafe() + plan])
    let settings = ["plan[0]=~", "plan[0]={at: month 1, set: {quality.mean: 70}}"]
    #expect(
      bench.diagnostics("t.yaml", settings: settings).map(\.message) == [
        "plan[0] is set twice (first by --set plan[0]=~); set it once"
      ])
    #expect(
      bench.diagnostics("t.yaml", settings: ["plan[0]=~", "plan=[]"]).map(\.message) == [
        "plan as a whole would undo --set plan[0]=~, which goes after it"
      ])
  }

  @Test func aTableTakesANewEntry() throws {
    let path = "customers.acquisition.campaigns.spring"
    let loaded = try load(
      "\(path)={type: promotion, from: month 3, for: 2 months, spend: £900/month}")
    let campaign = try #require(loaded.scenario.customers.acquisition.campaigns.first)
    #expect(campaign.id == "spring" && campaign.from == .month(3) && campaign.months == 2)
    let bench = try Workbench(["t.yaml": cafe()])
    #expect(
      bench.diagnostics("t.yaml", settings: ["\(path)={from: month 3}"]).map(\.message) == [
        "missing key 'type' in \(path)"
      ])
  }

  @Test func namesThatOnlyAVeryLikeNameHasAreNew() {
    for (name, known) in [
      ("campaign-2", "campaign-1"), ("site-b", "site-a"), ("b", "a"), ("teams-10", "teams-1"),
      ("north", "south"), ("bar", "baristas"),
    ] {
      #expect(Nearest.slip(name, among: [known]) == nil, "\(name)")
    }
    for (name, known) in [
      ("barista", "baristas"), ("first-lime", "first-line"), ("frist-line", "first-line"),
      ("first_line", "first-line"), ("Desk", "desk"),
    ] {
      #expect(Nearest.slip(name, among: ["x", known]) == known, "\(name)")
    }
  }

  @Test func anAttributeThatIsMisspeltIsNotAnotherOne() throws {
    let text = cafe("initial: 300", "initial: 300\n      people: {income: {high: 40%, low: 60%}}")
    let bench = try Workbench(["t.yaml": text])
    let path = "customers.segments.regulars.people"
    for (setting, known) in [
      ("\(path).incom={high: 50%, low: 50%}", "income"), ("\(path).income.hihg=50%", "high"),
    ] {
      let found = bench.diagnostics("t.yaml", settings: [setting]).map(\.message)
      #expect(found.first?.contains("did you mean '\(known)'?") == true, "\(found)")
    }
  }

  @Test func changesAreToldAsPeopleSayThem() throws {
    #expect(
      try load().words(for: [
        "teams.baristas.staff=4", "plan[0]=~",
        "plan[2]={at: month 0, set: {teams.baristas.staff: 5}}",
        "plan[3]={at: month 7, train: baristas, course: basics, every: 6 months}",
        "customers.acquisition.campaigns.spring={type: promotion, from: month 3, for: 2 months}",
        "zebra=3",
      ]) == [
        "baristas: staff 4 instead of 3", "no longer course basics for baristas from month 3",
        "baristas: staff 5 from the first day",
        "course basics for baristas every 6 months from month 7",
        "campaign spring from month 3 for 2 months", "zebra 3",
      ])
  }

  @Test func keysOfPlansAreThoseWithNumbers() throws {
    let keys = try load().plannedKeys.map(\.path)
    #expect(keys.contains("teams.baristas.staff"))
    #expect(!keys.contains("market.price"))
  }
}
