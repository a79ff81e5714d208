public import CustomerExperience

/// What leads to what in the model: quantities, and the laws by which one moves another.
///
/// The reference of the model as a picture. Each arrow names the law that the simulation reads, and the keys of
/// scenario files that are its numbers.
public enum CausalDiagram {
  /// The quantities.
  public static let nodes: [CausalNode] = decisions + staff + service + mind + behaviour + money

  /// The arrows.
  public static let arrows: [CausalArrow] =
    training + workload + encounters + waits + minds + trust + complaints + leaving + rivals
    + repertoire + schemes + growth + accounts

  /// Chains of arrows that come back to where they began.
  public static let loops: [CausalLoop] = [
    CausalLoop(
      id: "asks-again", title: "Not helped, asks again", isReinforcing: true,
      nodes: ["resolution", "contacts", "workload", "burnout"],
      meaning: """
        Who is not helped comes again, which fills the day and wears staff down, and then fewer \
        are helped.
        """),
    CausalLoop(
      id: "overload", title: "Overload drives staff away", isReinforcing: true,
      nodes: ["workload", "burnout", "turnover", "staffing"],
      meaning: """
        Too much to do wears people down, some quit, and those who are left have more to do.
        """),
    CausalLoop(
      id: "newcomers", title: "Newcomers are slower", isReinforcing: true,
      nodes: ["turnover", "skill", "workload", "burnout"],
      meaning: """
        Whoever quits is followed by somebody who knows less and takes longer, which wears the \
        others down.
        """),
    CausalLoop(
      id: "norm", title: "What is delivered becomes the norm", isReinforcing: false,
      nodes: ["expectation", "surprise"],
      meaning: "A pleasant surprise raises what is expected, so the next one is smaller."),
    CausalLoop(
      id: "crowding", title: "Success crowds the service", isReinforcing: false,
      nodes: [
        "customers", "contacts", "waiting", "quality", "surprise", "satisfaction", "opinion",
        "leaving",
      ],
      meaning: """
        More customers make longer lines, and longer lines drive customers away, unless staff \
        grow too.
        """),
    CausalLoop(
      id: "word-of-mouth", title: "Customers bring customers", isReinforcing: true,
      nodes: ["customers", "talk", "joining"],
      meaning: """
        Satisfied customers speak well of the firm, and some of those who hear it join and speak \
        in turn.
        """),
    CausalLoop(
      id: "giving-up", title: "Giving up shortens the line", isReinforcing: false,
      nodes: ["waiting", "giving-up"],
      meaning: """
        A long line makes people give up, which shortens it: the line is kept short by those it \
        loses.
        """),
    CausalLoop(
      id: "trying-again", title: "Giving up only puts it off", isReinforcing: true,
      nodes: ["waiting", "giving-up", "contacts"],
      meaning: """
        Who gives up has still not been served, tries again another time, and makes that line \
        longer.
        """),
  ]
}

/// A quantity of the model.
public struct CausalNode: Sendable, Equatable {
  /// Where in the chain from what managers do to what is earned it stands.
  public enum Group: String, Sendable, CaseIterable {
    /// What managers decide.
    case decisions
    /// Staff, and how they fare.
    case staff
    /// What customers find.
    case service
    /// What customers think.
    case mind
    /// What customers and rivals do.
    case behaviour
    /// What comes of it in customers and money.
    case money

    /// What a reader calls it.
    public var title: String {
      switch self {
      case .decisions: "What managers decide"
      case .staff: "Staff"
      case .service: "What customers find"
      case .mind: "What customers think"
      case .behaviour: "What customers and rivals do"
      case .money: "Customers and money"
      }
    }
  }

  /// What the arrows call it.
  public let id: String
  /// What a reader calls it.
  public let title: String
  /// What it is.
  public let meaning: String
  /// The group, which is the column of the picture.
  public let group: Group
  /// The row of the picture, from 0 at the top; halves stand between two rows.
  public let row: Double
  /// The figure that shows it, where there is one.
  public var figure: String?
}

/// What one quantity does to another.
public struct CausalArrow: Sendable {
  /// Which way the other moves when the one rises and all else stays.
  public enum Sign: String, Sendable {
    /// Up.
    case more = "+"
    /// Down.
    case less = "-"
  }

  /// Whom an arrow concerns.
  public enum Market: Sendable {
    /// Customers under a contract only.
    case contract
    /// Customers who choose on each occasion only.
    case repertoire
    /// Both.
    case both
  }

  /// The quantities.
  public let from, to: String
  /// Which way it acts.
  public let sign: Sign
  /// The law's name in the program.
  public let law: String
  /// What the law says, in a sentence.
  public let title: String
  /// The law as an equation.
  public let equation: String
  /// Who found it, and what is ours.
  public let source: String
  /// The keys of scenario files that are its numbers, without ids.
  public let keys: [String]
  /// Whom it concerns.
  public var market = Market.both
  /// What a scenario must have for it to act, in words; nil where it always acts.
  public var condition: String?
  /// Whether a scenario has that.
  public var isThere: @Sendable (Scenario) -> Bool = { _ in true }

  /// What it is called where one is meant: there may be several between the same quantities.
  public var id: String { "\(from)-\(to)-\(law)" }

  /// Whether it acts in a scenario, from the start or in a phase of its plan.
  public func acts(in scenario: Scenario) -> Bool {
    switch (market, scenario.customers.relationship) {
    case (.contract, .repertoire), (.repertoire, .contract): return false
    case (.contract, .contract), (.repertoire, .repertoire), (.both, _): break
    }
    return isThere(scenario) || scenario.phases.contains { isThere($0.settings) }
  }

  /// Why it does not act where it does not, in words.
  public var reason: String {
    switch market {
    case .contract: "acts only under a contract" + (condition.map { ", where \($0)" } ?? "")
    case .repertoire:
      "acts only where customers choose on each occasion" + (condition.map { ", and \($0)" } ?? "")
    case .both: condition.map { "acts where \($0)" } ?? "always acts"
    }
  }
}

/// A chain of arrows that comes back to where it began.
public struct CausalLoop: Sendable, Equatable {
  /// What programs call it.
  public let id: String
  /// What a reader calls it.
  public let title: String
  /// Whether it adds to a change; it works against it otherwise.
  public let isReinforcing: Bool
  /// The quantities in order; the last leads to the first.
  public let nodes: [String]
  /// What it does.
  public let meaning: String
}
