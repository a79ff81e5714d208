import Testing

@testable import CustomerExperience

@Suite("Money and the ledger")
struct LedgerTests {
  @Test(
    "money is a whole number of ten-thousandths, rounded to the nearest",
    arguments: [(0.1, 1_000), (12.345649, 123_456), (-0.00006, -1), (0.00004, 0), (1e300, 4e18)])
  func rounding(amount: Double, units: Double) {
    #expect(Money(amount).units == Int64(units))
  }

  @Test("what is no number is no money")
  func notANumber() { #expect(Money(.nan) == .zero) }

  @Test("a thousand tenths are exactly a hundred")
  func exact() {
    var sum = Money.zero
    for _ in 0..<1_000 { sum += Money(0.1) }
    #expect(sum == Money(100.0))
    #expect((sum - Money(40.0)).amount == 60)
    #expect(-sum < .zero)
  }

  /// The books of a scenario without segments, teams and so on.
  private let books = FigureLayout.reference.figures.money
  private let ledger = Ledger(income: FigureLayout.reference.accounts)

  @Test("cash is revenue less all costs")
  func closes() {
    var ledger = ledger
    ledger.post(books.revenue, Money(100))
    let costs = [books.supply, books.staff, books.training, books.recruitment, books.overhead]
    for (n, account) in costs.enumerated() { ledger.post(account, Money(Double(n))) }
    #expect(ledger.profit == Money(100 - 10))
    #expect(ledger.cash == ledger.profit)
    #expect(ledger.monthProfit == ledger.profit)
    ledger.closeMonth()
    #expect(ledger.monthProfit == .zero)
    #expect(ledger.cash == ledger.profit)
  }

  @Test("a sum that leaves its reach is noticed before it could wrap, in either direction")
  func outOfReach() {
    var once = ledger
    once.post(books.revenue, Money(399e12))
    #expect(!once.isOutOfReach)
    once.post(books.revenue, Money(2e12))
    #expect(once.isOutOfReach)
    for account in [books.revenue, books.staff] {
      var held = ledger
      // More than fits is held at the limit, which is out of reach.
      held.post(account, Money(1e300))
      #expect(held.isOutOfReach)
    }
    var many = ledger
    for _ in 0..<100_000 { many.post(books.staff, Money(6e9)) }
    #expect(many.isOutOfReach)
    var back = ledger
    back.post(books.staff, Money(399e12))
    back.post(books.supply, Money(399e12))
    // Neither account is, but cash is.
    #expect(back.isOutOfReach)
  }

  @Test("a posting that is dropped does not go unnoticed", arguments: 1...3)
  func dropped(number: Int) {
    var ledger = ledger
    ledger.dropsPosting = number
    ledger.post(books.revenue, Money(100))
    ledger.post(books.supply, Money(40))
    ledger.post(books.staff, Money(30))
    #expect(ledger.cash != ledger.profit)
  }
}
