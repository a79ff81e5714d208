import Glibc

/// Why customers return what they bought.
public enum ReturnReason: Int, Sendable, CaseIterable {
  /// Something else came than was ordered.
  case wrongItem
  /// It is not what it was said to be.
  case notAsDescribed
  /// It came broken.
  case damaged
  /// Nothing was wrong with it.
  case changedMind

  /// The word used in files.
  public var word: String {
    switch self {
    case .wrongItem: "wrong-item"
    case .notAsDescribed: "not-as-described"
    case .damaged: "damaged"
    case .changedMind: "changed-mind"
    }
  }

  /// The key of its share in `returns.reasons`.
  public var key: String { String(word.map { $0 == "-" ? "_" : $0 }) }

  /// The name on charts.
  public var name: String {
    switch self {
    case .wrongItem: "wrong item"
    case .notAsDescribed: "not as described"
    case .damaged: "damaged"
    case .changedMind: "changed their mind"
    }
  }

  /// Whether it is the firm's doing.
  public var isOfTheFirm: Bool { self != .changedMind }
}

/// How often purchases are returned for each reason, and how a reason of the firm's doing feels.
public struct ReturnReasons: Sendable, Equatable {
  /// Share of the base chance of a return that is for something else that came.
  public var wrongItem = 0.23
  /// The same for what is not as it was said to be.
  public var notAsDescribed = 0.22
  /// The same for what came broken.
  public var damaged = 0.20
  /// The same for those who changed their mind.
  public var changedMind = 0.35
  /// How severe a failure a return of the firm's doing is, at least.
  public var severity = 0.3

  /// The defaults.
  public init() {}

  /// The shares in the order of ``ReturnReason``.
  public var shares: [Double] { [wrongItem, notAsDescribed, damaged, changedMind] }
}

extension ReturnReasons: Declared {
  /// The declared keys of the section `returns.reasons`.
  public static var keys: [Key<ReturnReasons>] {
    let source = Provenance.verified(
      "23% wrong item, 22% not as described, 20% damaged, as cited by Nogin")
    return [
      Key(
        "wrong_item", .number(\.wrongItem, .fraction, 0...1),
        "Share of the base chance of a return that is for another thing than was ordered.", source,
        only: .repertoire),
      Key(
        "not_as_described", .number(\.notAsDescribed, .fraction, 0...1),
        "Share of it that is for what is not as it was said to be; disappointment adds to these.",
        source, only: .repertoire),
      Key(
        "damaged", .number(\.damaged, .fraction, 0...1),
        "Share of it that is for what came broken.", source, only: .repertoire),
      Key(
        "changed_mind", .number(\.changedMind, .fraction, 0...1),
        "Share of it that is of those who changed their mind: nothing was wrong.",
        .computed("what the three others leave"), only: .repertoire),
      Key(
        "severity", .number(\.severity, .fraction, 0...1),
        "How severe a failure a return is that is the firm's doing, at least; 1 is the worst.",
        plausible: .between(0.1, 0.6), only: .repertoire),
    ]
  }
}

/// M37: for which reason a purchase is returned that was as good as expected.
///
///     T_r = E_r/(−s_r ln(1 − base)),   E_r exponential;   the reason with the least T, where that is below 1
///
/// Reasons compete: each has a share s_r of the base chance, and with shares that total 1 the chance of a return is the
/// base chance. A reason that becomes rarer takes its own returns away and leaves the others as they were: where shares
/// total less than 1, as when damage has been halved, fewer purchases come back.
public enum ReturnReasonLaw {
  /// The reason for which a purchase is returned; nil where it is kept.
  ///
  /// - Parameters:
  ///   - base: the chance of a return, all reasons together.
  ///   - exponentials: standard exponentials, one a reason.
  @inline(__always)
  public static func reason(
    _ law: ReturnReasons, base: Double, exponentials: [Double]
  ) -> ReturnReason? {
    // What is certain would have no finite rate.
    let rate = -log1p(-min(base, 1 - 1e-12))
    var (first, time) = (ReturnReason?.none, 1.0)
    for (reason, (share, luck)) in zip(ReturnReason.allCases, zip(law.shares, exponentials)) {
      let due = share * rate > 0 ? luck / (share * rate) : .infinity
      if due < time { (first, time) = (reason, due) }
    }
    return first
  }

  /// The chance that a purchase is returned for any of the reasons.
  @inline(__always)
  public static func chance(_ law: ReturnReasons, base: Double) -> Double {
    1 - pow(1 - min(base, 1 - 1e-12), law.shares.reduce(0, +))
  }
}

extension SubjectKind {
  /// A reason for a return.
  public static let returnReason = SubjectKind("return") { _ in
    ReturnReason.allCases.map { ($0.word, $0.name) }
  }
}
