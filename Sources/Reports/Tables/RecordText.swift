import CustomerExperience
import DiscreteEvents
import Documents

/// Writes the records of one replication as rows, month by month: it remembers what a later row depends on.
struct RecordText: Sendable {
  /// The scenario's name.
  let scenario: String
  /// The first day, as days since 1970.
  let startDay: Int
  let replication: Int
  /// The milliseconds since 1970 of each customer's last event.
  private var last: [Int: Int] = [:]
  /// Purchases so far.
  private var purchases = 0

  init(scenario: String, startDay: Int, replication: Int) {
    (self.scenario, self.startDay, self.replication) = (scenario, startDay, replication)
  }

  /// The rows of a table, in CSV.
  mutating func rows(of table: RecordTables.Name, in records: Records) -> [UInt8] {
    var writer = CSVWriter()
    switch table {
    case .transactions: for entry in records.transactions { write(entry, to: &writer) }
    case .lifetimes: for entry in records.lifetimes { write(entry, to: &writer) }
    case .customers:
      for entry in records.people { write(entry, records.attributes, to: &writer) }
    case .events: for entry in records.events { write(entry, to: &writer) }
    case .contacts: for entry in records.contacts { write(entry, to: &writer) }
    case .surveys: for entry in records.answers { write(entry, to: &writer) }
    case .panel: for entry in records.customerMonths { write(entry, to: &writer) }
    case .agents: for entry in records.agentMonths { write(entry, to: &writer) }
    }
    return writer.bytes
  }

  /// Milliseconds that events of one time may be put off, to keep their order.
  private static let order = 100

  // MARK: - Moments

  /// Milliseconds since 1970 of a time in minutes since the start.
  private func milliseconds(_ time: Double) -> Int {
    startDay * 86_400_000 + Int((time * 60_000).rounded())
  }

  private func moment(_ time: Double?) -> String {
    time.map { Timestamp.text(milliseconds: milliseconds($0)) } ?? ""
  }

  private func date(_ day: Int?) -> String {
    day.map { CivilDate(dayNumber: startDay + $0).description } ?? ""
  }

  private func end(_ writer: inout CSVWriter) {
    writer.field(replication)
    writer.endRow()
  }

  // MARK: - Rows

  private mutating func write(_ entry: Records.Transaction, to writer: inout CSVWriter) {
    purchases += 1
    writer.field(entry.customer)
    writer.field(date(entry.day))
    writer.field(RecordTables.money(entry.amount))
    writer.field(purchases)
    writer.field(moment(entry.time))
    writer.field(entry.caseID)
    end(&writer)
  }

  private func write(_ entry: Records.Lifetime, to writer: inout CSVWriter) {
    writer.field(entry.customer)
    writer.field(scenario)
    writer.field(entry.entry)
    writer.field(entry.duration)
    writer.field(entry.left ? 1 : 0)
    writer.field(entry.segment)
    writer.field(date(entry.joinedDay))
    writer.field(date(entry.leftDay))
    writer.field(entry.cause)
    end(&writer)
  }

  private func write(
    _ entry: Records.Person, _ attributes: [String], to writer: inout CSVWriter
  ) {
    writer.field(entry.customer)
    writer.field(entry.segment)
    writer.field(entry.isInitial ? 1 : 0)
    writer.field(entry.before.map { String($0.purchases) } ?? "")
    writer.field(moment(entry.before?.first))
    writer.field(moment(entry.before?.last))
    writer.field(replication)
    for i in attributes.indices {
      writer.field(entry.attributes.indices.contains(i) ? entry.attributes[i] : "")
    }
    writer.endRow()
  }

  private mutating func write(_ event: Records.JourneyEvent, to writer: inout CSVWriter) {
    var moment = milliseconds(event.time)
    // Two events of one customer at one time keep their order by a millisecond, and what begins with the event
    // before it does not begin sooner for that.
    var began = event.began.map(milliseconds) ?? Int.max
    if let before = last[event.customer] {
      moment = max(moment, before + 1)
      if before - began < Self.order { began = max(began, before) }
    }
    last[event.customer] = moment
    writer.field(event.customer)
    writer.field(event.event)
    writer.field(Timestamp.text(milliseconds: moment))
    writer.field(event.resource)
    writer.field(scenario)
    writer.field(event.caseID)
    writer.field(Timestamp.text(milliseconds: min(began, moment)))
    end(&writer)
  }

  private func write(_ contact: Records.Contact, to writer: inout CSVWriter) {
    writer.field(contact.customer)
    writer.field(contact.caseID)
    writer.field(contact.touchpoint)
    writer.field(contact.team)
    writer.field(contact.agent.map(String.init) ?? "")
    writer.field(moment(contact.arrived))
    writer.field(moment(contact.began))
    writer.field(moment(contact.ended))
    writer.field((contact.began ?? contact.ended).map { $0 - contact.arrived } ?? .nan)
    writer.field(contact.outcome.rawValue)
    end(&writer)
  }

  private func write(_ answer: Records.Answer, to writer: inout CSVWriter) {
    writer.field(answer.customer)
    writer.field(answer.month)
    writer.field(date(answer.day))
    writer.field(answer.points)
    end(&writer)
  }

  private func write(_ entry: Records.CustomerMonth, to writer: inout CSVWriter) {
    writer.field(entry.customer)
    writer.field(entry.segment)
    writer.field(entry.spell)
    writer.field(entry.month)
    writer.field(date(entry.day))
    writer.field(entry.start)
    writer.field(entry.stop)
    writer.field(entry.left ? 1 : 0)
    writer.field(entry.satisfaction)
    writer.field(entry.price)
    writer.field(entry.contacts)
    writer.field(entry.contactsBefore)
    writer.field(entry.complaints)
    writer.field(entry.purchases)
    writer.field(RecordTables.money(entry.paid))
    end(&writer)
  }

  private func write(_ entry: Records.AgentMonth, to writer: inout CSVWriter) {
    writer.field(entry.month)
    writer.field(entry.team)
    writer.field(entry.agent)
    writer.field(entry.post)
    writer.field(date(entry.hiredDay))
    writer.field(date(entry.leftDay))
    writer.field(entry.experience)
    writer.field(entry.duty)
    writer.field(entry.busy)
    writer.field(entry.training)
    writer.field(entry.courses)
    writer.field(entry.served)
    writer.field(entry.servedOwn)
    writer.field(entry.skill)
    writer.field(entry.engagement)
    writer.field(entry.burnout)
    end(&writer)
  }
}
