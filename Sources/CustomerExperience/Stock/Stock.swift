public import RandomVariates

/// Goods that a shop may be out of when somebody comes to buy (repertoire).
public struct Stock: Sendable, Equatable {
  /// What people come to buy; nothing ever runs out where empty.
  public var categories: [StockCategory] = []
  /// Points of quality that a visit loses on which something is out of stock.
  public var loss = 8.0
  /// How many times as high the odds of going elsewhere are with each further time in a row.
  public var escalates = 2.33
  /// Minutes until those come back who buy later.
  public var later = Law.exponential(mean: 4 * 1440)

  /// The defaults.
  public init() {}
}

/// A category of goods.
public struct StockCategory: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// The share of visits that are about it.
  public var share = 0.0
  /// Chance that it is out of stock at a visit.
  public var out = 0.083
  /// Whose reactions people show.
  public var like = Goods.average
  /// What they do instead, where it is stated.
  public var reactions: Reactions?

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// What people do who do not find what they came for; the five total 1.
public struct Reactions: Sendable, Equatable {
  /// They buy it elsewhere.
  public var elsewhere = 0.31
  /// They do not buy it at all.
  public var nothing = 0.09
  /// They come back for it later.
  public var later = 0.15
  /// They buy something else of the same brand.
  public var sameBrand = 0.19
  /// They buy another brand.
  public var otherBrand = 0.26

  /// The mean over categories.
  public init() {}

  init(_ parts: (Double, Double, Double, Double, Double)) {
    (elsewhere, nothing, later, sameBrand, otherBrand) = parts
  }

  /// The five in order.
  public var parts: [Double] { [elsewhere, nothing, later, sameBrand, otherBrand] }
}

/// Kinds of goods for which it was asked what people do when they are out of stock (Gruen & Corsten 2003).
public enum Goods: String, Sendable, CaseIterable {
  case average, cosmetics, diapers, coffee, snacks, toothpaste, shampoo
  case paperTowels = "paper-towels"

  /// What people do.
  public var reactions: Reactions {
    switch self {
    case .average: Reactions()
    case .cosmetics: Reactions((0.43, 0.15, 0.22, 0.12, 0.08))
    case .diapers: Reactions((0.41, 0.07, 0.11, 0.20, 0.21))
    case .coffee: Reactions((0.29, 0.17, 0.21, 0.13, 0.20))
    case .snacks: Reactions((0.21, 0.25, 0.09, 0.20, 0.25))
    case .toothpaste: Reactions((0.35, 0.09, 0.17, 0.22, 0.17))
    case .shampoo: Reactions((0.32, 0.10, 0.21, 0.19, 0.18))
    case .paperTowels: Reactions((0.21, 0.12, 0.17, 0.18, 0.32))
    }
  }

  /// The five in words.
  fileprivate var meaning: String {
    let parts = reactions.parts.map { String(Int((100 * $0).rounded())) }.joined(separator: "/")
    return "Elsewhere/nothing/later/same brand/other brand: \(parts)%."
  }
}

extension Stock: Declared {
  /// The declared keys of the section `stock`.
  public static var keys: [Key<Stock>] {
    [
      Key(
        "categories", .table(\.categories, of: "category"),
        "What people come to buy, and how often it is out of stock (repertoire)."),
      Key(
        "loss", .number(\.loss, .points, 0...50),
        "Points of quality that a visit loses on which something is out of stock.",
        plausible: .between(2, 20), only: .repertoire),
      Key(
        "escalates", .number(\.escalates, .times, 1...20),
        "How many times as high the odds of going elsewhere are with each further time in a row.",
        .computed("30%, 50% and 70% go elsewhere at the first, second and third time in a row"),
        plausible: .between(1, 4), only: .repertoire),
      Key(
        "later", .law(\.later, .minutes, 0...525_960, .eachTime),
        "How long until those come back who buy later.", plausible: .times(0.3, 3),
        only: .repertoire),
    ]
  }
}

extension StockCategory: Declared {
  /// The declared keys of an entry of `stock.categories`.
  public static var keys: [Key<StockCategory>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key(
        "share", .number(\.share, .fraction, 0...1), "The share of visits that are about it.",
        only: .repertoire),
      Key(
        "out", .number(\.out, .fraction, 0...1), "Chance that it is out of stock at a visit.",
        .verified("8.3% of goods in shops are out of stock, Gruen, Corsten & Bharadwaj 2002"),
        only: .repertoire),
      Key(
        "like", .oneOf(\.like),
        "Whose reactions people show, where `reactions` are not stated.",
        see: "Gruen & Corsten 2003", only: .repertoire,
        meanings: Goods.allCases.map { ($0.rawValue, $0.meaning) }),
      Key(
        "reactions", .section(\.reactions),
        "What they do instead, where it is known; the five total 100%."),
    ]
  }
}

extension Reactions: Declared {
  /// The declared keys of a category's `reactions`.
  public static var keys: [Key<Reactions>] {
    [
      Key(
        "elsewhere", .number(\.elsewhere, .fraction, 0...1), "They buy it elsewhere.",
        only: .repertoire),
      Key(
        "nothing", .number(\.nothing, .fraction, 0...1), "They do not buy it at all.",
        only: .repertoire),
      Key(
        "later", .number(\.later, .fraction, 0...1), "They come back for it later.",
        only: .repertoire),
      Key(
        "same_brand", .number(\.sameBrand, .fraction, 0...1),
        "They buy something else of the same brand.", only: .repertoire),
      Key(
        "other_brand", .number(\.otherBrand, .fraction, 0...1), "They buy another brand.",
        only: .repertoire),
    ]
  }
}
