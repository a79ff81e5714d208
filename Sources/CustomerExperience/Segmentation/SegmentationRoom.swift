import Glibc
import RandomVariates

/// What draws about segmentation are for.
enum SegmentationDraw: UInt8, CaseIterable {
  case sample = 107
  case answer = 108
  case known = 109
  case start = 110
  case resample = 111
}

/// Segmentation: customers divided by what the firm's records tell, held against what they need.
struct SegmentationRoom: Room {
  /// What a customer was seen doing since the start.
  struct Seen {
    var visits = 0.0
    var early = 0.0
    var weekend = 0.0
    var contacts = 0.0
    var unaided = 0.0
    /// When they bought last.
    var last = 0.0
  }

  /// By customer; empty where nobody is divided.
  fileprivate let seen: TableHandle<Seen>

  init(_ plot: Plot) { seen = plot.tables.make() }

  static let draws = SegmentationDraw.allCases.map(\.rawValue)

  static func observationBegins(_ world: inout Simulation) {
    world.rows(world.rooms.segmentation.seen).fill(with: Seen(), count: 0)
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    guard let law = world.settings.scenario.segmentation,
      !world.settings.scenario.customers.needs.isEmpty
    else { return }
    world.divideCustomers(law, at: now, end: end)
  }
}

extension Simulation {
  /// A customer bought something.
  @inline(never)
  mutating func noteVisit(_ row: Int, at now: Double) {
    let minute = grid.minuteOfWeek(now)
    let (isEarly, isWeekend) = (
      minute.truncatingRemainder(dividingBy: TimeGrid.day) < TimeGrid.day / 2,
      minute >= 5 * TimeGrid.day
    )
    note(row) { seen in
      seen.visits += 1
      seen.early += isEarly ? 1 : 0
      seen.weekend += isWeekend ? 1 : 0
      seen.last = now
    }
  }

  /// A customer gets in touch.
  @inline(never)
  mutating func noteTouch(_ row: Int, isUnaided: Bool) {
    note(row) { seen in
      seen.contacts += 1
      seen.unaided += isUnaided ? 1 : 0
    }
  }

  private mutating func note(_ row: Int, _ change: (inout SegmentationRoom.Seen) -> Void) {
    guard !isSettling else { return }
    let seen = rows(rooms.segmentation.seen)
    while seen.count < customers.count { seen.append(SegmentationRoom.Seen()) }
    change(&seen[row])
  }

  /// Divides customers by each method, and tells how well it meets what they need.
  fileprivate mutating func divideCustomers(_ law: Segmentation, at now: Double, end: Int) {
    let records = firmRecords(law, at: now, end: end)
    guard records.count > 1 else { return }
    let figures = layout.figures.segmentation
    for (number, method) in SegmentationMethod.allCases.enumerated() {
      let division = Division(method, law: law, records: records)
      let hash = StableHash.of("segmentation:" + method.rawValue)
      random.seek(hash, SegmentationDraw.start, 0)
      let source = random
      let all = Array(0..<records.count)
      guard
        let parts = division.parts(
          fittedTo: all, tries: Division.tries, uniform: { source.uniform() })
      else { continue }
      var again = 0.0
      for round in 0..<law.resamples {
        random.seek(hash, SegmentationDraw.resample, round)
        let drawn = all.map { _ in min(all.count - 1, Int(source.uniform() * Double(all.count))) }
        let other =
          division.parts(
            fittedTo: drawn, tries: Division.triesAgain, round: round + 1,
            uniform: { source.uniform() })
          ?? parts
        again += SegmentationLaw.agreement(parts, other)
      }
      conclude(figures.agreement, .method, number, SegmentationLaw.agreement(parts, records.kinds))
      conclude(
        figures.explained, .method, number, SegmentationLaw.explained(records.kinds, by: parts))
      conclude(figures.stability, .method, number, again / Double(max(1, law.resamples)))
      conclude(figures.reach, .method, number, division.reach(parts))
      conclude(figures.segments, .method, number, Double(division.segments(parts)))
      let offer = division.offer(parts)
      conclude(figures.lift, .method, number, offer.lift)
      conclude(figures.profit, .method, number, offer.profit)
    }
  }

  /// What the firm has on record of its customers, and beside it what they need.
  ///
  /// Those who bought since the start; a part of them, evenly spaced, where there are very many.
  private mutating func firmRecords(_ law: Segmentation, at now: Double, end: Int) -> FirmRecords {
    let scenario = settings.scenario
    let half = max(1, end / 2)
    let (all, before) = (accounts(in: 0..<end), accounts(in: 0..<half))
    let middle = grid.boundary(half)
    let seen = rows(rooms.segmentation.seen)
    var complaints = [Double](repeating: 0, count: customers.count)
    for complaint in complaintsHeard where complaint.time < middle {
      complaints[Int(complaint.customer)] += 1
    }
    let buyers = customers.indices.filter { all[$0].purchases > 0 }
    let step = max(1, (buyers.count + FirmRecords.most - 1) / FirmRecords.most)
    let count = scenario.customers.needs.count
    var records = FirmRecords(
      kindCount: count, attributeNames: scenario.attributeNames,
      wanted: law.want.flatMap { scenario.customers.needs.index(of: $0) } ?? 0)
    for place in stride(from: 0, to: buyers.count, by: step) {
      let row = buyers[place]
      let customer = customers[row]
      let kind = max(0, Int(traits(of: row).kind))
      random.seek(customer.hash, SegmentationDraw.sample, 0)
      let isAsked = random.uniform() < law.sample
      // An answer for the survey, and one for each time it is done again.
      let answers = (0...law.resamples).map { round -> Int in
        random.seek(customer.hash, SegmentationDraw.answer, round)
        guard random.uniform() < law.error else { return kind }
        return min(count - 1, Int(random.uniform() * Double(count)))
      }
      random.seek(customer.hash, SegmentationDraw.known, 0)
      let isKnown = random.uniform() < law.known
      let account = all[row]
      let did = row < seen.count ? seen[row] : SegmentationRoom.Seen()
      let (bought, paid) = (Double(account.purchases), account.revenue.amount)
      let recency = settings.bond.isChosenOnOccasions ? (did.last - now) / TimeGrid.month : 0
      let visits = max(1, did.visits)
      records.add(
        kind: kind, answers: isAsked ? answers : nil,
        attributes: isKnown ? scenario.attributeNames.map { value(of: $0, row) } : nil,
        bought: [recency, bought, paid],
        did: [
          recency, log(1 + bought), log(1 + paid / bought), did.early / visits,
          did.weekend / visits, log(1 + did.contacts), did.unaided / max(1, did.contacts),
          log(1 + Double(complaintsOnFile(of: row))),
        ],
        early: [
          log(1 + Double(before[row].purchases)), log(1 + max(0, before[row].revenue.amount)),
          log(1 + complaints[row]),
        ],
        isLost: settings.bond.isChosenOnOccasions
          ? account.purchases == before[row].purchases : !customer.isActive)
    }
    return records
  }
}
