import Glibc
public import RandomVariates

/// A place at which customers are served.
public struct Site: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// How attractive it is against the others, apart from the way to it, such as its size.
  public var attraction = 1.0
  /// Minutes that it takes to get there; drawn once a customer.
  public var time = Law.constant(10)
  /// How long it takes the customers of some segments instead.
  public var segments: [SiteTime] = []
  /// Whether it is open; one that is closed serves nobody.
  public var open = true
  /// The teams that serve there in place of those that journeys name.
  public var teams: [SiteTeam] = []

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// How long it takes a segment's customers to get to a site.
public struct SiteTime: Sendable, Equatable, Identified {
  /// The segment's id.
  public var id = ""
  /// Minutes; drawn once a customer.
  public var time = Law.constant(10)

  /// The defaults.
  public init() {}

  /// The segment's id.
  public var displayName: String { id }
}

/// Who serves at a site in place of a team.
public struct SiteTeam: Sendable, Equatable, Identified {
  /// The id of the team that journeys name.
  public var id = ""
  /// The id of the team that serves in its place.
  public var by = ""

  /// Nobody yet.
  public init() {}

  /// The id of the team that journeys name.
  public var displayName: String { id }
}

extension Site: Declared {
  /// The declared keys of a site.
  public static var keys: [Key<Site>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key(
        "attraction", .number(\.attraction, .times, 0.001...1_000_000),
        "How attractive it is against the others, apart from the way to it, such as its size; a change acts on those who "
          + "come later.", see: "Huff 1964"),
      Key(
        "time", .law(\.time, .minutes, 0...1_440, .oncePerCustomer),
        "How long it takes a customer to get there, at least 6 seconds; market.travel_response says how strongly that acts.",
        changeable: false),
      Key(
        "segments", .table(\.segments, of: "segment"),
        "How long it takes the customers of some segments instead, by their ids.", changeable: false
      ),
      Key(
        "open", .flag(\.open),
        "Whether it is open; its customers go to the next best while it is not, and feel a longer way."
      ),
      Key(
        "teams", .table(\.teams, of: "team"),
        "Who serves there in place of the teams that journeys name, by their ids.",
        changeable: false),
    ]
  }
}

extension SiteTime: Declared {
  /// The declared keys of an entry of a site's `segments`.
  public static var keys: [Key<SiteTime>] {
    [
      Key(
        "time", .law(\.time, .minutes, 0...1_440, .oncePerCustomer),
        "How long it takes them to get there.", required: true, changeable: false)
    ]
  }
}

extension SiteTeam: Declared {
  /// The declared keys of an entry of a site's `teams`.
  public static var keys: [Key<SiteTeam>] {
    [
      Key("by", .text(\.by), "The team that serves there.", required: true, changeable: false)
    ]
  }
}

extension Scenario {
  /// The ids of the teams whose customers a team serves: its own, and those in whose place it serves at a site.
  public func teamsServed(by id: String) -> [String] {
    [id] + sites.flatMap(\.teams).filter { $0.by == id && $0.id != id }.map(\.id)
  }

  /// When teams have nobody to serve since every site at which they serve is closed, in months after the start: from
  /// when until when, and their ids.
  ///
  /// A team that others come to as well, from its background, has somebody to serve all the same.
  public func idleTimes() -> [(months: Range<Double>, teams: [String])] {
    guard !sites.isEmpty else { return [] }
    let grid = TimeGrid(clock)
    let end = Double(grid.horizon)
    let later = phases.map { (grid.month(at: grid.minute(of: $0.at)), $0.settings) }
      .filter { $0.0 < end }.sorted { $0.0 < $1.0 }
    let worlds = [(0, self)] + later
    return worlds.enumerated().compactMap { number, world in
      let from = max(0, world.0)
      let to = number + 1 < worlds.count ? max(0, worlds[number + 1].0) : end
      let idle = world.1.teamsOfClosedSites
      return from < to && !idle.isEmpty ? (from..<to, idle) : nil
    }
  }

  /// The teams that serve at sites that are closed and at none that is open.
  private var teamsOfClosedSites: [String] {
    let named = journeys.flatMap(\.touchpoints).compactMap(\.team)
    func serving(_ isOpen: Bool) -> Set<String> {
      Set(
        sites.filter { $0.open == isOpen }.flatMap { site in
          named.map { site.teams[id: $0]?.by ?? $0 }
        })
    }
    let idle = serving(false).subtracting(serving(true))
    return teams.filter { idle.contains($0.id) && $0.background == nil }.map(\.id)
  }
}

/// M15: which of our sites a customer goes to.
///
///     P_j = A_j/t_jᵇ / Σ_k A_k/t_kᵇ,   over the sites that are open
///
/// Huff (1964): A is the attraction, t the customer's own way, b the response to it. Whoever's site closes goes to the
/// open one with the greatest A/tᵇ, and feels the longer way as utility of −b ln(t_now/t_before).
public enum SiteLaw {
  /// The logarithm of A/tᵇ.
  @inline(__always)
  public static func utility(attraction: Double, minutes: Double, exponent: Double) -> Double {
    log(attraction) + Gravity.utility(minutes: minutes, exponent: exponent)
  }

  /// The number of the site that a uniform number picks; nil where none is open.
  ///
  /// - Parameter utilities: of each site; −∞ for one that is closed.
  public static func pick(_ utilities: [Double], uniform: Double) -> Int? {
    let greatest = utilities.max() ?? -.infinity
    guard greatest > -.infinity else { return nil }
    let weights = utilities.map { exp($0 - greatest) }
    var left = uniform * weights.reduce(0, +)
    for (number, weight) in weights.enumerated() where weight > 0 {
      left -= weight
      if left < 0 { return number }
    }
    return weights.lastIndex { $0 > 0 }
  }
}

/// A site made ready to run: names resolved to numbers.
final class SiteSettings: Sendable {
  let attraction: Double
  let isOpen: Bool
  /// How long it takes, by segment.
  let times: [Sampler]
  /// Who serves there, by the number of the team that a journey names.
  let teams: [Int]
  /// Mixed into a customer's hash so that sites do not share draws.
  let salt: UInt64

  init(_ site: Site, scenario: Scenario) throws(ModelError) {
    attraction = site.attraction
    isOpen = site.open
    times = scenario.customers.segments.map { segment in
      Sampler(site.segments[id: segment.id]?.time ?? site.time)
    }
    var teams = Array(scenario.teams.indices)
    for entry in site.teams {
      guard let from = scenario.teams.index(of: entry.id),
        let to = scenario.teams.index(of: entry.by)
      else {
        throw ModelError(
          "site '\(site.id)' has '\(entry.by)' serve in place of '\(entry.id)', and one of them is no team"
        )
      }
      teams[from] = to
    }
    self.teams = teams
    salt = StableHash.of("site:" + site.id)
  }
}
