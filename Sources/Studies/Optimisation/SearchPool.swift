import CGSL
import CustomerExperience
import Designs
import DiscreteEvents
import Experiments

/// The settings that a search has simulated so far, with their samples.
struct SearchPool {
  let outcomes: [SeriesKey]
  let goal: Goal
  let aims: [[LeverSearch.Weighted]]
  /// The settings: the scenario as it is first.
  private(set) var settings: [[String?]] = []
  /// Why a setting cannot be simulated, one a setting; nil where it can.
  private(set) var failures: [ExperimentError?] = []
  /// `values[s][o][r]`.
  private var values: [[[Double]]] = []

  init(outcomes: [SeriesKey], goal: Goal, aims: [[LeverSearch.Weighted]]) {
    (self.outcomes, self.goal, self.aims) = (outcomes, goal, aims)
  }

  /// Those of some settings that are not here yet, each once.
  func new(_ candidates: [[String?]]) -> [[String?]] {
    var seen = Set(settings)
    return candidates.filter { seen.insert($0).inserted }
  }

  mutating func add(_ new: [[String?]], _ samples: PointSamples) {
    settings += new
    values += samples.values
    failures += samples.failures
  }

  mutating func extend(_ options: [Int], _ samples: PointSamples) {
    for (option, more) in zip(options, samples.values) {
      for o in outcomes.indices { values[option][o] += more[o] }
    }
    for (option, failure) in zip(options, samples.failures) {
      guard let failure else { continue }
      // What it showed before is of its luckier replications only.
      failures[option] = failures[option] ?? failure
      for o in outcomes.indices {
        values[option][o] = Array(repeating: .nan, count: values[option][o].count)
      }
    }
  }

  /// Whether a metric has a value in the scenario as it is.
  func hasValues(of key: SeriesKey) -> Bool {
    guard let o = outcomes.firstIndex(of: key) else { return false }
    return values.first?[o].contains { $0.isFinite } ?? false
  }

  func replications(of option: Int) -> Int { values[option][0].count }

  /// Whether the scenario as it is was run as often.
  func isPaired(_ option: Int) -> Bool { replications(of: 0) >= replications(of: option) }

  /// A sample; NaN where a setting that is out of the running was not run.
  func value(_ option: Int, _ outcome: Int, _ replication: Int) -> Double {
    let samples = values[option][outcome]
    return replication < samples.count ? samples[replication] : .nan
  }

  func mean(_ option: Int, _ outcome: Int) -> Double { estimate(values[option][outcome]).mean }

  private func estimate(_ samples: [Double]) -> Estimate {
    let said = samples.filter(\.isFinite)
    guard !said.isEmpty else {
      return Estimate(mean: .nan, lower: .nan, upper: .nan, replications: 0)
    }
    return Estimate(ConfidenceInterval.ofMean(said))
  }

  /// The paired difference of a setting from the scenario as it is.
  private func gain(of option: Int) -> Estimate {
    estimate(zip(values[option][0], values[0][0]).map { $0 - $1 })
      .held(in: outcomes[0].possible.ofDifferences)
  }

  // MARK: - Limits

  /// What is spent in each replication.
  private func spending(_ option: Int) -> [Double] {
    let rows = Goal.spending.compactMap { outcomes.firstIndex(of: $0) }.map { values[option][$0] }
    return (0..<replications(of: option)).map { r in
      rows.reduce(0) { $0 + ($1[r].isFinite ? $1[r] : 0) }
    }
  }

  /// The quantities that limits are set on, with their bounds: each is to be 0 or more.
  private func slacks(_ option: Int) -> [[Double]] {
    var slacks = goal.limits.compactMap { limit -> [Double]? in
      guard let o = outcomes.firstIndex(of: limit.key) else { return nil }
      return values[option][o].map { limit.isFloor ? $0 - limit.bound : limit.bound - $0 }
    }
    if let budget = goal.budget { slacks.append(spending(option).map { budget - $0 }) }
    return slacks
  }

  private func fit(_ option: Int) -> (fit: SearchOption.Fit, isAllowed: Bool) {
    guard failures[option] == nil else { return (.breaks, false) }
    let estimates = slacks(option).map(estimate)
    let isAllowed = estimates.allSatisfy { $0.mean >= 0 }
    if estimates.allSatisfy({ $0.lower >= 0 }) { return (.fits, isAllowed) }
    if estimates.contains(where: { $0.upper < 0 || $0.mean.isNaN }) { return (.breaks, isAllowed) }
    return (.unclear, isAllowed)
  }

  /// The settings whose means keep the limits.
  var allowed: [Int] { settings.indices.filter { mean($0, 0).isFinite && fit($0).isAllowed } }

  /// The best of some settings by the goal's mean, in their order.
  func best(_ count: Int, of options: [Int]) -> [Int] {
    let sign = goal.largerIsBetter ? 1.0 : -1
    return options.sorted { sign * mean($0, 0) > sign * mean($1, 0) }.prefix(count).sorted()
  }

