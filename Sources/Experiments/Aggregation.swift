import CustomerExperience
import DiscreteEvents

/// Adds replications up to an outcome with its intervals.
///
/// Sums run in the order of the replications' numbers, so that they do not depend on the threads.
struct Aggregation {
  let scenario: Scenario
  let options: ExperimentOptions

  /// The outcome of a scenario's replications.
  func outcome(
    of results: [ReplicationResult], doses: [[ReplicationResult]],
    spreads: [[ReplicationResult]] = [], closings: [[ReplicationResult]] = [],
    measures: [[ReplicationResult]] = [], frequencies: [[ReplicationResult]] = []
  ) -> RunOutcome {
    let summary = summary(of: results)
    return RunOutcome(
      scenario: scenario, seed: options.seed, replications: results.count,
      months: results.first?.timeline.months ?? 0, summary: summary,
      timeline: timeline(of: results), retention: retention(of: results),
      growth: growth(of: doses), growthObserved: observed(of: results),
      consistency: consistency(of: spreads),
      gapClosings: self.closings(of: closings, base: results),
      measures: self.measures(of: measures, base: results),
      contactResponse: contactResponse(of: frequencies),
      leavers: leavers(of: results), switching: switching(of: results),
      evidence: evidence(in: summary),
      cohorts: cohorts(of: results), tenure: tenure(of: results),
      broughtByNewcomers: broughtByNewcomers(of: results), whale: whale(of: results),
      records: results.first?.records,
      trace: results.first?.trace,
      events: results.reduce(0) { $0 + $1.events })
  }

  /// An estimate over the replications that have something to say.
  static func estimate(_ values: [Double]) -> Estimate? {
    let said = values.filter { !$0.isNaN }
    guard !said.isEmpty else { return nil }
    return Estimate(ConfidenceInterval.ofMean(said))
  }

  private func summary(of results: [ReplicationResult]) -> [SummaryRow] {
    guard let layout = results.first?.summary.layout else { return [] }
    return layout.rows.compactMap { metric, key in
      Self.estimate(results.map { $0.summary[key] ?? .nan }).map {
        SummaryRow(metric: metric, subject: key.subject, estimate: $0.held(in: metric.range))
      }
    }
  }

  private func timeline(of results: [ReplicationResult]) -> [TimelineSeries] {
    guard let layout = results.first?.timeline.layout else { return [] }
    return layout.rows.compactMap { metric, key in
      let series = results.compactMap { $0.timeline[key] }
      guard let months = series.first?.count else { return nil }
      return TimelineSeries(
        metric: metric, subject: key.subject,
        estimates: (0..<months).map { m in
          Self.estimate(series.map { $0[m] })?.held(in: metric.range)
        })
    }
  }

  private func retention(of results: [ReplicationResult]) -> [RetentionCurve] {
    var order: [(view: String, cohort: String, segment: String)] = []
    var curves: [[SurvivalCounts]] = []
    var index: [String: Int] = [:]
    for result in results {
      for counts in result.survival {
        let id = "\(counts.view)|\(counts.cohort)|\(counts.segment)"
        if let at = index[id] {
          curves[at].append(counts)
        } else {
          index[id] = curves.count
          order.append((counts.view, counts.cohort, counts.segment))
          curves.append([counts])
        }
      }
    }
    func rank(_ cohort: String) -> Int { cohort == "initial" ? -2 : Int(cohort) ?? -1 }
    let sorted = curves.indices.sorted { a, b in
      let (x, y) = (order[a], order[b])
      if x.view != y.view { return x.view > y.view }  // truth before observed
      if rank(x.cohort) != rank(y.cohort) { return rank(x.cohort) < rank(y.cohort) }
      return a < b
    }
    let total = Double(results.count)
    return sorted.map { at in
      let all = curves[at]
      let months = all.map(\.survival.count).min() ?? 0
      let points = (0..<months).map { m in
        RetentionPoint(
          month: m, atRisk: all.reduce(0) { $0 + $1.atRisk[m] } / total,
          events: all.reduce(0) { $0 + $1.events[m] } / total,
          survival: Estimate(ConfidenceInterval.ofSurvival(all.map { $0.survival[m] })))
      }
      return RetentionCurve(
        view: order[at].view, cohort: order[at].cohort, segment: order[at].segment,
        points: points)
    }
  }

  private func growth(of doses: [[ReplicationResult]]) -> [GrowthPoint] {
    guard let count = doses.first?.count, count == scenario.growth.levels.count else { return [] }
    return scenario.growth.levels.enumerated().compactMap { d, dose in
      // The parts add up to growth only over the same replications.
      let ids = [
        "sales_growth", "growth_retention", "growth_acquisition", "growth_frequency",
        "growth_price_mix",
      ]
      let results = doses.map { $0[d] }.filter { result in
        ids.allSatisfy { result.summary[SeriesKey($0, "all")] != nil }
      }
      func values(_ metric: String) -> [Double] {
        results.compactMap { $0.summary[SeriesKey(metric, "all")] }
      }
      func mean(_ metric: String) -> Double {
        values(metric).reduce(0, +) / Double(results.count)
      }
      guard let estimate = Self.estimate(values("sales_growth")) else { return nil }
      let satisfaction = results.compactMap { result -> Double? in
        let months = result.timeline[SeriesKey("satisfaction_mean", "all")]?.prefix(12) ?? []
        let said = months.filter { !$0.isNaN }
        return said.isEmpty ? nil : said.reduce(0, +) / Double(said.count)
      }
      guard !satisfaction.isEmpty else { return nil }
      return GrowthPoint(
        dose: dose, satisfaction: satisfaction.reduce(0, +) / Double(satisfaction.count),
        salesGrowth: estimate.held(in: Metric.named("sales_growth")?.range ?? -1...(.infinity)),
        retention: mean("growth_retention"),
        acquisition: mean("growth_acquisition"), frequency: mean("growth_frequency"),
        priceMix: mean("growth_price_mix"))
    }
  }

