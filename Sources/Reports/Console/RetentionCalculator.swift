import CustomerExperience
import Documents
import Experiments

/// What 1% and 1 and 5 points more retention are worth, by the margin multiple at a run's own retention and discount
/// rate (``RetentionEconomics``).
struct RetentionCalculator {
  /// A rise of retention, and what it brings.
  struct Row {
    var name: String
    /// Retention with it.
    var retention: Double
    /// By how much a customer is worth more.
    var gain: Double
    /// The range that was published.
    var published: ClosedRange<Double>?
  }

  /// Retention over a year, and the discount rate.
  let retention: Double
  let discount: Double
  /// By how much the margin grows with a year as a customer, by the scenario.
  let growth: Double
  let rows: [Row]
  /// The growth of the margin with each year that it would take for 5 points to bring 25% and 85%; nil where none
  /// does.
  let growthFor25, growthFor85: Double?

  /// What 5 points bring.
  var fivePoints: Double { rows[rows.count - 1].gain }

  /// Nil where the run has no retention that could rise.
  init?(_ outcome: RunOutcome) {
    guard !outcome.tenure.isEmpty,
      let retention = outcome.estimate("retention_12m")?.mean, retention > 0.05, retention <= 0.95
    else { return nil }
    let economics = outcome.scenario.economics
    let (discount, margin) = (economics.discountRate, economics.margin)
    let year = economics.tenure.map { TenureLaw.multiples($0, months: 12) } ?? .init()
    let growth =
      margin > 0 ? year.bought * year.price * year.margin(margin) / margin - 1 : 0
    func gain(_ points: Double) -> Double? {
      RetentionEconomics.gain(
        retention: retention, points: points, discount: discount, growth: growth)
    }
    guard let percent = gain(0.01 * retention), let one = gain(0.01), let five = gain(0.05)
    else { return nil }
    (self.retention, self.discount, self.growth) = (retention, discount, growth)
    rows = [
      Row(
        name: "1% more retention", retention: 1.01 * retention, gain: percent,
        published: RetentionEconomics.publishedElasticity),
      Row(name: "1 point more", retention: retention + 0.01, gain: one, published: nil),
      Row(
        name: "5 points more", retention: retention + 0.05, gain: five,
        published: RetentionEconomics.publishedGain),
    ]
    func needed(_ gain: Double) -> Double? {
      RetentionEconomics.growthNeeded(
        for: gain, retention: retention, points: 0.05, discount: discount)
    }
    growthFor25 = needed(RetentionEconomics.publishedGain.lowerBound)
    growthFor85 = needed(RetentionEconomics.publishedGain.upperBound)
  }

  /// The rows as a table.
  var table: Table {
    var table = Table(
      "", "",
      ["retention", "from", "to", "a customer is worth more by", "published"].map {
        Column($0, "", "")
      })
    for row in rows {
      table.append([
        .text(row.name), .text(RunCharts.percent(retention)),
        .text(RunCharts.percent(row.retention)), .text(RunCharts.percent(row.gain)),
        .text(
          row.published.map {
            "\(NumberText.fixed(100 * $0.lowerBound, 0)) to \(Display.roundPercent($0.upperBound))"
          } ?? ""),
      ])
    }
    return table
  }
}
