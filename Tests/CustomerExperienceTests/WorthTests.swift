import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("M44 and M45: what customers are worth, and what growth is made of")
struct WorthTests {
  /// The yearly rate whose monthly rate is 12%, so that a "month" is a period of the formula.
  private let yearly: Double = Foundation.pow(1.12, 12.0) - 1

  /// Of payments at the end of each period, as it was published: without the one at its beginning.
  private func multiple(_ retention: Double) -> Double {
    CustomerValue.multiple(leaving: 1 - retention, yearlyDiscount: yearly, isBilled: true) - 1
  }

  @Test("the margin multiple", arguments: [(0.6, 1.15), (0.7, 1.67), (0.8, 2.50), (0.9, 4.09)])
  func multiples(retention: Double, published: Double) {
    #expect(abs(multiple(retention) - published) < 0.005)
  }

  @Test(
    "R12: one per cent more retention is worth 3 to 7% (Gupta, Lehmann & Stuart 2004)",
    arguments: [(0.75, 3.03), (0.80, 3.50), (0.85, 4.15), (0.90, 5.09), (0.95, 6.59)])
  func elasticity(retention: Double, published: Double) {
    let h = 1e-5
    let up = multiple(retention * (1 + h))
    let down = multiple(retention * (1 - h))
    let found = log(up / down) / log((1 + h) / (1 - h))
    #expect(abs(found - published) < 0.01)
  }

  @Test("paying all the time is worth many small payments, and has no bound without an end")
  func continuous() {
    let (leaving, discount) = (0.1, 0.08)
    let v = Foundation.pow(1 + discount, -1.0 / 12) * (1 - leaving)
    // The margin of a month in a thousand parts, each at the middle of its time.
    let parts = (0..<1000).reduce(0.0) { $0 + Foundation.pow(v, (Double($1) + 0.5) / 1000) / 1000 }
    let found = CustomerValue.multiple(
      leaving: leaving, yearlyDiscount: discount, isBilled: false)
    #expect(abs(found - parts / (1 - v)) < 1e-6)
    for isBilled in [true, false] {
      let endless = CustomerValue.multiple(leaving: 0, yearlyDiscount: 0, isBilled: isBilled)
      #expect(endless == .infinity)
    }
    #expect(CustomerValue.multiple(leaving: 1, yearlyDiscount: 0, isBilled: true) == 1)
  }

  @Test("a payment a year from now is discounted once")
  func presentValue() {
    let year = 365.25 * 1440
    #expect(
      abs(CustomerValue.presentValue(minutes: year, yearlyDiscount: 0.1) - 1 / 1.1) < 1e-12)
    #expect(CustomerValue.presentValue(minutes: 0, yearlyDiscount: 0.1) == 1)
    #expect(abs(pow(1 + CustomerValue.monthlyRate(0.1), 12) - 1.1) < 1e-12)
  }

  // MARK: - Growth

  /// A customer of random fate: joins, leaves, buys now and then.
  private func account(_ source: RandomSource, _ number: Int) -> SalesGrowth.Account {
    source.seek(UInt64(number), 0, 0)
    let joined = source.uniform() < 0.5 ? 0 : 24 * source.uniform()
    let left = source.uniform() < 0.5 ? 24 : joined + (24 - joined) * source.uniform()
    func year(_ y: Double) -> (notYet: Double, gone: Double, purchases: Double, sales: Double) {
      let notYet = min(12, max(0, joined - 12 * y))
      let gone = min(12, max(0, 12 * (y + 1) - left))
      let months = max(0, 12 - notYet - gone)
      let purchases = months > 0 ? (4 * source.uniform() * months / 12).rounded() : 0
      return (notYet, gone, purchases, purchases * (5 + 20 * source.uniform()))
    }
    let (first, second) = (year(0), year(1))
    return SalesGrowth.Account(
      sales: (first.sales, second.sales), purchases: (first.purchases, second.purchases),
      notYet: (first.notYet, second.notYet), gone: (first.gone, second.gone))
  }

  private func expectExact(_ accounts: [SalesGrowth.Account]) throws -> SalesGrowth {
    let parts = try #require(SalesGrowth.parts(of: accounts))
    let first = accounts.reduce(0) { $0 + $1.sales.0 }
    let second = accounts.reduce(0) { $0 + $1.sales.1 }
    #expect(abs(parts.total - (second / first - 1)) < 1e-12)
    return parts
  }

  @Test("the parts add up to growth without a residual", arguments: 1...20)
  func exact(seed: UInt64) throws {
    let source = RandomSource(seed: seed, replication: 1)
    _ = try expectExact((0..<300).map { account(source, $0) })
  }

  private func account(
    sales: (Double, Double), purchases: (Double, Double) = (12, 12),
    notYet: (Double, Double) = (0, 0), gone: (Double, Double) = (0, 0)
  ) -> SalesGrowth.Account {
    SalesGrowth.Account(sales: sales, purchases: purchases, notYet: notYet, gone: gone)
  }

  @Test("each cause of growth is put down to its own part")
  func ownParts() throws {
    let steady = account(sales: (120, 120))
    let dearer = try expectExact([steady, account(sales: (120, 180))])
    #expect(dearer.priceMix > 0 && dearer.total == dearer.priceMix)
    let oftener = try expectExact([steady, account(sales: (120, 180), purchases: (12, 18))])
    #expect(abs(oftener.frequency - oftener.total) < 1e-12)
    let joined = try expectExact(
      [steady, account(sales: (60, 120), purchases: (6, 12), notYet: (6, 0))])
    #expect(abs(joined.acquisition - joined.total) < 1e-12)
    let gone = try expectExact(
      [steady, account(sales: (120, 60), purchases: (12, 6), gone: (0, 6))])
    #expect(abs(gone.retention - gone.total) < 1e-12 && gone.retention < 0)
  }

  @Test("money retained: who leaves counts by what they paid, whoever else pays more")
  func revenueRetention() throws {
    // Nine who pay £10 and one who pays £110: the one leaves, and one of the nine pays twice as much.
    let small = Array(repeating: (first: 10.0, second: 10.0), count: 8)
    let kept = try #require(
      RevenueRetention(of: small + [(first: 10, second: 20), (first: 110, second: 0)]))
    #expect(abs(kept.net - 100.0 / 200) < 1e-12)
    #expect(abs(kept.gross - 90.0 / 200) < 1e-12)
    #expect(RevenueRetention(of: [(first: 0, second: 5)]) == nil)
  }

  @Test("edges: newcomers, leavers, a year without a purchase, equal months, equal sales")
  func edges() throws {
    let odd = [
      account(sales: (0, 50), purchases: (0, 5), notYet: (12, 7)),
      account(sales: (30, 0), purchases: (3, 0), gone: (9, 12)),
      account(sales: (30, 0), purchases: (3, 0)),
      account(sales: (0, 40), purchases: (0, 4)),
      account(sales: (0, 0), purchases: (0, 0)),
      // Joined in the one year and left in the other: as many months in both.
      account(sales: (60, 55), purchases: (6, 6), notYet: (6, 0), gone: (0, 6)),
      account(sales: (100, 100)),
    ]
    _ = try expectExact(odd)
    let level = try expectExact([account(sales: (100, 100))])
    #expect(level.total == 0)
    #expect(SalesGrowth.parts(of: [account(sales: (0, 10), purchases: (0, 1))]) == nil)
    #expect(SalesGrowth.logarithmicMean(3, 3) == 3)
  }
}
