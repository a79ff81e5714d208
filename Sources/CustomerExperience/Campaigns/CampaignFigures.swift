extension SubjectKind {
  /// How customers came, where there are campaigns: by marketing, by word of mouth, or by a campaign.
  public static let origin = SubjectKind(
    "origin",
    sheet: Sheet(
      7, "origins.csv", "How customers came and how they stay, month by month (means).",
      isOptional: true)
  ) { scenario in
    let campaigns = scenario.plannedCampaigns
    guard !campaigns.isEmpty else { return [] }
    return Origin.always.map { ($0, $0) } + campaigns.map { ($0.id, $0.displayName) }
  }
}

/// How customers came.
public enum Origin {
  /// The ways that there are without campaigns: by marketing, and by word of mouth.
  public static let always = ["marketing", "word-of-mouth"]
  /// The numbers of these ways, and of the first campaign.
  static let marketing: Int16 = 0
  static let wordOfMouth: Int16 = 1
  static let campaigns: Int16 = 2
}

extension Scenario {
  /// The campaigns that there are from the start on, or else by the plan.
  var plannedCampaigns: [Campaign] {
    let mine = customers.acquisition.campaigns
    return mine.isEmpty
      ? phases.lazy.map(\.settings.customers.acquisition.campaigns).first { !$0.isEmpty } ?? []
      : mine
  }
}

/// What campaigns win, and what that costs.
public struct CampaignFigures: Sendable, BitwiseCopyable {
  /// Joined, by how they came.
  public let joined: Figure<Recorded>
  /// Cost of a customer won.
  public let cost: Figure<Recorded>
  /// Leavers a month.
  public let leaving: Figure<Recorded>
  /// What campaigns cost.
  public let spend: Account
  /// Weight of advertising.
  public let stock: Figure<Truth>
  let spentOn: Counter
  let left: Counter
  let months: Counter

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { !$0.customers.acquisition.campaigns.isEmpty }
    joined = declare.count(
      "joined_by", "customers who joined, by how they came", .count, [.origin], .up,
      "Customers who joined in the period, by how they came.", isThere: isThere)
    spentOn = declare.counter(by: .origin)
    cost = declare.ratio(
      "cost_of_joining", "cost of a customer won", .money, [.origin], .down,
      "Money spent on the campaign, or on marketing, over the customers who joined by it. What advertising adds to "
        + "marketing shows there, not here.", of: [spentOn], over: [joined.counter],
      isThere: isThere)
    left = declare.counter(by: .origin)
    months = declare.counter(by: .origin)
    leaving = declare.ratio(
      "leaving_by", "leavers a month, by how they came", .fraction, [.origin], .down,
      "Customers who joined in the run and left, over those on the books at the months' ends and those who left: by how "
        + "they came.", of: [left], over: [months, left], isThere: isThere)
    spend = declare.account(
      "campaign_cost", "campaigns", "Money spent on campaigns.", isSpending: true,
      isThere: isThere)
    stock = declare.level(
      "advertising_weight", "weight of advertising", .money, [.all], .neither,
      "Stock of advertising that acts: what was spent a month, with what is left of the months before.",
      isThere: declare.holds {
        $0.customers.acquisition.campaigns.contains { $0.kind == .advertising }
      })
  }
}
