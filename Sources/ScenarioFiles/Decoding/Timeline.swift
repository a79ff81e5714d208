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

  /// The day so many months of the calendar after a moment.
  func day(of moment: Moment, plusMonths months: Double) -> Double {
    switch moment {
    case .day(let day): CalendarText.day(day, plusMonths: months)
    case .month(let month): CalendarText.day(start, plusMonths: month + months)
    }
  }
}
