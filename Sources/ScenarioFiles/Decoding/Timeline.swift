import CustomerExperience

/// Moments as days since 1970-01-01.
struct Timeline {
  private let start: Int
  /// The day the scenario ends.
  let end: Double

  init(_ clock: Clock) {
    start = clock.start
    end = CalendarText.day(clock.start, plusMonths: clock.horizonMonths)
  }

  /// The day of a moment.
  func day(of moment: Moment) -> Double {
    switch moment {
    case .day(let day): Double(day)
    case .month(let month): CalendarText.day(start, plusMonths: month)
    }
  }
}
