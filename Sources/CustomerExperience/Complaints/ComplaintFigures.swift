/// What goes wrong, and what the firm hears of it.
public struct ComplaintFigures: Sendable, BitwiseCopyable {
  /// Failures.
  public let failures: Figure<Truth>
  /// Complaints.
  public let complaints: Figure<Recorded>
  /// Complained within a year.
  public let incidence: Figure<Recorded>
  /// Points of satisfaction after handling less those before the failure, and complaints after which it is more.
  let change: Counter
  let delighted: Counter
  /// Satisfaction after recovery, against before the failure.
  public let recoveryChange: Figure<Truth>
  /// More satisfied than before the failure.
  public let paradox: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    failures = declare.count(
      "failures", "failures", .count, [.all], .down,
      "Experiences that fell short of expectation by more than customers tolerate.")
    complaints = declare.count(
      "complaints", "complaints", .count, [.all], .down, "Complaints made.")
    incidence = declare.total(
      "complaint_incidence", "complained within a year", .fraction, [.all, .segment], .down,
      leastMonths: 12,
      "Of those who were customers at any time of a year, the share who complained in it; mean of the whole "
        + "years.")
    change = declare.counter()
    delighted = declare.counter()
    recoveryChange = declare.ratio(
      "recovery_change", "satisfaction after recovery, against before", .points, [.all], .up,
      "Mean satisfaction right after a complaint was handled, less that before the failure; loyalty follows the lesser "
        + "of the two.", of: [change], over: [complaints.counter], range: -100...100)
    paradox = declare.ratio(
      "recovery_paradox", "more satisfied than before the failure", .fraction, [.all], .neither,
      "Share of complaints after whose handling the customer is more satisfied than before the failure: the recovery "
        + "paradox.", of: [delighted], over: [complaints.counter])
  }
}
