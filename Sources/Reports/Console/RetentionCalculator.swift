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
  /// As far as retention can rise so much; 1% more is the first.
  let rows: [Row]
  /// The growth of the margin with each year that it would take for 5 points to bring 85%; nil where none does, and
  /// where there are no 5 points.
  let growthFor85: Double?

  /// What 5 points bring; nil where fewer are missing to 100%.
  var fivePoints: Double? { rows.count == 3 ? rows[2].gain : nil }

  /// Nil where the run has no retention that could rise.
  init?(_ outcome: RunOutcome) {
    guard !outcome.tenure.isEmpty,
      let retention = outcome.estimate("retention_12m")?.mean, retention > 0.05, retention < 0.99
    else { return nil }
    let economics = outcome.scenario.economics
    let (discount, margin) = (economics.discountRate, economics.margin)
    let year = economics.tenure.map { TenureLaw.multiples($0, months: 12) } ?? .init()
    let growth =
      margin > 0 ? year.bought * year.price * year.margin(margin) / margin - 1 : 0
    var rows: [Row] = []
    for (name, points, published) in [
      ("1% more retention", 0.01 * retention, RetentionEconomics.publishedElasticity),
      ("1 point more", 0.01, nil),
      ("5 points more", 0.05, RetentionEconomics.publishedGain),
    ] as [(String, Double, ClosedRange<Double>?)] where retention + points <= 1 {
      guard
        let gain = RetentionEconomics.gain(
          retention: retention, points: points, discount: discount, growth: growth)
      else { return nil }
      rows.append(
        Row(name: name, retention: retention + points, gain: gain, published: published))
    }
    guard rows.count > 1 else { return nil }
    (self.retention, self.discount, self.growth) = (retention, discount, growth)
    self.rows = rows
    growthFor85 =
      rows.count < 3
      ? nil
      : RetentionEconomics.growthNeeded(
        for: RetentionEconomics.publishedGain.upperBound, retention: retention, points: 0.05,
        discount: discount)
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
