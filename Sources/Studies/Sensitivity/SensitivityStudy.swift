public import CustomerExperience
import Designs
import DiscreteEvents
import Experiments
public import ScenarioFiles

/// How a study of sensitivity is done.
public struct SensitivityOptions: StudyOptions {
  /// Changes of the scenario that hold for all settings, as `key=value`.
  public var settings: [String] = []
  /// Walks of the screening.
  public var trajectories = 10
  /// Base points of the indices; 0 for screening and curves only.
  public var basePoints = 32
  /// Replications of each setting.
  public var replications = 5
  /// The most keys that indices are worked out for.
  public var mostKept = 8
  /// The seed.
  public var seed: UInt64 = 1
  /// Replications at the same time; cannot change the result.
  public var jobs = 1
  /// Told how far it is: replications of settings done, and of about how many.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  /// Polled; a true answer ends the study.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The defaults.
  public init() {}
}

/// What a study of sensitivity showed of one outcome.
public struct OutcomeSensitivity: Sendable {
  /// A value of a key, all others as in the scenario.
  public struct Level: Sendable {
    /// The value as text.
    public var value: String
    /// The value for charts and sentences: of a law, its mean.
    public var label: String
    /// The value as a number in the key's unit; nil for a word.
    public var number: Double?
    /// The outcome's mean.
    public var mean: Double
    /// Its paired difference from the scenario as it is.
    public var difference: Estimate
  }

  /// The outcome.
  public var key: SeriesKey
  /// The scenario as it is.
  public var base: Estimate
  /// One list of levels a key.
  public var curves: [[Level]]
  /// The screening.
  public var screening: ElementaryEffects
  /// Indices of the keys that were kept; nil where none were worked out.
  public var indices: SobolIndices?
  /// The share of the variance over settings that is the luck of the draw, not the keys'.
  public var noise: Double

  /// The lowest and the highest difference along a key's curve.
  public func swing(_ factor: Int) -> (low: Level, high: Level)? {
    let levels = curves[factor].filter { $0.difference.mean.isFinite }
    guard let low = levels.min(by: { $0.difference.mean < $1.difference.mean }),
      let high = levels.max(by: { $0.difference.mean < $1.difference.mean })
    else { return nil }
    return (low, high)
  }
}

/// What a study of sensitivity showed.
public struct SensitivityOutcome: Sendable {
  /// The scenario and the keys.
  public var file: SweepFile
  /// The keys: levers first, then uncertainties.
  public var factors: [SweepFactor]
  /// How many of them are levers.
  public var levers: Int
  /// One an outcome.
  public var outcomes: [OutcomeSensitivity]
  /// The keys that indices were worked out for, by position in ``factors``.
  public var kept: [Int]
  /// Keys that move nothing by more than a twentieth of what the most powerful key does.
  public var screenedOut: [Int]
  /// Settings simulated, each in every replication.
  public var settings: Int
  /// Replications of each setting.
  public var replications: Int
  /// The seed.
  public var seed: UInt64
  /// Settings that could not be simulated.
  public var failures = StudyFailures()
}

/// Which keys matter: one at a time, by Morris's screening, and by Sobol's indices.
public struct SensitivityStudy: Sendable {
  private let file: SweepFile
  private let options: SensitivityOptions
  private let sampler: PointSampler

  /// A key whose effect is below this share of the largest is not kept for the indices.
  private static let negligible = 0.05

  /// Prepares a study of a sweep's keys.
  ///
  /// - Throws: ``SweepError`` where there is nothing to vary.
  public init(_ file: SweepFile, options: SensitivityOptions) throws(SweepError) {
    (self.file, self.options) = (file, options)
    sampler = try PointSampler(
      file, under: options.settings, outcomes: file.outcomes, seed: options.seed,
      jobs: options.jobs,
      isCancelled: options.isCancelled)
  }

