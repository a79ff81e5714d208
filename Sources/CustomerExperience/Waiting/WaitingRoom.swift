import DiscreteEvents

// What is told of a wait, and whether it is kept.
extension Simulation {
  /// Tells somebody who has just joined a line how long it will take.
  @inline(never)
  mutating func tellWait(_ id: UInt32, team: Int, service: Double) {
    contacts[Int(id)].told = WaitingLaw.told(
      waiting: teams[team].station.waiting, onDuty: teams[team].station.onDuty, service: service)
  }

  /// A wait of which the length was told is over: the promise was kept or broken.
  ///
  /// - Parameter wasServed: whoever gives up before the time is over was promised nothing that was broken.
  @inline(never)
  mutating func settleTold(
    _ contact: Contact, wasServed: Bool, row: Int, journey: Int, at now: Double
  ) {
    let isKept = now - contact.arrived <= WaitingLaw.kept(upTo: contact.told)
    guard wasServed || !isKept else { return }
    notePromise(isKept: isKept, row: row, journey: journey)
  }

  /// How long a wait at a touchpoint feels, before what `quality` says of all waits; nothing where nobody waits in
  /// person.
  @inline(__always)
  mutating func felt(_ minutes: Double, at touchpoint: Int, of team: Int) -> Double {
    unowned(unsafe) let point = settings.touchpoints[touchpoint]
    guard point.reneges else { return 0 }
    let felt = minutes * point.waitMultiple
    count(layout.figures.waiting.felt, team, by: felt * settings.quality.waitFeels)
    count(layout.figures.waiting.waits, team)
    return felt
  }
}
