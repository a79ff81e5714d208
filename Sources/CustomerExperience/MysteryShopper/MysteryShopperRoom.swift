import DiscreteEvents
import RandomVariates

/// What draws of mystery shoppers are for.
enum MysteryShopperDraw: UInt8, CaseIterable {
  case number = 52
  case time = 53
  case encounter = 54
  case score = 55
  case patience = 56
}

/// What mystery shoppers do.
enum MysteryShopperEvent {
  @inline(__always) static var visit: UInt32 { RoomNumber.mysteryShopper.event(0) }
}

/// Mystery shoppers: an instrument that joins the lines as customers do, and scores who serves.
struct MysteryShopperRoom: Room {
  /// Where a shopper goes.
  fileprivate struct Visit {
    var touchpoint: Int16
    var team: Int16
  }

  /// Each visit, by its number.
  fileprivate let visits: TableHandle<Visit>
  /// Visits ordered so far, by team, which is whose turn it is among the team's touchpoints.
  fileprivate var ordered: [Int]
  fileprivate let hash = StableHash.of("mystery-shopper")
  /// Visits that began, and those that ended.
  fileprivate var begun = 0
  fileprivate var ended = 0

  init(_ plot: Plot) {
    visits = plot.tables.make()
    ordered = [Int](repeating: 0, count: plot.settings.teams.count)
  }

  static let draws = MysteryShopperDraw.allCases.map(\.rawValue)

  static func handle(_ event: Event, in world: inout Simulation) {
    world.shopperArrives(Int(event.subject), at: event.time)
  }

  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, let law = world.settings.scenario.measurement.mysteryShopper else {
      return
    }
    for team in world.teams.indices { world.orderVisits(law, to: team, from: now) }
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    let figures = world.layout.figures.mysteryShopper
    let summary = world.result.summary.values
    func value(_ figure: Figure<some Natured>, _ kind: SubjectKind, _ subject: Int) -> Double {
      world.layout.place(of: figure, kind, subject).map { summary[$0] } ?? .nan
    }
    func conclude(_ kind: SubjectKind, _ subject: Int, of teams: Range<Int>) {
      world.conclude(
        figures.gap, kind, subject,
        value(figures.score, kind, subject) - value(figures.truth, kind, subject))
      func total(_ counter: Counter) -> Double {
        teams.reduce(0) { $0 + world.total(counter, $1) }
      }
      let visits = total(figures.visits.counter)
      // The spread of a single visit is not known.
      guard visits > 1 else { return }
      let mean = total(figures.scores) / visits
      let variance = max(0, total(figures.squares) - visits * mean * mean) / (visits - 1)
      let spread = variance.squareRoot()
      world.conclude(figures.spread, kind, subject, spread)
      world.conclude(
        figures.margin, kind, subject,
        MysteryShopperLaw.margin(spread: spread, visits: Int(visits)))
      let needed = MysteryShopperLaw.visits(spread: spread, margin: MysteryShopperFigures.wanted)
      world.conclude(figures.needed, kind, subject, Double(needed))
    }
    conclude(.all, 0, of: world.teams.indices)
    for t in world.teams.indices { conclude(.team, t, of: t..<t + 1) }
    for d in 0..<5 {
      let truth = world.delivered(onDimension: d)
      world.conclude(figures.dimensionTruth, .dimension, d, truth)
      world.conclude(figures.gap, .dimension, d, value(figures.dimension, .dimension, d) - truth)
    }
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.mysteryShopper
    let open = world.contacts.count { $0.sender == RoomNumber.mysteryShopper.sender }
    guard room.begun != room.ended + open else { return [] }
    return ["mystery shoppers: \(room.begun) came, \(room.ended) left, \(open) are there"]
  }
}

