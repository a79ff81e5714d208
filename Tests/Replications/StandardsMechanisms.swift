import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

@Suite("Service standards: what is specified, checked and kept")
struct StandardsMechanisms {
  /// Customers who ring ten people who differ from one another, and in nothing else.
  private func firm(_ change: (inout ServiceStandards) -> Void = { _ in }) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 600, months: 12)
    s.journeys = [.need("ask", perYear: 6, at: .phone(team: "desk", service: .constant(5)))]
    s.teams = [.steady("desk", onDuty: 10)]
    s.quality.betweenStaff = 8
    var law = ServiceStandards()
    law.specification = Dimensions(all: 60)
    (law.tolerance, law.checksPerMonth, law.halvesAfter) = (3, 4, 1)
    (law.lastsMonths, law.minutes, law.cost) = (600, 10, 7)
    change(&law)
    s.teams[0].standards = law
    return s
  }

  private func without(_ scenario: Scenario) -> Scenario {
    var s = scenario
    s.teams[0].standards = nil
    return s
  }

  @Test("on paper: halved by so many checks, lost by half in so many months, and where both meet")
  func law() {
    var law = ServiceStandards()
    (law.halvesAfter, law.lastsMonths) = (3, 6)
    var share = 0.0
    for _ in 0..<3 { share = StandardsLaw.afterCheck(share, law) }
    #expect(abs(share - 0.5) < 1e-12)
    #expect(abs(StandardsLaw.faded(0.8, months: 6, law) - 0.4) < 1e-12)
    // A check a month for ever: g/(1 − r(1 − g)) after it, as a course that is repeated.
    for _ in 0..<400 {
      share = StandardsLaw.afterCheck(StandardsLaw.faded(share, months: 1, law), law)
    }
    let (g, r) = (1 - exp2(-1.0 / 3), exp2(-1.0 / 6))
    #expect(abs(StandardsLaw.gain(law) - g) < 1e-12)
    #expect(abs(share - g / (1 - r * (1 - g))) < 1e-9)
  }

  @Test("checks draw those who serve together, and more encounters are to standard")
  func spread() throws {
    let with = firm()
    let runs = try replicate(with, under: [with, without(with)], 3)
    #expect(runs.allSatisfy { $0.conserve })
    let spreads = try runs.map { try $0.values("quality_spread") }
    // Four checks a month, each of which halves what is left: after the first month a sixteenth.
    for (kept, free) in zip(spreads[0], spreads[1]) { #expect(kept < 0.5 * free) }
    #expect(runs[1][0].summary[SeriesKey("standard_compliance", "all")] == nil)
    // Nobody is checked: it is still known who keeps to it.
    let unchecked = try replicate(firm { $0.checksPerMonth = 0 }, 3)
    let early = try unchecked.values("standard_compliance", months: 6..<12).reduce(0, +)
    let late = try runs[0].values("standard_compliance", months: 6..<12).reduce(0, +)
    // What is normal with a deviation of 8 is no more than 3 short 65 times in 100.
    #expect(early < 2.9 && late > 2.99)
    #expect(try unchecked.values("standard_checks") == [0, 0, 0])
  }

  @Test("checks take staff time and money, as many as were asked for")
  func costs() throws {
    let runs = try replicate(firm(), 1)
    // Forty a month; the last of them may go on when the year ends.
    let checks = try runs.values("standard_checks")[0]
    #expect(checks >= 478 && checks <= 480)
    #expect(abs(try runs.values("standard_cost")[0] - 7 * checks) < 1e-6)
    let long = try replicate(firm { $0.minutes = 240 }, 1)
    #expect(
      try long.values("occupancy", "team:desk")[0] > runs.values("occupancy", "team:desk")[0])
    let conformity = try #require(
      runs[0].timeline[SeriesKey("standard_conformity", "team:desk")])
    #expect(conformity[0] > 0.5 && conformity[11] > 0.99)
  }

  @Test(
    "a check is no customer: it makes no call, no wait, and none of the visits that a day has room for"
  )
  func noCustomer() throws {
    func scenario(checks: Double) -> Scenario {
      var s = firm {
        ($0.checksPerMonth, $0.minutes, $0.cost) = (checks, 0, 0)
      }
      s.customers.segments[0].initial = 40
      s.journeys[0].need.rate = .constant(18)
      s.teams[0].staff = 1
      s.teams[0].onDuty = 1
      (s.teams[0].capacity, s.teams[0].answerWithin) = (2, 60)
      s.teams[0].hours = WeeklyHours(
        intervals: (0..<7).map { $0 * 1_440 + 540..<$0 * 1_440 + 1_020 })
      return s
    }
    let unchecked = scenario(checks: 0)
    let runs = try replicate(unchecked, under: [unchecked, scenario(checks: 31)], 1)
    for run in runs { #expect(run.conserve) }
    #expect(try runs[1].values("standard_checks")[0] > 100)
    // Two calls a day on average, and no more than two that are answered: a quarter is lost.
    #expect(try runs[0].values("turned_away_rate", "team:desk")[0] > 0.1)
    for metric in [
      "mean_wait", "mean_wait_all", "delayed_share", "abandonment_rate", "service_level",
      "service_level_answered", "turned_away_rate",
    ] {
      let values = try runs.map { try $0.values(metric, "team:desk")[0] }
      #expect(abs(values[1] - values[0]) < 1e-6, "\(metric)")
    }
  }

  @Test("who serves at a site in place of others is checked as well")
  func atASite() throws {
    var s = firm()
    var few = Team.steady("few", onDuty: 2)
    few.standards = s.teams[0].standards
    s.teams[0].standards = nil
    s.teams.append(few)
    s.sites = ["near", "far"].map { id in
      var site = Site()
      site.id = id
      return site
    }
    var served = SiteTeam()
    (served.id, served.by) = ("desk", "few")
    s.sites[1].teams = [served]
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    // Two are checked four times a month.
    let checks = try runs.values("standard_checks", "team:few")[0]
    #expect(checks >= 94 && checks <= 96)
    #expect(try runs.values("standard_compliance", "team:few")[0] > 0)
  }

  @Test("a low standard, kept to perfection, leaves customers short")
  func tooLow() throws {
    let with = firm { $0.specification = Dimensions(all: 50) }
    let runs = try replicate(with, under: [with, without(with)], 2)
    let months = 6..<12
    let quality = try runs.map { try $0.values("quality_mean", months: months) }
    for (kept, free) in zip(quality[0], quality[1]) {
      #expect(abs(kept - 50) < 0.5 && kept < free)
    }
    let compliance = try runs[0].values("standard_compliance", months: months)
    #expect(compliance.allSatisfy { $0 > 0.999 })
    // Customers go on expecting the 60 that they knew.
    let distance = try runs[0].values("standard_against_expected", months: months)
    #expect(distance.allSatisfy { abs($0 + 10) < 0.01 })
    let satisfaction = try runs.map { try $0.values("satisfaction_mean", months: months) }
    for (kept, free) in zip(satisfaction[0], satisfaction[1]) { #expect(kept < free) }
    // Set at what customers expect, the same checks close what delivery falls short of it: gap 3.
    var short = firm()
    short.quality.betweenStaff = 0
    short.quality.gaps.delivery = Dimensions(all: 6)
    let closed = try replicate(short, under: [short, without(short)], 1)
    let delivered = try closed.map { try $0.values("quality_mean", months: months)[0] }
    #expect(abs(delivered[0] - 60) < 0.1 && abs(delivered[1] - 54) < 1e-9)
  }
}
