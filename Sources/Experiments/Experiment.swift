public import CustomerExperience
import DiscreteEvents

/// Experiments on scenarios: replications, and paired comparisons under common random numbers.
public enum Experiment {
  /// Runs a scenario.
  ///
  /// - Throws: ``ExperimentError``.
  public static func run(
    _ scenario: Scenario, options: ExperimentOptions
  ) async throws -> RunOutcome {
    let outputs = try await replicate(scenario, variants: [], options: options)
    return Aggregation(scenario: scenario, options: options).outcome(
      of: outputs.map(\.base), doses: outputs.compactMap { $0.probes[.growth] },
      spreads: outputs.compactMap { $0.probes[.consistency] },
      closings: outputs.compactMap { $0.probes[.gapClosing] },
      measures: outputs.compactMap { $0.probes[.measures] },
      frequencies: outputs.compactMap { $0.probes[.outreach] })
  }

  /// Compares variants with a baseline: the same customers with the same luck in each pair.
  ///
  /// Variants that differ from the baseline in numbers only start from the baseline's settled world, as
  /// changes made on the first day; others settle on their own.
  ///
  /// - Parameters:
  ///   - baseline: the scenario compared with.
  ///   - variants: names for tables, titles, what was changed, and the scenarios.
  /// - Throws: ``ExperimentError``.
  public static func compare(
    _ baseline: Scenario, with variants: [Variant], options: ExperimentOptions
  ) async throws -> ComparisonOutcome {
    var options = options
    options.runsGrowth = false
    let outputs = try await replicate(
      baseline, variants: variants.map(\.scenario), options: options)
    return ComparisonOutcome(
      of: outputs, baseline: baseline, variants: variants, options: options)
  }

  /// A scenario to compare with a baseline.
  public struct Variant: Sendable {
    /// A short name for tables: a file's stem, or the settings.
    public var name: String
    /// A title for charts.
    public var title: String
    /// What was changed, key by key.
    public var changes: [String]
    /// The scenario.
    public var scenario: Scenario

    /// Makes a variant.
    public init(name: String, title: String, changes: [String], scenario: Scenario) {
      self.name = name
      self.title = title
      self.changes = changes
      self.scenario = scenario
    }
  }

  /// Compiles the models of an experiment.
  private static func replicator(
    for scenario: Scenario, variants: [Scenario], options: ExperimentOptions
  ) throws(ExperimentError) -> Replicator {
    var slots: [ExperimentModels] = []
    for _ in 0..<max(1, min(options.jobs, options.replications)) {
      slots.append(try models(of: scenario, variants: variants, options: options))
    }
    return Replicator(
      models: slots, probeReplications: scenario.growth.replications,
      segments: scenario.customers.segments.count, options: options)
  }

  private static func models(
    of scenario: Scenario, variants: [Scenario], options: ExperimentOptions
  ) throws(ExperimentError) -> ExperimentModels {
    func model(_ scenario: Scenario) throws(ExperimentError) -> Model {
      do { return try Model(scenario) } catch { throw .model(error) }
    }
    let base = try model(scenario)
    let probes: [ProbeModels]
    do { probes = try ProbeModels.wanted(by: scenario, options: options) } catch {
      throw .model(error)
    }
    var others: [Model] = []
    for variant in variants { others.append(try model(variant)) }
    return ExperimentModels(base: base, probes: probes, variants: others)
  }

  private static func replicate(
    _ scenario: Scenario, variants: [Scenario], options: ExperimentOptions
  ) async throws -> [ReplicationOutput] {
    let replicator = try replicator(for: scenario, variants: variants, options: options)
    let most = max(1, options.replications)
    guard let metric = options.best?.metric.id ?? options.until?.metric else {
      return try await replicator.run(1...most, done: [])
    }
    // Whether there is such a figure is known after the first: nobody waits in vain.
    var outputs = try await replicator.run(1...1, done: [])
    guard outputs.allSatisfy({ $0.base.summary[SeriesKey(metric, "all")] != nil }) else {
      throw ExperimentError.missingFigure(metric: metric)
    }
    for look in options.stoppingLooks {
      let end = min(look, most)
      if end > outputs.count {
        outputs += try await replicator.run(outputs.count + 1...end, done: outputs)
      }
      if end >= most || options.isAnswered(by: outputs) { break }
    }
    return outputs
  }
}

extension ExperimentOptions {
  /// The numbers of replications after which it is looked whether they are enough.
  var stoppingLooks: [Int] {
    guard best != nil else { return Self.looks }
    return Array(stride(from: BestRule.firstStage, through: 10_000_000, by: BestRule.stage))
  }

  /// Whether replications answer what was asked: the best is selected, or the precision is reached.
  func isAnswered(by outputs: [ReplicationOutput]) -> Bool {
    guard let best else { return until?.isReached(by: outputs) ?? false }
    let selection = BestSelection(best, from: outputs)
    // A metric without a value in any replication will never decide.
    return selection.best != nil || selection.replications == 0
  }
}

extension ExperimentOptions.Precision {
  /// Whether replications are precise enough: their mean or, in a comparison, each variant's difference.
  func isReached(by outputs: [ReplicationOutput]) -> Bool {
    let key = SeriesKey(metric, "all")
    func isPrecise(_ values: [Double]) -> Bool {
      ConfidenceInterval.ofMean(values.filter { !$0.isNaN }).halfWidth <= halfWidth
    }
    let before = outputs.map { $0.base.summary[key] ?? .nan }
    guard let variants = outputs.first?.variants.indices, !variants.isEmpty else {
      return isPrecise(before)
    }
    return variants.allSatisfy { variant in
      isPrecise(
        zip(outputs, before).map { ($0.variants[variant].summary[key] ?? .nan) - $1 })
    }
  }
}

extension GrowthCurve {
  /// The doses, in points.
  public var levels: [Double] {
    guard doses > 1 else { return [from] }
    return (0..<doses).map { from + (to - from) * Double($0) / Double(doses - 1) }
  }
}

extension Scenario {
  /// The scenario with the mean of its service, of contacts and of use, shifted by some points.
  public func shifted(by points: Double) -> Scenario {
    var copy = self
    copy.quality.shift(by: points)
    for index in copy.phases.indices { copy.phases[index].settings.quality.shift(by: points) }
    return copy
  }
}

extension Scenario {
  /// The multiples of our price between which the own-price elasticity is measured.
  static let priceStep = (lower: 0.95, higher: 1.05)

  /// The scenario with our price multiplied by a factor; rivals' prices stay what they are.
  func priced(times factor: Double) -> Scenario {
    var copy = self
    copy.customers.contract.price *= factor
    copy.market.price = (market.price ?? meanPrice) * factor
    for index in copy.phases.indices {
      copy.phases[index].settings = copy.phases[index].settings.priced(times: factor)
    }
    return copy
  }

  /// What our price is by default: the contract's, or the mean money spent on a visit.
  private var meanPrice: Double { MarketPrice.byDefault(self) }
}

extension Quality {
  /// Shifts the mean of contacts and of use.
  package mutating func shift(by points: Double) {
    mean += points
    if let own = usage.mean { usage.mean = own + points }
  }
}
