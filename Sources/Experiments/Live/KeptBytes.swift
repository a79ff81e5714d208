import CustomerExperience

// About how many bytes it takes to keep what a base showed: its large tables, and a round sum for the rest.

extension LiveBase.Known {
  /// What a compiled scenario takes at most, as far as there is no table of its own in it.
  private static let model = 256 << 10

  var bytes: Int {
    Self.model + result.bytes + fates.count * MemoryLayout<BriefFate>.stride
  }
}

extension ReplicationResult {
  fileprivate var bytes: Int {
    let number = MemoryLayout<Double>.stride
    let curves = survival.reduce(0) { $0 + 3 * $1.atRisk.count + 16 }
    let money = cohortMoney.values.reduce(0) { $0 + 8 * $1.revenue.count + 16 }
    let numbers =
      summary.values.count + timeline.values.count + curves + 4 * leavers.count + switching.count
      + cohorts.values.reduce(0) { $0 + $1.count + 8 } + money + 8 * tenure.count
      + broughtByNewcomers.count + (whale?.cumulative.count ?? 0) + 6 * observed.count
    return number * numbers + fates.count * MemoryLayout<Fate>.stride
  }
}

extension RunOutcome {
  var bytes: Int {
    let estimate = MemoryLayout<Estimate?>.stride
    let rows = timeline.count * MemoryLayout<TimelineSeries>.stride
    let months = timeline.reduce(0) { $0 + $1.estimates.count }
    let points = retention.reduce(0) { $0 + $1.points.count }
    return rows + estimate * (months + 4 * summary.count)
      + points * MemoryLayout<RetentionPoint>.stride
  }
}
