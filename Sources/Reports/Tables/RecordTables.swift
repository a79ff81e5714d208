import CustomerExperience
import DiscreteEvents
import Documents

/// Customer-level records, in the layouts that lifetimes, lifelines, pymc-marketing, pm4py and retentioneering read
/// unchanged.
enum RecordTables {
  /// The tables, in the order in which they are described.
  enum Name: String, CaseIterable {
    case transactions, lifetimes, customers, events, contacts, surveys, panel, agents

    /// The file in the folder of a run.
    var file: String { "records/\(rawValue).csv" }
  }

  /// The files with their descriptions, of records that are all in memory.
  static func files(
    _ records: Records, scenario: String, clock: Clock
  ) -> [(description: ColumnsFile.Description, bytes: [UInt8])] {
    var text = RecordText(scenario: scenario, startDay: clock.start, replication: 1)
    return Name.allCases.map { name in
      let description = description(of: name, attributes: records.attributes, clock: clock)
      return (description, header(description.columns) + text.rows(of: name, in: records))
    }
  }

  /// What a table says of itself.
  static func description(
    of name: Name, attributes: [String], clock: Clock
  ) -> ColumnsFile.Description {
    let about: String
    var columns: [Column]
    switch name {
    case .transactions: (about, columns) = transactions
    case .lifetimes: (about, columns) = lifetimes(clock)
    case .customers: (about, columns) = customers
    case .events: (about, columns) = events
    case .contacts: (about, columns) = contacts
    case .surveys: (about, columns) = surveys
    case .panel: (about, columns) = panel(clock)
    case .agents: (about, columns) = agents
    }
    columns.append(replication)
    if name == .customers {
      columns += attributes.map {
        Column($0, "", "An attribute of the person; it acts on nothing by itself.")
      }
    }
    return .init(file: name.file, about: about, columns: columns)
  }

  /// The names of columns as the first line of a file.
  static func header(_ columns: [Column]) -> [UInt8] {
    var writer = CSVWriter()
    for column in columns { writer.field(column.name) }
    writer.endRow()
    return writer.bytes
  }

  private typealias Declaration = (about: String, columns: [Column])

  static let id = Column(
    "customer_id", "", "The customer's true id within the replication.", .integer)
  static let replication = Column(
    "replication", "", "The replication: customers of different ones are different people.",
    .integer)
  private static let segment = Column("segment", "", "The segment's id.")
  private static let scenario = Column("scenario", "", "The scenario's name.")

  private static let transactions: Declaration = (
    "Purchases in order of time.",
    [
      id, Column("date", "", "The day of the purchase (ISO 8601).", .date),
      Column("amount", "the scenario's currency", "Money paid."),
      Column("transaction_id", "", "The number of the purchase within the replication.", .integer),
      Column("timestamp", "", "When it was paid (ISO 8601; the scenario's own time).", .datetime),
      Column(
        "case_id", "",
        "The visit that it ended, as in events.csv (repertoire); empty for the bill of a month."),
    ]
  )

  /// How far back a tenure reaches.
  private static func reach(_ clock: Clock) -> String {
    "Everybody at the start has joined in the \(NumberText.significant(clock.settleMonths)) months of settling in "
      + "before it (clock.settle): no tenure at the start is longer, whatever a real firm's would be."
  }

  private static func lifetimes(_ clock: Clock) -> Declaration {
    (
      "One row a customer and time with the firm.",
      [
        id, scenario,
        Column(
          "entry", "months",
          "Tenure when observation began; 0 for those who joined later. " + reach(clock)),
        Column("duration", "months", "Tenure when observation ended."),
        Column(
          "event_observed", "0 or 1", "1 where the customer left, 0 where censored.", .integer),
        segment,
        Column(
          "joined", "", "The day on which the customer joined, or came back (ISO 8601).", .date),
        Column("left", "", "The day on which the customer left; empty where censored.", .date),
        Column("cause", "", "Why the customer left; empty where censored."),
      ]
    )
  }

  private static let customers: Declaration = (
    "One row a customer: who it is, and what the firm had on file at the start.",
    [
      id, segment,
      Column("initial", "0 or 1", "1 where they were on the books at the start.", .integer),
      Column(
        "purchases_before", "count",
        "Purchases before the start (repertoire); empty under a contract.", .integer),
      Column(
        "first_before", "", "When the first of them was paid; empty without any.", .datetime),
      Column("last_before", "", "When the last of them was paid; empty without any.", .datetime),
    ]
  )

  private static let events: Declaration = (
    "What happened to each customer, in order of time.",
    [
      id, Column("event", "", "What happened."),
      Column(
        "timestamp", "",
        "UTC, ISO 8601 with milliseconds, strictly increasing for each customer.", .datetime),
      Column("resource", "", "Who or what served; empty where nobody did."),
      scenario,
      Column(
        "case_id", "",
        "The need that it is about: the customer, the journey and the customer's n-th need of the kind; empty "
          + "for joining and leaving. A case ends with resolved, given up or dropped (the customer left "
          + "meanwhile); one without such an end was open when the run ended, and one without a need "
          + "began before the start."),
      Column(
        "start_timestamp", "",
        "When it began, where it took time (a service); else the same as the timestamp.", .datetime),
    ]
  )

