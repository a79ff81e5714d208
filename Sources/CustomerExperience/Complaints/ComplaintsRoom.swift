import Glibc
import RandomVariates

/// What draws of failures are for.
enum ComplaintDraw: UInt8, CaseIterable {
  case complaint = 13
  case justice = 14
}

/// Failures, complaints and what handling them makes good.
struct ComplaintsRoom: Room {
  /// Customers who complained for the first time in a year: year × segments + segment.
  fileprivate let complainers: TableHandle<Double>
  /// Those who were customers at any time of a year that is over, likewise.
  fileprivate let present: TableHandle<Double>
  fileprivate let years: Int
  fileprivate let segments: Int

  init(_ plot: Plot) {
    years = plot.grid.years
    segments = plot.settings.segments.count
    complainers = plot.tables.make(repeating: 0, count: years * segments)
    present = plot.tables.make(repeating: 0, count: years * segments)
  }

  static let draws = ComplaintDraw.allCases.map(\.rawValue)

  /// A year ends: of whom the complainers are a share.
  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, (world.month + 1) % 12 == 0 else { return }
    let room = world.rooms.complaints
    let (customers, present) = (world.customers, world.rows(room.present))
    let (year, start) = (world.month / 12, world.grid.boundary(world.month - 11))
    for row in customers.indices where customers[row].since < now && customers[row].left >= start {
      present[year * room.segments + Int(customers[row].segment)] += 1
    }
  }

  /// Incidence: the mean over whole years.
  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    let room = world.rooms.complaints
    let (complainers, present) = (world.rows(room.complainers), world.rows(room.present))
    let wholeYears = end / 12
    guard wholeYears > 0 else { return }
    func incidence(_ segments: Range<Int>) -> Double {
      let shares = (0..<wholeYears).map { year in
        func total(_ table: Rows<Double>) -> Double {
          segments.reduce(0) { $0 + table[year * room.segments + $1] }
        }
        return FigureReading.ratio(total(complainers), total(present))
      }
      return shares.reduce(0, +) / Double(wholeYears)
    }
    let figure = world.layout.figures.complaints.incidence
    world.conclude(figure, incidence(0..<room.segments))
    for s in 0..<room.segments { world.conclude(figure, .segment, s, incidence(s..<s + 1)) }
  }
}

extension Simulation {
  /// A failure: some complain, and the complaint is handled.
  mutating func failed(_ index: Int, row: Int, severity: Double, at now: Double) {
    let law = settings.complaints
    count(layout.figures.complaints.failures)
    seek(caseIndex: index, ComplaintDraw.complaint)
    let share = settings.journeys[Int(cases[index].journey)].complaintShare
    guard
      random.uniform()
        < share * Complaint.chance(law, severity: severity) * traits(of: row).complaining
    else { return }
    seek(caseIndex: index, ComplaintDraw.justice)
    let shift = Recovery.justice(ofGoodwill: law.goodwill, price: usualPrice(for: row))
    let justice = min(
      1.3, max(0, law.handling.mean + shift + law.handling.spread * random.normal()))
    let before = customers[row].satisfaction
    let after = Recovery.satisfaction(
      law, before: before, severity: severity, justice: justice, isFirst: !cases[index].complained)
    count(layout.figures.complaints.change, by: after - before)
    if after > before { count(layout.figures.complaints.delighted) }
    cases[index].remember(min(after, before), at: cases[index].touchpoint)
    cases[index].complained = true
    cases[index].putRight = justice >= Recovery.putRight
    noteAnswer(to: row, isPutRight: justice >= Recovery.putRight, at: now)
    if settings.isFairnessMeasured { noteHandling(row, isPutRight: cases[index].putRight) }
    pay(layout.figures.money.recovery, Money(law.cost + law.goodwill), for: row, at: now)
    noteComplaint(row, journey: Int(cases[index].journey), at: now)
    record(row, event: .complained, at: now, about: cases[index])
    if !settings.afterComplaint.isEmpty { raise(settings.afterComplaint, of: row, at: now) }
  }

  /// Counts a complaint.
  private mutating func noteComplaint(_ row: Int, journey: Int, at now: Double) {
    count(layout.figures.complaints.complaints)
    guard month >= 0 else { return }
    fileComplaint(of: row)
    complaintsHeard.append(
      ComplaintHeard(customer: Int32(row), journey: Int32(journey), time: now))
    let year = month / 12
    let isFirst = customers[row].complainedYear != year
    customers[row].complainedYear = year
    guard isFirst, !isSettling else { return }
    let room = rooms.complaints
    let cell = min(year, room.years - 1) * room.segments + Int(customers[row].segment)
    rows(room.complainers)[cell] += 1
  }
}
