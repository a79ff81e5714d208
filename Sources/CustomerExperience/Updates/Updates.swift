/// What customers are told while their need is being dealt with.
public struct Updates: Sendable, Equatable {
  /// Whether they are told how far it has come.
  public var progress = false
  /// Whether they are told what the problem is.
  public var problem = false
  /// Whether they are told what is being done about it.
  public var action = false
  /// Whether they are told when it will be done.
  public var time = false
  /// Share of chasing that each of the four avoids.
  public var avoids = 0.2
  /// Share of complaints that each of the four avoids.
  public var calms = 0.1
  /// Money that telling a customer one of the four costs, each time a need has to wait.
  public var cost = 0.0

  /// The defaults.
  public init() {}

  /// How many of the four are told.
  public var kinds: Int { [progress, problem, action, time].count { $0 } }
}

/// Customers who get in touch only to ask how things stand.
public struct Chasing: Sendable, Equatable {
  /// How often a customer asks while a need waits, a day.
  public var rate = 0.0
  /// The touchpoint at which they ask.
  public var to = ""

  /// Nobody asks.
  public init() {}
}

extension Updates: Declared {
  /// The declared keys of a journey's `updates`.
  public static var keys: [Key<Updates>] {
    [
      Key("progress", .flag(\.progress), "Whether customers are told how far it has come."),
      Key("problem", .flag(\.problem), "Whether they are told what the problem is."),
      Key("action", .flag(\.action), "Whether they are told what is being done about it."),
      Key("time", .flag(\.time), "Whether they are told when it will be done."),
      Key(
        "avoids", .number(\.avoids, .fraction, 0...1),
        "Share of chasing (`chases`) that each of the four avoids.", plausible: .between(0.1, 0.3)),
      Key(
        "calms", .number(\.calms, .fraction, 0...1),
        "Share of complaints that each of the four avoids.", plausible: .between(0, 0.2)),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000),
        "What telling a customer one of the four costs, each time a need has to wait."),
    ]
  }
}

extension Chasing: Declared {
  /// The declared keys of a journey's `chases`.
  public static var keys: [Key<Chasing>] {
    [
      Key(
        "rate", .number(\.rate, .perDay, 0...100),
        "How often a customer asks how things stand, while a need waits for a visit or its next step.",
        plausible: .between(0, 0.5)),
      Key(
        "to", .text(\.to), "The touchpoint at which they ask.", required: true, changeable: false),
    ]
  }
}
