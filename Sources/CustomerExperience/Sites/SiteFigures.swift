extension SubjectKind {
  /// A site.
  public static let site = SubjectKind(
    "site", sheet: Sheet(11, "sites.csv", "Each site month by month (means).", isOptional: true)
  ) { $0.sites }
}

/// What customers find at each site, and what becomes of them.
public struct SiteFigures: Sendable, BitwiseCopyable {
  /// Customers of the site.
  public let customers: Figure<Recorded>
  /// The way to it.
  public let way: Figure<Truth>
  /// Satisfaction of its customers.
  public let satisfaction: Figure<Truth>
  /// Customers answered there, and the minutes that they waited.
  let answered: Counter
  let waited: Counter
  /// Wait.
  public let wait: Figure<Recorded>
  /// Encounters with staff there, the sum of their quality and of its squares.
  let encounters: Counter
  let quality: Counter
  let qualitySquares: Counter
  /// Quality delivered there.
  public let qualityMean: Figure<Truth>
  /// Spread of it.
  public let qualitySpread: Figure<Truth>
  /// Revenue.
  public let revenue: Figure<Recorded>
  /// Customers at the start who are still there.
  public let retention: Figure<Recorded>
  /// Customers who moved to another site because theirs closed or opened again.
  public let moved: Figure<Recorded>

  init(_ declare: inout FigureBuilder) {
    customers = declare.level(
      "site_customers", "customers of the site", .count, [.site], .up,
      "Customers on the books who go to the site.", over: .last)
    way = declare.level(
      "site_way", "way to the site", .seconds, [.site], .down,
      "Mean time that it takes the site's customers on the books to get there.")
    satisfaction = declare.level(
      "site_satisfaction", "satisfaction at the site", .points, [.site], .up,
      "Mean cumulative satisfaction of the site's customers on the books.")
    answered = declare.counter(by: .site)
    waited = declare.counter(by: .site)
    wait = declare.ratio(
      "site_wait", "wait at the site", .seconds, [.site], .down,
      "Mean time in line of the site's customers who were answered by teams that are not the same at every site; by any "
        + "where all are.", of: [waited],
      over: [answered], scale: 60)
    encounters = declare.counter(by: .site)
    quality = declare.counter(by: .site)
    qualitySquares = declare.counter(by: .site)
    qualityMean = declare.ratio(
      "site_quality", "quality delivered at the site", .points, [.site], .up,
      "Mean quality of encounters of the site's customers with staff of teams that are not the same at every site, "
        + "weighted by what matters to each.",
      of: [quality], over: [encounters])
    qualitySpread = declare.spread(
      "site_quality_spread", "spread of the quality at the site", .points, [.site], .down,
      "Standard deviation of the quality of encounters with staff of the site's customers.",
      sum: quality, squares: qualitySquares, number: encounters)
    revenue = declare.count(
      "site_revenue", "revenue of the site", .money, [.site], .up,
      "Money paid by the site's customers. Fees are not in it.")
    retention = declare.level(
      "site_retention", "customers of the site at the start still there", .fraction, [.site], .up,
      "Share of the customers at the start whose site it was who are customers at the end of the month, wherever they "
        + "are served.", over: .last)
    moved = declare.count(
      "site_moved", "customers moved to the site", .count, [.site], .neither,
      "Customers who come to the site because theirs has closed, or come back to theirs since it is open again."
    )
  }
}
