import DiscreteEvents
import Glibc

/// Retention: who stays, as it is and as a manager sees it.
struct RetentionRoom: Room {
  /// Customers at the start.
  fileprivate(set) var initialCount = 0
  /// Leavers by month, cause and segment.
  fileprivate let leavers: TableHandle<Double>
  fileprivate let segments: Int
  /// Customers at the start who were seen buying before it (repertoire), and how many of them are not silent
  /// at each boundary: boundary × segments + segment.
  fileprivate let seenAtStart: TableHandle<Bool>
  fileprivate let notSilent: TableHandle<Double>

  init(_ plot: Plot) {
    segments = plot.settings.segments.count
    let causes = LeavingCause.allCases.count
    leavers = plot.tables.make(repeating: 0, count: plot.grid.horizon * causes * segments)
    seenAtStart = plot.tables.make()
    notSilent = plot.tables.make(repeating: 0, count: (plot.grid.horizon + 1) * segments)
  }

  static func observationBegins(_ world: inout Simulation) {
    world.rooms.retention.initialCount = world.customers.count
    let seen = world.rows(world.rooms.retention.seenAtStart)
    for row in world.customers.indices {
      let file = world.file(of: row)
      seen.append(file.visits > 0 && !file.isSilent(at: 0))
    }
    noteSilence(in: &world, boundary: 0, at: 0)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    noteSilence(in: &world, boundary: world.month + 1, at: now)
  }

  private static func noteSilence(in world: inout Simulation, boundary: Int, at now: Double) {
    guard !world.settings.bond.isKnownToTheFirm, boundary <= world.grid.horizon else {
      return
    }
    let room = world.rooms.retention
    let (seen, active) = (world.rows(room.seenAtStart), world.rows(room.notSilent))
    for row in 0..<room.initialCount where seen[row] {
      if !world.file(of: row).isSilent(at: now) {
        active[boundary * room.segments + Int(world.customers[row].segment)] += 1
      }
    }
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    world.concludeRetention(end: end)
    let room = world.rooms.retention
    let leavers = world.rows(room.leavers)
    let causes = LeavingCause.allCases.count
    for place in leavers.indices where leavers[place] > 0 {
      let segment = place % room.segments
      let cause = place / room.segments % causes
      let key = ReplicationResult.LeaverKey(
        month: place / room.segments / causes,
        cause: LeavingCause(rawValue: UInt8(cause)) ?? .drifted, segment: segment)
      world.result.leavers[key] = leavers[place]
    }
    world.result.fates = world.customers.prefix(room.initialCount).map {
      ReplicationResult.Fate(segment: Int($0.segment), left: $0.left, cause: $0.cause)
    }
    guard world.rooms.records.keepsFates else { return }
    let accounts = world.accounts(in: 0..<end)
    for row in world.result.fates.indices {
      world.result.fates[row].satisfaction = world.customers[row].satisfaction
      world.result.fates[row].paid = accounts[row].revenue.units
    }
  }
}

extension Simulation {
  /// The share of the customers at the start whose first time with the firm lasts; 1 where there were none.
  var survival: Double {
    guard initialCount > 0 else { return 1 }
    let stay = (0..<initialCount).count { customers[$0].isActive && spellBefore(of: $0) < 0 }
    return Double(stay) / Double(initialCount)
  }

  /// How many customers there were at the start.
  var initialCount: Int { rooms.retention.initialCount }

  /// Counts a leaver.
  mutating func countLeaver(_ row: Int, cause: LeavingCause) {
    let room = rooms.retention
    let place = min(max(0, month), grid.horizon - 1) * LeavingCause.allCases.count
    rows(room.leavers)[
      (place + Int(cause.rawValue)) * room.segments + Int(customers[row].segment)] += 1
  }

  /// Customers seen at the start who are not silent at a boundary, by segment.
  private func observed(_ boundary: Int) -> [Double] {
    let segments = rooms.retention.segments
    return Array(rows(rooms.retention.notSilent)[boundary * segments..<(boundary + 1) * segments])
  }

  /// Counts survival by cohort and segment, and the retention figures of the summary.
  fileprivate mutating func concludeRetention(end: Int) {
    let boundaries = (0...end).map { grid.boundary($0) }
    putInitialCohort(boundaries, end: end)
    putJoinedCohorts(boundaries, end: end)
    putByTenure(end: end)
    if !settings.bond.isKnownToTheFirm { putObserved(end: end) }
  }

  private func name(_ s: Int) -> String {
    s < 0 ? "all" : settings.scenario.customers.segments[s].id
  }

  private mutating func put<N>(_ figure: Figure<N>, _ s: Int, _ value: Double) {
    conclude(figure, s < 0 ? .all : .segment, max(0, s), value)
  }

