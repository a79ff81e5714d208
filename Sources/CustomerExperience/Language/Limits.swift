/// The most of each thing that a scenario can have: one list for whoever checks a scenario and for the model that
/// runs it.
public enum Limits {
  /// Customers at the start.
  public static let customers = 1_000_000
  /// Segments of customers.
  public static let segments = 64
  /// Journeys.
  public static let journeys = 16
  /// Touchpoints of a journey.
  public static let touchpoints = 1_000
  /// Teams.
  public static let teams = 1_000
  /// Features of the offer: a bit each in an encounter.
  public static let features = 64
  /// Campaigns.
  public static let campaigns = 100
  /// Rivals.
  public static let rivals = 100
  /// Sites: the way to each is kept of every customer.
  public static let sites = 100
  /// Values of a lever; more are a slip.
  public static let leverValues = 10_000
  /// Entries of any other list or section of a scenario, such as its plan or a team's peaks.
  public static let entries = 1_000
  /// Values that a plan sets: those of the scenario, as often as the plan changes it.
  public static let plannedValues = 1_000_000
  /// Customers that a replication can come to have in all, leavers included.
  public static let customersInAll = 3_000_000
  /// Events of a replication, settling included, where nobody states another limit.
  public static let events = 2_000_000_000
  /// Keys of a sweep: each is a column of its tables, of which a database has no more than two thousand.
  public static let sweepKeys = 1_900

  /// The most entries under a dotted path without ids, such as `customers.segments`, and what they are.
  public static func most(under path: String?) -> (things: String, most: Int) {
    switch path {
    case "customers.segments": ("segments", segments)
    case "journeys": ("journeys", journeys)
    case "journeys.touchpoints": ("touchpoints", touchpoints)
    case "teams": ("teams", teams)
    case "market.rivals": ("rivals", rivals)
    case "sites": ("sites", sites)
    case "levers": ("levers", sweepKeys)
    default: ("entries", entries)
    }
  }

  /// What a scenario has too many of: the dotted path of the key under which they stand, what they are, how many
  /// there are, and the most; in the order of the file.
  public static func exceeded(by scenario: Scenario)
    -> [(path: [String], things: String, count: Int, most: Int)]
  {
    var found = [
      (["customers", "segments"], "segments", scenario.customers.segments.count, segments),
      (["journeys"], "journeys", scenario.journeys.count, journeys),
      (["teams"], "teams", scenario.teams.count, teams),
      (["sites"], "sites", scenario.sites.count, sites),
      (["features"], "features", scenario.features.count, features),
      (["market", "rivals"], "rivals", scenario.market.rivals.count, rivals),
      (
        ["customers", "acquisition", "campaigns"], "campaigns",
        scenario.customers.acquisition.campaigns.count, campaigns
      ),
    ]
    for journey in scenario.journeys {
      found.append(
        (
          ["journeys", journey.id, "touchpoints"], "touchpoints", journey.touchpoints.count,
          touchpoints
        ))
    }
    return found.filter { $0.2 > $0.3 }
  }
}
