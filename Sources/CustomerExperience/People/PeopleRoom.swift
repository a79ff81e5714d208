import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about people are for.
enum PeopleDraw: UInt8, CaseIterable {
  case people = 22
  case needs = 96
  case rhythm = 97
}

/// What sets a customer apart from others of the segment: multiples, 1 for what nothing is said about.
struct PersonalTraits {
  var patience = 1.0
  var price = 1.0
  var needs = 1.0
  var spend = 1.0
  var occasions = 1.0
  var complaining = 1.0
  var leaving = 1.0
  var moving = 1.0
  /// What the five dimensions weigh, against the segment.
  var weights = Dimensional.all(1)
  /// How many times as often needs start by each channel, in the order of ``Channel``.
  var channels = SIMD8<Float>(repeating: 1)
  /// Which of the segment's rhythms.
  var rhythm: UInt16 = 0
  /// The class of needs; −1 where there are none.
  var kind: Int16 = -1
  /// How many persons stand behind the customer, and whether they hold an account together.
  var persons: UInt8 = 1
  var isFamily = false
  /// How many times the price of one a bill is (contract).
  var bought = 1.0

  fileprivate mutating func add(_ leaning: Leaning, number: Int) {
    patience *= leaning.patience
    price *= leaning.price
    needs *= leaning.needs
    spend *= leaning.spend
    occasions *= leaning.occasions
    complaining *= leaning.complaining
    leaving *= leaning.leaving
    moving *= leaning.moving
    weights *= leaning.weights.vector
    if let channel = leaning.channel, let lane = Channel.allCases.firstIndex(of: channel) {
      channels[lane] *= Float(leaning.channelTimes)
    }
    if !leaning.rhythm.isEmpty { rhythm = UInt16(number + 1) }
  }
}

/// People: the attributes of each customer, what they need, and what a scenario says follows from it.
///
/// Attributes are drawn with the customer, in the order in which they stand; the shares of one may depend on those
/// before it. By themselves they do nothing. Nor does the firm know of the class of needs, which follows from them.
struct PeopleRoom: Room {
  /// The number of the value of each attribute: row × attributes + attribute.
  ///
  /// Empty unless records are kept, something follows from attributes, or treatment is compared by them.
  fileprivate let profiles: TableHandle<UInt16>
  /// By customer; empty unless something follows from attributes.
  fileprivate let traits: TableHandle<PersonalTraits>
  /// What each feature is worth to a customer: row × features + feature.
  ///
  /// NaN where it is what it is to the segment; empty unless somebody makes something else of one.
  fileprivate let worths: TableHandle<Double>
  /// The most attributes that a segment has.
  fileprivate let width: Int
  fileprivate let features: Int
  fileprivate let hasProfiles: Bool
  fileprivate let hasTraits: Bool
  fileprivate let hasHouseholds: Bool
  fileprivate let hasWeights: Bool
  fileprivate let hasChannels: Bool
  fileprivate let hasRhythms: Bool
  /// Whether needs follow a rhythm or a season (contract).
  fileprivate let hasNeedRhythms: Bool
  /// How many times as often as on average people come at the busiest time, by segment and rhythm.
  fileprivate let busiest: [[Double]]

  init(_ plot: Plot) {
    profiles = plot.tables.make()
    traits = plot.tables.make()
    worths = plot.tables.make()
    let scenario = plot.settings.scenario
    let people = plot.settings.segments.map(\.people)
    let leanings = people.flatMap(\.leanings)
    width = people.map(\.attributes.count).max() ?? 0
    hasHouseholds = scenario.hasHouseholds
    hasTraits = scenario.hasTraits || hasHouseholds
    hasProfiles =
      width > 0 && (scenario.hasTraits || plot.keeping.records || scenario.measurement.fairness)
    hasWeights = leanings.contains { $0.weights != Dimensions(all: 1) }
    hasChannels = leanings.contains { $0.channel != nil }
    features = leanings.contains { !$0.features.isEmpty } ? scenario.features.count : 0
    hasRhythms = people.contains { $0.rhythms.contains { $0 != nil } }
    hasNeedRhythms = hasRhythms && !plot.settings.bond.isChosenOnOccasions
    let hours = plot.settings.visitHours.weekly
    busiest = people.map { people in
      people.rhythms.map { rhythm in
        rhythm.map { $0.most(mean: $0.meanWeight(in: hours)) } ?? 1
      }
    }
  }

