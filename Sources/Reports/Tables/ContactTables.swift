import CustomerExperience
import Documents
import Experiments

/// Tables of appointments, and of contacts that the firm makes of its own accord.
extension RunTables {
  /// Who does not turn up, by how long before an appointment was made.
  static func noShows(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "no_shows.csv",
      "The share of the appointments due to which nobody came, by how many days before they had been made.",
      [
        Column("lead", "days", "Whole days between booking and the appointment."),
        Column("no_show", "fraction", "Share to which nobody came."), Shared.lower, Shared.upper,
      ])
    for band in LeadBand.allCases {
      guard
        let share = outcome.estimate("no_show_by_lead", SubjectKind.lead.subject(band.word))
      else { continue }
      table.append([
        .text(band.word), .number(share.mean), .number(share.lower), .number(share.upper),
      ])
    }
    return table
  }

  /// What contacting customers more or less often does in a year.
  static func contactResponse(_ outcome: RunOutcome) -> Table {
    func difference(_ of: String, _ unit: String, _ what: String) -> [Column] {
      [
        Column("\(of)_difference", unit, what),
        Column("\(of)_lower", unit, "Lower end of its 95% confidence interval."),
        Column("\(of)_upper", unit, "Upper end of its 95% confidence interval."),
      ]
    }
    var columns = [
      Column("times", "", "How many times as often as in the world as it is: 1."),
      Column(
        "contacts", "contacts per customer and month",
        "Contacts made a customer on the books, as they came about: those who opted out have none, and those who left a "
          + "repertoire market without a word still have theirs."),
      Column(
        "irritated", "fraction",
        "Share of the customers on the books who are contacted more than they tolerate."),
      Column(
        "retention", "fraction",
        "Share of the customers at the start who are customers twelve months later."),
    ]
    columns += difference("retention", "fraction", "The same, less that of the world as it is.")
    columns += difference(
      "profit", "the scenario's currency", "Profit, less that of the world as it is.")
    columns.append(
      Column("replications", "count", "Replications the differences rest on.", .integer))
    var table = Table(
      "contact_response.csv",
      "What contacting customers more or less often does in the first year: the same customers with the same luck, "
        + "contacted so many times as often.", columns)
    for point in outcome.contactResponse {
      var row: [Cell] = [
        .number(point.times), .number(point.contacts), .number(point.irritated),
        .number(point.retention?.mean ?? .nan),
      ]
      for change in [point.retentionChange, point.profitChange] {
        row.append(.number(change?.mean ?? .nan))
        row.append(.number(change?.lower ?? .nan))
        row.append(.number(change?.upper ?? .nan))
      }
      row.append(.whole((point.profitChange ?? point.retentionChange)?.replications ?? 0))
      table.append(row)
    }
    return table
  }
}
