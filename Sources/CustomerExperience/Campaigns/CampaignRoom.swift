import DiscreteEvents
import Glibc
import RandomVariates

/// What draws of campaigns are for.
enum CampaignDraw: UInt8, CaseIterable {
  case arrival = 64
  case segment = 65
  case introducer = 66
  case introduction = 67
  case pool = 68
}

/// What happens in campaigns.
enum CampaignEvent {
  @inline(__always) static var arrival: UInt32 { RoomNumber.campaigns.event(0) }
}

/// Campaigns: advertising, promotions and networking.
struct CampaignRoom: Room {
  /// The stock of advertising, by campaign; empty until a month with campaigns begins.
  fileprivate let stocks: TableHandle<Double>
  /// How each customer came, who joined after the start; −1 for the others, and nobody's row without campaigns.
  fileprivate let origins: TableHandle<Int16>
  /// Points by which advertising raises what is promised, and how many times as many prospects come for it.
  fileprivate(set) var raise = 0.0
  fileprivate(set) var multiple = 1.0

  init(_ plot: Plot) {
    stocks = plot.tables.make()
    origins = plot.tables.make()
  }

  static let draws = CampaignDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    world.campaignWins(Int(event.subject), at: event.time)
  }

  /// Campaigns may begin with a plan or a variant, and end so; those there are stay in their order.
  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.campaigns, before.campaigns)
    return a.isEmpty || b.isEmpty || a.map(\.id) == b.map(\.id)
  }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    guard !world.isSettling, !world.settings.campaigns.isEmpty else { return }
    world.advertise()
  }

  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {
    guard !world.isSettling, !world.settings.campaigns.isEmpty else { return }
    world.campaignsFlow(at: now)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, !world.settings.campaigns.isEmpty else { return }
    let figures = world.layout.figures.campaigns
    for number in world.settings.campaigns.indices {
      let spent = Money(world.spending(on: number))
      guard spent > .zero else { continue }
      world.ledger.post(figures.spend, spent)
      world.countOrigin(figures.spentOn, Int(Origin.campaigns) + number, by: spent.amount)
    }
    let origins = world.rows(world.rooms.campaigns.origins)
    for row in origins.indices where origins[row] >= 0 && world.customers[row].isActive {
      world.countOrigin(figures.months, Int(origins[row]))
    }
    let stocks = world.rows(world.rooms.campaigns.stocks)
    world.set(figures.stock, to: stocks.reduce(0, +))
  }
}

extension Simulation {
  /// How many times as many prospects of marketing come for the advertising there is.
  var advertisingMultiple: Double { rooms.campaigns.multiple }

  /// What is promised, with what advertising adds to it; nil where nothing is.
  @inline(__always)
  var promised: Double? {
    let raise = rooms.campaigns.raise
    guard raise != 0 else { return settings.expectations.promised }
    return min(100, (settings.expectations.promised ?? settings.quality.mean) + raise)
  }

  /// Counts for a way of coming, where the run has figures of it.
  @inline(__always)
  fileprivate mutating func countOrigin(_ counter: Counter, _ origin: Int, by amount: Double = 1) {
    if origin < Int(counter.count) { count(counter, origin, by: amount) }
  }

  /// The share of the month in progress in which a campaign runs.
  private mutating func share(of campaign: Campaign) -> Double {
    let (begin, end) = (grid.boundary(month), grid.boundary(month + 1))
    let from = grid.minute(of: campaign.from)
    let until = grid.end(of: campaign.from, lasting: campaign.months)
    return max(0, min(end, until) - max(begin, from)) / (end - begin)
  }

  /// Money spent on a campaign in the month in progress.
  fileprivate mutating func spending(on number: Int) -> Double {
    let campaign = settings.campaigns[number]
    return campaign.spend * share(of: campaign)
  }

  /// The stock of advertising builds up, or fades.
  fileprivate mutating func advertise() {
    let stocks = rows(rooms.campaigns.stocks)
    while stocks.count < settings.campaigns.count { stocks.append(0) }
    var (raise, multiple) = (0.0, 1.0)
    for (number, campaign) in settings.campaigns.enumerated() where campaign.kind == .advertising {
      stocks[number] = AdvertisingLaw.stock(
        stocks[number], spend: spending(on: number), carryOver: campaign.carryOver)
      multiple *= AdvertisingLaw.multiple(
        stock: stocks[number], base: decisions.marketing, elasticity: campaign.elasticity)
      if campaign.spend > 0 {
        raise += campaign.promises * min(1, stocks[number] / campaign.spend)
      }
    }
    (rooms.campaigns.raise, rooms.campaigns.multiple) = (raise, multiple)
  }

  /// Whose luck those are whom a campaign wins in a month.
  private mutating func luck(ofCampaign number: Int) -> UInt64 {
    StableHash.child(StableHash.of("campaign:" + settings.campaigns[number].id), month)
  }

