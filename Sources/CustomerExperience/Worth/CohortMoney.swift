/// What a cohort pays as time goes by, and how many of it are there to pay.
public struct CohortMoney: Sendable {
  /// What it pays in each month; the first is that in which it joined.
  public var revenue: [Double]
  /// By months since then: its customers in the twelve months before over those in its first twelve; nil in the
  /// first year.
  public var customers: [Double?]
  /// The same of what they pay (net revenue retention).
  public var net: [Double?]
  /// The same where nobody counts with more than in the first twelve months (gross revenue retention).
  public var gross: [Double?]
}

extension Simulation {
  /// The money of the customers at the start, and of those who joined in each month.
  ///
  /// Who joins in the course of a month pays for a part of it: the first twelve months of those who joined later
  /// begin with the next.
  mutating func concludeCohortMoney(end: Int) {
    func put(_ cohort: String, _ members: Range<Int>, from first: Int, skipping skipped: Int) {
      guard let active = result.cohorts[cohort] else { return }
      result.cohortMoney[cohort] = money(
        of: members, from: first, skipping: skipped, active: active, end: end)
    }
    put("initial", 0..<initialCount, from: 0, skipping: 0)
    // Newcomers have their rows in the order in which they joined.
    var row = initialCount
    for month in 0..<end {
      let first = row
      while row < customers.count, joined(of: row) < grid.boundary(month + 1) { row += 1 }
      put(String(month), first..<row, from: month, skipping: 1)
    }
  }

  /// Month by month, as the accounts lie in memory, and in whole ten-thousandths, which add up in any order.
  private func money(
    of members: Range<Int>, from first: Int, skipping skipped: Int, active: [Double], end: Int
  ) -> CohortMoney {
    let length = max(0, end - first)
    let none = [Double?](repeating: nil, count: length + 1)
    var money = CohortMoney(revenue: [], customers: none, net: none, gross: none)
    let base = skipped..<skipped + 12
    var before = [Int64](repeating: 0, count: length < base.upperBound ? 0 : members.count)
    for month in 0..<length {
      let accounts = accounts(ofMonth: first + month)
      var paid: Int64 = 0
      for row in members.clamped(to: 0..<accounts.count) { paid += accounts[row].revenue.units }
      money.revenue.append(Money(units: paid).amount)
      guard base.contains(month), !before.isEmpty else { continue }
      for row in members.clamped(to: 0..<accounts.count) {
        before[row - members.lowerBound] += accounts[row].revenue.units
      }
    }
    guard length >= base.upperBound, !members.isEmpty else { return money }
    let whole = money.revenue[base].reduce(0, +)
    // Customers in a month: the mean of its ends.
    let there = (0..<length).map { (active[$0] + active[$0 + 1]) / 2 }
    let heads = there[base].reduce(0, +)
    // What each paid in the twelve months before.
    var year = before
    for end in base.upperBound...length {
      if end > base.upperBound {
        let (last, gone) = (accounts(ofMonth: first + end - 1), accounts(ofMonth: first + end - 13))
        for row in members.clamped(to: 0..<min(last.count, gone.count)) {
          year[row - members.lowerBound] += last[row].revenue.units - gone[row].revenue.units
        }
      }
      let months = end - 12..<end
      if heads > 0 { money.customers[end] = there[months].reduce(0, +) / heads }
      guard whole > 0 else { continue }
      var kept: Int64 = 0
      for place in year.indices { kept += min(before[place], year[place]) }
      money.net[end] = money.revenue[months].reduce(0, +) / whole
      money.gross[end] = Money(units: kept).amount / whole
    }
    return money
  }
}
