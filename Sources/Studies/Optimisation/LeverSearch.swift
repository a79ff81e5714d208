public import CustomerExperience
import Designs
import DiscreteEvents
import Experiments
public import ScenarioFiles

/// What is sought: the best value of a metric within limits.
public struct Goal: Sendable {
  /// A limit that a setting has to keep.
  public struct Limit: Sendable {
    /// The metric.
    public var key: SeriesKey
    /// Whether the metric may not be less than the bound, rather than more.
    public var isFloor: Bool
    /// The bound, in the metric's unit.
    public var bound: Double

    /// Makes a limit.
    public init(_ key: SeriesKey, isFloor: Bool, bound: Double) {
      (self.key, self.isFloor, self.bound) = (key, isFloor, bound)
    }
  }

  /// The metric.
  public var key: SeriesKey
  /// Whether more of it is better.
  public var largerIsBetter: Bool
  /// The limits.
  public var limits: [Limit]
  /// The most that may be spent on staff, training, recruitment, acquisition and overhead over the
  /// horizon, in the currency; nil for no budget.
  public var budget: Double?
  /// The smallest difference that matters, in the metric's unit; nil for a hundredth of its size today.
  public var indifference: Double?
  /// The probability of correct selection.
  public var confidence = 0.95

  /// Makes a goal.
  public init(
    _ key: SeriesKey, largerIsBetter: Bool, limits: [Limit] = [], budget: Double? = nil,
    indifference: Double? = nil
  ) {
    (self.key, self.largerIsBetter, self.limits) = (key, largerIsBetter, limits)
    (self.budget, self.indifference) = (budget, indifference)
  }

  /// What a manager spends, as metrics.
  public static let spending = Metric.all.filter(\.isSpending).map { SeriesKey($0.id, "all") }
}

/// How the best setting is looked for.
public struct SearchOptions: StudyOptions {
  /// Changes of the scenario that hold for all settings, as `key=value`.
  public var settings: [String] = []
  /// Up to so many combinations of listed values are all simulated; more are searched by a surface.
  public var mostCombinations = 64
  /// Replications of each setting in the first stage.
  public var firstStage = 10
  /// The most replications of a setting.
  public var mostReplications = 400
  /// Rounds in which a surface proposes settings, and how many it proposes in each.
  public var rounds = (count: 5, settings: 4)
  /// Settings that go from a search by a surface into the selection, at most.
  public var finalists = 10
  /// The seed.
  public var seed: UInt64 = 1
  /// Replications at the same time; cannot change the result.
  public var jobs = 1
  /// Told how far it is: replications of settings done, and of about how many.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  /// Polled; a true answer ends the search.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The defaults.
  public init() {}
}

/// A setting that was simulated.
public struct SearchOption: Sendable {
  /// Whether a setting keeps the limits.
  public enum Fit: String, Sendable {
    /// By its whole interval, or without limits.
    case fits
    /// By its mean, but the interval reaches beyond a limit; or the other way round.
    case unclear
    /// Not even by its interval.
    case breaks
  }

  /// A value a key; nil where it stays as in the scenario.
  public var setting: [String?]
  /// An estimate an outcome.
  public var estimates: [Estimate]
  /// What is spent in all.
  public var spent: Estimate
  /// The paired difference of the goal's metric from the scenario as it is.
  public var gain: Estimate
  /// Whether the limits are kept.
  public var fit: Fit
  /// Whether the means keep the limits: only such a setting can be the best.
  public var isAllowed: Bool
  /// The three aims of the frontier: profit, satisfaction, and the wellbeing of staff by their engagement,
  /// over all teams by their size; each that of the scenario as it is and the paired difference from it.
  public var aims: [Double]
  /// Whether it is on the frontier.
  ///
  /// There no other allowed setting is better in what is sought or in one aim and no worse in the others, where, of what is not sought, less than a hundredth of today's profit, 0.1 points of satisfaction and
  /// 0.01 of engagement count as nothing. The best is always on it.
  public var isOnFront: Bool
  /// After how many of its replications it was out of the running; nil where it was never in it, or won.
  public var screenedAfter: Int?
}

/// What a search showed.
public struct SearchOutcome: Sendable {
  /// The scenario and the keys.
  public var file: SweepFile
  /// The keys.
  public var factors: [SweepFactor]
  /// What was sought.
  public var goal: Goal
  /// The outcomes that ``SearchOption/estimates`` are about: the goal's metric first.
  public var outcomes: [SeriesKey]
  /// The settings simulated: the scenario as it is first.
  public var options: [SearchOption]
  /// The best allowed setting; nil where none is allowed.
  public var best: Int?
  /// Settings among which the best was selected: all that are allowed, or the most promising of them.
  public var finalists: Int
  /// Whether the selection ended: whether the best of the finalists is so with the stated probability.
  public var isSelected: Bool
  /// The smallest difference that mattered.
  public var indifference: Double
  /// Replications until the selection ended.
  public var replications: Int
  /// Whether settings were searched by a surface; else all combinations were simulated.
  public var isSearched: Bool
  /// Of a search by a surface: the share of the metric's variance that the surface explains of settings
  /// it has not seen (leave-one-out); nil where no surface could be laid.
  public var explained: Double?
  /// Combinations there are, where the keys have values to count.
  public var combinations: Int?
  /// The seed.
  public var seed: UInt64
  /// Settings that could not be simulated.
  public var failures = StudyFailures()