  /// Of the customers at the start, who has not left yet.
  ///
  /// That is survival of their first time with the firm, in which nobody is censored before the end. Who comes back
  /// after leaving counts among those on the books, apart from it.
  private mutating func putInitialCohort(_ boundaries: [Double], end: Int) {
    for s in -1..<settings.segments.count {
      // Who leaves for the first time, who of them by moving away; who leaves at all, and who comes back.
      var first = [Double](repeating: 0, count: end + 1)
      var (moved, left, returned) = (first, first, first)
      var size = 0.0
      for row in 0..<initialCount where s < 0 || Int(customers[row].segment) == s {
        size += 1
        forEachSpell(of: row) { spell in
          let isFirst = spell.before < 0
          if !isFirst, spell.from < boundaries[end] {
            returned[month(of: spell.from, boundaries) + 1] += 1
          }
          guard spell.to < boundaries[end] else { return }
          let period = month(of: spell.to, boundaries)
          left[period + 1] += 1
          if isFirst { first[period + 1] += 1 }
          if isFirst, spell.cause == .moved { moved[period + 1] += 1 }
        }
      }
      guard size > 0 else { continue }
      var counts = SurvivalCounts(
        view: "truth", cohort: "initial", segment: name(s), atRisk: [], events: first,
        survival: [1])
      var neverLeft = size
      var there = [size]
      var staying = 1.0  // Kaplan-Meier with movers as censored
      var switched = [0.0]
      for m in 0...end {
        counts.atRisk.append(neverLeft)
        guard m < end else { break }
        let movers = moved[m + 1]
        // Those who moved are at risk for half of the month they moved in.
        let exposed = neverLeft - movers / 2
        if exposed > 0 { staying *= 1 - (first[m + 1] - movers) / exposed }
        switched.append(1 - staying)
        neverLeft -= first[m + 1]
        there.append(there[m] + returned[m + 1] - left[m + 1])
        counts.survival.append(neverLeft / size)
      }
      result.survival.append(counts)
      if settings.bond.isKnownToTheFirm {
        // Under a contract the firm knows who is a customer: what it sees is the truth.
        counts.view = "observed"
        result.survival.append(counts)
      }
      if s < 0 { result.cohorts["initial"] = there }
      let figures = layout.figures.retention
      conclude(
        figures.retention, s < 0 ? .all : .segment, max(0, s),
        months: Array(counts.survival.dropFirst()))
      for (figure, m) in [(figures.after12, 12), (figures.after24, 24), (figures.after36, 36)]
      where m <= end { put(figure, s, counts.survival[m]) }
      for (figure, m) in [(figures.switched12, 12), (figures.switched36, 36)] where m <= end {
        put(figure, s, switched[m])
      }
      if settings.bond.isKnownToTheFirm, end >= 12 {
        put(figures.observed, s, counts.survival[12])
      }
      putOnTheBooks(s, there.map { $0 / size }, end: end)
      putLastYear(s, boundaries, end: end)
    }
  }

  /// The share of the customers at the start who are on the books, whether or not they left in between.
  private mutating func putOnTheBooks(_ s: Int, _ shares: [Double], end: Int) {
    let figures = layout.figures.winBack
    conclude(
      figures.onTheBooks, s < 0 ? .all : .segment, max(0, s), months: Array(shares.dropFirst()))
    for (figure, m) in [(figures.onTheBooks12, 12), (figures.onTheBooks24, 24)] where m <= end {
      put(figure, s, shares[m])
    }
  }

  private mutating func putLastYear(_ s: Int, _ boundaries: [Double], end: Int) {
    guard end >= 12 else { return }
    let from = boundaries[end - 12]
    var there = 0.0
    var still = 0.0
    for row in customers.indices where s < 0 || Int(customers[row].segment) == s {
      // Who left on the boundary and came back at once has two such times with the firm: the last one shown is the first.
      var until: Double?
      forEachSpell(of: row) { if $0.from <= from && $0.to >= from { until = $0.to } }
      guard let until else { continue }
      there += 1
      if until >= boundaries[end] { still += 1 }
    }
    if there > 0 { put(layout.figures.retention.last12, s, still / there) }
  }

  /// The month that holds a time at or after the start.
  private func month(of time: Double, _ boundaries: [Double]) -> Int {
    var low = 0
    var high = boundaries.count - 1
    while low + 1 < high {
      let middle = (low + high) / 2
      if boundaries[middle] <= time { low = middle } else { high = middle }
    }
    return low
  }

