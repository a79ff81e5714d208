/// A kind of thing that a figure can be about: all customers, a segment, a team.
///
/// Declared once, by whoever owns such things, and named in ``SubjectKind/known``.
public struct SubjectKind: Sendable, Hashable, Identifiable {
  /// A table with a row a month and a subject of the kind.
  public struct Sheet: Sendable {
    /// The file.
    public let file: String
    /// What it holds.
    public let about: String
    /// Where it comes among the tables of its sort.
    public let place: Int
    /// Whether there is no table where a scenario has no such thing.
    public let isOptional: Bool

    /// Describes a table.
    public init(_ place: Int, _ file: String, _ about: String, isOptional: Bool = false) {
      (self.place, self.file, self.about) = (place, file, about)
      self.isOptional = isOptional
    }
  }

  /// What stands before the colon of a subject: `team` of `team:first-line`.
  public let id: String
  /// The table by month and subject; nil where there is none.
  public let sheet: Sheet?
  private let list: @Sendable (Scenario) -> [(id: String, name: String)]

  /// Declares a kind.
  ///
  /// - Parameters:
  ///   - id: what stands before the colon.
  ///   - sheet: the table by month and subject.
  ///   - list: the things of the kind that a scenario has, in its order.
  init(
    _ id: String, sheet: Sheet? = nil,
    of list: @escaping @Sendable (Scenario) -> [(id: String, name: String)]
  ) {
    (self.id, self.sheet, self.list) = (id, sheet, list)
  }

  /// Everything together.
  public static let all = SubjectKind("all") { _ in [("", "all")] }

  /// The kind of a name.
  public static func named(_ id: String) -> SubjectKind? { known.first { $0.id == id } }

  /// The ids of the things of this kind that a scenario has, in its order.
  public func ids(in scenario: Scenario) -> [String] { list(scenario).map(\.id) }

  /// How a thing of this kind is called; its id where the scenario does not know it.
  public func name(of id: String, in scenario: Scenario) -> String {
    list(scenario).first { $0.id == id }?.name ?? id
  }

  /// The subject of one of its things, such as `team:first-line`.
  public func subject(_ id: String) -> String { self == .all ? "all" : "\(self.id):\(id)" }

  /// Whether two are the same kind.
  public static func == (a: SubjectKind, b: SubjectKind) -> Bool { a.id == b.id }

  /// Feeds its id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension SubjectKind {
  /// The kind of things with an id that a scenario's author made up.
  init<Thing: Identified & SendableMetatype>(
    _ id: String, sheet: Sheet? = nil, in list: @escaping @Sendable (Scenario) -> [Thing]
  ) {
    self.init(id, sheet: sheet) { list($0).map { ($0.id, $0.displayName) } }
  }
}