  static let draws = PeopleDraw.allCases.map(\.rawValue)

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario.customers, before.scenario.customers)
    return a.needs == b.needs && a.segments.map(\.people) == b.segments.map(\.people)
      && a.segments.map(\.given) == b.segments.map(\.given)
      && a.segments.map(\.effects) == b.segments.map(\.effects)
      && a.segments.map(\.rhythm) == b.segments.map(\.rhythm)
      && a.segments.map(\.season) == b.segments.map(\.season)
      && settings.scenario.measurement.fairness == before.scenario.measurement.fairness
  }
}

extension Simulation {
  /// What sets a customer apart.
  @inline(__always)
  func traits(of row: Int) -> PersonalTraits {
    rooms.people.hasTraits ? rows(rooms.people.traits)[row] : PersonalTraits()
  }

  /// Whether it is said how many persons stand behind a customer.
  var hasHouseholds: Bool { @inline(__always) get { rooms.people.hasHouseholds } }

  /// What the five dimensions of service weigh with a customer; they total 1.
  @inline(__always)
  mutating func weights(of row: Int) -> Dimensional {
    let number = Int(customers[row].segment)
    if rooms.people.hasWeights { return ownWeights(of: row, inSegment: number) }
    unowned(unsafe) let segment = settings.segments[number]
    return segment.weights
  }

  @inline(never)
  private mutating func ownWeights(of row: Int, inSegment number: Int) -> Dimensional {
    let segment = settings.segments[number]
    let weights = segment.weights * rows(rooms.people.traits)[row].weights
    let total = weights.sum()
    return total > 0 ? weights / total : segment.weights
  }

  /// What scales chance so that the quality a customer weighs has the stated spread.
  @inline(__always)
  mutating func noiseScale(weights: Dimensional, inSegment number: Int) -> Double {
    if rooms.people.hasWeights {
      return EncounterQuality.noiseScale(weights: weights, shared: settings.quality.shared)
    }
    unowned(unsafe) let segment = settings.segments[number]
    return segment.noiseScale
  }

  /// What a feature is worth to a customer, who may make another thing of it than the segment does.
  @inline(__always)
  mutating func worth(ofFeature number: Int, to row: Int, usual: Double) -> Double {
    let room = rooms.people
    guard room.features > 0 else { return usual }
    let own = rows(room.worths)[row * room.features + number]
    return own.isNaN ? usual : own
  }

  /// Whether customers differ in the channel that they rather use.
  var hasChannelsOfTheirOwn: Bool { @inline(__always) get { rooms.people.hasChannels } }

