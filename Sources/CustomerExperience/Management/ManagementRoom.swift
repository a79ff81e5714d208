/// Management: the decisions in force, and the policies that make them.
struct ManagementRoom: Room {
  fileprivate(set) var decisions: Decisions {
    didSet { if decisions.priorities != oldValue.priorities { hasNewPriorities = true } }
  }
  /// The priorities in force as numbers of the lines, by segment.
  fileprivate let lines: TableHandle<UInt8>
  private var hasNewPriorities = false
  /// Whether any segment does not wait in the normal line.
  fileprivate var hasOrder = false
  var policies: [any Policy] = []

  init(_ plot: Plot) {
    decisions = Decisions(plot.settings)
    lines = plot.tables.make(
      repeating: Decisions.Priority.normal.rawValue, count: plot.settings.segments.count)
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    world.rooms.management.decisions.follow(world.settings, from: before)
  }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    guard !world.isSettling, !world.rooms.management.policies.isEmpty else { return }
    let firm = FirmView(of: world)
    let segments = world.settings.segments.count
    for number in world.rooms.management.policies.indices {
      var decided = world.decisions
      world.rooms.management.policies[number].decide(&decided, knowing: firm)
      world.rooms.management.decisions = decided.corrected(segments: segments)
    }
    guard world.rooms.management.hasNewPriorities else { return }
    world.rooms.management.hasNewPriorities = false
    world.rooms.management.hasOrder = world.decisions.priorities.contains { $0 != .normal }
    let lines = world.rows(world.rooms.management.lines)
    for (segment, priority) in world.decisions.priorities.enumerated() {
      lines[segment] = priority.rawValue
    }
  }
}

extension Decisions {
  /// The same with what cannot be left out: no price, budget or share below 0 or beyond what a key of the
  /// scenario allows, an offer and a priority a segment.
  fileprivate func corrected(segments: Int) -> Decisions {
    func money(_ amount: Double) -> Double {
      amount.isNaN ? 0 : min(1_000_000_000, max(0, amount))
    }
    var result = self
    result.price = money(price)
    result.marketing = money(marketing)
    result.overhead = money(overhead)
    result.training = training.map(money)
    result.offers = (0..<segments).map { segment in
      guard offers.indices.contains(segment), var offer = offers[segment] else { return nil }
      offer.discount = offer.discount.isNaN ? 0 : min(1, max(0, offer.discount))
      offer.months = offer.months.isNaN ? 0 : min(480, max(0, offer.months))
      return offer
    }
    result.priorities = (0..<segments).map {
      priorities.indices.contains($0) ? priorities[$0] : .normal
    }
    return result
  }
}

extension Simulation {
  /// What the firm has decided and what is in force.
  var decisions: Decisions { _read { yield rooms.management.decisions } }

  /// The line in which somebody waits who is there about a case; −1 for nobody's.
  @inline(__always)
  func line(ofCase index: Int) -> Int {
    let normal = Int(Decisions.Priority.normal.rawValue)
    guard rooms.management.hasOrder, index >= 0, cases[index].customer >= 0 else { return normal }
    return Int(rows(rooms.management.lines)[Int(customers[Int(cases[index].customer)].segment)])
  }
}
