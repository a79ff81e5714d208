import DiscreteEvents
import RandomVariates

/// What draws of calls back are for.
enum CloseLoopDraw: UInt8, CaseIterable {
  case reached = 82
  case justice = 83
}

/// When somebody is called back.
enum CloseLoopEvent {
  @inline(__always) static var call: UInt32 { RoomNumber.closeLoop.event(0) }
}

/// Closing the loop: who answers the survey badly is called, before they leave.
struct CloseLoopRoom: Room {
  /// Calls planned, made, and come too late.
  fileprivate var planned = 0
  fileprivate var made = 0
  fileprivate var late = 0

  static let draws = CloseLoopDraw.allCases.map(\.rawValue)

  static func handle(_ event: Event, in world: inout Simulation) {
    world.callBack(Int(event.subject), at: event.time)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.closeLoop
    guard room.made + room.late > room.planned else { return [] }
    return ["calls back: \(room.made) made and \(room.late) too late of \(room.planned)"]
  }
}

/// What calling back those who answered the survey badly does, and costs.
public struct CloseLoopFigures: Sendable, BitwiseCopyable {
  /// Bad answers.
  public let bad: Figure<Surveyed>
  /// Customers called back.
  public let called: Figure<Recorded>
  /// Called back, of those who answered badly.
  public let share: Figure<Recorded>
  /// Left before they were called.
  public let tooLate: Figure<Recorded>
  /// Points of satisfaction that calls made good.
  let points: Counter
  /// What a call makes good.
  public let gain: Figure<Truth>
  /// What calling back costs.
  public let cost: Account

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.measurement.survey.closeLoop != nil }
    bad = declare.count(
      "bad_answers", "answers to be followed up", .count, [.all], .down,
      "Answers to the survey below the mark from which they are not followed up.", isThere: isThere)
    called = declare.count(
      "called_back", "customers called back", .count, [.all], .up,
      "Customers who answered badly and were called.", isThere: isThere)
    share = declare.ratio(
      "called_back_share", "called back, of those who answered badly", .fraction, [.all], .up,
      "Customers called, over those who answered badly in the same period; a call may fall into the next month.",
      of: [called.counter],
      over: [bad.counter], isThere: isThere, range: 0...(.infinity))
    tooLate = declare.count(
      "called_too_late", "left before they were called", .count, [.all], .down,
      "Customers who answered badly and had left when the call came.", isThere: isThere)
    points = declare.counter()
    gain = declare.ratio(
      "call_back_gain", "what a call makes good", .points, [.all], .up,
      "Mean points of satisfaction that a call made good.", of: [points], over: [called.counter],
      isThere: isThere)
    cost = declare.account(
      "close_loop_cost", "calling back", "What calling back those who answered badly costs.",
      isSpending: true, isThere: isThere)
  }
}

extension Simulation {
  /// A customer answered the survey: a bad answer is followed up.
  ///
  /// - Parameter answer: in points.
  mutating func followUp(_ row: Int, answer: Double, at now: Double) {
    guard let law = settings.scenario.measurement.survey.closeLoop, answer < law.below else {
      return
    }
    count(layout.figures.closeLoop.bad)
    random.seek(customers[row].hash, CloseLoopDraw.reached, month)
    guard random.uniform() < law.reaches else { return }
    let due = now + random.uniform() * law.withinDays * TimeGrid.day
    rooms.closeLoop.planned += 1
    calendar.schedule(at: due, kind: CloseLoopEvent.call, subject: UInt32(row))
  }

  /// A customer is called back: it makes good what the handling of complaints would.
  fileprivate mutating func callBack(_ row: Int, at now: Double) {
    guard let law = settings.scenario.measurement.survey.closeLoop else { return }
    let figures = layout.figures.closeLoop
    guard customers[row].isActive else {
      rooms.closeLoop.late += 1
      count(figures.tooLate)
      return
    }
    rooms.closeLoop.made += 1
    count(figures.called)
    pay(figures.cost, Money(law.cost), for: row, at: now)
    random.seek(customers[row].hash, CloseLoopDraw.justice, occasionOfMonth)
    let handling = settings.complaints.handling
    let justice = min(1.3, max(0, handling.mean + handling.spread * random.normal()))
    let before = customers[row].satisfaction
    let after = CloseLoopLaw.satisfaction(settings.complaints, before: before, justice: justice)
    customers[row].satisfaction = after
    count(figures.points, by: after - before)
    if justice >= Recovery.putRight {
      customers[row].failedAt = -.infinity
      noteAnswer(to: row, isPutRight: true, at: now)
    }
    if isTraced { note("customer \(row + 1)", "is called back", at: now) }
  }
}
