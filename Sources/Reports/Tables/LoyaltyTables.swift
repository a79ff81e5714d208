import CustomerExperience
import Documents
import Experiments

/// Tables of loyalty: who is loyal, why leavers leave, and who comes back.
extension RunTables {
  /// The grid of attitude and behaviour by segment, and what becomes of each cell.
  static func loyalty(_ outcome: RunOutcome) -> Table {
    func ends(_ of: String) -> [Column] {
      [
        Column("\(of)_lower", "as \(of)", "Lower end of its 95% confidence interval."),
        Column("\(of)_upper", "as \(of)", "Upper end of its 95% confidence interval."),
      ]
    }
    var table = Table(
      "loyalty.csv",
      "Customers at the start by what they think and what they do (Dick & Basu 1994), and what becomes of them in a year.",
      [
        Column("segment", "", "The segment's id, or all."),
        Column(
          "loyalty", "",
          "true (strong attitude, loyal behaviour), latent (attitude alone), spurious (behaviour alone) or none."
        ),
        Column("customers", "customers", "Customers at the start, a replication."),
        Column("share", "fraction", "Their share of the segment's customers at the start."),
        Column("retention", "fraction", "The share of them who are customers twelve months later."),
      ] + ends("retention")
        + [
          Column(
            "revenue", "the scenario's currency",
            "Mean money that one of them pays in twelve months.")
        ]
        + ends("revenue"))
    for segment in [nil] + outcome.scenario.customers.segments.map(\.id) {
      let cells = LoyaltyCell.allCases.compactMap { cell in
        LoyaltyOutcome(cell, of: segment, in: outcome)
      }
      let all = cells.reduce(0) { $0 + $1.customers }
      for cell in cells where all > 0 {
        table.append(
          [
            .text(segment ?? "all"), .text(cell.cell.word), .number(cell.customers),
            .number(cell.customers / all),
          ]
            + [cell.retention, cell.revenue].flatMap { estimate in
              [estimate?.mean, estimate?.lower, estimate?.upper].map { .number($0 ?? .nan) }
            })
      }
    }
    return table
  }

  /// What leavers name when they are asked why.
  static func leavingReasons(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "leaving_reasons.csv",
      "What leavers name when they are asked why they left: all that mattered, so that shares add up to more than one.",
      [
        Column("reason", "", "One of the eight causes of Keaveney (1995)."),
        Column("leavers", "customers", "Leavers who name it, a replication."),
        Column(
          "share", "fraction",
          "Share of those who left of their own will who name it; for involuntary of all leavers."),
        Shared.lower, Shared.upper,
      ])
    for reason in LeavingReason.allCases {
      let subject = SubjectKind.reason.subject(reason.word)
      guard let named = outcome.estimate("leaving_reasons", subject),
        let share = outcome.estimate("leaving_reason_share", subject)
      else { continue }
      table.append([
        .text(reason.word), .number(named.mean), .number(share.mean), .number(share.lower),
        .number(share.upper),
      ])
    }
    return table
  }

  /// The chance of coming back against the time until the firm approaches those who left.
  static func winBack(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "win_back.csv",
      "The chance that those approached would have come back, by how long after leaving they are approached.",
      [
        Column("delay", "months", "Time between leaving and being approached.", .integer),
        Column("chance", "fraction", "Mean chance of coming back."), Shared.lower, Shared.upper,
      ])
    for delay in 0...WinBackFigures.longestDelay {
      guard
        let chance = outcome.estimate("winback_chance", SubjectKind.delay.subject("\(delay)"))
      else { continue }
      table.append([
        .whole(delay), .number(chance.mean), .number(chance.lower), .number(chance.upper),
      ])
    }
    return table
  }

  /// What each measure to keep customers does in a year.
  static func measures(_ outcome: RunOutcome) -> Table {
    func difference(_ of: String, _ unit: String, _ what: String) -> [Column] {
      [
        Column("\(of)_difference", unit, what),
        Column("\(of)_lower", unit, "Lower end of its 95% confidence interval."),
        Column("\(of)_upper", unit, "Upper end of its 95% confidence interval."),
      ]
    }
    var table = Table(
      "retention_measures.csv",
      "What each measure to keep customers does in the first year: the same customers with the same luck, with it and "
        + "without.",
      [
        Column(
          "measure", "",
          "scheme (stamp card, membership), win-back, close-loop, strategy or suggestions.")
      ]
        + difference(
          "retention", "fraction",
          "Share of the customers at the start who are customers a year later, those won back included, less that without it."
        )
        + difference("purchases", "fraction", "Purchases over those without it, less 1.")
        + difference("profit", "the scenario's currency", "Profit, less that without it.")
        + [
          Column(
            "spent", "the scenario's currency",
            "What is spent on it in the year; empty for winning back with a discount, which lowers what those who are back "
              + "pay and stands in no account of its own."
          ),
          Column(
            "return_on_spend", "",
            "The difference in profit over what is spent, which is paid for in it; empty where nothing is, or where spent is."
          ),
          Column(
            "return_on_spend_lower", "", "Lower end of its 95% confidence interval."),
          Column(
            "return_on_spend_upper", "", "Upper end of its 95% confidence interval."),
        ])
    for effect in outcome.measures {
      table.append(
        [.text(effect.measure.rawValue)]
          + [effect.retention, effect.purchases, effect.profit].flatMap { estimate in
            [estimate?.mean, estimate?.lower, estimate?.upper].map { .number($0 ?? .nan) }
          } + [.number(effect.spent?.mean ?? .nan)]
          + [
            effect.returnOnSpend?.mean, effect.returnOnSpend?.lower, effect.returnOnSpend?.upper,
          ].map { .number($0 ?? .nan) })
    }
    return table
  }
}

/// A cell of the grid of loyalty, as a run showed it.
struct LoyaltyOutcome {
  let cell: LoyaltyCell
  /// Customers at the start, a replication.
  let customers: Double
  /// Those who are customers twelve months later; nil where the run is shorter.
  let retention: Estimate?
  /// Money that one pays in twelve months; likewise.
  let revenue: Estimate?

  /// Reads a cell of a segment, or of all customers.
  init?(_ cell: LoyaltyCell, of segment: String?, in outcome: RunOutcome) {
    let id = segment.map { "\($0).\(cell.word)" } ?? cell.word
    let subject = SubjectKind.loyalty.subject(id)
    guard let customers = outcome.estimate("loyalty_customers", subject) else { return nil }
    (self.cell, self.customers) = (cell, customers.mean)
    retention = outcome.estimate("loyalty_retention_12m", subject)
    revenue = outcome.estimate("loyalty_revenue_12m", subject)
  }
}
