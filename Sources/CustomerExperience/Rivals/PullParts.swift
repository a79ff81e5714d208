/// What the pull of the rivals is made of; together the parts are the whole.
///
/// Each is what its cause adds to the logarithm of the rivals' joint attraction less ours (``CompetitorPull``), once
/// those before it are counted: that there is a choice at all, the rivals' quality and how even it is, the way to
/// them, their list prices, and their promotions.
public enum PullPart: Int, Sendable, CaseIterable {
  /// That there are others, as far as they are known, and that one can go without.
  case choice
  /// Their quality, and how even it is.
  case quality
  /// The way to them, against the way to us.
  case distance
  /// Their list prices against ours.
  case price
  /// Their promotions.
  case promotion

  /// The word used in files.
  public var word: String { "\(self)" }
}

/// What a segment feels of the rivals.
struct SegmentPull {
  /// The whole and the part due to prices, as the world settled: the reference of what is felt later.
  var startTotal = 0.0
  var startPriceLevel = 0.0
  /// The parts of the whole then, by ``PullPart``; that due to prices is ``startPriceLevel`` as prices act now.
  var startParts = SIMD8<Double>(repeating: 0)
  /// What we asked of the segment then, in money, and a twelfth of its yearly fee.
  var startPrice = 0.0
  var startFee = 0.0
  /// What is felt now, against then: by price, and otherwise.
  var price = 0.0
  var other = 0.0
  /// The same, not against anything.
  var priceLevel = 0.0
  var rivalLevel = 0.0
  /// The parts of the whole, by ``PullPart``.
  var parts = SIMD8<Double>(repeating: 0)
  /// Integrals over the month so far: of what is felt, of that by price, and of the parts.
  var area = 0.0
  var areaOfPrice = 0.0
  var areaOfParts = SIMD8<Double>(repeating: 0)
}

extension SubjectKind {
  /// A part of the rivals' pull on a segment: `families.price`.
  public static let pull = SubjectKind(
    "pull",
    sheet: Sheet(
      6, "pull.csv", "What the rivals' pull on each segment is made of, month by month (means).",
      isOptional: true)
  ) { scenario in
    guard !scenario.market.rivals.isEmpty else { return [] }
    return scenario.customers.segments.flatMap { segment in
      PullPart.allCases.map { ("\(segment.id).\($0.word)", "\(segment.displayName), \($0.word)") }
    }
  }
}
