/// A formal strategy to keep customers: who is approached when, with what, and for how much in all.
public struct RetentionStrategy: Sendable, Equatable {
  /// The most that is committed in a month: what approaching costs, gifts, and discounts for as long as they last;
  /// nil for no limit.
  public var budget: Double?
  /// Who is approached with what; the first rule that fits a customer has them.
  public var rules: [RetentionRule] = []

  /// The defaults.
  public init() {}
}

/// A rule of a retention strategy: what the firm has to see of a customer, and what it does then.
public struct RetentionRule: Sendable, Equatable, Identified {
  /// What the firm has to see, in its own records.
  public enum Trigger: String, Sendable, CaseIterable {
    /// A bad answer to the survey.
    case answersBadly = "answers-badly"
    /// A complaint.
    case complains
    /// No purchase for long (repertoire).
    case silent
    /// A term that ends soon (contract).
    case contractEnds = "contract-ends"
    /// A high score by a model of who leaves.
    case atRisk = "at-risk"
  }

  /// The id by which the file names it.
  public var id = ""
  /// What the firm has to see.
  public var trigger = Trigger.atRisk
  /// Points below which an answer is bad.
  public var below = 50.0
  /// Months within which a term ends.
  public var withinMonths = 2.0
  /// Months without a purchase.
  public var silentMonths = 3.0
  /// Share of the customers with the highest scores.
  public var top = 0.1
  /// Share of those whom the rule finds who are approached, the most valuable first.
  public var target = 1.0
  /// Money that approaching somebody costs.
  public var cost = 5.0
  /// Share of those approached who take what they are offered.
  public var taken = 0.6
  /// Log-odds of leaving that being cared for takes away while it lasts.
  public var care = 0.2
  /// Money that a gift is worth, and costs.
  public var gift = 0.0
  /// Share of the price taken off.
  public var discount = 0.0
  /// Months for which all this lasts; nobody is approached again before.
  public var months = 6.0

  /// The defaults.
  public init() {}

  /// The id.
  public var displayName: String { id }
}

extension RetentionStrategy: Declared {
  /// The declared keys of the section `loyalty.strategy`.
  public static var keys: [Key<RetentionStrategy>] {
    [
      Key(
        "budget", .optionalNumber(\.budget, .moneyPerMonth, 0...1e9, absent: "none"),
        "The most that approaching, gifts and discounts granted may come to, discounts for as long as they last."
      ),
      Key(
        "rules", .table(\.rules, of: "rule"),
        "Who is approached with what; the first rule that fits a customer has them."),
    ]
  }
}

extension RetentionRule: Declared {
  /// The declared keys of a rule.
  public static var keys: [Key<RetentionRule>] { seen + done }

  private static var seen: [Key<RetentionRule>] {
    [
      Key(
        "when", .oneOf(\.trigger), "What the firm has to see, in its own records.",
        meanings: [
          ("answers-badly", "An answer to the survey below 'below' points."),
          ("complains", "A complaint in the month before."),
          ("silent", "No purchase for 'silent_for' (repertoire)."),
          ("contract-ends", "A term that ends within 'within' (contract)."),
          (
            "at-risk",
            "A score among the highest, 'top' of all: by a model that is fitted to who left, each quarter anew and "
              + "first after three months (contract), or by how long they are silent for their habits (repertoire)."
          ),
        ]),
      Key(
        "below", .number(\.below, .points, 0...100),
        "Points below which an answer to the survey is bad."),
      Key(
        "within", .number(\.withinMonths, .months, 0...120), "Time within which the term ends.",
        only: .contract),
      Key(
        "silent_for", .number(\.silentMonths, .months, 0.1...120), "Time without a purchase.",
        only: .repertoire),
      Key(
        "top", .number(\.top, .fraction, 0...1),
        "Share of the customers with the highest scores who are at risk."),
      Key(
        "target", .number(\.target, .fraction, 0...1),
        "Share of those whom the rule finds who are approached: who paid most in twelve months comes first."
      ),
    ]
  }

  private static var done: [Key<RetentionRule>] {
    [
      Key("cost", .number(\.cost, .money, 0...1_000_000), "What approaching somebody costs."),
      Key(
        "taken", .number(\.taken, .fraction, 0...1),
        "Share of those approached who take what they are offered.", plausible: .between(0.3, 0.9)),
      Key(
        "care", .number(\.care, .logOdds, 0...5),
        "Log-odds of leaving that being cared for takes away while it lasts.",
        plausible: .between(0.05, 0.5)),
      Key(
        "gift", .number(\.gift, .money, 0...1_000_000),
        "What a gift is worth, and costs; it acts as that much off the price over the time it lasts."
      ),
      Key("discount", .number(\.discount, .fraction, 0...1), "Share of the price taken off."),
      Key(
        "for", .number(\.months, .wholeMonths, 1...120),
        "How long all this lasts; nobody is approached again before, whether they took it or not."),
    ]
  }
}

extension Scenario {
  /// The rules of the strategy that there are from the start on, or later by the plan.
  var plannedRules: [RetentionRule] {
    let all = [self] + phases.map(\.settings)
    return all.compactMap { $0.loyalty.strategy?.rules }.first { !$0.isEmpty } ?? []
  }
}

extension SubjectKind {
  /// A rule of the retention strategy.
  public static let rule = SubjectKind("rule") { $0.plannedRules }
}
