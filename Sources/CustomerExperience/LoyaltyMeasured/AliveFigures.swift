/// Who is still a customer by the till, where nobody says when they leave; beside what is so.
public struct AliveFigures: Sendable, BitwiseCopyable {
  /// Bands of P(alive), each as wide as the others.
  public static let bands = 5

  /// Mean P(alive).
  public let mean: Figure<Recorded>
  /// Share who have not dropped out, of the same customers.
  public let truth: Figure<Truth>
  /// How far the two are apart.
  public let bias: Figure<Truth>
  /// How far P(alive) is off within bands.
  public let error: Figure<Truth>
  /// How often P(alive) ranks a customer who is one above one who is not.
  public let ranking: Figure<Truth>
  /// Customers by band of P(alive).
  public let customers: Figure<Recorded>
  /// Mean P(alive) by band.
  public let meanOfBand: Figure<Recorded>
  /// Share who have not dropped out by band.
  public let truthOfBand: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds {
      $0.measurement.loyalty.alive && $0.customers.relationship.bond.isChosenOnOccasions
    }
    mean = declare.total(
      "alive_mean", "mean P(alive)", .fraction, [.all, .segment], .up,
      "Mean chance, at the end, that a customer who ever bought is still one, by the BG/NBD model fitted to what the till "
        + "knows: how often they bought, when last and since when (Fader, Hardie & Lee 2005).",
      isThere: isThere)
    truth = declare.total(
      "alive_truth", "still customers, of those who ever bought", .fraction, [.all, .segment], .up,
      "Share of the customers who ever bought who have not dropped out or moved away at the end.",
      isThere: isThere)
    bias = declare.total(
      "alive_bias", "P(alive) less the truth", .fraction, [.all, .segment], .neither,
      "Mean P(alive) less the share who are still customers.", isThere: isThere, range: -1...1)
    error = declare.total(
      "alive_error", "how far P(alive) is off", .fraction, [.all], .down,
      "Mean distance between P(alive) and the share who are still customers, over bands of P(alive) by their customers: "
        + "0 where of those with a chance of 30% three in ten are.", isThere: isThere)
    ranking = declare.total(
      "alive_ranking", "how well P(alive) ranks", .fraction, [.all], .up,
      "Chance that a customer who is still one has a higher P(alive) than one who is not; a half is no better than a "
        + "coin.", isThere: isThere)
    customers = declare.total(
      "alive_customers", "customers by P(alive)", .count, [.alive], .neither,
      "Customers who ever bought whose P(alive) lies in the band, at the end.", isThere: isThere)
    meanOfBand = declare.total(
      "alive_mean_of_band", "mean P(alive) by band", .fraction, [.alive], .neither,
      "Mean P(alive) of the customers in the band.", isThere: isThere)
    truthOfBand = declare.total(
      "alive_truth_of_band", "still customers, by P(alive)", .fraction, [.alive], .neither,
      "Share of the customers in the band who have not dropped out or moved away.",
      isThere: isThere)
  }
}

extension SubjectKind {
  /// A band of P(alive), in percent.
  public static let alive = SubjectKind("alive") { _ in
    (0..<AliveFigures.bands).map { band in
      let width = 100 / AliveFigures.bands
      return ("\(band * width)-\((band + 1) * width)", "\(band * width) to \((band + 1) * width)%")
    }
  }
}
