import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

/// What a report says of prices by segment, seasons and households.
@Suite struct SegmentReportTests {
  private func outcome(_ change: (inout RunOutcome) -> Void = { _ in }) -> RunOutcome {
    var outcome = Fixture.run()
    change(&outcome)
    return outcome
  }

  private func row(_ id: String, _ subject: String, _ mean: Double, _ half: Double) -> SummaryRow {
    SummaryRow(metric: Fixture.metric(id), subject: subject, estimate: Fixture.estimate(mean, half))
  }

  @Test func pricesBySegment() throws {
    let priced = outcome {
      $0.summary += [
        row("price_paid", "segment:families", 32, 0.1),
        row("price_paid", "segment:students", 25.6, 0.1), row("customer_fees", "all", 9_000, 200),
        row("customer_fees", "segment:students", 9_000, 200), row("put_off", "all", 41, 3),
      ]
    }
    let chart = try #require(RunCharts.all(priced).first { $0.name == "segment_prices" })
    #expect(chart.title.contains("£25.60 a bill") && chart.title.contains("£32.00"))
    let text = try #require(Sentences(priced.scenario).segmentPrices(priced))
    #expect(text.hasPrefix("Fees bring £9,000") && text.contains("puts off 41"))
    #expect(chart.description.contains("pay a bill. Fees are not in it."))
    // What a bill comes to has more reasons than the share of the list price.
    var shared = priced
    shared.scenario.customers.segments[0].priceShare = 0.8
    func words() throws -> String {
      try #require(Sentences(shared.scenario).segmentPrices(shared))
    }
    #expect(try words().hasPrefix("A segment that pays another share of the list price"))
    #expect(try !words().contains("list price alone"))
    var household = Household()
    household.family = FamilyAccount()
    shared.scenario.customers.segments[0].household = household
    #expect(
      try words().contains(
        "A segment's mean bill does not follow from its share of the list price alone, but also from how many "
          + "persons stand behind its customers. Fees"))
    shared.scenario.customers.segments[0].household?.family?.discount = 0.2
    #expect(
      try words().contains(
        "how many persons stand behind its customers and what is taken off for family accounts."
      ))
    let drawn = try #require(RunCharts.all(shared).first { $0.name == "segment_prices" })
    #expect(
      drawn.description.contains("pay a bill, a whole household's where several persons share it."))
    let plain = outcome()
    #expect(Sentences(plain.scenario).segmentPrices(plain) == nil)
    #expect(!RunCharts.all(plain).contains { $0.name == "segment_prices" })
  }

  @Test func sites() throws {
    let several = outcome {
      for (id, name, heads, spread) in [
        ("near", "Near", 3_800.0, 6.2), ("far", "Far", 1_200, 9.4),
      ] {
        var site = Site()
        (site.id, site.name) = (id, name)
        $0.scenario.sites.append(site)
        let subject = "site:" + id
        $0.summary += [
          row("site_customers", subject, heads, 10),
          row("site_satisfaction", subject, 78 - spread, 0.2),
          row("site_quality", subject, 71, 0.2), row("site_quality_spread", subject, spread, 0.1),
          row("site_moved", subject, id == "near" ? 0 : 240, 5),
        ]
      }
    }
    let chart = try #require(RunCharts.all(several).first { $0.name == "sites" })
    #expect(chart.title == "Service varies by ±9.4 points at Far, by ±6.2 at Near")
    let text = try #require(Sentences(several.scenario).sites(several))
    #expect(text.hasPrefix("More customers go to Near than anywhere else, 3,800 at the end"))
    #expect(text.contains("240 customers moved to another site"))
    #expect(SiteOutcome.table(several).rows.count == 2)
    let plain = outcome()
    #expect(Sentences(plain.scenario).sites(plain) == nil)
    #expect(!RunCharts.all(plain).contains { $0.name == "sites" })
  }

  @Test func theTeamOfAClosedSiteGoesOnBeingPaid() throws {
    func closing(background: Background? = nil) -> RunOutcome {
      outcome {
        for (id, by) in [("near", "first-line"), ("far", "field")] {
          var site = Site()
          (site.id, site.teams) = (id, [SiteTeam()])
          (site.teams[0].id, site.teams[0].by) = ("first-line", by)
          $0.scenario.sites.append(site)
          $0.summary.append(row("site_customers", "site:" + id, 2_500, 10))
        }
        $0.scenario.journeys[0].touchpoints[0].team = "first-line"
        $0.scenario.teams[1].background = background
        $0.scenario.phases = []
        var closed = $0.scenario
        closed.sites[1].open = false
        $0.scenario.phases = [Phase(at: .month(24.5), settings: closed, changes: [])]
        $0.timeline.append(
          TimelineSeries(
            metric: Fixture.metric("staff_cost"), subject: "team:field",
            estimates: (0..<Fixture.months).map { _ in Fixture.estimate(2_000, 10) }))
      }
    }
    let idle = closing()
    // From the middle of the 25th month on: eleven and a half of 36.
    let text = try #require(Sentences(idle.scenario).idlePay(idle))
    #expect(text.contains("Engineers goes on being paid") && text.contains("£23,000"), "\(text)")
    #expect(try #require(Sentences(idle.scenario).sites(idle)).contains(text))
    let page = RunPage.text(
      idle, charts: RunCharts.all(idle), drawings: [:], context: Fixture.context())
    #expect(page.components(separatedBy: "goes on being paid").count == 3)
    // Where others come to the team as well, it has somebody to serve.
    let busy = closing(background: Background())
    #expect(Sentences(busy.scenario).idlePay(busy) == nil)
    let plain = outcome()
    #expect(Sentences(plain.scenario).idlePay(plain) == nil)
  }

  @Test func needsByMonth() throws {
    let seasonal = outcome {
      var season = Season()
      season.december = 2
      $0.scenario.customers.segments[0].season = season
      $0.scenario.customers.relationship = .contract
      $0.scenario.journeys[0].need.rate = .constant(2)
    }
    let chart = try #require(RunCharts.all(seasonal).first { $0.name == "needs_by_month" })
    // 700 in the first month, one fewer in each that follows.
    #expect(chart.title.hasPrefix("Most needs come in month 0, 700, fewest in month 35, 665"))
    let text = try #require(Sentences(seasonal.scenario).season(seasonal))
    #expect(text.contains("grow by 5%"))
    var idle = seasonal
    for place in idle.timeline.indices where idle.timeline[place].metric.id == "needs" {
      idle.timeline[place].estimates[4] = Fixture.estimate(0, 0)
    }
    let still = try #require(Sentences(idle.scenario).season(idle))
    #expect(still.contains("In some months nobody needs anything.") && !still.contains("grow by"))
    let plain = outcome()
    #expect(Sentences(plain.scenario).season(plain) == nil)
    #expect(!RunCharts.all(plain).contains { $0.name == "needs_by_month" })
  }

  @Test func accounts() throws {
    let shared = outcome {
      var household = Household()
      household.family = FamilyAccount()
      $0.scenario.customers.segments[0].household = household
      $0.summary += [
        row("persons_per_customer", "all", 2.3, 0.01), row("spend_per_person", "all", 12.5, 0.1),
        row("account_retention_12m", "account:family", 0.91, 0.004),
        row("account_retention_12m", "account:other", 0.84, 0.004),
      ]
      for (id, loss) in [("family", 0.004), ("other", 0.01)] {
        $0.timeline.append(
          TimelineSeries(
            metric: Fixture.metric("account_retention"), subject: "account:" + id,
            estimates: (0..<Fixture.months).map {
              Fixture.estimate(1 - loss * Double($0 + 1), 0.002)
            }))
      }
    }
    let chart = try #require(RunCharts.all(shared).first { $0.name == "accounts" })
    #expect(
      chart.title == "At the end 86 of 100 family accounts are still there, and 64 of 100 others")
    let table = try #require(RunTables.all(shared).first { $0.file == "accounts.csv" })
    #expect(table.rows.count == 2 * Fixture.months)
    let text = try #require(Sentences(shared.scenario).households(shared))
    #expect(text.contains("Behind 100 customers stand 230 persons"))
    #expect(text.contains("Of 100 family accounts 91") && text.contains("of 100 others 84"))
    #expect(!RunTables.all(outcome()).contains { $0.file == "accounts.csv" })
  }
}