  /// The settings for the report.
  ///
  /// - Parameter best: the setting that was selected.
  func options(screened: [Int: Int], best: Int?) -> [SearchOption] {
    let aimed = settings.indices.map { s in aims.map { aim($0, of: s) } }
    let fits = settings.indices.map(fit)
    let allowed = settings.indices.filter { fits[$0].isAllowed }
    let front = Set(self.front(of: allowed, aimed) + (best.map { [$0] } ?? []))
    return settings.indices.map { s in
      SearchOption(
        setting: settings[s],
        estimates: zip(outcomes, values[s]).map { estimate($1).held(in: $0.possible) },
        spent: estimate(spending(s)),
        gain: gain(of: s),
        fit: fits[s].fit, isAllowed: fits[s].isAllowed, aims: aimed[s],
        isOnFront: front.contains(s),
        screenedAfter: screened[s])
    }
  }

  /// An aim of a setting: that of the scenario as it is, and the paired difference from it.
  ///
  /// So settings that were run more or less often are told on one footing, and luck favours none.
  private func aim(_ parts: [LeverSearch.Weighted], of option: Int) -> Double {
    parts.reduce(0) { sum, part in
      guard let o = outcomes.firstIndex(of: part.key) else { return .nan }
      let today = estimate(values[0][o]).mean
      let difference = estimate(zip(values[option][o], values[0][o]).map { $0 - $1 }).mean
      return sum + part.weight * (today + difference)
    }
  }

  /// The settings of which no other is better in what is sought or in one of the aims, and no worse in the
  /// rest.
  ///
  /// Only what keeps the limits is looked at: what may not be done takes nothing from what may. In what is
  /// sought any difference counts, so that the best is on the front; of the other aims, what is too small to
  /// matter is no reason to be there, as luck alone would do it.
  private func front(of allowed: [Int], _ aimed: [[Double]]) -> [Int] {
    let steps = [max(abs(aimed.first?[0] ?? 0) * 0.01, 1), 0.1, 0.01]
    let sign = goal.largerIsBetter ? 1.0 : -1
    let others = aims.indices.filter { !(aims[$0].count == 1 && aims[$0][0].key == goal.key) }
    let points = allowed.map { s in
      [sign * gain(of: s).mean]
        + others.map { (aimed[s][$0] / steps[$0]).rounded() * steps[$0] }
    }
    let directions = [ParetoFront.Direction](repeating: .maximise, count: 1 + others.count)
    return ParetoFront.indices(of: points, directions).map { allowed[$0] }
  }

  // MARK: - Surfaces

  /// Surfaces of the goal and of every limit over the coordinates simulated.
  func surfaces(coordinates: [[String?]: [Double]], seed: UInt64) -> SearchSurfaces {
    var rows: [[Double]] = []
    var members: [Int] = []
    for (option, setting) in settings.enumerated() {
      guard let row = coordinates[setting], mean(option, 0).isFinite else { continue }
      rows.append(row)
      members.append(option)
    }
    func surface(_ samples: [[Double]]) -> Kriging? {
      let tallies = samples.map { Tally($0.filter(\.isFinite)) }
      guard tallies.allSatisfy({ $0.count > 1 }) else { return nil }
      return try? Kriging(
        points: rows, values: tallies.map(\.mean),
        noise: tallies.map { $0.variance / Double($0.count) }, seed: seed)
    }
    // Common random numbers: what differs from the scenario as it is has far less noise.
    let differences = members.map { option in
      zip(values[option][0], values[0][0]).map { $0 - $1 }
    }
    let limits = members.first.map { slacks($0).count } ?? 0
    return SearchSurfaces(
      goal: surface(differences),
      limits: (0..<limits).map { l in surface(members.map { slacks($0)[l] }) })
  }
}

/// What surfaces say of settings that were not simulated.
struct SearchSurfaces {
  /// The goal's metric, as the difference from the scenario as it is.
  var goal: Kriging?
  /// What is left of each limit, to be 0 or more; nil where no surface can be laid.
  var limits: [Kriging?]

  /// The candidates most worth simulating, by expected improvement and the chance that limits are kept.
  ///
  /// The product of the two is what Gardner et al. (2014) choose by.
  func proposals(
    _ count: Int, among candidates: [[Double]], on surface: Kriging,
    _ direction: ParetoFront.Direction
  ) -> [Int] {
    let likely = candidates.indices.filter { chance(candidates[$0]) >= 0.1 }
    // Where nothing seems allowed, what comes nearest to it is worth a look.
    guard !likely.isEmpty else {
      let nearest = candidates.indices.sorted { chance(candidates[$0]) > chance(candidates[$1]) }
      return Array(nearest.prefix(count))
    }
    let chosen = ExpectedImprovement.proposals(
      count, among: likely.map { candidates[$0] }, on: surface, direction)
    return chosen.map { likely[$0] }
  }

  /// The chance that a setting keeps all limits.
  private func chance(_ row: [Double]) -> Double {
    limits.reduce(1) { product, limit in
      guard let prediction = limit?.prediction(at: row) else { return product }
      guard prediction.deviation > 0 else { return prediction.mean >= 0 ? product : 0 }
      return product * gsl_cdf_ugaussian_P(prediction.mean / prediction.deviation)
    }
  }
}