  private func observed(of results: [ReplicationResult]) -> [ObservedGrowthBand] {
    guard let bands = results.first?.observed, !bands.isEmpty else { return [] }
    return bands.indices.compactMap { b in
      let all = results.compactMap { $0.observed.indices.contains(b) ? $0.observed[b] : nil }
      let customers = all.reduce(0) { $0 + $1.customers }
      let first = all.reduce(0) { $0 + $1.firstYear }
      guard customers > 0, first > 0 else { return nil }
      let upper = b + 1 < bands.count ? bands[b + 1].from : 100
      return ObservedGrowthBand(
        band: "\(Int(bands[b].from))-\(Int(upper))",
        satisfaction: all.reduce(0) { $0 + $1.answers } / customers,
        salesGrowth: all.reduce(0) { $0 + $1.secondYear } / first - 1,
        customers: customers / Double(results.count))
    }
  }

  private func leavers(of results: [ReplicationResult]) -> [LeaverRow] {
    var sums: [ReplicationResult.LeaverKey: Double] = [:]
    for result in results {
      for (key, count) in result.leavers { sums[key, default: 0] += count }
    }
    let keys = sums.keys.sorted {
      ($0.month, $0.cause.rawValue, $0.segment) < ($1.month, $1.cause.rawValue, $1.segment)
    }
    return keys.map { key in
      LeaverRow(
        month: key.month, cause: key.cause.word,
        segment: scenario.customers.segments[key.segment].id,
        customers: (sums[key] ?? 0) / Double(results.count))
    }
  }

  private func cohorts(of results: [ReplicationResult]) -> [CohortRow] {
    var sums: [String: [Double]] = [:]
    for result in results {
      for (cohort, active) in result.cohorts {
        if let before = sums[cohort] {
          sums[cohort] = zip(before, active).map { $0 + $1 }
        } else {
          sums[cohort] = active
        }
      }
    }
    let order = sums.keys.sorted { (Int($0) ?? -1) < (Int($1) ?? -1) }
    return order.flatMap { cohort in
      (sums[cohort] ?? []).enumerated().map { period, active in
        cohortRow(cohort, period, active: active / Double(results.count), of: results)
      }
    }
  }

  private func cohortRow(
    _ cohort: String, _ period: Int, active: Double, of results: [ReplicationResult]
  ) -> CohortRow {
    let money = results.compactMap { $0.cohortMoney[cohort] }
    func kept(_ path: KeyPath<CohortMoney, [Double?]>) -> Estimate? {
      let values = money.compactMap { one in
        one[keyPath: path].indices.contains(period) ? one[keyPath: path][period] : nil
      }
      return Self.estimate(values)?.held(in: 0...(.infinity))
    }
    let paid = money.compactMap { $0.revenue.indices.contains(period) ? $0.revenue[period] : nil }
    return CohortRow(
      cohort: cohort, period: period, active: active,
      revenue: paid.isEmpty ? nil : paid.reduce(0, +) / Double(results.count),
      customersKept: kept(\.customers), moneyKept: kept(\.net), moneyKeptGross: kept(\.gross))
  }

  /// What was earned a customer and year, by year as a customer.
  private func tenure(of results: [ReplicationResult]) -> [TenureRow] {
    let last = results.flatMap(\.tenure).map(\.year).max() ?? 0
    return (1...max(1, last)).compactMap { year in
      let told = results.compactMap { result in result.tenure.first { $0.year == year } }
      func mean(_ path: KeyPath<TenureYear, Double>) -> Double {
        told.reduce(0) { $0 + $1[keyPath: path] / $1.customerYears } / Double(told.count)
      }
      return Self.estimate(told.map { $0.profit / $0.customerYears }).map { profit in
        TenureRow(
          year: year,
          customerYears: told.reduce(0) { $0 + $1.customerYears } / Double(results.count),
          profit: profit, margin: mean(\.margin), growth: mean(\.growth), saving: mean(\.saving),
          premium: mean(\.premium), costs: mean(\.costs), time: mean(\.time),
          referrals: mean(\.referrals))
      }
    }
  }

  /// As far as there are newcomers in every replication.
  private func broughtByNewcomers(of results: [ReplicationResult]) -> [Estimate] {
    let months = results.map(\.broughtByNewcomers.count).min() ?? 0
    return (0..<months).compactMap { month in
      Self.estimate(results.map { $0.broughtByNewcomers[month] })
    }
  }

  private func whale(of results: [ReplicationResult]) -> [Estimate] {
    let curves = results.compactMap(\.whale)
    guard !curves.isEmpty else { return [] }
    return (0...100).compactMap { place in Self.estimate(curves.map { $0.cumulative[place] }) }
  }

  private func evidence(in summary: [SummaryRow]) -> [EvidenceRow] {
    scenario.evidence.compactMap { entry in
      guard
        let row = summary.first(where: {
          $0.metric.id == entry.metric && $0.subject == entry.subject
        })
      else { return nil }
      let estimate = row.estimate
      let verdict: EvidenceRow.Verdict
      if estimate.lower >= entry.low, estimate.upper <= entry.high {
        verdict = .inside
      } else if estimate.upper < entry.low || estimate.lower > entry.high {
        verdict = .outside
      } else {
        verdict = .unclear
      }
      return EvidenceRow(evidence: entry, estimate: estimate, verdict: verdict)
    }
  }
}

extension Estimate {
  package init(_ interval: ConfidenceInterval) {
    self.init(
      mean: interval.mean, lower: interval.lower, upper: interval.upper,
      replications: interval.count)
  }
}
