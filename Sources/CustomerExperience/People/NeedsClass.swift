/// A kind of customer by what they need: the truth that no record of the firm holds.
///
/// Whoever divides customers into segments tries to find these (M38).
public struct NeedsClass: Leaned, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// The share of customers who are of it, where no attribute makes it more or less likely.
  public var share = 0.0
  /// The attributes that make it more or less likely.
  public var likelier: [Likelier] = []
  /// How they differ: what they weigh, want and do.
  public var leaning = Leaning()

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// How much likelier a class of needs is among people with a value of an attribute.
public struct Likelier: Sendable, Equatable {
  /// The attribute.
  public var attribute = ""
  /// The value of the attribute.
  public var value = ""
  /// How many times as likely the class is, before the shares of all classes are made to total 1.
  public var times = 2.0

  /// The defaults.
  public init() {}
}