  /// Promotions and networking bring people at the pace that is paid for, in the part of the month in which they run.
  fileprivate mutating func campaignsFlow(at now: Double) {
    let end = grid.boundary(month + 1)
    for (number, campaign) in settings.campaigns.enumerated() where campaign.kind != .advertising {
      let from = max(now, grid.minute(of: campaign.from))
      let until = min(end, grid.end(of: campaign.from, lasting: campaign.months))
      guard until > from, campaign.spend > 0 else { continue }
      let expected = campaign.spend / campaign.cost
      guard Double(customers.count) + expected <= Double(Limits.customersInAll),
        expected < Double(1 << 19)
      else {
        excess = .tooManyCustomers(campaign.heavierKey)
        return
      }
      let perMinute = expected / (end - grid.boundary(month))
      let hash = luck(ofCampaign: number)
      var (due, count) = (from, 0)
      while count < 1 << 20 {
        random.seek(hash, CampaignDraw.arrival, count)
        due += random.exponential() / perMinute
        guard due < until else { break }
        calendar.schedule(
          at: due, kind: CampaignEvent.arrival, subject: UInt32(number << 20 | count))
        count += 1
      }
    }
  }

  /// A campaign reaches somebody: by its offer, or introduced by a customer.
  fileprivate mutating func campaignWins(_ subject: Int, at now: Double) {
    let (number, count) = (subject >> 20, subject & (1 << 20 - 1))
    // The plan may have ended it since.
    guard settings.campaigns.indices.contains(number) else { return }
    let campaign = settings.campaigns[number]
    let luck = luck(ofCampaign: number)
    if campaign.kind == .networking, !isIntroduced(luck, count) { return }
    random.seek(luck, CampaignDraw.pool, count)
    guard random.uniform() < shareOfPoolLeft() else { return }
    random.seek(luck, CampaignDraw.segment, count)
    let hash = StableHash.child(luck, count)
    let segment = segment(from: random.uniform())
    if settings.hasFees, isPutOff(hash, segment: segment) { return }
    let row = join(
      hash: hash, segment: segment, origin: Origin.campaigns + Int16(number), at: now)
    if isTraced { note("customer \(row + 1)", "is won by \(campaign.id)", at: now) }
  }

  /// What a promotion makes of somebody it wins: less loyal than others, and served at a discount.
  mutating func isWonByCampaign(_ row: Int, origin: Int16) {
    let number = Int(origin - Origin.campaigns)
    guard settings.campaigns.indices.contains(number) else { return }
    let campaign = settings.campaigns[number]
    guard campaign.kind == .promotion else { return }
    if settings.bond.isEndedByNotice {
      customers[row].base += campaign.fickle
      takeOff(
        campaign.discount, of: row, until: Int32(month) + Int32(campaign.discountMonths.rounded()))
    } else {
      customers[row].base = min(1, customers[row].base * exp(campaign.fickle))
    }
  }

  /// Whether an introduction by a customer wins somebody: as the customer thinks of us.
  private mutating func isIntroduced(_ luck: UInt64, _ count: Int) -> Bool {
    guard customers.count > 0 else { return false }
    random.seek(luck, CampaignDraw.introducer, count)
    let first = Int(random.uniform() * Double(customers.count))
    var row = first
    // Who has left introduces nobody: the next one on the books does.
    while !customers[row].isActive {
      row = row + 1 == customers.count ? 0 : row + 1
      if row == first { return false }
    }
    random.seek(luck, CampaignDraw.introduction, count)
    return random.uniform()
      < WordOfMouthLaw.strength(above: true, satisfaction: customers[row].satisfaction)
  }

  /// Notes how a customer came.
  mutating func noteOrigin(of row: Int, _ origin: Int16) {
    guard !settings.campaigns.isEmpty else { return }
    let origins = rows(rooms.campaigns.origins)
    while origins.count < row { origins.append(-1) }
    origins.append(origin)
    countOrigin(layout.figures.campaigns.joined.counter, Int(origin))
  }

  /// How many customers each campaign has won so far; none where there are no campaigns.
  var wonByCampaigns: [Int] {
    var won = settings.campaigns.map { _ in 0 }
    let origins = rows(rooms.campaigns.origins)
    for row in origins.indices {
      let number = Int(origins[row]) - Int(Origin.campaigns)
      if won.indices.contains(number) { won[number] += 1 }
    }
    return won
  }

  /// A customer leaves: counted by how they came.
  mutating func countOriginOfLeaver(_ row: Int) {
    let origins = rows(rooms.campaigns.origins)
    guard row < origins.count, origins[row] >= 0 else { return }
    countOrigin(layout.figures.campaigns.left, Int(origins[row]))
  }

  /// Money spent on marketing, beside what campaigns spend.
  mutating func countMarketing(_ amount: Money) {
    guard !settings.campaigns.isEmpty else { return }
    countOrigin(
      layout.figures.campaigns.spentOn, Int(Origin.marketing), by: amount.amount)
  }
}
