import CustomerExperience
import Testing

@testable import ScenarioFiles

/// Who customers are, what they need, what there is to buy: read as written, and refused where it does not fit.
@Suite struct PeopleCheckTests {
  private static let who = "people: {age: {young: 40%, old: 60%}, home: {owned: 70%, rented: 30%}}"

  /// What is wrong with a café whose regulars are of a kind.
  private func problems(_ of: String, _ rest: String = "", customers: String = "") throws
    -> [String]
  {
    let text =
      cafe("initial: 300\n", "initial: 300\n      \(Self.who)\n      \(of)\n")
      .replacing("relationship: repertoire\n", with: "relationship: repertoire\n\(customers)")
    return try Workbench(["test.yaml": text + "\n" + rest]).problems()
  }

  private func expect(
    _ problems: [String], _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      problems.contains { $0.contains(message) }, "\(problems)", sourceLocation: sourceLocation)
  }

  @Test func attributesThatGoTogether() throws {
    #expect(
      try problems(
        "given: [{of: age, is: young, people: {home: {owned: 20%, rented: 80%}}}]"
      ).isEmpty)
    expect(
      try problems("given: [{of: ages, is: young, people: {home: {owned: 20%, rented: 80%}}}]"),
      "no attribute 'ages' (did you mean 'age'?)")
    expect(
      try problems("given: [{of: age, is: yung, people: {home: {owned: 20%, rented: 80%}}}]"),
      "no value of age 'yung' (did you mean 'young'?)")
    expect(
      try problems("given: [{of: home, is: owned, people: {age: {young: 20%, old: 80%}}}]"),
      "age cannot depend on home: name home before age in 'people'")
    expect(
      try problems("given: [{of: age, is: young, people: {home: {owned: 20%, let: 80%}}}]"),
      "home has no value 'let' in 'people'")
    expect(
      try problems("given: [{of: age, is: young, people: {home: {owned: 20%, rented: 70%}}}]"),
      "must be 100%")
    // What holds for nobody, since it was said before, is told with both places.
    func twice(_ second: String) -> String {
      "given:\n        - {of: age, is: young, people: {home: {owned: 20%, rented: 80%}}}\n        - \(second)"
    }
    let again = try problems(
      twice("{of: age, is: young, people: {home: {owned: 50%, rented: 50%}}}"))
    expect(again, "home of people with age young is given twice (first in line 10)")
    #expect(again.count == 1 && again[0].hasPrefix("test.yaml:11:"))
    #expect(
      try problems(twice("{of: age, is: old, people: {home: {owned: 90%, rented: 10%}}}")).isEmpty)
    let three =
      Self.who.replacing("people: {", with: "people: {region: {north: 50%, south: 50%}, ")
    let both = cafe(
      "initial: 300\n",
      "initial: 300\n      \(three)\n      "
        + twice("{of: region, is: north, people: {home: {owned: 50%, rented: 50%}}}") + "\n")
    expect(
      try Workbench(["test.yaml": both]).problems(),
      "home depends on region here and on age in line 10")
  }

  @Test func peopleWhoDiffer() throws {
    #expect(
      try problems(
        "effects: [{of: age, is: old, occasions: 2, rhythm: [{hours: Mon-Fri 14:00-16:00, times: 3}]}]"
      ).isEmpty)
    expect(
      try problems("effects: [{of: age, is: old, features: {seat: {points: 3}}}]"),
      "there is no feature 'seat'; there is none")
    let features = "effects: [{of: age, is: old, features: {seat: {points: 3}}}]"
    expect(try problems(features, "features: {wifi: {}}"), "no feature 'seat'; there is wifi")
    expect(
      try problems(features, "features: {wifi: {}, music: {}}"),
      "no feature 'seat'; there are wifi, music")
    expect(
      try problems("effects: [{of: age, is: old, channel_times: 3}]"), "say which 'channel'")
    expect(
      try problems(
        "season: {january: 0, february: 0, march: 0, april: 0, may: 0, june: 0, july: 0, august: 0, "
          + "september: 0, october: 0, november: 0, december: 0}"), "they must come in some month")
  }

  /// Nobody would come, and the report would show a segment at rest without a word.
  @Test func peopleComeAtSomeTime() throws {
    let never = "they must come at some time: 'times' is 0 in all of the "
    func told(_ rhythm: String, _ hours: String = "") throws -> [String] {
      let text = cafe("initial: 300\n", "initial: 300\n      rhythm: [\(rhythm)]\n")
        .replacing("    staff: 3\n", with: "    staff: 3\n\(hours)")
      return try Workbench(["test.yaml": text]).problems()
    }
    let all = "{hours: Mon-Sun 00:00-24:00, times: 0}"
    expect(try told(all), "test.yaml:8:15 customers.segments.regulars.rhythm: \(never)week")
    let hours = "    hours: Mon-Fri 08:00-18:00\n"
    expect(try told("{hours: Mon-Fri 07:00-19:00, times: 0}", hours), never + "opening hours")
    // Two together, and one that leaves a day of opening.
    let (early, late) = (
      "{hours: Mon-Fri 08:00-12:00, times: 0}", "{hours: Mon-Fri 12:00-18:00, times: 0}"
    )
    expect(try told("\(early), \(late)", hours), never + "opening hours")
    #expect(try told(early, hours).isEmpty)
    #expect(try told("{hours: Mon-Thu 00:00-24:00, times: 0}", hours).isEmpty)
    // Of some people, of a kind of customers, and under a contract.
    expect(
      try problems("effects: [{of: age, is: old, rhythm: [\(all)]}]"),
      "customers.segments.regulars.effects[0].rhythm: \(never)")
    expect(
      try problems(
        "spend_spread: 30%", customers: "  needs:\n    calm: {share: 100%, rhythm: [\(all)]}\n"),
      "customers.needs.calm.rhythm: \(never)")
    expect(
      try Workbench(["test.yaml": broadband("initial: 500", "initial: 500, rhythm: [\(all)]")])
        .problems(), never + "week")
  }

  @Test func whenPeopleUnderAContractHaveNeeds() throws {
    let season =
      "initial: 500, season: {december: 2}, rhythm: [{hours: Mon-Fri 09:00-12:00, times: 3}]"
    func warnings(_ need: String) throws -> [String] {
      let text = broadband("initial: 500", season).replacing("{rate: 2 per year}", with: need)
      return try Workbench(["test.yaml": text]).load("test.yaml").warnings.map(\.message)
    }
    #expect(try warnings("{rate: 2 per year}").allSatisfy { !$0.contains("does nothing") })
    let idle = try warnings("{rate: 2 per year, times: 'Mon-Fri 09:00'}")
    for key in ["season", "rhythm"] {
      expect(
        idle,
        "customers.segments.homes.\(key) does nothing: the needs with a 'rate' arise at fixed 'times' of the week"
      )
    }
    let none = (1...12).map { Season.names[$0 - 1] + ": 0" }.joined(separator: ", ")
    let text = broadband("initial: 500", "initial: 500, season: {\(none)}")
    expect(try Workbench(["test.yaml": text]).problems(), "they must come in some month")
    // Where nothing else tells what it is about.
    expect(
      try Workbench(["test.yaml": broadband()]).problems(
        settings: ["customers.segments.homes.season={\(none)}"]),
      "customers.segments.homes.season: they must come in some month")
  }

  @Test func households() throws {
    #expect(
      try problems(
        "household: {sizes: {one: 40%, two: 60%}, needs: 50%, family: {share: 30%, discount: 10%}}"
      ).isEmpty)
    expect(
      try problems("household: {sizes: {one: 40%, two: 40%}}"), "shares of 'sizes' add up to 80%")
    func warnings(_ household: String) throws -> [String] {
      let text = broadband("initial: 500", "initial: 500, household: \(household)")
      return try Workbench(["test.yaml": text]).load("test.yaml").warnings.map(\.message)
    }
    expect(try warnings("{needs: 50%}"), "say in 'sizes' how many persons stand behind customers")
    expect(
      try warnings("{sizes: {one: 100%}, family: {share: 50%}}"),
      "family does nothing: behind nobody stand two persons or more")
  }

  @Test func sites() throws {
    let good = "sites: {near: {time: 5 min}, far: {time: 9 min, teams: {baristas: {by: baristas}}}}"
    #expect(try problems("spend_spread: 30%", good).isEmpty)
    for (text, message) in [
      ("sites: {near: {teams: {barista: {by: baristas}}}}", "there is no team 'barista'"),
      ("sites: {near: {teams: {baristas: {by: barista}}}}", "no team 'barista'"),
      ("sites: {near: {segments: {regular: {time: 5 min}}}}", "there is no segment 'regular'"),
      ("sites: {near: {open: false}}", "no site is open"),
      ("sites: {near: {attraction: 0}}", "sites.near.attraction"),
      ("sites: {near: {time: 2 days}}", "sites.near.time"),
    ] { expect(try problems("spend_spread: 30%", text), message) }
  }

  @Test func whatSitesBearOn() throws {
    func warnings(_ text: String) throws -> [String] {
      try Workbench(["test.yaml": text]).load("test.yaml").warnings.map(\.message)
        .filter { !$0.contains("nobody is on duty") }
    }
    // Customers meet a team at the sites where it serves.
    let back = broadband("teams:", "teams:\n  back: {staff: 1, standards: {}}")
    #expect(try warnings(back).contains { $0.contains("teams.back.standards does nothing") })
    let sites = "\nsites: {near: {time: 5 min}, far: {time: 9 min, teams: {desk: {by: back}}}}"
    #expect(try !warnings(back + sites).contains { $0.contains("teams.back.standards") })
    // How people mind a way counts where there are sites.
    let minded = broadband() + "\nmarket: {travel_response: 3}"
    #expect(try warnings(minded).contains { $0.contains("travel_response does nothing") })
    let near = "\nsites: {near: {time: 5 min}, far: {time: 9 min}}"
    #expect(try !warnings(minded + near).contains { $0.contains("travel_response") })
    // Appointments are made in the hours of the team that the journey names.
    let call = "call: {team: desk, channel: phone, service: 9 min, resolves: 60%"
    func booked(_ hours: String) throws -> Bool {
      let text = broadband(call, call + ", appointment: {slots: 3 per h}")
        .replacing("\nteams:", with: "\nteams:\n  back: {staff: 1\(hours)}")
      return try warnings(text + sites).contains {
        $0.hasPrefix("sites.far.teams.desk: appointments at fault.call are made in the opening")
      }
    }
    #expect(try booked(", hours: Mon-Fri 09:00-10:00"))
    #expect(try !booked(""))
  }

  @Test func fees() throws {
    #expect(try problems("price_share: 80%").isEmpty)
    expect(
      try problems("fees: {yearly: £10}"),
      "customers.segments.regulars.fees acts only under a contract: nobody joins anything")
    let text = broadband(
      "initial: 500", "initial: 500, price_share: 80%, fees: {joining: £10, yearly: £20}")
    #expect(try Workbench(["test.yaml": text]).problems().isEmpty)
    expect(
      try Workbench(["test.yaml": broadband("initial: 500", "initial: 500, fees: {joining: -£1}")])
        .problems(), "customers.segments.homes.fees.joining")
  }

  @Test func kindsOfNeeds() throws {
    let kinds = "  needs:\n    quick: {share: 60%, likelier: [{of: age, is: young, times: 3}]}\n"
    #expect(
      try problems(
        "spend_spread: 30%", "segmentation: {demographic: 'age, home', want: calm}",
        customers: kinds + "    calm: {share: 40%}\n"
      ).isEmpty)
    expect(
      try problems("spend_spread: 30%", customers: kinds + "    calm: {share: 30%}\n"),
      "shares of 'customers.needs' add up to 90%")
    expect(
      try problems(
        "spend_spread: 30%",
        customers: "  needs:\n    all-of-them: {share: 100%, likelier: [{of: age, is: ol}]}\n"),
      "no value of age 'ol'")
    expect(
      try problems("spend_spread: 30%", "segmentation: {segments: 3}"),
      "segmentation has nothing to find")
    expect(
      try problems(
        "spend_spread: 30%", "segmentation: {want: qick, lifestyle: homes}",
        customers: kinds + "    calm: {share: 40%}\n"), "no kind of customer 'qick'")
  }

  @Test func goods() throws {
    #expect(
      try problems(
        "spend_spread: 30%",
        "stock: {categories: {beans: {share: 70%, like: coffee}, cake: {share: 30%, out: 5%}}}\n"
          + "returns: {base: 5%}"
      ).isEmpty)
    expect(
      try problems("spend_spread: 30%", "stock: {categories: {beans: {share: 70%}}}"),
      "shares of 'stock.categories' add up to 70%")
    expect(
      try problems(
        "spend_spread: 30%",
        "stock: {categories: {beans: {share: 100%, reactions: {elsewhere: 50%}}}}"),
      "shares of 'reactions' add up to")
    #expect(
      try problems("spend_spread: 30%", "returns: {reasons: {damaged: 5%}}").isEmpty)
    expect(
      try problems("spend_spread: 30%", "returns: {reasons: {damaged: 30%}}"),
      "shares of 'returns.reasons' add up to 110%; at most 100%, and less where a reason has become rarer "
        + "(wrong_item 23% + not_as_described 22% + damaged 30% + changed_mind 35%)")
    let contract = try Workbench(["test.yaml": broadband() + "\nreturns: {base: 5%}"]).problems()
    expect(contract, "returns acts only in a repertoire, not under a contract")
  }
}
