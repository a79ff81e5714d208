import CustomerExperience
import Documents
import Experiments

/// Why purchases come back.
extension RunCharts {
  /// The share of the returns that is for each reason, the most frequent first.
  static func returnReasons(_ outcome: RunOutcome) -> Chart? {
    let reasons = ReturnReason.allCases.compactMap {
      reason -> (reason: ReturnReason, share: Estimate)? in
      outcome.estimate("returns_reason_share", SubjectKind.returnReason.subject(reason.word))
        .map { (reason, $0) }
    }.sorted { ($1.share.mean, $0.reason.rawValue) < ($0.share.mean, $1.reason.rawValue) }
    guard reasons.count > 1, let own = outcome.estimate("returns_own_fault") else { return nil }
    var table = Table(
      "", "",
      ["reason", "share of the returns", "95% CI", "whose doing"].map { Column($0, "", "") }
    )
    for (reason, share) in reasons {
      table.append([
        .text(reason.name), .text(percent(share.mean)), .text(percentInterval(share)),
        .text(reason.isOfTheFirm ? "the firm's" : "the customer's"),
      ])
    }
    return Chart(
      "return_reasons",
      title: "\(NumberText.fixed(100 * own.mean, 0)) of 100 returns are the firm's own doing",
      subtitle:
        "Why purchases come back. Wrong items, damage and what is not as described are felt as failures; a change of "
        + "mind is not, where it is taken back without ado.", data: table
    ) { frame in
      Self.bars(
        reasons.map {
          NamedBar(
            name: $0.reason.name, value: 100 * $0.share.mean,
            label: Display.roundPercent($0.share.mean))
        }, axis: "% of the returns", in: frame)
    }
  }
}
