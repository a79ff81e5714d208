import RandomVariates

/// Service by appointment at a touchpoint, made ready to run.
final class AppointmentSettings: Sendable {
  let law: Appointment
  /// Days for which a customer accepts to wait.
  let accepts: Sampler
  /// Open minutes of a slot.
  let length: Double
  /// Whole days ahead for which slots can be booked.
  let ahead: Int
  /// The most slots that a day can have.
  let mostSlots: Int
  let reminderCost: Money

  init(_ law: Appointment) {
    self.law = law
    accepts = Sampler(law.accepts)
    length = 60 / law.slots
    ahead = Int(law.aheadDays.rounded(.down))
    mostSlots = AppointmentLaw.slots(law, openMinutes: TimeGrid.day)
    reminderCost = Money(law.reminder?.cost ?? 0)
  }
}
