/// What keeping customers informed avoids, and costs.
public struct UpdatesFigures: Sendable, BitwiseCopyable {
  /// Contacts only to ask.
  public let chasing: Figure<Recorded>
  /// What updates cost.
  public let cost: Account

  init(_ declare: inout FigureBuilder) {
    chasing = declare.count(
      "chasing_contacts", "contacts only to ask", .count, [.all, .journey], .down,
      "Contacts that customers made only to ask how things stand; they resolve nothing and stand beside `contacts`.",
      isThere: declare.holds { scenario in scenario.journeys.contains { $0.chases != nil } })
    cost = declare.account(
      "update_cost", "keeping customers informed",
      "What it costs to tell customers how things stand.", isSpending: true,
      isThere: declare.holds { scenario in
        scenario.journeys.contains { ($0.updates?.kinds ?? 0) > 0 }
      })
  }
}