  /// Where a need of a customer starts who rather uses some channels: the route that a uniform number picks.
  @inline(never)
  mutating func start(of row: Int, among routes: [RouteSettings], uniform: Double) -> RouteSettings
  {
    let channels = traits(of: row).channels
    var (weights, before, total) = ([Double](), 0.0, 0.0)
    for route in routes {
      let channel = settings.touchpoints[route.target].channel
      let lane = Channel.allCases.firstIndex(of: channel) ?? 0
      weights.append((route.cumulative - before) * Double(channels[lane]))
      before = route.cumulative
      total += weights[weights.count - 1]
    }
    var left = uniform * total
    for (number, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return routes[number] }
    }
    // Whom no route suits takes the last one.
    return routes[routes.count - 1]
  }

  /// How many times as often as on average a customer comes at the busiest time: occasions are drawn for it.
  @inline(__always)
  mutating func busiest(of row: Int) -> Double {
    guard rooms.people.hasRhythms else { return 1 }
    let (segment, rhythm) = (Int(customers[row].segment), Int(traits(of: row).rhythm))
    return rooms.people.busiest[segment][rhythm]
  }

  /// Whether needs follow a rhythm or a season.
  var hasNeedRhythms: Bool { @inline(__always) get { rooms.people.hasNeedRhythms } }

  /// Whether the n-th occasion, drawn for the busiest time, is one at the present time.
  @inline(__always)
  mutating func isOccasion(_ number: Int, of row: Int, at now: Double) -> Bool {
    rooms.people.hasRhythms ? isInRhythm(number, of: row, at: now) : true
  }

  @inline(never)
  private mutating func isInRhythm(_ number: Int, of row: Int, at now: Double) -> Bool {
    let (segment, index) = (Int(customers[row].segment), Int(traits(of: row).rhythm))
    guard let rhythm = settings.segments[segment].people.rhythms[index] else { return true }
    random.seek(customers[row].hash, PeopleDraw.rhythm, number)
    return random.uniform()
      < rhythm.chance(minuteOfWeek: grid.minuteOfWeek(now), month: grid.monthOfYear(at: now))
  }

  /// Makes room for another customer's profile.
  mutating func openProfile() {
    let room = rooms.people
    if room.hasProfiles { for _ in 0..<room.width { rows(room.profiles).append(0) } }
    if room.hasTraits { rows(room.traits).append(PersonalTraits()) }
    for _ in 0..<room.features { rows(room.worths).append(.nan) }
  }

  /// Draws who the new customer in a row is, and what they need.
  mutating func drawProfile(_ row: Int) {
    let room = rooms.people
    guard room.hasProfiles || room.hasTraits else { return }
    let number = Int(customers[row].segment)
    let people = settings.segments[number].people
    if room.hasProfiles {
      for number in people.attributes.indices {
        let attribute = people.attributes[number]
        let shares =
          attribute.given.first { has($0.attribute, $0.value, row) }?.shares ?? attribute.shares
        random.seek(customers[row].hash, PeopleDraw.people, number)
        rows(room.profiles)[row * room.width + number] = UInt16(
          Self.pick(shares, uniform: random.uniform()))
      }
    }
    guard room.hasTraits else { return }
    var traits = PersonalTraits()
    for number in 0..<room.features { rows(room.worths)[row * room.features + number] = .nan }
    for effect in people.effects where has(effect.attribute, effect.value, row) {
      traits.add(people.leanings[effect.leaning], number: effect.leaning)
      noteWorths(row, people.worths[effect.leaning])
    }
    if !people.kinds.isEmpty {
      let weights = people.kinds.map { kind in
        kind.likelier.reduce(kind.share) {
          has($1.attribute, $1.value, row) ? $0 * $1.times : $0
        }
      }
      random.seek(customers[row].hash, PeopleDraw.needs, 0)
      let total = weights.reduce(0, +)
      let drawn = Self.pick(weights, uniform: random.uniform() * total)
      traits.kind = Int16(drawn)
      let leaning = people.kinds[drawn].leaning
      traits.add(people.leanings[leaning], number: leaning)
      noteWorths(row, people.worths[leaning])
    }
    if let law = settings.segments[number].household { drawHousehold(row, law, into: &traits) }
    rows(room.traits)[row] = traits
  }

  private mutating func noteWorths(_ row: Int, _ worths: [(feature: Int, points: Double)]) {
    let room = rooms.people
    for worth in worths { rows(room.worths)[row * room.features + worth.feature] = worth.points }
  }

  /// The part in which a number falls that lies between 0 and the sum of all; the last one where it is the sum.
  private static func pick(_ parts: [Double], uniform: Double) -> Int {
    var left = uniform
    for (number, part) in parts.enumerated() {
      left -= part
      if left < 0 { return number }
    }
    return max(0, parts.count - 1)
  }

  /// Whether a customer has a value of an attribute, both by their numbers; nobody has what there is none of.
  private func has(_ attribute: Int, _ value: Int, _ row: Int) -> Bool {
    let room = rooms.people
    guard room.hasProfiles, attribute >= 0, value >= 0 else { return false }
    return Int(rows(room.profiles)[row * room.width + attribute]) == value
  }

  /// The number of the value of a customer's n-th attribute; profiles are kept.
  func value(ofAttribute number: Int, _ row: Int) -> Int {
    let room = rooms.people
    return Int(rows(room.profiles)[row * room.width + number])
  }

  /// Whether profiles are kept.
  var hasProfiles: Bool { rooms.people.hasProfiles }

  /// The value of a customer's attribute; empty where the customer's segment has no such attribute, or
  /// profiles are not kept.
  func value(of attribute: String, _ row: Int) -> String {
    let room = rooms.people
    let people = settings.scenario.customers.segments[Int(customers[row].segment)].people
    guard room.hasProfiles, let number = people.firstIndex(where: { $0.name == attribute }) else {
      return ""
    }
    let values = people[number].values
    let value = Int(rows(room.profiles)[row * room.width + number])
    return values.indices.contains(value) ? values[value].value : ""
  }
}
