/// Row 82: who counts as loyal, by what they think and by what they do.
///
///                        behaves loyally    does not
///     attitude strong    true loyalty       latent loyalty
///     attitude weak      spurious loyalty   no loyalty
///
/// The grid of Dick & Basu (1994). Attitude is the mean of cumulative satisfaction and of trust in points, and counts
/// as strong from ``LoyalFrom/attitude`` on. Behaviour is what binds customers to the firm: under a contract how long
/// they have been there, in a repertoire market the share of their recent purchases of the category that are ours.
/// Spurious loyals stay out of habit, or because they have to: they go when that ends.
public enum LoyaltyCell: Int, Sendable, CaseIterable {
  /// Strong attitude, loyal behaviour.
  case trueLoyalty
  /// Strong attitude, but no loyal behaviour.
  case latent
  /// Loyal behaviour without the attitude.
  case spurious
  /// Neither.
  case none

  /// The word used in files.
  public var word: String {
    switch self {
    case .trueLoyalty: "true"
    case .latent: "latent"
    case .spurious: "spurious"
    case .none: "none"
    }
  }

  /// The name on charts.
  public var name: String { self == .none ? "no loyalty" : word + " loyalty" }

  /// The cell of a customer.
  @inline(__always)
  static func cell(isStrong: Bool, behavesLoyally: Bool) -> LoyaltyCell {
    isStrong ? (behavesLoyally ? .trueLoyalty : .latent) : (behavesLoyally ? .spurious : .none)
  }

  /// Attitude in points: the mean of cumulative satisfaction and of trust.
  @inline(__always)
  static func attitude(satisfaction: Double, trust: Double) -> Double {
    (satisfaction + 100 * trust) / 2
  }
}

/// From where on customers count as loyal.
public struct LoyalFrom: Sendable, Equatable {
  /// Points from which an attitude counts as strong.
  public var attitude = 75.0
  /// Share of recent purchases from which behaviour counts as loyal (repertoire).
  public var share = 0.5
  /// Months with the firm from which behaviour counts as loyal (contract).
  public var tenureMonths = 24.0
  /// Whether the chance that somebody is still a customer is fitted to what the till knows (repertoire).
  public var alive = false

  /// The defaults.
  public init() {}
}

extension LoyalFrom: Declared {
  /// The declared keys of the section `measurement.loyalty`.
  public static var keys: [Key<LoyalFrom>] {
    [
      Key(
        "attitude", .number(\.attitude, .points, 0...100),
        "Points from which an attitude counts as strong: the mean of satisfaction and of trust.",
        plausible: .between(65, 85), see: "Dick & Basu 1994"),
      Key(
        "share", .number(\.share, .fraction, 0...1),
        "Share of a customer's recent purchases that are ours from which behaviour counts as loyal.",
        plausible: .between(0.3, 0.7), see: "Dick & Basu 1994", only: .repertoire),
      Key(
        "tenure", .number(\.tenureMonths, .months, 0...600),
        "Time with the firm from which behaviour counts as loyal.", plausible: .between(12, 36),
        see: "Dick & Basu 1994", only: .contract),
      Key(
        "alive", .flag(\.alive),
        "Whether P(alive), the chance that each customer is still one, is fitted to what the till knows (BG/NBD).",
        see: "Fader, Hardie & Lee 2005", only: .repertoire),
    ]
  }
}

extension SubjectKind {
  /// A cell of the grid of loyalty, of all customers (`true`) or of a segment (`families.true`).
  public static let loyalty = SubjectKind("loyalty") { scenario in
    LoyaltyCell.allCases.map { ($0.word, $0.name) }
      + scenario.customers.segments.flatMap { segment in
        LoyaltyCell.allCases.map {
          ("\(segment.id).\($0.word)", "\(segment.displayName), \($0.name)")
        }
      }
  }
}
