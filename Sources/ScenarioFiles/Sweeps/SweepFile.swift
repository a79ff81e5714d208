public import CustomerExperience

/// A sweep as its file says: what is varied, how, and what is asked of each setting.
public struct SweepFile: Sendable {
  /// The title; the scenario's where the file gives none.
  public let title: String
  /// The question, in a sentence or two.
  public let about: String
  /// The file's name without its extension, after which outputs are named.
  public let stem: String
  /// The scenario as it is.
  public let scenario: LoadedScenario
  /// The scenario's path among ``inputs``.
  public let scenarioPath: String
  /// What is asked of each setting.
  public var outcomes: [SeriesKey]
  /// Sub-experiments, which are not crossed with one another.
  public let experiments: [SweepExperiment]
  /// Replications a point.
  public let replications: Int
  /// The seed.
  public let seed: UInt64
  /// Everything that the sweep rests on.
  ///
  /// The sweep's own file first, then data it names, the scenario, its parents and their data. Paths are
  /// as seen from the sweep file's folder.
  public let inputs: [InputFile]
  /// What need not be wrong but may surprise, in the scenario and in the sweep's own file.
  public let warnings: [Diagnostic]
}

/// What is varied together: every setting of the levers meets every sampled world.
public struct SweepExperiment: Sendable {
  /// The name; `main` where the file has no experiments of its own.
  public let name: String
  /// What a manager sets.
  public let levers: SweepAxis
  /// What the world does.
  public let uncertainties: SweepAxis
}

/// Keys that are varied together, and how.
public struct SweepAxis: Sendable {
  /// The keys; none where nothing is varied.
  public let factors: [SweepFactor]
  /// How their values are combined.
  public let design: SweepDesign
}

/// How the values of several keys are combined.
public enum SweepDesign: Sendable, Equatable {
  /// Rows as the author wrote them: a value a key, nil for what the scenario says.
  case list([[String?]])
  /// Every combination of the levels.
  case fullFactorial
  /// The scenario as it is, then each key over its levels by itself.
  case oneAtATime
  /// A Latin hypercube of so many points.
  case latinHypercube(points: Int)
  /// The first so many points of Sobol's sequence.
  case sobol(points: Int)
}

/// A key that a sweep varies.
public struct SweepFactor: Sendable {
  /// The key's dotted path.
  public let path: String
  /// What the scenario sets it to, as text.
  public let base: String
  /// Its values for designs that go by levels, in the author's order, as text of the scenario language.
  ///
  /// Of a range they are evenly spaced; of a law, the quantiles in the middle of equally likely parts.
  public let levels: [String]
  let quantity: SweepQuantity?

  /// The law or the range that its values come from, in words; nil where the author listed them.
  public var law: String? { quantity?.words }

  /// Whether the author listed its values, rather than a range or a law.
  public var isListed: Bool { quantity == nil }

  /// Whether it has so many values and no others: listed, or whole numbers of a range.
  public var isCountable: Bool { quantity?.isWhole ?? true }

  /// The value at a coordinate of a design in the unit cube: a quantile of the key's law or range, or
  /// the listed value whose equal share of 0 to 1 the coordinate falls in.
  ///
  /// - Parameters:
  ///   - coordinate: from 0 to 1.
  ///   - digits: how many digits a number keeps.
  public func value(at coordinate: Double, digits: Int = 6) -> String {
    if let quantity { return quantity.text(at: coordinate, digits: digits) }
    return levels[min(Int(coordinate * Double(levels.count)), levels.count - 1)]
  }
}
