/// Something that the offer has or lacks at an encounter, and what it is to customers.
public struct Feature: Sendable, Equatable, Identified {
  /// What it is to customers (Kano, Seraku, Takahashi & Tsuji 1984).
  public enum Kind: String, Sendable, CaseIterable {
    /// A need: taken for granted, and missed where it is not there.
    case needed
    /// A want: nobody misses it, and it delights.
    case wanted
    /// The more the better.
    case welcome
  }

  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// What it is to customers.
  public var kind = Kind.wanted
  /// Points of quality between having it and lacking it.
  public var points = 5.0
  /// Chance that it is there at an encounter; drawn each time.
  public var present = 1.0
  /// Money that it costs at an encounter at which it is there.
  public var cost = 0.0
  /// The journey at whose encounters it matters; all of them where nil.
  public var journey: String?
  /// What it is worth to some segments instead.
  public var segments: [FeatureWorth] = []

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// What a feature is worth to a segment.
public struct FeatureWorth: Sendable, Equatable, Identified {
  /// The segment's id.
  public var id = ""
  /// Points of quality between having it and lacking it.
  public var points = 5.0

  /// The defaults.
  public init() {}

  /// The segment's id.
  public var displayName: String { id }
}

extension Feature: Declared {
  /// The declared keys of an entry of `features`.
  public static var keys: [Key<Feature>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key(
        "kind", .oneOf(\.kind), "What it is to customers.", see: "Kano et al. 1984",
        meanings: [
          ("needed", "A need: taken for granted, and missed where it is not there."),
          ("wanted", "A want: nobody misses it, and it delights where it is there."),
          (
            "welcome",
            "The more the better: half of its points are won by it, half lost without it."
          ),
        ]),
      Key(
        "points", .number(\.points, .points, 0...50),
        "Points of quality between having it and lacking it.", plausible: .times(0.5, 2)),
      Key(
        "present", .number(\.present, .fraction, 0...1), "Chance that it is there at an encounter."),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000),
        "What it costs at an encounter at which it is there."),
      Key(
        "journey", .optionalText(\.journey),
        "The journey at whose encounters it matters; at all of them where not given.",
        changeable: false),
      Key(
        "segments", .table(\.segments, of: "segment"),
        "What it is worth to some segments instead, by their ids."),
    ]
  }
}

extension FeatureWorth: Declared {
  /// The declared keys of an entry of a feature's `segments`.
  public static var keys: [Key<FeatureWorth>] {
    [
      Key(
        "points", .number(\.points, .points, 0...50),
        "Points of quality between having it and lacking it, to this segment.",
        plausible: .times(0.5, 2))
    ]
  }
}
