public import CustomerExperience
import Experiments
public import ScenarioFiles

/// What a sweep will run, point by point; once written it is never changed.
///
/// It carries the texts of every file it rests on, so that a worker on another machine needs the plan
/// and the program and nothing else.
public struct SweepPlan: Sendable {
  /// A key that is varied.
  public struct Factor: Sendable, Equatable {
    /// The key's dotted path.
    public var path: String
    /// What the scenario sets it to.
    public var base: String
    /// The values in the author's order, for designs that go by levels; empty for sampled ones.
    public var levels: [String]
    /// The law that sampled values come from, in words; nil where they go by levels.
    public var law: String?
  }

  /// What is varied together.
  public struct Experiment: Sendable, Equatable {
    /// The name.
    public var name: String
    /// What a manager sets.
    public var levers: [Factor]
    /// What the world does.
    public var uncertainties: [Factor]
  }

  /// One setting of the levers in one world.
  public struct Point: Sendable, Equatable {
    /// The number of its experiment, from 0.
    public var experiment: Int
    /// The number of the lever setting within the experiment, from 1.
    public var setting: Int
    /// The number of the world within the experiment, from 1.
    public var world: Int
    /// A value a lever; nil where it stays as in the scenario.
    public var set: [String?]
    /// A value an uncertainty; nil where it stays as in the scenario.
    public var uncertain: [String?]
  }

  /// The model's version; another version would give other results.
  public var modelVersion: String
  /// The title.
  public var title: String
  /// The question.
  public var about: String
  /// The sweep file's name without its extension.
  public var stem: String
  /// The seed.
  public var seed: UInt64
  /// Replications a point.
  public var replications: Int
  /// What is asked of each point.
  public var outcomes: [SeriesKey]
  /// The experiments.
  public var experiments: [Experiment]
  /// The scenario's path among the files.
  public var scenarioPath: String
  /// The sweep file, the scenario, its parents and its data.
  public var files: [InputFile]
  /// The points; a point's number is its position, counted from 1.
  public var points: [Point]

  /// Settings of a point's world, as `key=value`.
  public func worldSettings(of point: Point) -> [String] {
    Self.settings(experiments[point.experiment].uncertainties, point.uncertain)
  }

  /// Settings of a point's levers, as `key=value`.
  public func leverSettings(of point: Point) -> [String] {
    Self.settings(experiments[point.experiment].levers, point.set)
  }

  private static func settings(_ factors: [Factor], _ values: [String?]) -> [String] {
    zip(factors, values).compactMap { factor, value in value.map { "\(factor.path)=\($0)" } }
  }

  /// The most replications of a point.
  public static let mostReplications = 100_000

  /// The most points that share the settling of a world.
  static let blockSize = 16

  /// Runs of points of one world, the units of work.
  var blocks: [Range<Int>] {
    var blocks: [Range<Int>] = []
    var start = 0
    while start < points.count {
      var end = start + 1
      while end < points.count, points[end].experiment == points[start].experiment,
        points[end].world == points[start].world
      {
        end += 1
      }
      // Blocks of one world are of nearly the same size.
      let parts = (end - start + Self.blockSize - 1) / Self.blockSize
      for part in 0..<parts {
        blocks.append(
          start + (end - start) * part / parts..<start + (end - start) * (part + 1) / parts)
      }
      start = end
    }
    return blocks
  }
}

/// A plan, or work done for it, that cannot be used.
public struct SweepError: Error, Equatable, CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String

  package init(_ description: String) { self.description = description }
}
