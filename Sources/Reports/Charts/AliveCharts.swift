import CustomerExperience
import Documents
import Experiments

/// P(alive) held against who is still a customer.
extension RunCharts {
  /// Bands of P(alive): how many of the customers in each are still there.
  static func alive(_ outcome: RunOutcome) -> Chart? {
    let bands = SubjectKind.alive.ids(in: outcome.scenario).compactMap {
      id -> (name: String, mean: Double, truth: Estimate, customers: Double)? in
      let subject = SubjectKind.alive.subject(id)
      guard let customers = outcome.estimate("alive_customers", subject), customers.mean > 0,
        let mean = outcome.estimate("alive_mean_of_band", subject),
        let truth = outcome.estimate("alive_truth_of_band", subject)
      else { return nil }
      return (
        SubjectKind.alive.name(of: id, in: outcome.scenario), mean.mean, truth, customers.mean
      )
    }
    guard bands.count > 1, let mean = outcome.estimate("alive_mean"),
      let truth = outcome.estimate("alive_truth")
    else { return nil }
    var table = Table(
      "", "",
      ["P(alive)", "customers", "mean P(alive)", "still customers", "95% CI"]
        .map { Column($0, "", "") })
    for band in bands {
      table.append([
        .text(band.name), .text(NumberText.grouped(band.customers)), .text(percent(band.mean)),
        .text(percent(band.truth.mean)), .text(percentInterval(band.truth)),
      ])
    }
    return Chart(
      "alive",
      title:
        "By the till \(Display.roundPercent(mean.mean)) of those who ever bought are still customers; in truth "
        + "\(Display.roundPercent(truth.mean)) are",
      subtitle:
        "Customers by their P(alive) (BG/NBD): of each band the share who have not dropped out, which the firm cannot "
        + "see; in brackets the mean P(alive).", data: table
    ) { frame in
      Self.bars(
        bands.map {
          NamedBar(
            name: $0.name, value: 100 * $0.truth.mean,
            label:
              "\(NumberText.fixed(100 * $0.truth.mean, 0)) (\(NumberText.fixed(100 * $0.mean, 0)))")
        }, axis: "of 100, still customers", in: frame)
    }
  }
}