  /// Customers who joined in each month, counted at the boundaries after it: those who have not left yet, and those on
  /// the books, among whom are those who left and came back.
  private mutating func putJoinedCohorts(_ boundaries: [Double], end: Int) {
    var active = [[Double]](repeating: [], count: end)
    for m in 0..<end { active[m] = [Double](repeating: 0, count: end - m + 1) }
    var staying = active
    var any = false
    for row in initialCount..<customers.count {
      let joined = month(of: joined(of: row), boundaries)
      guard joined < end else { continue }
      any = true
      active[joined][0] += 1
      staying[joined][0] += 1
      forEachSpell(of: row) { spell in
        let first = month(of: spell.from, boundaries)
        let last = spell.to < boundaries[end] ? month(of: spell.to, boundaries) : end
        guard last > first else { return }
        for m in (first + 1)...last {
          active[joined][m - joined] += 1
          if spell.before < 0 { staying[joined][m - joined] += 1 }
        }
      }
    }
    guard any else { return }
    for m in 0..<end where active[m][0] > 0 {
      result.cohorts[String(m)] = active[m]
      var counts = SurvivalCounts(
        view: "truth", cohort: String(m), segment: "all", atRisk: staying[m], events: [0],
        survival: [1])
      for k in 1..<staying[m].count {
        counts.events.append(staying[m][k - 1] - staying[m][k])
        counts.survival.append(staying[m][k] / staying[m][0])
      }
      result.survival.append(counts)
    }
  }

  /// Survival by tenure: of everybody's first time with the firm, and of later ones by the time since coming back.
  ///
  /// Under a contract a manager can estimate it from the customer file; in a repertoire nobody tells when a
  /// customer has left.
  private mutating func putByTenure(end: Int) {
    putByTenure("all-tenure", end: end) { $0.before < 0 }
    putByTenure("won-back", end: end) { $0.before >= 0 }
  }

  /// Kaplan-Meier survival by tenure with delayed entry, from the exact times of some spells; told at whole months.
  private mutating func putByTenure(
    _ cohort: String, end: Int, of isMeant: (Spell) -> Bool
  ) {
    let now = grid.boundary(end)
    let longest = Double(end) * TimeGrid.month
    // Tenure at which somebody comes under observation, or ceases to be; and who leaves.
    var entries: [Double] = []
    var exits: [Double] = []
    var leavings: [Double] = []
    for row in customers.indices {
      forEachSpell(of: row) { spell in
        guard isMeant(spell) else { return }
        let (entry, exit) = (max(0, -spell.from), min(spell.to, now) - spell.from)
        guard entry <= longest, exit >= entry else { return }
        entries.append(entry)
        exits.append(exit)
        if spell.to < now { leavings.append(exit) }
      }
    }
    guard !entries.isEmpty else { return }
    entries.sort()
    exits.sort()
    leavings.sort()
    var counts = SurvivalCounts(
      view: settings.bond.isKnownToTheFirm ? "observed" : "truth", cohort: cohort,
      segment: "all", atRisk: [], events: [], survival: [])
    var (entered, gone, left, survival) = (0, 0, 0, 1.0)
    for month in 0...end {
      let tenure = Double(month) * TimeGrid.month
      let before = left
      while left < leavings.count, leavings[left] < tenure {
        let time = leavings[left]
        while entered < entries.count, entries[entered] < time { entered += 1 }
        while gone < exits.count, exits[gone] < time { gone += 1 }
        let first = left
        while left < leavings.count, leavings[left] == time { left += 1 }
        // Whoever leaves as they come was not at risk before.
        let atRisk = entered - gone
        if atRisk > 0 { survival *= max(0, 1 - Double(left - first) / Double(atRisk)) }
      }
      while entered < entries.count, entries[entered] <= tenure { entered += 1 }
      while gone < exits.count, exits[gone] < tenure { gone += 1 }
      counts.atRisk.append(Double(entered - gone))
      counts.events.append(Double(left - before))
      counts.survival.append(survival)
    }
    guard counts.atRisk[0] > 0 else { return }
    result.survival.append(counts)
  }

  /// A repertoire market as a manager sees it: the share of customers who are active.
  ///
  /// Those silent for too long are taken for lost. It is no survival: somebody who was silent may buy again.
  private mutating func putObserved(end: Int) {
    for s in -1..<settings.segments.count {
      let active = (0...end).map { m in
        s < 0 ? observed(m).reduce(0, +) : observed(m)[s]
      }
      guard active[0] > 0 else { continue }
      var counts = SurvivalCounts(
        view: "active", cohort: "initial", segment: name(s), atRisk: active,
        events: active.map { _ in 0 }, survival: [1])
      for m in 1...end {
        counts.survival.append(active[m] / active[0])
      }
      result.survival.append(counts)
      if end >= 12 { put(layout.figures.retention.observed, s, active[12] / active[0]) }
    }
  }
}
