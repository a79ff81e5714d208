/// What a metric's values are measured in.
public enum MetricUnit: String, Sendable {
  /// A share of one (shown as a percentage).
  case fraction
  /// Points on the 0 to 100 scale.
  case points
  /// The scenario's currency.
  case money
  /// Seconds.
  case seconds
  /// A number of things.
  case count
  /// A utility or an index without a unit.
  case index
  /// A level on a scale of 0 to 1.
  case level
}

/// The smallest difference of a figure that is worth mentioning: what lies below is too small to matter, however
/// surely it is there.
///
/// With enough luck in common a difference of a thousandth of a point is clear, and means nothing to anybody. Whether
/// a difference matters is a judgement that no statistic makes, so each figure declares it. The defaults follow how
/// finely such figures are read and reported (``byDefault(for:)``).
public struct SmallestDifference: Sendable, Equatable {
  /// In the figure's own unit.
  public let absolute: Double
  /// As a share of the baseline's size, where that is more.
  public let share: Double

  /// Declares a size.
  public init(_ absolute: Double = 0, share: Double = 0) {
    (self.absolute, self.share) = (absolute, share)
  }

  /// The size at a value of the baseline, in the figure's unit.
  public func size(at baseline: Double) -> Double {
    guard baseline.isFinite else { return absolute }
    return max(absolute, share * abs(baseline))
  }

  /// What is worth mentioning of figures of a unit, where they declare nothing else.
  ///
  /// - Shares: 0.1 percentage points, one customer in a thousand; published rates have one decimal at most.
  /// - Points and levels: a thousandth of their scale (0.1 of 100 points), far below what a survey can tell.
  /// - Money and numbers of things: a thousandth of the baseline. Half a percent would be too coarse: of what all
  ///   customers are worth it pays for many a course.
  /// - Times: a second or, of longer ones, one percent: nobody feels less.
  /// - Indices, which are logarithms of odds or ratios: 0.005, half a percent of the odds.
  public static func byDefault(for unit: MetricUnit) -> SmallestDifference {
    switch unit {
    case .fraction, .level: .init(0.001)
    case .points: .init(0.1)
    case .money, .count: .init(share: 0.001)
    case .seconds: .init(1, share: 0.01)
    case .index: .init(0.005)
    }
  }
}

extension MetricUnit {
  /// What figures of the unit can be, where they declare nothing else.
  var range: ClosedRange<Double> {
    switch self {
    case .fraction, .level: 0...1
    case .points: 0...100
    case .seconds, .count: 0...(.infinity)
    case .money, .index: -Double.infinity...(.infinity)
    }
  }
}

extension ClosedRange<Double> {
  /// Any number at all.
  static var anything: Self { -Double.infinity...(.infinity) }
}

/// Where a metric's values come from: the truth, or an instrument of the firm.
public struct MetricNature: Sendable, Hashable {
  /// The word used in files.
  public let id: String
  /// Where they come from, in words that follow "from".
  public let phrase: String

  /// Declares a source of values.
  init(_ id: String, _ phrase: String) { (self.id, self.phrase) = (id, phrase) }

  /// The simulated truth, which nobody in the simulated firm can see.
  public static let truth = MetricNature(
    "truth", "the simulated truth, which nobody in the firm can see")
}

/// Where the values of a figure come from, as a type, so that the compiler tells truth from knowledge.
public protocol Natured: Sendable {
  /// The same as a value.
  static var nature: MetricNature { get }

  /// The table by month of what an instrument shows; nil where there is none but `timeline.csv`.
  static var sheet: Metric.Sheet? { get }
}

extension Natured {
  /// No table of its own.
  public static var sheet: Metric.Sheet? { nil }
}

/// What a figure of the firm's knowledge comes from: something that the firm keeps or asks.
public protocol Known: Natured {}

/// The simulated truth.
public enum Truth: Natured {
  /// The same as a value.
  public static var nature: MetricNature { .truth }
}

/// The one declaration of a metric, as readers see it; what stands behind it is in ``FigureList``.
public struct Metric: Sendable, Equatable {
  /// Which direction is good for the firm.
  public enum Better: String, Sendable {
    case up, down, neither
  }

  /// A table with a row a month of figures about everything together.
  public struct Sheet: Sendable, Hashable {
    /// The file.
    public let file: String
    /// What it holds.
    public let about: String

    /// Describes a table.
    init(_ file: String, _ about: String) { (self.file, self.about) = (file, about) }
  }

  /// The id used in files.
  public let id: String
  /// The name on charts.
  public let name: String
  /// What exactly it is.
  public let definition: String
  /// What it is measured in.
  public let unit: MetricUnit
  /// Where it comes from.
  public let nature: MetricNature
  /// What it can be about.
  public let subjects: [SubjectKind]
  /// Which direction is good.
  public let better: Better
  /// The months that a scenario has to last for it to have a value; 0 for most.
  public let leastMonths: Int
  /// The table by month where its values about everything together stand, beside `timeline.csv`.
  ///
  /// Values about other things stand in the table of their kind (``SubjectKind/sheet``).
  public let sheet: Sheet?
  /// Whether it is an account of money that comes in.
  public let isIncome: Bool
  /// Whether it is an account of the firm's costs.
  public let isCost: Bool
  /// Whether it is a cost that managers decide on, such as pay; not one that follows from sales or failures.
  public let isSpending: Bool

  /// How it comes to one number for a whole run.
  public enum Whole: String, Sendable, CaseIterable {
    /// Added up over the run.
    case sum
    /// Worked out once from what was counted in the whole run.
    case pooled
    /// The mean of levels at the months' ends.
    case mean
    /// The level at the end of the run.
    case last
    /// One number by its definition.
    case defined
    /// None: there are months alone.
    case none

    /// In words that follow "over the run:".
    public var phrase: String {
      switch self {
      case .sum: "the sum of its months"
      case .pooled: "worked out from all that was counted in the run, not the mean of its months"
      case .mean: "the mean of its months, each taken at the month's end"
      case .last: "its value at the end of the run"
      case .defined: "one number, of the time that the definition says"
      case .none: "no number; it is told by month alone"
      }
    }
  }

  /// How it comes to one number for a whole run, as in `summary.csv`.
  public let whole: Whole
  /// Whether its monthly values are levels at the months' ends, and not about the months as a whole.
  public let isLevel: Bool
  /// What its values can be: an interval of its mean does not reach beyond.
  public let range: ClosedRange<Double>
  /// The smallest difference worth mentioning.
  public let smallest: SmallestDifference

  /// The metric with an id.
  public static func named(_ id: String) -> Metric? { byID[id] }

  /// Every metric, in the order of the reference.
  public static let all: [Metric] = FigureLayout.reference.metrics

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}
