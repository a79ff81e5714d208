/// What follows from what binds customers to the firm: asked for by handlers in place of the word, so that
/// another kind of relationship is another row here.
public struct Bond: Sendable, Equatable {
  /// Whether customers are billed at the beginning of each month.
  public let isBilledMonthly: Bool
  /// Whether customers use the product all the time, contacts or none.
  public let isUsedAllTheTime: Bool
  /// Whether customers decide each month whether to leave, and tell the firm.
  public let isEndedByNotice: Bool
  /// Whether customers choose afresh among the providers on each occasion, and may drop out after a visit
  /// without a word.
  public let isChosenOnOccasions: Bool
  /// Whether the firm knows who is a customer; else it can only go by who has been silent for long.
  public var isKnownToTheFirm: Bool { isEndedByNotice }
}

extension Relationship {
  /// What follows from it.
  public var bond: Bond {
    switch self {
    case .contract:
      Bond(
        isBilledMonthly: true, isUsedAllTheTime: true, isEndedByNotice: true,
        isChosenOnOccasions: false)
    case .repertoire:
      Bond(
        isBilledMonthly: false, isUsedAllTheTime: false, isEndedByNotice: false,
        isChosenOnOccasions: true)
    }
  }
}
