/// An entry of the plan: a dated change of settings, or a course held on a date.
public struct PlanEntry: Sendable, Equatable {
  /// When it takes effect.
  public var at = Moment.month(0)
  /// What is set from then on.
  public var set: [Setting] = []
  /// The team that takes a course.
  public var train: String?
  /// The course.
  public var course: String?
  /// Months between repetitions of the course; nil for once.
  public var everyMonths: Double?
  /// When repetition stops; nil for never.
  public var until: Moment?

  /// An empty entry.
  public init() {}
}

/// A key and what it is set to, as the author wrote it.
public struct Setting: Sendable, Equatable {
  /// The key's dotted path.
  public var path: String
  /// The value as text.
  public var value: String

  /// Makes a setting.
  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }
}