  private static let contacts: Declaration = (
    "Every time a customer was in touch, in the order in which it ended; those still open at the end come last.",
    [
      id, Column("case_id", "", "The need that it is about."),
      Column("touchpoint", "", "The journey and the touchpoint."),
      Column("team", "", "The team's id; empty where nobody serves."),
      Column(
        "agent", "", "The employee's number, as in agents.csv; empty where nobody served.", .integer
      ),
      Column("arrival", "", "When the customer got in touch (UTC, ISO 8601).", .datetime),
      Column(
        "begin", "", "When service began; empty where it did not.", .datetime),
      Column("end", "", "When it was over; empty where it was not when the run ended.", .datetime),
      Column(
        "wait", "minutes",
        "From arrival to the beginning of service, or to the end without one; empty where neither had come."
      ),
      Column(
        "outcome", "",
        "resolved; unresolved; gave up; turned away (at closing); left: ceased to be a customer meanwhile; open: not over when "
          + "the run ended."),
    ]
  )

  private static let surveys: Declaration = (
    "What customers answered to the survey.",
    [
      id, Column("month", "months", "The month at whose end it was asked.", .integer),
      Column("date", "", "The last day of that month (ISO 8601).", .date),
      Column("answer", "points", "The answer, 0 to 100."),
    ]
  )

  private static func panel(_ clock: Clock) -> Declaration {
    (
      "One row a customer and month, two where somebody left and came back within it, in counting-process form: a Cox "
        + "regression with (start, stop] and event, or a discrete-time model of event, can be fitted to it as it is.",
      [
        id, segment,
        Column(
          "spell", "",
          "The customer's n-th time with the firm, from 1. Each begins with a tenure of its own: a model takes "
            + "customer_id and spell together for one subject.", .integer),
        Column("month", "months", "Months since the start; 0 is the first.", .integer),
        Column(
          "date", "", "The day on which the interval begins: of the month, or of joining.", .date),
        Column("start", "months", "Tenure when the interval begins. " + reach(clock)),
        Column("stop", "months", "Tenure when it ends: with the month, or on leaving."),
        Column("event", "0 or 1", "1 where the customer left at its end.", .integer),
        Column(
          "satisfaction", "points",
          "Cumulative satisfaction, 0 to 100, when the interval began: nothing in it follows from leaving. "
            + "It is the truth, which a firm can only survey."),
        Column(
          "price", "the scenario's currency",
          "What a month costs this customer, discounts taken off (contract), or what the mean visit costs, when "
            + "the interval began."),
        Column(
          "contacts", "count",
          "Contacts begun in the interval, those about leaving among them: no cause of the event.",
          .integer),
        Column("contacts_before", "count", "Contacts begun in the month before.", .integer),
        Column("complaints", "count", "Complaints made in the interval.", .integer),
        Column("purchases", "count", "Purchases in the interval.", .integer),
        Column("paid", "the scenario's currency", "Money paid in the interval."),
      ]
    )
  }

  private static let agents: Declaration = (
    "One row an employee and month: who worked, how much, and how they fare.",
    [
      Column("month", "months", "Months since the start; 0 is the first.", .integer),
      Column("team", "", "The team's id."),
      Column("agent", "", "The employee's number, as in contacts.csv.", .integer),
      Column("post", "", "The post that they fill, from 1.", .integer),
      Column("hired", "", "The day on which they were hired (ISO 8601).", .date),
      Column("left", "", "The day on which they left; empty while they are there.", .date),
      Column(
        "experience", "months", "Time since they were hired, at the month's end or on leaving."),
      Column("duty", "minutes", "Time on duty: with customers, or ready for them."),
      Column(
        "busy", "minutes",
        "Time with customers, in services that ended in the month; one may outlast the shift."),
      Column("training", "minutes", "Time in class."),
      Column("courses", "count", "Courses finished since they were hired.", .integer),
      Column(
        "contacts", "count",
        "Services that ended in the month, callers from outside the simulated customers included.",
        .integer),
      Column(
        "contacts_own", "count", "Those with simulated customers: the rows of contacts.csv.",
        .integer),
      Column("skill", "level", "Skill at the month's end or on leaving, 0 to 1."),
      Column("engagement", "level", "Engagement, likewise."),
      Column("burnout", "level", "Burnout, likewise."),
    ]
  )

  /// Ten-thousandths of the currency as a decimal, exactly.
  static func money(_ amount: Int64) -> String {
    let magnitude = amount.magnitude
    var fraction = String(magnitude % 10_000)
    fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
    while fraction.hasSuffix("0") && fraction.count > 2 { fraction.removeLast() }
    return (amount < 0 ? "-" : "") + "\(magnitude / 10_000).\(fraction)"
  }
}

/// Moments of simulated time as text.
enum Timestamp {
  private static let day = 86_400_000

  /// The moment, such as `2026-01-05T08:00:00.000Z`, from milliseconds since 1970.
  static func text(milliseconds: Int) -> String {
    let date = Int((Double(milliseconds) / Double(day)).rounded(.down))
    let rest = milliseconds - date * day
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
    return
      "\(CivilDate(dayNumber: date))T\(clock.joined(separator: ":")).\(padded(rest % 1000, 3))Z"
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
