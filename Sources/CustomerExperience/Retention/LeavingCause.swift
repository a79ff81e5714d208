import Glibc

/// M24: why a customer left, as an exit interview that found the truth would record it.
///
/// The causes are grouped after Keaveney (1995). A leaver under contract is put down to one cause, drawn
/// with the weight that each cause added to the odds of leaving.
public enum LeavingCause: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// Moved away: no service could have prevented it.
  case moved
  /// A rival's lower price.
  case price
  /// A rival's quality, promotion or entry.
  case competition
  /// A need that was never resolved.
  case notResolved
  /// Disappointing service.
  case service
  /// Broken promises.
  case brokenPromises
  /// No particular reason: drifted away, or would have left a service without fault.
  case drifted

  /// The word used in files.
  public var word: String {
    switch self {
    case .moved: "moved"
    case .price: "price"
    case .competition: "competition"
    case .notResolved: "not-resolved"
    case .service: "service"
    case .brokenPromises: "broken-promises"
    case .drifted: "drifted"
    }
  }

  /// The cause that a uniform number picks for the terms of a leaver's hazard.
  ///
  /// Without the terms above zero the odds would have been e^{−Σ} times as high: that share drifted. The
  /// rest is divided in proportion to the terms.
  @inline(__always)
  public static func pick(_ terms: ChurnHazard.Terms, uniform: Double) -> LeavingCause {
    let price = max(0, terms.price)
    let competition = max(0, terms.competition)
    let failure = max(0, terms.failure)
    let service = max(0, terms.satisfaction)
    let trust = max(0, terms.trust)
    let total = price + competition + failure + service + trust
    guard total > 0 else { return .drifted }
    let drifted = exp(-total)
    guard uniform >= drifted else { return .drifted }
    var left = (uniform - drifted) / (1 - drifted) * total
    for (term, cause) in [
      (price, LeavingCause.price), (competition, .competition), (failure, .notResolved),
      (service, .service), (trust, .brokenPromises),
    ] {
      left -= term
      if left < 0 { return cause }
    }
    return .brokenPromises
  }
}
