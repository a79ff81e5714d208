import Glibc

/// M24: what leavers say when they are asked why, each of them everything that mattered.
///
/// The eight causes of switching of Keaveney (1995), who found that more than half of those who switched name several.
/// A leaver names the cause that the leaving is put down to (``LeavingCause``), and every other one that would have
/// sufficed by itself:
///
///     P(name cause j) = 1 − e^{−w_j},   w_j: what it added to the log-odds of leaving
///
/// Disappointing service is told apart by what is remembered of the failures behind it: waits, needs not met, and how
/// people were treated. Those who move away name that and nothing else; who drifted away names nothing.
public enum LeavingReason: Int, Sendable, CaseIterable {
  /// A rival's lower price, or ours.
  case pricing
  /// Waits and lines.
  case inconvenience
  /// The service itself did not do what it is for.
  case coreFailure
  /// How people were treated by those who served.
  case failedEncounter
  /// A complaint that was not put right.
  case response
  /// A rival's better offer.
  case competition
  /// Promises that were not kept.
  case ethics
  /// Moving away.
  case involuntary

  /// The word used in files.
  public var word: String {
    switch self {
    case .pricing: "pricing"
    case .inconvenience: "inconvenience"
    case .coreFailure: "core-failure"
    case .failedEncounter: "failed-encounter"
    case .response: "response"
    case .competition: "competition"
    case .ethics: "ethics"
    case .involuntary: "involuntary"
    }
  }

  /// The name on charts.
  public var name: String {
    switch self {
    case .pricing: "price"
    case .inconvenience: "inconvenience: waits"
    case .coreFailure: "the service failed"
    case .failedEncounter: "how they were treated"
    case .response: "a complaint not put right"
    case .competition: "a better offer"
    case .ethics: "promises not kept"
    case .involuntary: "moved away"
    }
  }

  /// What each reason added to the log-odds of leaving, a lane each.
  ///
  /// - Parameters:
  ///   - terms: the terms of the hazard.
  ///   - grievance: what the customer remembers of failures.
  static func weights(_ terms: ChurnHazard.Terms, _ grievance: Grievance, at now: Double)
    -> SIMD8<Double>
  {
    var weights = SIMD8<Double>.zero
    weights[LeavingReason.pricing.rawValue] = max(0, terms.price)
    weights[LeavingReason.competition.rawValue] = max(0, terms.competition)
    weights[LeavingReason.ethics.rawValue] = max(0, terms.trust)
    let failure: LeavingReason = grievance.isUnanswered(at: now) ? .response : .coreFailure
    weights[failure.rawValue] += max(0, terms.failure)
    let (waits, core, people) = grievance.shares
    let service = max(0, terms.satisfaction)
    weights[LeavingReason.inconvenience.rawValue] += service * waits
    weights[LeavingReason.coreFailure.rawValue] += service * core
    weights[LeavingReason.failedEncounter.rawValue] += service * people
    return weights
  }

  /// The reason that a leaver's main cause is put down to; nil for none.
  static func main(_ cause: LeavingCause, _ weights: SIMD8<Double>) -> LeavingReason? {
    func heaviest(_ reasons: [LeavingReason]) -> LeavingReason? {
      reasons.max { weights[$0.rawValue] < weights[$1.rawValue] }
    }
    return switch cause {
    case .moved: .involuntary
    case .price: .pricing
    case .competition: .competition
    case .notResolved: heaviest([.coreFailure, .response])
    case .service: heaviest([.failedEncounter, .coreFailure, .inconvenience])
    case .brokenPromises: .ethics
    case .drifted: nil
    }
  }
}

/// What a customer remembers of failures: points lost by waits, by needs not met, and by how they were treated.
struct Grievance {
  var waits: Float = 0
  var core: Float = 0
  var people: Float = 0
  /// When the last of them was, and when a complaint was last made that was not put right: in minutes, to the seven
  /// digits that a memory of months needs.
  private var at = -Float.infinity
  private var unanswered = -Float.infinity

  /// When a complaint was last made that was not put right.
  var unansweredAt: Double {
    get { Double(unanswered) }
    set { unanswered = Float(newValue) }
  }

  /// How long it takes for what is remembered to fade to a third, in minutes (180 days) [D].
  static let memory = 180.0 * 1440

  /// Notes points lost by a failure.
  mutating func add(waits: Double, core: Double, people: Double, at now: Double) {
    let left = Float(exp(-(now - Double(at)) / Self.memory))
    self.waits = self.waits * left + Float(waits)
    self.core = self.core * left + Float(core)
    self.people = self.people * left + Float(people)
    at = Float(now)
  }

  /// Whether a complaint is held against the firm that was not put right.
  func isUnanswered(at now: Double) -> Bool { now - unansweredAt <= ChurnHazard.failureMemory }

  /// The shares of the three in what is remembered; where nothing is, it is how they were treated.
  var shares: (waits: Double, core: Double, people: Double) {
    let total = Double(waits + core + people)
    guard total > 0 else { return (0, 0, 1) }
    return (Double(waits) / total, Double(core) / total, Double(people) / total)
  }
}

extension SubjectKind {
  /// A reason for leaving.
  public static let reason = SubjectKind("reason") { _ in
    LeavingReason.allCases.map { ($0.word, $0.name) }
  }
}
