/// A figure by its number: what a room counts or sets, and what a policy asks for.
///
/// It is declared once, in the initialiser of the figures of its room (``Figures``). From that follow the
/// numbers kept while simulating, their sums, the rows of all tables, `columns.json` and the reference.
///
/// - Note: The type says where its values come from: ``Truth``, or an instrument (``Known``).
public struct Figure<Nature: Natured>: Sendable, BitwiseCopyable {
  /// Its place among all figures.
  let number: Int32
  /// What is counted for it, where it is one that is counted.
  let counter: Counter
}

/// Numbers that are added up in a month, and over the months: one for everything together, or one for each
/// thing of a kind.
struct Counter: Sendable, BitwiseCopyable {
  /// The place of the first.
  let first: Int32
  /// How many.
  let count: Int32
  /// The number of the kind in ``SubjectKind/known``; −1 for another list.
  let kind: Int16
  /// Whether all of it is meant, whatever a figure is about.
  fileprivate(set) var isWhole = false

  /// All of it together, for a figure about a part.
  var whole: Counter {
    var copy = self
    copy.isWhole = true
    return copy
  }

  static let none = Counter(first: 0, count: 0, kind: -1)
}

/// An account of the ledger, which is a figure as well.
public struct Account: Sendable, BitwiseCopyable {
  /// The figure: what is posted to it by month and in all, and what of it is due to each part.
  public let figure: Figure<Recorded>
  /// Its place in the ledger.
  let number: Int32
  /// Whether postings to it bring money in.
  let isIncome: Bool
}

/// How a figure comes to its values.
enum FigureRule: Sendable {
  /// How a level, set at each month's end, becomes one number.
  enum Over: Sendable { case mean, last }

  /// What was counted, divided by something.
  case count(dividedBy: Double)
  /// Counts over counts: (sum of the first × factor) / (sum of the second) × scale.
  case ratio(factor: Double, scale: Double, over: [Counter])
  /// The standard deviation behind a sum, a sum of squares and a number.
  case spread(sum: Counter, squares: Counter, number: Counter)
  /// What was set at the month's end.
  case level(Over)
  /// A number a month, set at the end of the run.
  case series
  /// One number, set at the end of the run.
  case total
  /// What was posted to an account of the ledger; for a part, what was counted.
  case account(Int)
  /// Income less costs.
  case profit

  /// How it comes to one number for a whole run.
  var whole: Metric.Whole {
    switch self {
    case .count, .account, .profit: .sum
    case .ratio, .spread: .pooled
    case .level(.mean): .mean
    case .level(.last): .last
    case .total: .defined
    case .series: .none
    }
  }

  /// Whether its monthly values are levels at the months' ends.
  var isLevel: Bool {
    switch self {
    case .level, .series: true
    default: false
    }
  }
}

/// A chart of figures by month, as it was declared.
public struct FigureChart: Sendable {
  /// The name of its files.
  public let name: String
  /// What it shows, in a sentence.
  public let title: String
  /// What a reader should know.
  public let subtitle: String
  /// What is on the vertical axis, with its unit.
  public let axis: String
  /// A line each.
  public let metrics: [Metric]
}

/// A figure as it was declared.
struct FigureSpec: Sendable {
  /// A kind of subject, and the places of its values.
  struct Part: Sendable {
    let kind: SubjectKind
    let number: Int
    let subjects: [String]
    /// The first place among all values.
    let first: Int
    /// What is added up for it.
    let terms: [Counter]
  }

  let metric: Metric
  let rule: FigureRule
  let parts: [Part]
  /// There is nothing to say of a month in which these counted nothing; empty to say something always.
  let whenAny: [Counter]
}
