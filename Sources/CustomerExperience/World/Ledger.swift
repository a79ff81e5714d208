/// The firm's accounts.
///
/// Every posting names the account and moves cash by the same amount, so the ledger closes exactly:
/// opening cash plus all postings is closing cash.
struct Ledger {
  /// An account of income or cost.
  enum Account: Int, CaseIterable {
    case revenue, supply, staff, training, recruitment, recovery, contacts, acquisition, overhead

    /// Whether postings to it bring money in.
    var isIncome: Bool { self == .revenue }

    /// The metric under which it is reported.
    var metric: String {
      switch self {
      case .revenue: "revenue"
      case .supply: "supply_cost"
      case .staff: "staff_cost"
      case .training: "training_cost"
      case .recruitment: "recruitment_cost"
      case .recovery: "recovery_cost"
      case .contacts: "contact_cost"
      case .acquisition: "acquisition_cost"
      case .overhead: "overhead_cost"
      }
    }
  }

  /// Cash since the start.
  private(set) var cash = Money.zero
  /// Totals since the start.
  private(set) var totals = [Money](repeating: .zero, count: Account.allCases.count)
  /// Totals of the month.
  private(set) var month = [Money](repeating: .zero, count: Account.allCases.count)
  /// For a test that the check finds a lost entry: drops the n-th posting to cash.
  var dropsPosting: Int?
  private var postings = 0

  /// Books an amount, positive in the account's own direction.
  mutating func post(_ account: Account, _ amount: Money) {
    totals[account.rawValue] += amount
    month[account.rawValue] += amount
    postings += 1
    if postings == dropsPosting { return }
    cash += account.isIncome ? amount : -amount
  }

  /// Begins a new month.
  mutating func closeMonth() {
    for index in month.indices { month[index] = .zero }
  }

  /// What is left of the month's revenue after its costs.
  var monthProfit: Money { Self.profit(month) }
  /// The same since the start.
  var profit: Money { Self.profit(totals) }

  private static func profit(_ amounts: [Money]) -> Money {
    Account.allCases.reduce(Money.zero) {
      $0 + ($1.isIncome ? amounts[$1.rawValue] : -amounts[$1.rawValue])
    }
  }
}
