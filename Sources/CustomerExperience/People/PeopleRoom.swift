import RandomVariates

/// What draws about people are for.
enum PeopleDraw: UInt8, CaseIterable {
  case people = 22
}

/// What sets a customer apart from others of the segment: multiples, 1 for what nothing is said about.
struct PersonalTraits {
  var patience = 1.0
  var price = 1.0
  var needs = 1.0
  var spend = 1.0
}

/// People: the attributes of each customer, and what a scenario says follows from them.
///
/// Attributes are drawn with the customer. By themselves they do nothing.
struct PeopleRoom: Room {
  /// The number of the value of each attribute: row × attributes + attribute.
  ///
  /// Empty unless records are kept or something follows from attributes.
  fileprivate let profiles: TableHandle<UInt16>
  /// By customer; empty unless something follows from attributes.
  fileprivate let traits: TableHandle<PersonalTraits>
  /// The most attributes that a segment has.
  fileprivate let width: Int
  fileprivate let hasProfiles: Bool
  fileprivate let hasTraits: Bool

  init(_ plot: Plot) {
    profiles = plot.tables.make()
    traits = plot.tables.make()
    let segments = plot.settings.scenario.customers.segments
    width = segments.map(\.people.count).max() ?? 0
    hasTraits = segments.contains { !$0.effects.isEmpty }
    hasProfiles = width > 0 && (hasTraits || plot.keeping.records)
  }

  static let draws = PeopleDraw.allCases.map(\.rawValue)

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario.customers.segments, before.scenario.customers.segments)
    return a.map(\.people) == b.map(\.people) && a.map(\.effects) == b.map(\.effects)
  }
}

extension Simulation {
  /// What sets a customer apart.
  @inline(__always)
  func traits(of row: Int) -> PersonalTraits {
    rooms.people.hasTraits ? rows(rooms.people.traits)[row] : PersonalTraits()
  }

  /// Makes room for another customer's profile.
  mutating func openProfile() {
    let room = rooms.people
    if room.hasProfiles { for _ in 0..<room.width { rows(room.profiles).append(0) } }
    if room.hasTraits { rows(room.traits).append(PersonalTraits()) }
  }

  /// Draws who the new customer in a row is.
  mutating func drawProfile(_ row: Int) {
    let room = rooms.people
    guard room.hasProfiles else { return }
    let segment = settings.scenario.customers.segments[Int(customers[row].segment)]
    for (number, attribute) in segment.people.enumerated() {
      random.seek(customers[row].hash, PeopleDraw.people, number)
      var u = random.uniform()
      var drawn = attribute.values.count - 1
      for (value, entry) in attribute.values.enumerated() {
        u -= entry.share
        if u < 0 {
          drawn = value
          break
        }
      }
      rows(room.profiles)[row * room.width + number] = UInt16(max(0, drawn))
    }
    guard room.hasTraits else { return }
    var traits = PersonalTraits()
    for effect in segment.effects where value(of: effect.attribute, row) == effect.value {
      traits.patience *= effect.patience
      traits.price *= effect.price
      traits.needs *= effect.needs
      traits.spend *= effect.spend
    }
    rows(room.traits)[row] = traits
  }

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
