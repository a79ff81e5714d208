// What a manager can see: without @testable, as somebody outside sees the module.
import CustomerExperience
import Testing

/// Raises the price once complaints are few, and saves on marketing after a good month; keeps what it read.
private struct Careful: Policy {
  var raisesAt: Int
  var seen: @Sendable (Int, Double?, Double?) -> Void = { _, _, _ in }

  mutating func decide(_ decisions: inout Decisions, knowing firm: FirmView) {
    let complaints = firm.value(of: \.complaints.complaints)
    let revenue = firm.value(of: \.money.revenue)
    seen(firm.month, complaints, revenue)
    if firm.month == raisesAt, let complaints, complaints < 1_000_000 {
      decisions.price *= 2
      decisions.marketing = 0
    }
  }
}

@Suite("Policies: decisions at run time, on what the firm knows")
struct PolicyTests {
  private func run(_ scenario: Scenario, _ policies: [any Policy]) throws -> ReplicationResult {
    let model = try Model(scenario, policies: policies)
    return try model.settledWorld(seed: 3, replication: 1).run(model)
  }

  private func months(_ result: ReplicationResult, _ metric: String) throws -> [Double] {
    try #require(result.timeline[SeriesKey(metric, "all")])
  }

  @Test("a policy reads last month's records, and changes a price and a budget in mid-run")
  func decides() throws {
    let scenario = Scenario.everything(.contract)
    let before = try run(scenario, [])
    let after = try run(scenario, [Careful(raisesAt: 6)])
    #expect(after.violations.isEmpty)
    for metric in ["revenue", "acquisition_cost"] {
      let (a, b) = (try months(before, metric), try months(after, metric))
      #expect(a.prefix(6) == b.prefix(6), "\(metric)")
      #expect(metric == "revenue" ? b[6] > 1.7 * a[6] : b[6] == 0 && a[6] > 0, "\(metric)")
    }
  }

  @Test("a repertoire's price is decided, too, and shows in what customers choose")
  func prices() throws {
    let scenario = Scenario.everything(.repertoire)
    let before = try run(scenario, [])
    let after = try run(scenario, [Careful(raisesAt: 4)])
    let (a, b) = (try months(before, "purchases"), try months(after, "purchases"))
    #expect(a.prefix(4) == b.prefix(4))
    #expect(b.dropFirst(4).reduce(0, +) < 0.8 * a.dropFirst(4).reduce(0, +))
  }

  @Test("who decides nothing changes nothing, and is asked every month with what the books say")
  func idle() throws {
    let scenario = Scenario.everything(.contract)
    let before = try run(scenario, [])
    let asked = Asked()
    let watcher = Careful(raisesAt: -1) { asked.note(month: $0, complaints: $1, revenue: $2) }
    let after = try run(scenario, [watcher])
    #expect(after.summary.values.map(\.bitPattern) == before.summary.values.map(\.bitPattern))
    let (complaints, revenue) = (try months(before, "complaints"), try months(before, "revenue"))
    #expect(asked.months == Array(0..<13))
    #expect(asked.complaints[0] == nil && asked.revenue[0] == nil)
    for month in 1..<13 {
      #expect(asked.complaints[month] == complaints[month - 1])
      #expect(asked.revenue[month] == revenue[month - 1])
    }
  }

  @Test("a decision that cannot be is held to what can")
  func absurd() throws {
    struct Absurd: Policy {
      mutating func decide(_ decisions: inout Decisions, knowing firm: FirmView) {
        decisions.price = .nan
        decisions.marketing = -5
        decisions.training = .infinity
        decisions.offers = []
        decisions.priorities = [.last]
      }
    }
    let result = try run(.everything(.contract), [Absurd()])
    #expect(result.violations.isEmpty)
    #expect(try months(result, "revenue").allSatisfy { $0 == 0 })
  }
}

/// What a policy was told, in the order it was asked.
private final class Asked: @unchecked Sendable {
  var months: [Int] = []
  var complaints: [Double?] = []
  var revenue: [Double?] = []

  func note(month: Int, complaints: Double?, revenue: Double?) {
    months.append(month)
    self.complaints.append(complaints)
    self.revenue.append(revenue)
  }
}
