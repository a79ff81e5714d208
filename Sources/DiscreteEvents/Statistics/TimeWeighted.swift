/// The mean of a piecewise-constant quantity over time, such as a number in the system.
public struct TimeWeighted: Sendable, Equatable {
  /// The quantity's present value.
  public private(set) var value: Double
  /// When the statistic began.
  public private(set) var since: Double
  /// The smallest value taken since then.
  public private(set) var minimum: Double
  /// The largest value taken since then.
  public private(set) var maximum: Double

  private var until: Double
  private var area = 0.0

  /// Begins with a value at a time.
  public init(_ value: Double = 0, at time: Double = 0) {
    (self.value, minimum, maximum) = (value, value, value)
    (since, until) = (time, time)
  }

  /// The quantity takes a value at a time.
  ///
  /// - Precondition: the time is not before that of the last change.
  public mutating func set(_ value: Double, at time: Double) {
    precondition(time >= until, "time cannot run backwards")
    area += self.value * (time - until)
    until = time
    self.value = value
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// The quantity changes by an amount at a time.
  public mutating func add(_ change: Double, at time: Double) { set(value + change, at: time) }

  /// The integral from the beginning to a time not before the last change.
  public func integral(at time: Double) -> Double { area + value * (time - until) }

  /// The mean over the time from the beginning to a time; the present value if none has passed.
  public func mean(at time: Double) -> Double {
    time > since ? integral(at: time) / (time - since) : value
  }

  /// Begins anew at a time with the present value.
  public mutating func reset(at time: Double) { self = TimeWeighted(value, at: time) }
}
