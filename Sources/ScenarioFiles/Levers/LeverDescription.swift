/// A key of a scenario as something that can be moved: what it is, what it says now, and how far it plausibly goes.
///
/// All of it follows from the declaration of the key and from the scenario.
public struct LeverDescription: Sendable, Equatable {
  /// How a value is chosen.
  public enum Form: String, Sendable {
    /// A number in a unit.
    case number
    /// One of a few words or values.
    case choice
    /// `true` or `false`.
    case flag
    /// Whatever a scenario file may say.
    case text
  }

  /// Where a key's default comes from.
  public enum Source: String, Sendable {
    /// Proposed by us.
    case design
    /// Seen in a public source.
    case verified
    /// Follows from an equation.
    case computed
  }

  /// A range of numbers with a step that suits it.
  public struct Range: Sendable, Equatable {
    /// The ends, in the lever's unit.
    public var from, to: Double
    /// A step between them.
    public var step: Double
  }

  /// The key's dotted path, with ids.
  public var path: String
  /// What it is called: `first line: staff`.
  public var label: String
  /// What the key means.
  public var help: String
  /// The unit as people name it, such as `months` or `GBP/month`; empty where there is none.
  public var unit: String
  /// What follows a number in a scenario file, such as `months` or `%`; empty where nothing does.
  public var unitText: String
  /// How a value is chosen.
  public var form: Form
  /// What the scenario says now, as its file would; empty where it says nothing.
  public var value: String
  /// The number that this is, in the unit; nil where it is a word, or no number.
  public var number: Double?
  /// How far a number goes; nil for other forms.
  public var range: Range?
  /// The words or values to choose from.
  public var values: [String]?
  /// Whether the scenario declares it as one of its levers.
  public var isDeclared: Bool
  /// Whether a plan can change it from a month on; otherwise a change acts from the first day.
  public var canBeDated: Bool
  /// What the key is by default; nil where there is none.
  public var standard: String?
  /// Where that comes from.
  public var source: Source
}
