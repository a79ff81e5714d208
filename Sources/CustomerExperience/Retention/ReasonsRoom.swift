import Glibc
import RandomVariates

/// What draws of leavers' reasons are for.
enum ReasonDraw: UInt8, CaseIterable {
  case named = 80
}

/// Why leavers leave, in their own words: what they remember of failures, and what of it they name.
struct ReasonsRoom: Room {
  /// By customer; empty until somebody has something to hold against the firm.
  fileprivate let grievances: TableHandle<Grievance>
  /// Leavers since the start: those who named something, and those who did not.
  fileprivate var spoke = 0
  fileprivate var kept = 0

  init(_ plot: Plot) { grievances = plot.tables.make() }

  static let draws = ReasonDraw.allCases.map(\.rawValue)

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let (room, left) = (world.rooms.reasons, world.layout.figures.customers.left.counter)
    let all = world.settings.segments.indices.reduce(0) { $0 + world.total(left, $1) }
    guard Double(room.spoke + room.kept) != all else { return [] }
    return ["leavers: \(room.spoke) named a reason and \(room.kept) did not; \(all) left"]
  }
}

extension Simulation {
  private var grievances: Rows<Grievance> { rows(rooms.reasons.grievances) }

  /// Makes room for every customer, and shows one's memory of failures to be changed.
  private mutating func withGrievance(of row: Int, _ change: (inout Grievance) -> Void) {
    let grievances = grievances
    while grievances.count < customers.count { grievances.append(Grievance()) }
    change(&grievances[row])
  }

  /// What a customer remembers of failures.
  private mutating func grievance(of row: Int) -> Grievance {
    let grievances = grievances
    return row < grievances.count ? grievances[row] : Grievance()
  }

  /// An experience fell short by more than the customer tolerates.
  ///
  /// - Parameters:
  ///   - shortfall: expectation less performance, in points.
  ///   - waits: points of it lost by waiting.
  mutating func noteGrievance(
    _ row: Int, shortfall: Double, waits: Double, resolved: Bool, at now: Double
  ) {
    let core = resolved ? 0 : min(settings.quality.unresolved, shortfall)
    let waits = min(max(0, waits), shortfall - core)
    withGrievance(of: row) {
      $0.add(waits: waits, core: core, people: shortfall - core - waits, at: now)
    }
  }

  /// A complaint has been handled.
  mutating func noteAnswer(to row: Int, isPutRight: Bool, at now: Double) {
    withGrievance(of: row) { $0.unansweredAt = isPutRight ? -.infinity : now }
  }

  /// A customer means to leave: what they will name.
  ///
  /// - Parameters:
  ///   - terms: the terms of the hazard.
  ///   - waits: what lines they walked out of added to it (repertoire).
  ///   - occasion: the address of what is drawn.
  mutating func nameReasons(
    _ row: Int, _ terms: ChurnHazard.Terms, waits: Double = 0, cause: LeavingCause,
    occasion: Int, at now: Double
  ) {
    var weights = LeavingReason.weights(terms, grievance(of: row), at: now)
    weights[LeavingReason.inconvenience.rawValue] += waits
    guard let main = LeavingReason.main(cause, weights) else {
      customers[row].namedReasons = 0
      return
    }
    random.seek(customers[row].hash, ReasonDraw.named, occasion)
    var named: UInt8 = 1 << UInt8(main.rawValue)
    for reason in LeavingReason.allCases {
      let u = random.uniform()
      if u < 1 - exp(-weights[reason.rawValue]) { named |= 1 << UInt8(reason.rawValue) }
    }
    customers[row].namedReasons = named
  }

  /// A customer has left: what they name is counted.
  mutating func countReasons(_ row: Int, cause: LeavingCause) {
    let figures = layout.figures.reasons
    let moved = UInt8(1) << UInt8(LeavingReason.involuntary.rawValue)
    let named: UInt8 = cause == .moved ? moved : cause == .drifted ? 0 : customers[row].namedReasons
    for reason in LeavingReason.allCases {
      if reason == .involuntary || cause != .moved { count(figures.asked, reason.rawValue) }
      if named & (1 << UInt8(reason.rawValue)) != 0 { count(figures.named, reason.rawValue) }
    }
    if named == 0 { rooms.reasons.kept += 1 } else { rooms.reasons.spoke += 1 }
    guard named != 0, cause != .moved else { return }
    count(figures.speaking)
    if named.nonzeroBitCount > 1 { count(figures.several) }
  }

  /// Another customer takes a row while the world settles: nothing to hold against the firm.
  mutating func dropGrievance(_ row: Int) {
    let grievances = grievances
    if row < grievances.count { grievances[row] = Grievance() }
  }
}