  /// Runs it.
  ///
  /// - Throws: ``ExperimentError``, ``DesignError``.
  public func run() async throws -> SensitivityOutcome {
    let factors = sampler.factors
    let plain: [String?] = factors.map { _ in nil }
    let singles = factors.indices.map { f in
      factors[f].levels.map { level -> [String?] in
        var setting = plain
        setting[f] = level
        return setting
      }
    }
    let walks = try MorrisTrajectories(
      trajectories: options.trajectories, factors: factors.count, levels: 4, seed: options.seed)
    let first = [plain] + singles.flatMap(\.self)
    let screened = (0..<walks.count).map { sampler.setting(at: walks.row($0)) }
    // How many are kept is not known yet: as if all were.
    let guess = options.basePoints * (min(factors.count, options.mostKept) + 2)
    let total = (first.count + screened.count + guess) * options.replications
    let start = try await samples(of: first + screened, before: 0, of: total)
    for (o, key) in file.outcomes.enumerated() where !start.values[0][o].contains(where: \.isFinite)
    {
      throw ExperimentError.missingFigure(metric: key.metric)
    }
    var failures = StudyFailures()
    note(&failures, first + screened, start)
    let curves = start.part(0..<first.count)
    let walked = start.part(first.count..<first.count + screened.count)
    let screening = file.outcomes.indices.map { o in
      ElementaryEffects(walks, outputs: walked.means(o))
    }
    let (kept, screenedOut) = kept(screening)
    var settings = start.simulated / options.replications
    var indices: [SobolIndices?] = file.outcomes.map { _ in nil }
    var noise = file.outcomes.indices.map { walked.noiseShare($0) }
    if options.basePoints > 0, !kept.isEmpty {
      let sample = try SaltelliSample(
        basePoints: options.basePoints, factors: kept.count, secondOrder: kept.count < 5,
        seed: options.seed)
      let rows = (0..<sample.count).map { row -> [String?] in
        let coordinates = sample.row(row)
        var place = factors.map { _ in 0.5 }
        for (position, factor) in kept.enumerated() { place[factor] = coordinates[position] }
        let setting = sampler.setting(at: place)
        // What was screened out stays as in the scenario.
        return factors.indices.map { kept.contains($0) ? setting[$0] : nil }
      }
      let sampled = try await samples(
        of: rows, before: start.simulated, of: start.simulated + sample.count * options.replications
      )
      note(&failures, rows, sampled)
      settings += sampled.simulated / options.replications
      for o in file.outcomes.indices {
        indices[o] = SobolIndices(
          sample, replications: sampled.values.map { $0[o] }, seed: options.seed)
        noise[o] = sampled.noiseShare(o)
      }
    }
    return SensitivityOutcome(
      file: file, factors: factors, levers: sampler.levers,
      outcomes: file.outcomes.enumerated().map { o, key in
        OutcomeSensitivity(
          key: key,
          base: Estimate(ConfidenceInterval.ofMean(curves.values[0][o])).held(in: key.possible),
          curves: levels(curves, outcome: o), screening: screening[o], indices: indices[o],
          noise: noise[o])
      },
      kept: kept, screenedOut: screenedOut, settings: settings, replications: options.replications,
      seed: options.seed, failures: failures)
  }

  private func note(
    _ failures: inout StudyFailures, _ settings: [[String?]], _ samples: PointSamples
  ) {
    var seen: Set<[String?]> = []
    for (setting, failure) in zip(settings, samples.failures) {
      guard let failure, seen.insert(setting).inserted else { continue }
      failures.note(sampler.text(setting), failure)
    }
  }

  private func samples(
    of settings: [[String?]], before: Int, of total: Int
  ) async throws -> PointSamples {
    let progress = options.progress
    return try await sampler.samples(of: settings, replications: 1...options.replications) {
      done, all in progress(before + done, max(total, before + all))
    }
  }

  /// The most powerful keys with an effect worth looking at on any outcome, and the keys that have none,
  /// in their order.
  private func kept(_ screening: [ElementaryEffects]) -> (kept: [Int], out: [Int]) {
    let weights = sampler.factors.indices.map { f in
      screening.map { effects -> Double in
        let sizes = effects.factors.map(\.size.mean).filter(\.isFinite)
        guard let largest = sizes.max(), largest > 0, effects.factors[f].size.mean.isFinite else {
          return 0
        }
        return effects.factors[f].size.mean / largest
      }.max() ?? 0
    }
    let most = min(options.mostKept, SaltelliSample.factorLimit)
    let worth = weights.indices.filter { weights[$0] >= Self.negligible }
    let kept = worth.sorted { (weights[$1], $0) < (weights[$0], $1) }.prefix(most)
    return (kept.sorted(), weights.indices.filter { weights[$0] < Self.negligible })
  }

  /// The curve of each key: differences from the scenario as it is, in the same replications.
  private func levels(_ curves: PointSamples, outcome: Int) -> [[OutcomeSensitivity.Level]] {
    let base = curves.values[0][outcome]
    var place = 0
    return sampler.factors.map { factor in
      let scale = file.scenario.scale(of: factor.path)
      return factor.levels.map { level in
        place += 1
        let values = curves.values[place][outcome]
        let pairs = zip(values, base).filter { !$0.isNaN && !$1.isNaN }
        let differences = pairs.map { $0 - $1 }
        return OutcomeSensitivity.Level(
          value: level, label: scale?.short(level) ?? level, number: scale?.number(of: level),
          mean: pairs.isEmpty ? .nan : pairs.reduce(0) { $0 + $1.0 } / Double(pairs.count),
          difference: differences.isEmpty
            ? Estimate(mean: .nan, lower: .nan, upper: .nan, replications: 0)
            : Estimate(ConfidenceInterval.ofMean(differences)))
      }
    }
  }
}

extension PointSamples {
  /// The samples of some of the settings.
  func part(_ range: Range<Int>) -> PointSamples {
    PointSamples(
      values: Array(values[range]), failures: Array(failures[range]), simulated: simulated)
  }
}
