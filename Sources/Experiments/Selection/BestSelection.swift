public import CustomerExperience
import Designs

/// What is asked when the best of several scenarios is to be selected.
public struct BestRule: Sendable, Equatable {
  /// The metric, about all customers, that decides.
  public var metric: Metric
  /// The smallest difference that matters, in the metric's unit.
  public var indifference: Double
  /// The probability of selecting the best, between 0.5 and 1.
  public var confidence: Double

  /// Replications before the first scenario may be screened out.
  public static let firstStage = 20
  /// Replications between one look and the next: never a moment that depends on the machine.
  package static let stage = 10

  /// Makes a rule.
  public init(metric: Metric, indifference: Double, confidence: Double = 0.95) {
    (self.metric, self.indifference, self.confidence) = (metric, indifference, confidence)
  }
}

/// The best of a baseline and its variants, or those that are still in the running.
///
/// Selected by ``KimNelson``. All scenarios are run to the end, those screened out too, so that every
/// difference of a comparison rests on the same pairs.
public struct BestSelection: Sendable, Equatable {
  /// What became of a scenario.
  public enum Verdict: String, Sendable {
    /// It is the best.
    case best
    /// It is still in the running: replications ended too early.
    case running
    /// It was screened out.
    case out
  }

  /// A scenario in the selection.
  public struct Candidate: Sendable, Equatable {
    /// Its mean over the replications in which it was in the running.
    public var mean: Double
    /// How many these were.
    public var replications: Int
    /// What became of it.
    public var verdict: Verdict
  }

  /// What was asked.
  public var rule: BestRule
  /// The baseline, then the variants.
  public var candidates: [Candidate]
  /// Replications that it took.
  public var replications: Int

  /// The one selected, counted from the baseline as 0; nil where replications ended too early.
  public var best: Int? { candidates.firstIndex { $0.verdict == .best } }

  /// Makes a selection of known candidates.
  public init(rule: BestRule, candidates: [Candidate], replications: Int) {
    (self.rule, self.candidates, self.replications) = (rule, candidates, replications)
  }

  /// Selects from replications, in their order.
  init(_ rule: BestRule, from outputs: [ReplicationOutput]) {
    let key = SeriesKey(rule.metric.id, "all")
    var selection = KimNelson(
      systems: 1 + (outputs.first?.variants.count ?? 0), indifference: rule.indifference,
      confidence: rule.confidence, firstStage: BestRule.firstStage,
      largerIsBetter: rule.metric.better != .down)
    for output in outputs {
      selection.add(([output.base] + output.variants).map { $0.summary[key] ?? .nan })
    }
    self.rule = rule
    replications = selection.replications
    candidates = selection.screenedAfter.indices.map { system in
      let out = selection.screenedAfter[system]
      return Candidate(
        mean: selection.mean(system), replications: out ?? selection.replications,
        verdict: out != nil ? .out : selection.selected == nil ? .running : .best)
    }
  }
}