extension Simulation {
  /// Orders the month's visits to a team, at moments of its opening hours.
  fileprivate mutating func orderVisits(_ law: MysteryShopper, to team: Int, from now: Double) {
    let points = settings.teams[team].touchpoints
    let hours = settings.teams[team].opening
    let open = hours.openMinutes(from: now, during: grid.boundary(month + 1) - now)
    guard !points.isEmpty, open > 0 else { return }
    let visits = rows(rooms.mysteryShopper.visits)
    // A number with a fraction is that many on average: one more with the chance of the fraction.
    random.seek(
      rooms.mysteryShopper.hash &+ settings.teams[team].hash, MysteryShopperDraw.number, month)
    let number = Int(law.visits + random.uniform())
    for _ in 0..<number {
      let turn = rooms.mysteryShopper.ordered[team]
      rooms.mysteryShopper.ordered[team] += 1
      random.seek(
        rooms.mysteryShopper.hash &+ settings.teams[team].hash, MysteryShopperDraw.time, turn)
      let wait = hours.advance(from: now, open: random.uniform() * open)
      calendar.schedule(
        at: now + wait, kind: MysteryShopperEvent.visit, subject: UInt32(visits.count))
      visits.append(
        MysteryShopperRoom.Visit(
          touchpoint: Int16(points[turn % points.count]), team: Int16(team)))
    }
  }

  /// A shopper joins the line, and waits as long as customers do.
  fileprivate mutating func shopperArrives(_ number: Int, at now: Double) {
    let visit = rows(rooms.mysteryShopper.visits)[number]
    rooms.mysteryShopper.begun += 1
    if let law = settings.scenario.measurement.mysteryShopper, law.cost > 0 {
      ledger.post(layout.figures.mysteryShopper.cost, Money(law.cost))
    }
    var made = Contact(
      caseIndex: -1, team: visit.team, touchpoint: visit.touchpoint,
      sender: RoomNumber.mysteryShopper.sender, number: number,
      arrived: now)
    unowned(unsafe) let point = settings.touchpoints[Int(visit.touchpoint)]
    made.patience = .infinity
    if point.reneges {
      random.seek(rooms.mysteryShopper.hash, MysteryShopperDraw.patience, number)
      made.patience = max(0, (point.patience ?? settings.segments[0].patience).draw(random))
    }
    join(takeContact(made), at: now)
  }

  /// A shopper goes; whether served or not, the visit is over.
  mutating func shopperLeaves(_ id: Int) {
    contacts[id].sender = 0
    rooms.mysteryShopper.ended += 1
  }

  /// A shopper has been served, and scores what there was.
  mutating func shopperIsServed(_ id: Int, _ contact: Contact, at now: Double) {
    shopperLeaves(id)
    guard let law = settings.scenario.measurement.mysteryShopper else { return }
    let quality = settings.quality
    let employee = Int(contact.employee)
    var met =
      employee >= 0 ? employees[employee].brings : quality.deliveredByNobody
    random.seek(rooms.mysteryShopper.hash, MysteryShopperDraw.encounter, contact.number)
    // Everything matters alike to a shopper.
    let scale = EncounterQuality.noiseScale(weights: .all(0.2), shared: quality.shared)
    met += settings.encounterSpread * scale * chanceOfEncounter()
    if settings.touchpoints[Int(contact.touchpoint)].reneges {
      met[1] -= EncounterQuality.lossByWaiting(quality, minutes: contact.began - contact.arrived)
    }
    if settings.hasSuggestions {
      met += .all(improvement(atTouchpoint: Int(contact.touchpoint)))
    }
    met.hold(to: 0...100)
    random.seek(rooms.mysteryShopper.hash, MysteryShopperDraw.score, contact.number)
    let shopper = random.normal()
    var errors = Dimensional.zero
    for d in 0..<5 { errors[d] = random.normal() }
    let score = MysteryShopperLaw.score(law, quality: met, shopper: shopper, errors: errors)
    let figures = layout.figures.mysteryShopper
    let (team, mean) = (Int(contact.team), score.sum() / 5)
    count(figures.visits, team)
    count(figures.scores, team, by: mean)
    count(figures.squares, team, by: mean * mean)
    for d in 0..<5 { count(figures.scoresByDimension, d, by: score[d]) }
    if isTraced {
      note(House.name(ofSent: contact), "scores \(Int(mean.rounded())) points", at: now)
    }
  }
}
