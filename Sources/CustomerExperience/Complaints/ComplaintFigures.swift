/// What goes wrong, and what the firm hears of it.
public struct ComplaintFigures: Sendable, BitwiseCopyable {
  /// Failures.
  public let failures: Figure<Truth>
  /// Complaints.
  public let complaints: Figure<Recorded>
  /// Complained within a year.
  public let incidence: Figure<Recorded>

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
  }
}