  /// The allowed settings and the best, by their difference from the scenario as it is.
  public var ranked: [Int] {
    let sign = goal.largerIsBetter ? 1.0 : -1
    return options.indices.filter {
      (options[$0].isAllowed || $0 == best) && options[$0].gain.mean.isFinite
    }
    .sorted { sign * options[$0].gain.mean > sign * options[$1].gain.mean }
  }
}

/// Looks for the best setting of levers under a budget and limits.
///
/// Few combinations are all simulated. More, or ranges, are searched by a metamodel: settings that fill
/// the space, then rounds of those expected to improve most, each weighed by its chance to keep the
/// limits. The best of the allowed ones, after a search of the most promising of them, is then selected by
/// Kim and Nelson's procedure under common random numbers, with a stated probability of being right.
public struct LeverSearch: Sendable {
  private let file: SweepFile
  private let goal: Goal
  private let options: SearchOptions
  private let sampler: PointSampler
  /// The goal's metric, the limits', spending, and what the Pareto front is about.
  private let outcomes: [SeriesKey]
  private let aims: [[Weighted]]

  /// A metric and its weight in an aim.
  typealias Weighted = (key: SeriesKey, weight: Double)

  /// What the Pareto front is about; more of each is better.
  private static func aims(of scenario: Scenario) -> [[Weighted]] {
    let heads = Double(max(1, scenario.teams.reduce(0) { $0 + $1.staff }))
    return [
      [(SeriesKey("profit", "all"), 1)], [(SeriesKey("satisfaction_mean", "all"), 1)],
      scenario.teams.map {
        (SeriesKey("engagement_mean", "team:" + $0.id), Double($0.staff) / heads)
      },
    ]
  }

  /// Prepares a search.
  ///
  /// - Throws: ``SweepError`` where there is nothing to vary, or an uncertain key, which nobody can set.
  public init(_ file: SweepFile, goal: Goal, options: SearchOptions) throws(SweepError) {
    aims = Self.aims(of: file.scenario.scenario)
    var outcomes = [goal.key]
    for key in goal.limits.map(\.key) + Goal.spending + aims.flatMap({ $0.map(\.key) })
    where !outcomes.contains(key) {
      outcomes.append(key)
    }
    self.outcomes = outcomes
    (self.file, self.goal, self.options) = (file, goal, options)
    sampler = try PointSampler(
      file, under: options.settings, outcomes: outcomes, seed: options.seed, jobs: options.jobs,
      isCancelled: options.isCancelled)
    guard sampler.levers == sampler.factors.count else {
      throw SweepError("only levers can be set; this sweep also has uncertainties")
    }
  }

  /// Runs it.
  ///
  /// - Throws: ``ExperimentError``, ``DesignError``.
  public func run() async throws -> SearchOutcome {
    let factors = sampler.factors
    var pool = SearchPool(outcomes: outcomes, goal: goal, aims: aims)
    let plain: [String?] = factors.map { _ in nil }
    let grid = try? FullFactorial(levels: factors.map(\.levels.count))
    let combinations = factors.allSatisfy(\.isCountable) ? grid?.count : nil
    var explained: Double?
    var isSearched = false
    if let grid, let combinations, combinations <= options.mostCombinations {
      let all = (0..<combinations).map { row in
        zip(factors, grid.row(row)).map { factor, level -> String? in
          // What the scenario says anyway is not set again.
          factor.levels[level] == factor.base ? nil : factor.levels[level]
        }
      }
      try await simulate([plain] + all, into: &pool, of: combinations + 1)
    } else {
      isSearched = true
      explained = try await searchBySurface(plain, into: &pool)
    }
    for key in [goal.key] + goal.limits.map(\.key) where !pool.hasValues(of: key) {
      throw ExperimentError.missingFigure(metric: key.metric)
    }
    let selection = try await select(from: &pool, isSearched: isSearched)
    return SearchOutcome(
      file: file, factors: factors, goal: goal, outcomes: outcomes,
      options: pool.options(screened: selection.screened, best: selection.best),
      best: selection.best,
      finalists: selection.finalists, isSelected: selection.isDone,
      indifference: selection.indifference,
      replications: selection.replications,
      isSearched: isSearched, explained: explained, combinations: combinations, seed: options.seed,
      failures: failures(in: pool))
  }

  private func failures(in pool: SearchPool) -> StudyFailures {
    var failures = StudyFailures()
    for (setting, failure) in zip(pool.settings, pool.failures) {
      if let failure { failures.note(sampler.text(setting), failure) }
    }
    return failures
  }

