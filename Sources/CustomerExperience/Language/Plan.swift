/// An entry of the plan: a dated change of settings, or a course held on a date.
public struct PlanEntry: Sendable, Equatable {
  /// When it takes effect.
  public var at = Moment.month(0)
  /// What is set from then on.
  public var set: [Setting] = []
  /// The id of the item of the plan that this is part of.
  public var item: String?
  /// Who is responsible for it.
  public var owner: String?
  /// Money that the item costs when it takes effect.
  public var cost = 0.0
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

/// An item of the plan: something that somebody is responsible for and that costs money, whatever it changes.
public struct PlanItem: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id: String
  /// When it first takes effect.
  public var at: Moment
  /// Who is responsible for it.
  public var owner: String?
  /// Money that it costs when it takes effect.
  public var cost: Double

  /// Makes an item.
  public init(id: String, at: Moment, owner: String? = nil, cost: Double = 0) {
    (self.id, self.at, self.owner, self.cost) = (id, at, owner, cost)
  }

  /// The name for display: the id.
  public var displayName: String { id }
}
