import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about sites are for.
enum SiteDraw: UInt8, CaseIterable {
  case time = 126
  case home = 127
}

/// Sites: where each customer goes, and what changes when one closes.
struct SitesRoom: Room {
  /// A customer's site: that of their choice, and where they go now.
  fileprivate struct Place {
    var home: Int16 = 0
    var now: Int16 = 0
    /// Utility that the way takes away, against that to the site of their choice.
    var longer: Double = 0
  }

  /// By customer; empty where there are no sites.
  fileprivate let places: TableHandle<Place>
  /// Minutes to each site: row × sites + site.
  fileprivate let times: TableHandle<Float>
  /// Customers at the start, by site.
  fileprivate let atStart: TableHandle<Double>
  fileprivate let count: Int

  init(_ plot: Plot) {
    count = plot.settings.sites.count
    places = plot.tables.make()
    times = plot.tables.make()
    atStart = plot.tables.make(repeating: 0, count: count)
  }

  static let draws = SiteDraw.allCases.map(\.rawValue)

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario.sites, before.scenario.sites)
    return a.map(\.id) == b.map(\.id) && a.map(\.time) == b.map(\.time)
      && a.map(\.segments) == b.map(\.segments) && a.map(\.teams) == b.map(\.teams)
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    guard world.hasSites else { return }
    let now = world.settings
    if now.sites.map(\.isOpen) != before.sites.map(\.isOpen) {
      world.sitesOpenOrClose()
    } else if now.scenario.market.travelResponse != before.scenario.market.travelResponse {
      world.feelTheWay()
    }
  }

  static func observationBegins(_ world: inout Simulation) {
    guard world.hasSites else { return }
    let (places, atStart) = (
      world.rows(world.rooms.sites.places), world.rows(world.rooms.sites.atStart)
    )
    atStart.fill(with: 0, count: world.rooms.sites.count)
    for row in world.customers.indices { atStart[Int(places[row].home)] += 1 }
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, world.hasSites else { return }
    world.setSites()
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    guard world.hasSites else { return [] }
    let open = world.settings.sites.map(\.isOpen)
    let places = world.rows(world.rooms.sites.places)
    let astray = places.count { !open[Int($0.now)] }
    return astray == 0 ? [] : ["sites: \(astray) customers go to a site that is closed"]
  }
}

extension Simulation {
  /// Whether customers are served at several places.
  var hasSites: Bool { @inline(__always) get { rooms.sites.count > 0 } }

  /// The site to which a customer goes now; there are some.
  @inline(__always)
  func site(of row: Int) -> Int { Int(rows(rooms.sites.places)[row].now) }

  /// The team that serves a customer where a journey names one; −1 for nobody.
  @inline(__always)
  func servingTeam(_ named: Int, for row: Int) -> Int {
    guard hasSites, row >= 0, named >= 0 else { return named }
    return settings.sites[site(of: row)].teams[named]
  }

  /// Utility that the way takes away from a customer whose site has closed.
  @inline(__always)
  func longerWay(of row: Int) -> Double { rows(rooms.sites.places)[row].longer }

  /// Makes room for another customer's site.
  mutating func openPlace() {
    guard hasSites else { return }
    rows(rooms.sites.places).append(SitesRoom.Place())
    for _ in 0..<rooms.sites.count { rows(rooms.sites.times).append(0) }
  }

  /// The utility of each site to a customer; −∞ for one that is closed.
  private mutating func siteUtilities(of row: Int) -> [Double] {
    let (times, count) = (rows(rooms.sites.times), rooms.sites.count)
    let exponent = settings.scenario.market.travelResponse
    return settings.sites.enumerated().map { number, site in
      guard site.isOpen else { return -.infinity }
      return SiteLaw.utility(
        attraction: site.attraction, minutes: Double(times[row * count + number]),
        exponent: exponent)
    }
  }

  /// Draws how far the new customer in a row has to each site, and to which they go.
  mutating func drawSite(_ row: Int) {
    let (times, count) = (rows(rooms.sites.times), rooms.sites.count)
    let (hash, segment) = (customers[row].hash, Int(customers[row].segment))
    for (number, site) in settings.sites.enumerated() {
      random.seek(hash ^ site.salt, SiteDraw.time, 0)
      times[row * count + number] = Float(min(1_440, max(0.1, site.times[segment].draw(random))))
    }
    random.seek(hash, SiteDraw.home, 0)
    let home = SiteLaw.pick(siteUtilities(of: row), uniform: random.uniform()) ?? 0
    rows(rooms.sites.places)[row] = SitesRoom.Place(home: Int16(home), now: Int16(home))
  }

  /// Sites open or close: whoever's site is closed goes to the next best, and back when it opens again.
  fileprivate mutating func sitesOpenOrClose() {
    let places = rows(rooms.sites.places)
    for row in places.indices {
      let (home, before) = (Int(places[row].home), places[row].now)
      var now = home
      if !settings.sites[home].isOpen {
        let utilities = siteUtilities(of: row)
        now = utilities.indices.max { utilities[$0] < utilities[$1] } ?? home
      }
      places[row].now = Int16(now)
      guard Int16(now) != before, customers[row].isActive else { continue }
      count(layout.figures.sites.moved, now)
    }
    feelTheWay()
  }

  /// How much longer the way is now for each customer, as people mind it now.
  fileprivate mutating func feelTheWay() {
    let (places, times, count) = (
      rows(rooms.sites.places), rows(rooms.sites.times), rooms.sites.count
    )
    let exponent = settings.scenario.market.travelResponse
    for row in places.indices {
      let (home, now) = (Int(places[row].home), Int(places[row].now))
      places[row].longer =
        exponent * log(Double(times[row * count + now]) / Double(times[row * count + home]))
    }
  }

  /// A customer has been answered at their site.
  mutating func noteAnswered(_ row: Int, team: Int, minutes: Double) {
    guard settings.differsBySite[team] else { return }
    count(layout.figures.sites.answered, site(of: row))
    count(layout.figures.sites.waited, site(of: row), by: minutes)
  }

  /// A customer has met staff at their site.
  mutating func noteEncounter(of row: Int, team: Int, quality: Double) {
    guard settings.differsBySite[team] else { return }
    let (figures, site) = (layout.figures.sites, site(of: row))
    count(figures.encounters, site)
    count(figures.quality, site, by: quality)
    count(figures.qualitySquares, site, by: quality * quality)
  }

  fileprivate mutating func setSites() {
    let room = rooms.sites
    let none = [Double](repeating: 0, count: room.count)
    var (heads, way, satisfaction, kept) = (none, none, none, none)
    let (places, times, atStart) = (rows(room.places), rows(room.times), rows(room.atStart))
    for row in customers.indices where customers[row].isActive {
      let (home, now) = (Int(places[row].home), Int(places[row].now))
      heads[now] += 1
      way[now] += Double(times[row * room.count + now])
      satisfaction[now] += customers[row].satisfaction
      if customers[row].initial { kept[home] += 1 }
    }
    let figures = layout.figures.sites
    for site in heads.indices {
      set(figures.customers, .site, site, to: heads[site])
      set(figures.way, .site, site, to: FigureReading.ratio(60 * way[site], heads[site]))
      set(
        figures.satisfaction, .site, site, to: FigureReading.ratio(satisfaction[site], heads[site]))
      set(figures.retention, .site, site, to: FigureReading.ratio(kept[site], atStart[site]))
    }
  }
}
