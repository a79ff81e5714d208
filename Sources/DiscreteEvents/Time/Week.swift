/// Arithmetic on minutes of the week, counted from Monday 00:00.
@usableFromInline
enum Week {
  @usableFromInline static let minutes = 10_080
  @usableFromInline static let length = 10_080.0
  @usableFromInline static let minutesPerDay = 1440

  /// A minute brought into 0 ..< 10,080; exact.
  static func wrap(_ minute: Double) -> Double {
    if minute >= 0, minute < length { return minute }
    precondition(minute.isFinite, "a minute of the week is a number")
    let rest = minute.truncatingRemainder(dividingBy: length)
    return rest >= 0 ? rest : min(rest + length, length.nextDown)
  }
}
