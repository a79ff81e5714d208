import CustomerExperience
import DiscreteEvents
import Documents

/// Customer-level records of replication 1, in the layouts that lifetimes, lifelines, pymc-marketing,
/// pm4py and retentioneering read unchanged.
enum RecordTables {
  /// The files with their descriptions.
  static func files(
    _ records: Records, scenario: String, startDay: Int
  ) -> [(description: ColumnsFile.Description, bytes: [UInt8])] {
    [
      transactions(records, startDay: startDay),
      lifetimes(records, scenario: scenario, startDay: startDay),
      customers(records), events(records, scenario: scenario, startDay: startDay),
      contacts(records, startDay: startDay), surveys(records, startDay: startDay),
    ]
  }

  private static let id = Column("customer_id", "", "The customer's true id.")

  private static func transactions(
    _ records: Records, startDay: Int
  ) -> (ColumnsFile.Description, [UInt8]) {
    let columns = [
      id, Column("date", "", "The day of the purchase (ISO 8601)."),
      Column("amount", "the scenario's currency", "Money paid."),
    ]
    return file(
      "transactions.csv", "Purchases in order of time.", columns, of: records.transactions
    ) { entry, writer in
      writer.field(entry.customer)
      writer.field(CivilDate(dayNumber: startDay + entry.day).description)
      writer.field(money(entry.amount))
    }
  }

  private static func lifetimes(
    _ records: Records, scenario: String, startDay: Int
  ) -> (ColumnsFile.Description, [UInt8]) {
    let columns = [
      id, Column("scenario", "", "The scenario's name."),
      Column("entry", "months", "Tenure when observation began; 0 for those who joined later."),
      Column("duration", "months", "Tenure when observation ended."),
      Column("event_observed", "0 or 1", "1 where the customer left, 0 where censored."),
      Column("segment", "", "The segment's id."),
      Column("joined", "", "The day on which the customer joined, or came back (ISO 8601)."),
      Column("left", "", "The day on which the customer left; empty where censored."),
      Column("cause", "", "Why the customer left; empty where censored."),
    ]
    func date(_ day: Int) -> String { CivilDate(dayNumber: startDay + day).description }
    return file(
      "lifetimes.csv", "One row a customer: time with the firm.", columns, of: records.lifetimes
    ) { entry, writer in
      writer.field(entry.customer)
      writer.field(scenario)
      writer.field(entry.entry)
      writer.field(entry.duration)
      writer.field(entry.left ? 1 : 0)
      writer.field(entry.segment)
      writer.field(date(entry.joinedDay))
      writer.field(entry.leftDay.map(date) ?? "")
      writer.field(entry.cause)
    }
  }

  private static func customers(_ records: Records) -> (ColumnsFile.Description, [UInt8]) {
    let columns =
      [id, Column("segment", "", "The segment's id.")]
      + records.attributes.map {
        Column($0, "", "An attribute of the person; it acts on nothing by itself.")
      }
    return file("customers.csv", "One row a customer: who it is.", columns, of: records.lifetimes) {
      entry, writer in
      writer.field(entry.customer)
      writer.field(entry.segment)
      for i in records.attributes.indices {
        writer.field(entry.attributes.indices.contains(i) ? entry.attributes[i] : "")
      }
    }
  }

  private static func events(
    _ records: Records, scenario: String, startDay: Int
  ) -> (ColumnsFile.Description, [UInt8]) {
    let columns = [
      id, Column("event", "", "What happened."),
      Column(
        "timestamp", "",
        "UTC, ISO 8601 with milliseconds, strictly increasing for each customer."),
      Column("resource", "", "Who or what served; empty where nobody did."),
      Column("scenario", "", "The scenario's name."),
      Column(
        "case_id", "",
        "The need that it is about: the customer, the journey and the customer's n-th need of the kind; empty "
          + "for joining and leaving."),
      Column(
        "start_timestamp", "",
        "When it began, where it took time (a service); else the same as the timestamp."),
    ]
    var last: [Int: Int] = [:]
    let start = startDay * 86_400_000
    return file(
      "events.csv", "What happened to each customer, in order of time.", columns, of: records.events
    ) { event, writer in
      var moment = start + Int((event.time * 60_000).rounded())
      // Two events of one customer at one time keep their order by a millisecond.
      if let before = last[event.customer], moment <= before { moment = before + 1 }
      last[event.customer] = moment
      writer.field(event.customer)
      writer.field(event.event)
      writer.field(Timestamp.text(milliseconds: moment))
      writer.field(event.resource)
      writer.field(scenario)
      writer.field(event.caseID)
      let began = event.began.map { start + Int(($0 * 60_000).rounded()) } ?? moment
      writer.field(Timestamp.text(milliseconds: min(began, moment)))
    }
  }

  private static func contacts(
    _ records: Records, startDay: Int
  ) -> (ColumnsFile.Description, [UInt8]) {
    let columns = [
      id, Column("case_id", "", "The need that it is about."),
      Column("touchpoint", "", "The journey and the touchpoint."),
      Column("team", "", "The team's id; empty where nobody serves."),
      Column("agent", "", "The employee's number in the records; empty where nobody served."),
      Column("arrival", "", "When the customer got in touch (UTC, ISO 8601)."),
      Column(
        "begin", "", "When service began; empty where the customer gave up or was turned away."),
      Column("end", "", "When it was over."),
      Column("wait", "minutes", "From arrival to the beginning, or to leaving unserved."),
      Column("outcome", "", "resolved, unresolved, gave up or turned away (at closing)."),
    ]
    func moment(_ time: Double) -> String {
      Timestamp.text(milliseconds: startDay * 86_400_000 + Int((time * 60_000).rounded()))
    }
    return file(
      "contacts.csv", "Every time a customer was in touch, in the order in which it ended.",
      columns, of: records.contacts
    ) { contact, writer in
      writer.field(contact.customer)
      writer.field(contact.caseID)
      writer.field(contact.touchpoint)
      writer.field(contact.team)
      writer.field(contact.agent.map(String.init) ?? "")
      writer.field(moment(contact.arrived))
      writer.field(contact.began.map(moment) ?? "")
      writer.field(moment(contact.ended))
      writer.field((contact.began ?? contact.ended) - contact.arrived)
      writer.field(contact.outcome)
    }
  }

  private static func surveys(
    _ records: Records, startDay: Int
  ) -> (ColumnsFile.Description, [UInt8]) {
    let columns = [
      id, Column("month", "months", "The month at whose end it was asked."),
      Column("date", "", "The last day of that month (ISO 8601)."),
      Column("answer", "points", "The answer, 0 to 100."),
    ]
    return file(
      "surveys.csv", "What customers answered to the survey.", columns, of: records.answers
    ) { answer, writer in
      writer.field(answer.customer)
      writer.field(answer.month)
      writer.field(CivilDate(dayNumber: startDay + answer.day).description)
      writer.field(answer.points)
    }
  }

  /// A file of records, a row an entry.
  private static func file<Entry>(
    _ name: String, _ about: String, _ columns: [Column], of entries: [Entry],
    row: (Entry, inout CSVWriter) -> Void
  ) -> (ColumnsFile.Description, [UInt8]) {
    var writer = CSVWriter()
    for column in columns { writer.field(column.name) }
    writer.endRow()
    for entry in entries {
      row(entry, &writer)
      writer.endRow()
    }
    return (.init(file: "records/" + name, about: about, columns: columns), writer.bytes)
  }

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
