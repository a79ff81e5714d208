/// How customers are divided into segments from what the firm's records tell, by each method there is.
public struct Segmentation: Sendable, Equatable {
  /// Into how many segments customers are divided.
  public var segments = 4
  /// The attributes that say where people live, apart by commas.
  public var geographic = "region"
  /// The attributes that say who people are.
  public var demographic = "age, gender, employment, marriage, home"
  /// The attributes that say how people live.
  public var lifestyle = "lifestyle"
  /// Share of the customers whose attributes the firm knows.
  public var known = 1.0
  /// Share of the customers who are asked what they need.
  public var sample = 0.3
  /// Chance that an answer names a need at random.
  public var error = 0.2
  /// The kind of customers, by what they need, that an offer is for; the first where nil.
  public var want: String?
  /// Share of the customers who get the offer.
  public var target = 0.2
  /// Money that it brings from a customer of that kind.
  public var gain = 10.0
  /// Money that it costs to make it to a customer.
  public var cost = 2.0
  /// How often customers are drawn anew to see whether the segments stay the same.
  public var resamples = 10

  /// The defaults.
  public init() {}

  /// The names of a list apart by commas.
  static func names(_ list: String) -> [String] {
    list.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  /// The attributes that some method looks at.
  public var attributes: [String] {
    [geographic, demographic, lifestyle].flatMap { Self.names($0) }
  }
}

/// A way of dividing customers into segments.
public enum SegmentationMethod: String, Sendable, CaseIterable {
  /// By where they live, who they are, and how they live: attributes on record.
  case geographic, demographic, lifestyle
  /// By what those say they need who are asked.
  case needsSurvey = "needs-survey"
  /// By how lately, how often and for how much they bought.
  case rfm
  /// By all that they do: clusters of behaviour.
  case kmeans
  /// By how likely they are to be lost.
  case churnModel = "churn-model"

  /// How it is called.
  public var name: String {
    switch self {
    case .geographic: "geographic"
    case .demographic: "demographic"
    case .lifestyle: "lifestyle"
    case .needsSurvey: "needs survey"
    case .rfm: "recency, frequency, money"
    case .kmeans: "clusters of behaviour"
    case .churnModel: "risk of leaving"
    }
  }
}

extension Segmentation: Declared {
  /// The declared keys of the section `segmentation`.
  public static var keys: [Key<Segmentation>] { how + offer }

  private static var how: [Key<Segmentation>] {
    [
      Key(
        "segments", .integer(\.segments, .count, 2...12),
        "Into how many segments each method divides the customers."),
      Key(
        "geographic", .text(\.geographic),
        "The attributes of `people` that say where they live, apart by commas."),
      Key(
        "demographic", .text(\.demographic),
        "The attributes of `people` that say who they are, apart by commas."),
      Key(
        "lifestyle", .text(\.lifestyle),
        "The attributes of `people` that say how they live, apart by commas."),
      Key(
        "known", .number(\.known, .fraction, 0...1),
        "Share of the customers whose attributes the firm knows."),
      Key(
        "sample", .number(\.sample, .fraction, 0...1),
        "Share of the customers who are asked what they need."),
      Key(
        "error", .number(\.error, .fraction, 0...1),
        "Chance that an answer names a need at random.", plausible: .between(0.05, 0.5)),
      Key(
        "resamples", .integer(\.resamples, .count, 1...100),
        "How often customers are drawn anew, to see whether a method finds the same segments again."
      ),
    ]
  }

  private static var offer: [Key<Segmentation>] {
    [
      Key(
        "want", .optionalText(\.want),
        "The kind of customers, one of customers.needs, that an offer is for; the first where not given."
      ),
      Key(
        "target", .number(\.target, .fraction, 0.01...1),
        "Share of the customers to whom the offer is made, those first whose segment promises most."
      ),
      Key(
        "gain", .number(\.gain, .money, 0...1_000_000),
        "What the offer brings from a customer whom it is for."),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000), "What it costs to make the offer to one."),
    ]
  }
}
