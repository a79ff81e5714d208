/// M05: near what was expected a surprise hardly counts (Zeithaml, Berry & Parasuraman 1993).
///
///     v(D) = κ D                       for |D| ≤ z
///     v(D) = κ z + (|D| − z)           beyond it, times −λ where D < 0 (λ: `loss-aversion`)
///
/// Between what customers find adequate, E − z, and what they desire, E + z, lies the zone of tolerance; each
/// dimension has one of its own. With the default κ of a half and λ of 2 the slopes are 0.3 within, 0.6 above and
/// 1.2 below, times `disconfirmation` over 0.6 [D].
public enum ToleranceZone {
  /// What surprises count for before losses are weighed.
  ///
  /// - Parameters:
  ///   - surprise: performance less expectation, in points, by dimension.
  ///   - width: points on either side of what is expected, by dimension.
  ///   - within: what a point counts for within the zone.
  @inline(__always)
  public static func value(_ surprise: Dimensional, width: Dimensional, within: Double)
    -> Dimensional
  {
    let isLoss = surprise .< Dimensional.zero
    let size = surprise.replacing(with: -surprise, where: isLoss)
    let beyond = size - width
    let inside = size.replacing(with: width, where: beyond .> Dimensional.zero)
    let counted =
      within * inside + beyond.replacing(with: 0, where: beyond .< Dimensional.zero)
    return counted.replacing(with: -counted, where: isLoss)
  }
}
