/// The firm's accounts.
///
/// Every posting names the account and moves cash by the same amount, so the ledger closes exactly:
/// opening cash plus all postings is closing cash. Which accounts there are follows from the figures that
/// rooms declare (``FigureBuilder/account(_:_:isIncome:_:_:)``).
struct Ledger {
  /// The most accounts there can be.
  ///
  /// Their sums lie in the ledger itself: an array would be asked at each posting who else holds it.
  static let most = 48

  /// Whether each account is one of income.
  private let income: [Bool]
  /// Cash since the start.
  private(set) var cash = Money.zero
  private var sums = InlineArray<48, Money>(repeating: .zero)
  private var sumsOfMonth = InlineArray<48, Money>(repeating: .zero)
  /// For a test that the check finds a lost entry: drops the n-th posting to cash.
  var dropsPosting: Int?
  private var postings = 0
  /// The number of the account that was posted to when a sum first grew beyond what is counted: from then on the
  /// sums mean nothing.
  private(set) var outOfReach: Int32?

  /// Whether a sum has grown beyond what is counted.
  var isOutOfReach: Bool { outOfReach != nil }

  /// Ten-thousandths from which on money is not counted any more, in either direction: as far as an amount can
  /// reach, and less than half of what fits, so that a sum within reach and one more amount always fit.
  static let reach: Int64 = 4_000_000_000_000_000_000

  /// Opens an account each.
  init(income: [Bool]) {
    precondition(income.count <= Self.most, "more accounts than the ledger has room for")
    self.income = income
  }

  /// Totals since the start, by account.
  var totals: [Money] { income.indices.map { sums[$0] } }
  /// Totals of the month.
  var month: [Money] { income.indices.map { sumsOfMonth[$0] } }

  /// Books an amount, positive in the account's own direction.
  mutating func post(_ account: Account, _ amount: Money) {
    let sum = sums[Int(account.number)] + amount
    sums[Int(account.number)] = sum
    sumsOfMonth[Int(account.number)] += amount
    postings += 1
    if postings == dropsPosting { return }
    cash += account.isIncome ? amount : -amount
    if !Self.isWithinReach(sum) || !Self.isWithinReach(cash) {
      outOfReach = outOfReach ?? account.number
    }
  }

  @inline(__always)
  private static func isWithinReach(_ money: Money) -> Bool {
    UInt64(bitPattern: money.units &+ reach) < UInt64(2 * UInt64(reach))
  }

  /// Begins a new month.
  mutating func closeMonth() {
    sumsOfMonth = InlineArray(repeating: .zero)
  }

  /// Forgets what was posted so far.
  mutating func open() { self = Ledger(income: income) }

  /// What is left of the month's revenue after its costs.
  var monthProfit: Money { profit(month) }
  /// The same since the start.
  var profit: Money { profit(totals) }

  private func profit(_ amounts: [Money]) -> Money {
    zip(amounts, income).reduce(Money.zero) { $0 + ($1.1 ? $1.0 : -$1.0) }
  }
}
