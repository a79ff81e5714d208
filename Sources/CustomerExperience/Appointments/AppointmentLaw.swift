import Glibc

/// Who does not turn up for an appointment: the likelier, the longer ago it was made.
///
///     logit p = logit p₀ + lead · ln(1 + d),   p (1 − avoids) with a reminder
///
/// d is the time from booking to the appointment, in days. Of 105 studies of medical care reviewed by Dantas, Fleck, Cyrino
/// Oliveira & Hamacher (2018) a long lead is the first determinant, and 23% do not turn up in the mean; the form is ours
/// and its sizes are design defaults [D]. Reminders took 34% off the rate in the mean of 33 estimates, automated ones 29%
/// and those by a person 39% (Hasvold & Wootton 2011).
public enum AppointmentLaw {
  /// Minutes before its time up to which a slot can be booked [D].
  public static let shortestNotice = 60.0
  /// Minutes by which an appointment comes after the beginning of its slot, so that no rounding puts it before the
  /// opening.
  static let hair = 0.01

  /// The chance of not turning up.
  ///
  /// - Parameter days: from booking to the appointment.
  public static func noShow(_ law: Appointment, days: Double) -> Double {
    let chance: Double
    if law.noShow > 0, law.noShow < 1 {
      chance = logistic(logOdds(law.noShow) + law.lead * log(1 + max(0, days)))
    } else {
      chance = law.noShow
    }
    return chance * (1 - (law.reminder?.avoids ?? 0))
  }

  /// Whole slots in so many open minutes of a day.
  public static func slots(_ law: Appointment, openMinutes: Double) -> Int {
    Int((openMinutes * law.slots / 60 + 1e-9).rounded(.down))
  }

  /// Slots of a day that may be given twice.
  public static func extra(_ law: Appointment, slots: Int) -> Int {
    Int((Double(slots) * law.overbooked + 1e-9).rounded(.down))
  }
}

/// How long before its time an appointment was booked.
public enum LeadBand: Int, Sendable, CaseIterable {
  case sameDay, toThree, toSeven, toFourteen, toTwentyEight, longer

  /// The band of a number of days.
  @inline(__always)
  static func of(days: Double) -> LeadBand {
    switch days {
    case ..<1: .sameDay
    case ..<4: .toThree
    case ..<8: .toSeven
    case ..<15: .toFourteen
    case ..<29: .toTwentyEight
    default: .longer
    }
  }

  /// The word used in files.
  public var word: String {
    switch self {
    case .sameDay: "0"
    case .toThree: "1-3"
    case .toSeven: "4-7"
    case .toFourteen: "8-14"
    case .toTwentyEight: "15-28"
    case .longer: "29+"
    }
  }

  /// The name on charts.
  public var name: String {
    switch self {
    case .sameDay: "less than a day before"
    case .toThree: "1 to 3 days before"
    case .toSeven: "4 to 7 days before"
    case .toFourteen: "8 to 14 days before"
    case .toTwentyEight: "15 to 28 days before"
    case .longer: "more than 28 days before"
    }
  }
}

extension SubjectKind {
  /// How long before its time an appointment was booked.
  public static let lead = SubjectKind("lead") { _ in
    LeadBand.allCases.map { ($0.word, $0.name) }
  }
}
