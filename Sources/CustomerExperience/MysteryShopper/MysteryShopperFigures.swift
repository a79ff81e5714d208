/// Mystery shoppers, as an instrument.
public enum Shopped: Known {
  /// The same as a value.
  public static let nature = MetricNature("mystery-shopper", "mystery shoppers")
  /// What they say by month.
  public static let sheet: Metric.Sheet? = Metric.Sheet(
    "shoppers.csv",
    "What mystery shoppers scored month by month, and what there was to see (means); empty in months "
      + "without a visit.")
}

/// What mystery shoppers say, and what there was to see.
public struct MysteryShopperFigures: Sendable, BitwiseCopyable {
  /// Visits of mystery shoppers.
  public let visits: Figure<Shopped>
  /// Sums of scores, of their squares, and of scores by dimension.
  let scores: Counter
  let squares: Counter
  let scoresByDimension: Counter
  /// Score of the mystery shoppers.
  public let score: Figure<Shopped>
  /// Score of the mystery shoppers by dimension.
  public let dimension: Figure<Shopped>
  /// Spread of the mystery shoppers' scores.
  public let spread: Figure<Shopped>
  /// Margin of the score: half-width of its 95% confidence interval.
  public let margin: Figure<Shopped>
  /// Visits for a margin of five points.
  public let needed: Figure<Shopped>
  /// What customers met at the same teams.
  public let truth: Figure<Truth>
  /// The same on a dimension.
  public let dimensionTruth: Figure<Truth>
  /// How far the mystery shoppers are off.
  public let gap: Figure<Truth>
  /// Mystery shopping.
  public let cost: Account

  /// The margin that ``needed`` is about, in points.
  static let wanted = 5.0

  init(_ declare: inout FigureBuilder, contacts: ContactFigures) {
    let isThere = declare.holds { $0.measurement.mysteryShopper != nil }
    visits = declare.count(
      "shopper_visits", "visits of mystery shoppers", .count, [.all, .team], .neither,
      "Visits that were scored; shoppers who gave up waiting scored nothing, and are paid all the same.",
      isThere: isThere)
    scores = declare.counter(by: .team)
    squares = declare.counter(by: .team)
    scoresByDimension = declare.counter(by: .dimension)
    score = declare.ratio(
      "shopper_score", "score of the mystery shoppers", .points, [.all, .team], .up,
      "Mean score of the visits, over the five dimensions of service.", of: [scores],
      over: [visits.counter], whenAny: [visits.counter], isThere: isThere)
    dimension = declare.ratio(
      "shopper_dimension", "score of the mystery shoppers by dimension", .points, [.dimension],
      .up, "Mean score of the visits on a dimension.", of: [scoresByDimension],
      over: [visits.counter.whole], whenAny: [visits.counter], isThere: isThere)
    spread = declare.total(
      "shopper_spread", "spread of the mystery shoppers' scores", .points, [.all, .team],
      .neither, "Standard deviation of a visit's score, of two visits or more.", isThere: isThere)
    margin = declare.total(
      "shopper_margin", "margin of the mystery shoppers' score", .points, [.all, .team], .down,
      "Half-width of the 95% confidence interval of the mean score that the visits of one run give: what "
        + "chance alone may be off, bias aside.", isThere: isThere)
    needed = declare.total(
      "shopper_visits_needed", "visits for a margin of five points", .count, [.all, .team],
      .neither,
      "Visits it takes to know the mean score to within five points either way, 95 times in 100, by the "
        + "spread that was found.", isThere: isThere)
    truth = declare.ratio(
      "shopper_truth", "what customers met", .points, [.all, .team], .up,
      "Mean quality of the encounters of customers with staff, as each perceives it and weighted by what matters "
        + "to each: what the shoppers are to find out. Who gave up waiting met nobody.",
      of: [contacts.quality], over: [contacts.encounters],
      isThere: isThere, sheet: Shopped.sheet)
    dimensionTruth = declare.total(
      "shopper_dimension_truth", "what customers met by dimension", .points, [.dimension], .up,
      "Mean quality on a dimension of the encounters of customers with staff.", isThere: isThere)
    gap = declare.total(
      "shopper_gap", "how far the mystery shoppers are off", .points, [.all, .team, .dimension],
      .neither,
      "Score of the mystery shoppers, less what customers met. Shoppers may be kinder or stricter (as far as the "
        + "scale goes), have no needs that stay unresolved, weigh all dimensions alike, see few employees, and "
        + "are not the customers, of whom those come more often who make more of the service.",
      isThere: isThere, range: -100...100)
    cost = declare.account(
      "shopper_cost", "mystery shopping", "What visits of mystery shoppers cost.",
      isSpending: true, isThere: isThere)
    declare.chart(
      "mystery_shopper", title: "What mystery shoppers score, and what customers met",
      subtitle:
        "By month. A month's score rests on few visits. Band: 95% CI of the mean of the runs.",
      axis: "points of 100", of: [score.number, truth.number])
  }
}
