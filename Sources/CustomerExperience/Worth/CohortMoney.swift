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
      while row < customers.count, customers[row].joined < grid.boundary(month + 1) { row += 1 }
      put(String(month), first..<row, from: month, skipping: 1)
    }
  }

  private func money(
    of members: Range<Int>, from first: Int, skipping skipped: Int, active: [Double], end: Int
  ) -> CohortMoney {
    let length = max(0, end - first)
    let months = (first..<max(first, end)).map { accounts(ofMonth: $0) }
    let none = [Double?](repeating: nil, count: length + 1)
    var money = CohortMoney(
      revenue: [Double](repeating: 0, count: length), customers: none, net: none, gross: none)
    let base = skipped..<skipped + 12
    let isLong = length >= base.upperBound
    var paid = [Double](repeating: 0, count: length)
    var kept = [Double](repeating: 0, count: length + 1)
    for row in members {
      for month in 0..<length {
        paid[month] = row < months[month].count ? months[month][row].revenue.amount : 0
        money.revenue[month] += paid[month]
      }
      guard isLong else { continue }
      let before = paid[base].reduce(0, +)
      var year = before
      for end in base.upperBound...length {
        if end > base.upperBound { year += paid[end - 1] - paid[end - 13] }
        kept[end] += min(before, year)
      }
    }
    guard isLong else { return money }
    let before = money.revenue[base].reduce(0, +)
    // Customers in a month: the mean of its ends.
    let there = (0..<length).map { (active[$0] + active[$0 + 1]) / 2 }
    let heads = there[base].reduce(0, +)
    for end in base.upperBound...length {
      let year = end - 12..<end
      if heads > 0 { money.customers[end] = there[year].reduce(0, +) / heads }
      guard before > 0 else { continue }
      money.net[end] = money.revenue[year].reduce(0, +) / before
      money.gross[end] = kept[end] / before
    }
    return money
  }
}
