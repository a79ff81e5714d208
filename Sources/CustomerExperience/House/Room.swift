import DiscreteEvents

/// What a room may take part in; unless it says otherwise it does not.
///
/// These are the moments that come once a month or less, and may ask each room in turn. What happens at each
/// event is called by name, where it happens.
protocol Room: SendableMetatype {
  /// What its draws are for: numbers that no other room uses (``RandomSource/seek(_:_:_:)``).
  static var draws: [UInt8] { get }

  /// Whether another scenario's world can go on under these settings, as far as the room is concerned: so
  /// that only numbers differ, and what was drawn but once still holds.
  static func isContinued(by settings: Settings, from before: Settings) -> Bool

  /// Other settings of the same structure take over: what was drawn once from a law that changes is drawn
  /// again at the same address, so that everybody keeps their luck.
  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double)

  /// The settled world begins to be observed: what was counted while settling is forgotten.
  static func observationBegins(_ world: inout Simulation)

  /// The run from the start begins, under the settings it is run under.
  static func runBegins(_ world: inout Simulation)

  /// A month begins, before the customers live it.
  static func monthBegins(_ world: inout Simulation, at now: Double)

  /// A month has begun, and the customers have decided what they do in it.
  static func monthIsUnderWay(_ world: inout Simulation, at now: Double)

  /// A month ends, before its figures are read; negative months are settling.
  static func monthEnds(_ world: inout Simulation, at now: Double)

  /// The figures of the month have been read: counting begins anew.
  static func monthIsClosed(_ world: inout Simulation, at now: Double)

  /// The run ends with the end of a month: what it all comes to.
  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int)

  /// What does not balance in the room's books: always empty, or there is a bug.
  static func violations(of world: inout Simulation, at now: Double) -> [String]
}

extension Room {
  static var draws: [UInt8] { [] }
  static func isContinued(by settings: Settings, from before: Settings) -> Bool { true }
  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {}
  static func observationBegins(_ world: inout Simulation) {}
  static func runBegins(_ world: inout Simulation) {}
  static func monthBegins(_ world: inout Simulation, at now: Double) {}
  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {}
  static func monthEnds(_ world: inout Simulation, at now: Double) {}
  static func monthIsClosed(_ world: inout Simulation, at now: Double) {}
  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {}
  static func violations(of world: inout Simulation, at now: Double) -> [String] { [] }
}

/// What a room is built on.
struct Plot {
  let settings: Settings
  let grid: TimeGrid
  let tables: Tables
  let keeping: Keeping
}
