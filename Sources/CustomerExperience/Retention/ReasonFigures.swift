/// What leavers say when they are asked why.
public struct ReasonFigures: Sendable, BitwiseCopyable {
  /// Leavers who name a reason.
  public let named: Figure<Truth>
  /// Leavers whom it could have driven away: of whom those who name it are a share.
  let asked: Counter
  /// Leavers who name any, and those of them who name several.
  let speaking: Counter
  let several: Counter
  /// Share of leavers who name a reason.
  public let share: Figure<Truth>
  /// Leavers who name several.
  public let severalShare: Figure<Truth>

  init(_ declare: inout FigureBuilder, customers: CustomerFigures) {
    named = declare.count(
      "leaving_reasons", "leavers who name a reason", .count, [.reason], .down,
      "Leavers who name the reason among all that mattered; one leaver may name several.")
    asked = declare.counter(by: .reason)
    share = declare.ratio(
      "leaving_reason_share", "share of leavers who name a reason", .fraction, [.reason], .neither,
      "Share of those who leave of their own will who name the reason; for involuntary the share of all leavers who "
        + "moved away. The shares add up to more than one where leavers name several.",
      of: [named.counter], over: [asked])
    speaking = declare.counter()
    several = declare.counter()
    severalShare = declare.ratio(
      "leaving_several_reasons", "leavers who name several reasons", .fraction, [.all], .neither,
      "Of the leavers who name any reason, the share who name more than one.", of: [several],
      over: [speaking])
  }
}
