/// How appointments are found, kept and missed.
public struct AppointmentFigures: Sendable, BitwiseCopyable {
  /// Appointments wanted.
  let asked: Counter
  /// Appointments made.
  public let booked: Figure<Recorded>
  /// Minutes from asking to the appointments made.
  let waited: Counter
  /// Time until the appointment.
  public let wait: Figure<Recorded>
  /// Those who came at their time, and those who did not.
  let came: Counter
  let missed: Counter
  /// Did not turn up.
  public let noShow: Figure<Recorded>
  /// The same by how long before it was booked.
  let dueByLead: Counter
  let missedByLead: Counter
  /// Did not turn up, by how long before it was booked.
  public let noShowByLead: Figure<Recorded>
  /// Slots of days that have passed.
  let offered: Counter
  /// Slots used.
  public let used: Figure<Recorded>
  /// Appointments from the waiting list.
  let fromList: Counter
  /// Filled from the list.
  public let listShare: Figure<Recorded>
  /// Appointments cancelled in time.
  let cancelled: Counter
  /// Cancelled.
  public let cancelledShare: Figure<Recorded>
  /// Those who found no slot, or waited for one in vain.
  let refused: Counter
  /// Found no appointment.
  public let refusedShare: Figure<Recorded>
  /// What reminders cost.
  public let reminders: Account

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { scenario in
      scenario.journeys.contains { $0.touchpoints.contains { $0.appointment != nil } }
    }
    func counter() -> Counter { declare.counter(by: .touchpoint) }
    asked = counter()
    booked = declare.count(
      "appointments", "appointments made", .count, [.all, .touchpoint], .neither,
      "Appointments that were made, those from the waiting list among them.", isThere: isThere)
    waited = counter()
    wait = declare.ratio(
      "appointment_wait", "time until the appointment", .seconds, [.all, .touchpoint], .down,
      "Mean time from asking for an appointment to the time of the one that was made, nights and weekends included.",
      of: [waited], over: [booked.counter], scale: 60, isThere: isThere)
    came = counter()
    missed = counter()
    noShow = declare.ratio(
      "no_show_rate", "did not turn up", .fraction, [.all, .touchpoint], .down,
      "Share of the appointments that were neither cancelled nor freed before their time to which nobody came.",
      of: [missed], over: [came, missed], isThere: isThere)
    dueByLead = declare.counter(by: .lead)
    missedByLead = declare.counter(by: .lead)
    noShowByLead = declare.ratio(
      "no_show_by_lead", "did not turn up, by when it was booked", .fraction, [.lead], .down,
      "Share of the appointments due to which nobody came, by how many days before they had been made.",
      of: [missedByLead], over: [dueByLead], isThere: isThere)
    offered = counter()
    used = declare.ratio(
      "slots_used", "slots used", .fraction, [.all, .touchpoint], .up,
      "Appointments to which somebody came, over the slots there were; above 100% where slots are given twice and both "
        + "come.", of: [came], over: [offered], isThere: isThere, range: 0...(.infinity))
    fromList = counter()
    listShare = declare.ratio(
      "slots_from_list", "filled from the waiting list", .fraction, [.all, .touchpoint], .neither,
      "Share of the appointments made that went to somebody on the waiting list, when a slot was freed.",
      of: [fromList], over: [booked.counter], isThere: isThere)
    cancelled = counter()
    cancelledShare = declare.ratio(
      "appointments_cancelled", "cancelled in time", .fraction, [.all, .touchpoint], .down,
      "Appointments cancelled in the period before their time, over those made in it; some were made before.",
      of: [cancelled], over: [booked.counter], isThere: isThere, range: 0...(.infinity))
    refused = counter()
    refusedShare = declare.ratio(
      "appointments_refused", "found no appointment", .fraction, [.all, .touchpoint], .down,
      "Those who found no slot within what they accept, or waited on the list in vain, over those who asked for one in "
        + "the period.", of: [refused], over: [asked], isThere: isThere, range: 0...(.infinity))
    reminders = declare.account(
      "reminder_cost", "reminders", "What reminding customers of their appointments costs.",
      isSpending: true, isThere: isThere)
    declare.chart(
      "appointments", title: "Slots used, missed and not to be had",
      subtitle:
        "Slots used: of those there were. Did not turn up: of the appointments due. Found none: of those who asked. "
        + "Band: 95% CI of the mean.",
      axis: "share of slots, of those due, of those asking",
      of: [used.number, noShow.number, refusedShare.number])
  }
}
