import DiscreteEvents

extension SubjectKind {
  /// An item of the plan.
  public static let planItem = SubjectKind("plan") { $0.planItems }
}

/// What happens by plan.
enum PlanEvent {
  @inline(__always) static var isDue: UInt32 { RoomNumber.plan.event(0) }
}

/// The items of the plan: what each costs is paid when it takes effect.
///
/// What an item changes are phases (``Simulation/takeOver(_:at:)``) and courses (``TrainingRoom``).
struct PlanRoom: Room {
  /// The items of the run: settings that take over by the plan hold no plan of their own.
  fileprivate var items: [PlanItem] = []

  static func handle(_ event: Event, in world: inout Simulation) {
    guard event.time < world.grid.boundary(world.month + 1) else {
      // It falls on a month's first moment, and that month has yet to begin.
      world.calendar.schedule(
        at: event.time, kind: PlanEvent.isDue, subject: event.subject)
      return
    }
    let item = world.rooms.plan.items[Int(event.subject)]
    let account = world.layout.figures.money.plan
    let cost = Money(item.cost)
    world.ledger.post(account, cost)
    world.count(account.figure, Int(event.subject), by: cost.amount)
    if world.isTraced { world.note("plan", "\(item.id) costs \(item.cost)", at: event.time) }
  }

  static func runBegins(_ world: inout Simulation) {
    world.rooms.plan.items = world.settings.scenario.planItems
    for (number, item) in world.rooms.plan.items.enumerated() where item.cost > 0 {
      world.calendar.schedule(
        at: max(0, world.grid.minute(of: item.at)), kind: PlanEvent.isDue,
        subject: UInt32(number))
    }
  }
}
