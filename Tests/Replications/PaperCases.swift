import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import ScenarioFiles
import Testing

/// Small scenarios whose figures can be worked out on paper.
@Suite("Cases worked out on paper")
struct PaperCases {
  private func scenario(_ text: String, _ settings: [String] = []) throws -> Scenario {
    try Case.scenario(text, settings)
  }

  private func runs(_ text: String, _ settings: [String] = [], _ replications: Int = 1) throws
    -> [ReplicationResult]
  {
    let model = try Model(scenario(text, settings))
    return try (1...replications).map {
      let result = try model.settledWorld(seed: 1, replication: $0).run(model)
      #expect(result.violations.isEmpty)
      return result
    }
  }

  private func mean(_ runs: [ReplicationResult], _ metric: String, _ subject: String = "all")
    throws -> Double
  {
    let values = try runs.map { try #require($0.summary[SeriesKey(metric, subject)]) }
    return values.reduce(0, +) / Double(values.count)
  }

  // MARK: - Value

  /// £10 a month, all of it margin, and a chance of leaving that is the same for all and always.
  private static let subscription = """
    title: Constant churn
    clock: {start: 2026-01-05, horizon: 12 months, settle: 0 months}
    customers:
      relationship: contract
      contract: {term: 0 months, price: £10/month}
      segments: {people: {initial: 4000}}
    loyalty: {churn: 10% per month, heterogeneity: 0, satisfaction: 0, trust: 0, failure: 0, pull: 0}
    market: {price_response: 0, quality_response: 0, nothing: -10}
    journeys: {help: {need: {rate: 0 per year}, touchpoints: {site: {service: 1 min}}}}
    economics: {margin: 100%, discount_rate: 0% per year}
    complaints: {cost: £0, goodwill: £0}
    """

  @Test("a customer's value does not depend on how long the run is", arguments: [1, 3, 12])
  func value(months: Int) throws {
    let found = try mean(
      runs(Self.subscription, ["clock.horizon=\(months) months"], 10), "customer_value")
    // £10 over a chance of 10%. What is left to chance is who has left by the end: its standard error is
    // at most that of 40,000 geometric lifetimes, £95 over the root of their number.
    #expect(abs(found - 100) < 3 * 95 / 40_000.0.squareRoot(), "\(found)")
  }

  @Test("nobody leaves: a perpetuity where money is discounted, and no bound where it is not")
  func perpetuity() throws {
    let discounted = try mean(
      runs(
        Self.subscription,
        ["loyalty.churn=0% per month", "economics.discount_rate=10% per year"]), "customer_value")
    // 10 / (1 - 1.1^(-1/12)); months of the calendar are not all alike.
    #expect(abs(discounted - 1264.05) < 0.5, "\(discounted)")
    let endless = try runs(Self.subscription, ["loyalty.churn=0% per month"])
    #expect(try mean(endless, "customer_value") == .infinity)
  }

  // MARK: - Staff

  private static func desk(_ team: String, start: String = "2026-02-02", months: Int) -> String {
    """
    title: Desk
    clock: {start: \(start), horizon: \(months) months, settle: 0 months}
    customers:
      relationship: contract
      contract: {term: 0 months, price: £10/month}
      segments: {people: {initial: 200}}
    loyalty: {churn: 0% per month}
    journeys:
      help: {need: {rate: 12 per year}, touchpoints: {line: {team: desk, channel: phone, service: 5 min}}}
    teams:
      desk: {absence: 0%, turnover: 0% per year, novice: {slower: 0%, skill_gap: 0%}, pay: £10/h, \(team)}
    """
  }

  @Test("two posts round the clock are paid for every hour of the month")
  func paidByTheHour() throws {
    // 2 people, 24 hours, the 28 days from 2 February to 2 March, £10.
    let runs = try runs(Self.desk("on_duty: 2, hours: always", months: 1))
    #expect(try mean(runs, "staff_cost") == 2 * 24 * 28 * 10)
  }

  @Test("as many are on duty in each month as the roster has, however many working days it has")
  func onDuty() throws {
    let runs = try runs(
      Self.desk("staff: 10, week: 40 h, hours: Mon-Fri 09:00-17:00", months: 6))
    let months = try #require(runs[0].timeline[SeriesKey("on_duty", "team:desk")])
    // Those who are with a customer at closing time stay for some minutes.
    #expect(months.count == 6 && months.allSatisfy { $0 >= 10 && $0 < 10.05 }, "\(months)")
  }

  @Test(
    "shifts over midnight end, and cover what they should",
    arguments: [
      "Mon-Fri 22:00-06:00", "Mon-Fri 22:00-24:00 and Tue-Sat 00:00-06:00", "Sun 20:00-04:00",
      "always",
    ])
  func nights(_ hours: String) throws {
    let runs = try runs(Self.desk("staff: 4, week: 40 h, hours: '\(hours)'", months: 2))
    let expected = hours == "always" ? 4 * 40.0 / 168 : 4
    let found = try mean(runs, "on_duty", "team:desk")
    #expect(abs(found - expected) < 0.05, "\(found)")
  }

  /// Hours at random: up to six openings of any length, whole minutes.
  private func hours(_ source: RandomSource, _ number: Int) -> WeeklyHours {
    source.seek(UInt64(number), 7, 0)
    let intervals = (0..<1 + Int(source.uniform() * 6)).map { _ -> Range<Int> in
      let from = Int(source.uniform() * 10_079)
      return from..<min(10_080, from + 1 + Int(source.uniform() * 3_000))
    }
    return WeeklyHours(intervals: intervals)
  }

  @Test("every run ends, and who should be on duty is, whatever the hours", arguments: 0..<24)
  func anyHours(_ number: Int) throws {
    let source = RandomSource(seed: 3, replication: 1)
    var scenario = try scenario(Self.desk("on_duty: 3", months: 3))
    scenario.teams[0].hours = hours(source, number)
    let model = try Model(scenario)
    let stated = try model.settledWorld(seed: 1, replication: 1).run(model)
    let onDuty = try #require(stated.summary[SeriesKey("on_duty", "team:desk")])
    // Overtime is at most some minutes an opening.
    #expect(onDuty >= 3 - 1e-9 && onDuty < 3.5, "\(scenario.teams[0].hours): \(onDuty)")
    scenario.teams[0].onDuty = nil
    scenario.teams[0].staff = 5
    let rota = try Model(scenario)
    let result = try rota.settledWorld(seed: 1, replication: 1).run(rota)
    #expect(result.violations.isEmpty)
    let there = try #require(result.summary[SeriesKey("on_duty", "team:desk")])
    #expect(there >= 0 && there < 5.5)
  }

  // MARK: - Plans

  @Test(
    "what a plan sets from the start on holds in the first month, and takes nothing of the plan away"
  )
  func planFromTheStart() throws {
    let plan = """

      measurement: {mystery_shopper: {visits: 3 per month, cost: £1}}
      plan:
        - {at: month 0, item: more, cost: £500, set: {measurement.mystery_shopper.visits: 7 per month}}
        - {at: month 2, train: desk, course: manners}
      """
    let team = "staff: 4, hours: Mon-Fri 09:00-17:00, training: {manners: {hours: 2 h, cost: £10}}"
    let runs = try runs(Self.desk(team, months: 4) + plan)
    let costs = try #require(runs[0].timeline[SeriesKey("shopper_cost", "all")])
    #expect(Array(costs) == [7, 7, 7, 7])
    #expect(try mean(runs, "plan_cost") == 500)
    #expect(try mean(runs, "training_cost") == 4 * 10)
  }

  // MARK: - Complaints

  @Test("who complains is a share of those who could: never more than all")
  func complaintIncidence() throws {
    let runs = try runs(
      Self.desk("staff: 1", months: 24),
      [
        "complaints.base=3", "complaints.tolerance=0 points", "loyalty.churn=20% per month",
        "customers.acquisition.marketing.spend=£4000/month",
        "customers.acquisition.marketing.cost=£20", "journeys.help.need.rate=100 per year",
        "journeys.help.touchpoints.line.resolves=5%",
      ])
    let share = try mean(runs, "complaint_incidence")
    #expect(share > 0.5 && share <= 1, "\(share)")
  }
}
