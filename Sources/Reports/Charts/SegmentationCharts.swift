import CustomerExperience
import Documents
import Experiments

/// How well each way of dividing customers meets what they need.
extension RunCharts {
  /// A measure of each method, the best first.
  static func methods(_ outcome: RunOutcome, _ metric: String) -> [(name: String, value: Estimate)]
  {
    SubjectKind.method.ids(in: outcome.scenario).compactMap { id in
      outcome.estimate(metric, SubjectKind.method.subject(id)).map {
        (SubjectKind.method.name(of: id, in: outcome.scenario), $0)
      }
    }.sorted { ($1.value.mean, $0.name) < ($0.value.mean, $1.name) }
  }

  /// The share of needs that each method explains, with its lift.
  static func segmentation(_ outcome: RunOutcome) -> Chart? {
    let explained = methods(outcome, "segmentation_explained")
    guard explained.count > 1, let best = explained.first, let worst = explained.last else {
      return nil
    }
    let lifts = Dictionary(
      methods(outcome, "segmentation_lift").map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    let agreements = Dictionary(
      methods(outcome, "segmentation_agreement").map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    let again = Dictionary(
      methods(outcome, "segmentation_stability").map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    let reach = Dictionary(
      methods(outcome, "segmentation_reach").map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    let profit = Dictionary(
      methods(outcome, "segmentation_profit").map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    let display = Display(outcome.scenario)
    let isBest = isApart(best.value, explained[1].value)
    func text(_ estimate: Estimate?, _ write: (Double) -> String) -> Cell {
      .text(estimate.map { write($0.mean) } ?? "")
    }
    var table = Table(
      "", "",
      [
        "method", "needs explained", "95% CI", "agreement with needs", "lift",
        "profit of the offer, a customer", "segments found again", "customers in reach",
      ].map { Column($0, "", "") })
    for (name, value) in explained {
      table.append([
        .text(name), .text(percent(value.mean)), .text(percentInterval(value)),
        text(agreements[name]) { NumberText.fixed($0, 2) },
        text(lifts[name]) { NumberText.fixed($0, 2) },
        text(profit[name]) { display.value($0, .money) },
        text(again[name]) { NumberText.fixed($0, 2) }, text(reach[name]) { percent($0) },
      ])
    }
    return Chart(
      "segmentation",
      title: isBest
        ? "Best at what customers need: \(best.name), which explains "
          + "\(Display.roundPercent(best.value.mean)) of it; \(worst.name) explains "
          + "\(Display.roundPercent(worst.value.mean))"
        : "No method is clearly the best at what customers need: \(best.name) explains "
          + "\(Display.roundPercent(best.value.mean)) of it, \(explained[1].name) "
          + "\(Display.roundPercent(explained[1].value.mean))",
      subtitle:
        "Share of the variance of needs that the segments of each method explain; in brackets how many times as often "
        + "an offer meets those it is for as one made at random.", data: table
    ) { frame in
      Self.bars(
        explained.map { name, value in
          let lift = lifts[name].map { "  (lift \(NumberText.fixed($0.mean, 1)))" } ?? ""
          return NamedBar(
            name: name, value: 100 * max(0, value.mean),
            label: Display.roundPercent(value.mean) + lift)
        }, axis: "% of the variance of needs", in: frame)
    }
  }
}
