/// The provider's gaps: why less is delivered than customers expect, in points lost on each dimension (M04, after
/// Parasuraman, Zeithaml & Berry 1985).
///
///     delivered = mean + offset − listening − standards − delivery
///
/// Gap 1, *listening*: the firm misjudges what customers expect. Gap 2, *standards*: it sets its standards below what
/// it believes they expect. Gap 3, *delivery*: it falls short of its own standards. Gap 4, *promises*: it promises more
/// than it delivers, which `expectations.promised` states. Gap 5 is what customers feel of them all: received less
/// expected.
public struct ServiceGaps: Sendable, Equatable {
  /// Points lost because the firm misjudges what customers expect.
  public var listening = Dimensions(all: 0)
  /// Points lost because standards are set below what the firm believes they expect.
  public var standards = Dimensions(all: 0)
  /// Points lost because staff and systems fall short of the standards.
  public var delivery = Dimensions(all: 0)

  /// No gaps.
  public init() {}

  /// Points lost in all, by dimension.
  var lost: Dimensional { listening.vector + standards.vector + delivery.vector }
}

extension ServiceGaps: Declared {
  /// The declared keys of the section `quality.gaps`.
  public static var keys: [Key<ServiceGaps>] {
    [
      Key(
        "listening", .dimensions(\.listening, .points, -50...50, addsUp: false),
        "Gap 1: points lost because the firm misjudges what customers expect, on each dimension.",
        see: "Parasuraman, Zeithaml & Berry 1985"),
      Key(
        "standards", .dimensions(\.standards, .points, -50...50, addsUp: false),
        "Gap 2: points lost because standards are set below what the firm believes is expected.",
        see: "Parasuraman, Zeithaml & Berry 1985"),
      Key(
        "delivery", .dimensions(\.delivery, .points, -50...50, addsUp: false),
        "Gap 3: points lost because staff and systems fall short of the standards.",
        see: "Parasuraman, Zeithaml & Berry 1985"),
    ]
  }
}
