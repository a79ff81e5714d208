/// M06: expectations adapt to what is delivered and are pulled by what is promised.
///
///     E ← E + α (P − E) + κ (promised − E)          at an encounter
///     E ← E + δ max(0, best rival − E)               a month
///
/// Market expectations are largely rational with a small adaptive component (Anderson, Fornell & Lehmann
/// 1994). After a lasting step in quality the surprise decays as (1 − α)ⁿ: a lift of service fades into
/// what is expected.
public enum AdaptiveExpectations {
  /// Expectations after an encounter.
  @inline(__always)
  public static func afterEncounter(
    _ expectation: Dimensional, performance: Dimensional, law: Expectations
  ) -> Dimensional {
    afterEncounter(
      expectation, performance: performance, law: law, promised: law.promised)
  }

  /// Expectations after an encounter, where something else may be promised than the scenario says.
  @inline(__always)
  public static func afterEncounter(
    _ expectation: Dimensional, performance: Dimensional, law: Expectations, promised: Double?
  ) -> Dimensional {
    var next = expectation + law.learning * (performance - expectation)
    if let promised {
      next += law.promisePull * (Dimensional.all(promised) - expectation)
    }
    return next
  }

  /// Expectations after a month in which rivals showed what can be had.
  @inline(__always)
  public static func afterMonth(
    _ expectation: Dimensional, bestRival: Double, law: Expectations
  ) -> Dimensional {
    let gap = Dimensional.all(bestRival) - expectation
    return expectation + law.rivalPull * gap.replacing(with: 0, where: gap .< Dimensional.zero)
  }
}
