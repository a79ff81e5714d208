/// The circumstances of a wait at a touchpoint, which make it feel longer or shorter than it is.
public struct Waiting: Sendable, Equatable {
  /// Whether customers have something to do meanwhile.
  public var occupied = false
  /// Whether they are told how long it will take, which is a promise.
  public var told = false
  /// Whether somebody has taken notice of them.
  public var greeted = true
  /// Whether they know why they wait.
  public var explained = true
  /// Whether those who came first are served first, as they see it.
  public var fair = true
  /// Whether they fear for what they came for.
  public var anxious = false
  /// Whether they wait alone.
  public var alone = false
  /// Whether what they wait for is worth a wait to them.
  public var worthwhile = true

  /// The defaults.
  public init() {}
}

extension Waiting: Declared {
  /// The declared keys of a touchpoint's `waiting`.
  public static var keys: [Key<Waiting>] {
    let see = "Maister 1985"
    return [
      Key(
        "occupied", .flag(\.occupied),
        "Whether customers have something to do while they wait: it feels shorter.", see: see),
      Key(
        "told", .flag(\.told),
        "Whether they are told how long it will take: it feels shorter, and is a promise to be kept.",
        see: see),
      Key(
        "greeted", .flag(\.greeted),
        "Whether somebody has taken notice of them; a wait for the first word feels longer.",
        see: see),
      Key(
        "explained", .flag(\.explained),
        "Whether they know why they wait; a wait without a reason feels longer.", see: see),
      Key(
        "fair", .flag(\.fair),
        "Whether those who came first are served first, as they see it; jumped queues feel longer.",
        see: see),
      Key(
        "anxious", .flag(\.anxious),
        "Whether they fear for what they came for, such as money or health: it feels longer.",
        see: see),
      Key("alone", .flag(\.alone), "Whether they wait alone: it feels longer.", see: see),
      Key(
        "worthwhile", .flag(\.worthwhile),
        "Whether what they wait for is worth a wait to them; a wait for a trifle feels longer.",
        see: see),
    ]
  }
}
