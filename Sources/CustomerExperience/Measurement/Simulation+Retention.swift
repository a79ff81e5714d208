import DiscreteEvents
import Glibc

/// Retention: survival of cohorts, as it is and as a manager sees it.
extension Simulation {
  /// Counts survival by cohort and segment, and the retention figures of the summary.
  mutating func putRetention(end: Int) {
    let boundaries = (0...end).map { grid.boundary($0) }
    putInitialCohort(boundaries, end: end)
    putJoinedCohorts(boundaries, end: end)
    putByTenure(end: end)
    if settings.relationship == .repertoire { putObserved(end: end) }
  }

  private func name(_ s: Int) -> String {
    s < 0 ? "all" : settings.scenario.customers.segments[s].id
  }

  private mutating func put(_ metric: String, _ s: Int, _ value: Double) {
    let subject = s < 0 ? "all" : "segment:" + name(s)
    recorder.result.summary[SeriesKey(metric, subject)] = value
  }

  private mutating func putInitialCohort(_ boundaries: [Double], end: Int) {
    for s in -1..<settings.segments.count {
      var left = [Double](repeating: 0, count: end + 1)
      var moved = left
      var size = 0.0
      for row in 0..<recorder.initialCount where s < 0 || Int(customers[row].segment) == s {
        size += 1
        let customer = customers[row]
        guard customer.left < boundaries[end] else { continue }
        let period = month(of: customer.left, boundaries)
        left[period + 1] += 1
        if customer.cause == .moved { moved[period + 1] += 1 }
      }
      guard size > 0 else { continue }
      var counts = SurvivalCounts(
        view: "truth", cohort: "initial", segment: name(s), atRisk: [], events: left,
        survival: [1])
      var alive = size
      var staying = 1.0  // Kaplan-Meier with movers as censored
      var switched = [0.0]
      for m in 0...end {
        counts.atRisk.append(alive)
        guard m < end else { break }
        let gone = left[m + 1]
        let movers = moved[m + 1]
        // Those who moved are at risk for half of the month they moved in.
        let exposed = alive - movers / 2
        if exposed > 0 { staying *= 1 - (gone - movers) / exposed }
        switched.append(1 - staying)
        alive -= gone
        counts.survival.append(alive / size)
      }
      recorder.result.survival.append(counts)
      if settings.relationship == .contract {
        // Under a contract the firm knows who is a customer: what it sees is the truth.
        counts.view = "observed"
        recorder.result.survival.append(counts)
      }
      var series = [Double](repeating: .nan, count: grid.horizon)
      for m in 1...end { series[m - 1] = counts.survival[m] }
      let subject = s < 0 ? "all" : "segment:" + name(s)
      recorder.result.timeline[SeriesKey("retention", subject)] = series
      for (metric, m) in [("retention_12m", 12), ("retention_24m", 24), ("retention_36m", 36)]
      where m <= end { put(metric, s, counts.survival[m]) }
      for (metric, m) in [("switched_12m", 12), ("switched_36m", 36)] where m <= end {
        put(metric, s, switched[m])
      }
      if settings.relationship == .contract, end >= 12 {
        put("retention_observed_12m", s, counts.survival[12])
      }
      putLastYear(s, boundaries, end: end)
    }
  }

  private mutating func putLastYear(_ s: Int, _ boundaries: [Double], end: Int) {
    guard end >= 12 else { return }
    let from = boundaries[end - 12]
    var there = 0.0
    var still = 0.0
    for customer in customers where s < 0 || Int(customer.segment) == s {
      guard customer.joined <= from, customer.left >= from else { continue }
      there += 1
      if customer.left >= boundaries[end] { still += 1 }
    }
    if there > 0 { put("retention_last_12m", s, still / there) }
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

  /// Customers who joined in each month, counted at the boundaries after it.
  private mutating func putJoinedCohorts(_ boundaries: [Double], end: Int) {
    var active = [[Double]](repeating: [], count: end)
    for m in 0..<end { active[m] = [Double](repeating: 0, count: end - m + 1) }
    var any = false
    for row in recorder.initialCount..<customers.count {
      let joined = month(of: customers[row].joined, boundaries)
      guard joined < end else { continue }
      any = true
      active[joined][0] += 1
      let last =
        customers[row].left < boundaries[end] ? month(of: customers[row].left, boundaries) : end
      if last > joined { for m in (joined + 1)...last { active[joined][m - joined] += 1 } }
    }
    if let initial = recorder.result.survival.first(where: {
      $0.cohort == "initial" && $0.segment == "all"
    }) {
      recorder.result.cohorts["initial"] = initial.atRisk
    }
    guard any else { return }
    for m in 0..<end where active[m][0] > 0 {
      recorder.result.cohorts[String(m)] = active[m]
      var counts = SurvivalCounts(
        view: "truth", cohort: String(m), segment: "all", atRisk: active[m], events: [0],
        survival: [1])
      for k in 1..<active[m].count {
        counts.events.append(active[m][k - 1] - active[m][k])
        counts.survival.append(active[m][k] / active[m][0])
      }
      recorder.result.survival.append(counts)
    }
  }

  /// Survival by tenure with delayed entry: what a manager can estimate from a customer file.
  private mutating func putByTenure(end: Int) {
    let longest = end
    let now = grid.boundary(end)
    var entering = [Double](repeating: 0, count: longest + 1)
    var events = entering
    var leaving = entering
    for customer in customers {
      let entry = Int((max(0, -customer.joined) / TimeGrid.month).rounded(.up))
      guard entry <= longest else { continue }
      let exit = (min(customer.left, now) - customer.joined) / TimeGrid.month
      let last = Int(exit.rounded(.down))
      guard last >= entry else { continue }
      entering[entry] += 1
      if last < longest {
        leaving[last] += 1
        if customer.left < now { events[last] += 1 }
      }
    }
    var counts = SurvivalCounts(
      view: "observed", cohort: "all-tenure", segment: "all", atRisk: [], events: [0],
      survival: [1])
    var atRisk = 0.0
    var survival = 1.0
    for m in 0..<longest {
      atRisk += entering[m]
      counts.atRisk.append(atRisk)
      if atRisk > 0 { survival *= 1 - events[m] / atRisk }
      counts.events.append(events[m])
      counts.survival.append(survival)
      atRisk -= leaving[m]
    }
    counts.atRisk.append(atRisk + entering[longest])
    guard counts.atRisk[0] > 0 else { return }
    recorder.result.survival.append(counts)
  }

  /// A repertoire market as a manager sees it: customers silent for too long are taken for lost.
  private mutating func putObserved(end: Int) {
    for s in -1..<settings.segments.count {
      let active = (0...end).map { m in
        s < 0 ? recorder.observedActive[m].reduce(0, +) : recorder.observedActive[m][s]
      }
      guard active[0] > 0 else { continue }
      var counts = SurvivalCounts(
        view: "observed", cohort: "initial", segment: name(s), atRisk: active, events: [0],
        survival: [1])
      for m in 1...end {
        counts.events.append(active[m - 1] - active[m])
        counts.survival.append(active[m] / active[0])
      }
      recorder.result.survival.append(counts)
      if end >= 12 { put("retention_observed_12m", s, active[12] / active[0]) }
    }
  }
}
