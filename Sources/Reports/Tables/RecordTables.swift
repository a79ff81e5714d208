import CustomerExperience

/// Customer-level records of replication 1, in the layouts that lifetimes, lifelines, pymc-marketing,
/// pm4py and retentioneering read unchanged.
enum RecordTables {
  /// The files with their descriptions.
  static func files(
    _ records: Records, scenario: String, startDay: Int
  ) -> [(description: ColumnsFile.Description, bytes: [UInt8])] {
    [
      transactions(records, startDay: startDay), lifetimes(records, scenario: scenario),
      customers(records), events(records, scenario: scenario, startDay: startDay),
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
    var writer = header(columns)
    for entry in records.transactions {
      writer.field(entry.customer)
      writer.field(CivilDate.text(day: startDay + entry.day))
      writer.field(money(entry.amount))
      writer.endRow()
    }
    return (
      .init(
        file: "records/transactions.csv", about: "Purchases in order of time.", columns: columns),
      writer.bytes
    )
  }

  private static func lifetimes(
    _ records: Records, scenario: String
  ) -> (ColumnsFile.Description, [UInt8]) {
    let columns = [
      id, Column("scenario", "", "The scenario's name."),
      Column("entry", "months", "Tenure when observation began; 0 for those who joined later."),
      Column("duration", "months", "Tenure when observation ended."),
      Column("event_observed", "0 or 1", "1 where the customer left, 0 where censored."),
      Column("segment", "", "The segment's id."),
    ]
    var writer = header(columns)
    for entry in records.lifetimes {
      writer.field(entry.customer)
      writer.field(scenario)
      writer.field(entry.entry)
      writer.field(entry.duration)
      writer.field(entry.left ? 1 : 0)
      writer.field(entry.segment)
      writer.endRow()
    }
    return (
      .init(
        file: "records/lifetimes.csv", about: "One row a customer: time with the firm.",
        columns: columns), writer.bytes
    )
  }

  private static func customers(_ records: Records) -> (ColumnsFile.Description, [UInt8]) {
    let columns =
      [id, Column("segment", "", "The segment's id.")]
      + records.attributes.map {
        Column($0, "", "An attribute of the person; it acts on nothing by itself.")
      }
    var writer = header(columns)
    for entry in records.lifetimes {
      writer.field(entry.customer)
      writer.field(entry.segment)
      for i in records.attributes.indices {
        writer.field(entry.attributes.indices.contains(i) ? entry.attributes[i] : "")
      }
      writer.endRow()
    }
    return (
      .init(
        file: "records/customers.csv", about: "One row a customer: who it is.", columns: columns),
      writer.bytes
    )
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
    ]
    var writer = header(columns)
    var last: [Int: Int] = [:]
    let start = startDay * 86_400_000
    for event in records.events {
      var moment = start + Int((event.time * 60_000).rounded())
      // Two events of one customer at one time keep their order by a millisecond.
      if let before = last[event.customer], moment <= before { moment = before + 1 }
      last[event.customer] = moment
      writer.field(event.customer)
      writer.field(event.event)
      writer.field(CivilDate.timestamp(milliseconds: moment))
      writer.field(event.resource)
      writer.field(scenario)
      writer.endRow()
    }
    return (
      .init(
        file: "records/events.csv", about: "What happened to each customer, in order of time.",
        columns: columns), writer.bytes
    )
  }

  private static func header(_ columns: [Column]) -> CSVWriter {
    var writer = CSVWriter()
    for column in columns { writer.field(column.name) }
    writer.endRow()
    return writer
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

/// Dates of the proleptic Gregorian calendar from days since 1970-01-01.
enum CivilDate {
  /// The date, such as `2026-01-05`.
  static func text(day: Int) -> String {
    let (year, month, date) = components(day: day)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(date, 2))"
  }

  /// The moment, such as `2026-01-05T08:00:00.000Z`.
  static func timestamp(milliseconds: Int) -> String {
    let dayLength = 86_400_000
    let day = Int((Double(milliseconds) / Double(dayLength)).rounded(.down))
    let rest = milliseconds - day * dayLength
    let clock = [
      padded(rest / 3_600_000, 2), padded(rest / 60_000 % 60, 2), padded(rest / 1000 % 60, 2),
    ].joined(separator: ":")
    return "\(text(day: day))T\(clock).\(padded(rest % 1000, 3))Z"
  }

  /// Year, month and day (Howard Hinnant, chrono-compatible low-level date algorithms).
  static func components(day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
