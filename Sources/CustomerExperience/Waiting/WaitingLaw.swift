/// M27: how long a wait feels, by its circumstances (Maister 1985).
///
///     felt wait = wait · `quality.wait-feels` · Π m
///
/// The eight propositions are Maister's; how much each counts is a design default [D]: a wait without occupation
/// feels 1.2 times as long, an uncertain one 1.3, and both are in `wait-feels`, so having something to do and being
/// told divide by them; before the first word 1.15, unexplained 1.25, unfair 1.5, anxious 1.3, alone 1.1, for a
/// trifle 1.15.
///
/// Whoever is told how long it takes has been promised something (M25): to wait half as long again, and a minute, breaks
/// it.
public enum WaitingLaw {
  /// How many times as long a wait feels as one without any circumstances.
  public static func multiple(_ waiting: Waiting) -> Double {
    var multiple = 1.0
    if waiting.occupied { multiple /= 1.2 }
    if waiting.told { multiple /= 1.3 }
    if !waiting.greeted { multiple *= 1.15 }
    if !waiting.explained { multiple *= 1.25 }
    if !waiting.fair { multiple *= 1.5 }
    if waiting.anxious { multiple *= 1.3 }
    if waiting.alone { multiple *= 1.1 }
    if !waiting.worthwhile { multiple *= 1.15 }
    return multiple
  }

  /// Minutes that somebody is told it will take.
  ///
  /// - Parameters:
  ///   - waiting: people in line, they themselves among them.
  ///   - onDuty: people who serve.
  ///   - service: mean minutes of a service.
  @inline(__always)
  public static func told(waiting: Int, onDuty: Int, service: Double) -> Double {
    Double(waiting) * service / Double(max(1, onDuty))
  }

  /// Minutes of waiting up to which what was told is held to be kept.
  @inline(__always)
  public static func kept(upTo told: Double) -> Double { 1.5 * told + 1 }
}