  /// Simulates the first stage of settings that are not in the pool yet.
  private func simulate(
    _ settings: [[String?]], into pool: inout SearchPool, of total: Int
  ) async throws {
    let new = pool.new(settings)
    guard !new.isEmpty else { return }
    let (progress, before, stage) = (options.progress, pool.settings.count, options.firstStage)
    let samples = try await sampler.samples(of: new, replications: 1...stage) { done, all in
      progress(before * stage + done, max(total * stage, before * stage + all))
    }
    pool.add(new, samples)
  }

  // MARK: - By a surface

  /// The candidates among which a surface looks for the next settings.
  private static let candidates = 1_000

  /// - Returns: The share of the variance that the surface explains.
  private func searchBySurface(
    _ plain: [String?], into pool: inout SearchPool
  ) async throws -> Double? {
    let k = sampler.factors.count
    let first = max(12, min(10 * k, 50))
    let total = 1 + first + options.rounds.count * options.rounds.settings
    let start = try LatinHypercube(points: first, factors: k, seed: options.seed)
    var coordinates: [[String?]: [Double]] = [:]
    func settings(_ rows: [[Double]]) -> [[String?]] {
      rows.map { row in
        let setting = sampler.setting(at: row)
        coordinates[setting] = row
        return setting
      }
    }
    try await simulate([plain] + settings((0..<first).map(start.row)), into: &pool, of: total)
    var explained: Double?
    for round in 0..<options.rounds.count {
      let surfaces = pool.surfaces(coordinates: coordinates, seed: options.seed)
      explained = surfaces.goal?.explained
      guard let surface = surfaces.goal else { break }
      let sobol = try SobolSequence(
        points: Self.candidates, factors: k, shift: options.seed &+ UInt64(round))
      let rows = (0..<sobol.count).map(sobol.row)
      let chosen = surfaces.proposals(
        options.rounds.settings, among: rows, on: surface,
        goal.largerIsBetter ? .maximise : .minimise)
      guard !chosen.isEmpty else { break }
      try await simulate(settings(chosen.map { rows[$0] }), into: &pool, of: total)
    }
    return pool.surfaces(coordinates: coordinates, seed: options.seed).goal?.explained ?? explained
  }

  // MARK: - Selection

  private struct Selection {
    var best: Int?
    var finalists: Int
    var isDone = false
    var screened: [Int: Int] = [:]
    var indifference: Double
    var replications: Int
  }

  private func select(
    from pool: inout SearchPool, isSearched: Bool
  ) async throws -> Selection {
    let today = pool.mean(0, 0)
    let indifference = goal.indifference ?? max(abs(today) * 0.01, 1e-9)
    let stage = options.firstStage
    let running = isSearched ? pool.best(options.finalists, of: pool.allowed) : pool.allowed
    var selection = Selection(
      finalists: running.count, indifference: indifference, replications: stage)
    guard running.count > 1 else {
      selection.best = running.first
      selection.isDone = !running.isEmpty
      return selection
    }
    var procedure = KimNelson(
      systems: running.count, indifference: indifference, confidence: goal.confidence,
      firstStage: stage, largerIsBetter: goal.largerIsBetter)
    // A search is led by the luck of its replications: others decide between the settings it found.
    let first = isSearched ? stage : 0
    for r in first..<stage { procedure.add(running.map { pool.value($0, 0, r) }) }
    while procedure.selected == nil, selection.replications < options.mostReplications {
      // As many as the survivors have had, so that there are few batches: what is taken in beyond the end
      // of the procedure is not looked at.
      let from = selection.replications + 1
      let to = min(
        options.mostReplications, selection.replications + max(5, selection.replications / 2))
      let alive = procedure.survivors.map { running[$0] }
      let progress = options.progress
      let samples = try await sampler.samples(
        of: alive.map { pool.settings[$0] }, replications: from...to
      ) { done, all in progress(done, all) }
      pool.extend(alive, samples)
      for (position, option) in running.enumerated() where pool.failures[option] != nil {
        procedure.drop(position)
      }
      if procedure.survivors.isEmpty { break }
      for r in from - 1..<to where procedure.selected == nil {
        procedure.add(running.map { pool.value($0, 0, r) })
      }
      selection.replications = to
    }
    for (position, option) in running.enumerated() {
      selection.screened[option] = procedure.screenedAfter[position].map { first + $0 }
    }
    selection.isDone = procedure.selected != nil
    let leaders = procedure.survivors.map { running[$0] }
    selection.best = pool.best(1, of: leaders).first
    if let best = selection.best, !pool.isPaired(best) {
      // The scenario as it is may have left the running early: its pairs are made up for the comparison.
      let had = pool.replications(of: 0)
      let samples = try await sampler.samples(
        of: [pool.settings[0]], replications: had + 1...pool.replications(of: best))
      pool.extend([0], samples)
    }
    return selection
  }
}
