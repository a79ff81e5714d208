import DiscreteEvents
import RandomVariates

/// What is said of the people of a segment, made ready to run: names resolved to numbers.
final class PeopleSettings: Sendable {
  /// An attribute: the shares of its values, and those among people with a value of an earlier attribute.
  struct Drawn: Sendable {
    let shares: [Double]
    let given: [(attribute: Int, value: Int, shares: [Double])]
  }

  /// What follows from a value of an attribute: the number of the leaning; −1 for what no segment has.
  struct Effect: Sendable {
    let attribute: Int
    let value: Int
    let leaning: Int
  }

  /// A class of needs: its share, what makes it likelier, and its leaning.
  struct Kind: Sendable {
    let share: Double
    let likelier: [(attribute: Int, value: Int, times: Double)]
    let leaning: Int
  }

  let attributes: [Drawn]
  let effects: [Effect]
  let kinds: [Kind]
  let leanings: [Leaning]
  /// The features that each leaning says something of: the feature's number and its worth.
  let worths: [[(feature: Int, points: Double)]]
  /// When people come: first the segment's own rhythm, then that of each leaning; nil for no other than hours.
  let rhythms: [Rhythm?]
  /// For each attribute and value, the number among ``Scenario/groups``.
  let groups: [[Int]]

  init(_ segment: Segment, scenario: Scenario) throws(ModelError) {
    let people = segment.people
    func place(_ attribute: String, _ value: String) -> (attribute: Int, value: Int) {
      guard let number = people.firstIndex(where: { $0.name == attribute }) else { return (-1, -1) }
      return (number, people[number].values.firstIndex { $0.value == value } ?? -1)
    }
    attributes = people.map { attribute in
      let values = attribute.values.map(\.value)
      return Drawn(
        shares: attribute.values.map(\.share),
        given: segment.given.compactMap { entry in
          guard let other = entry.people.first(where: { $0.name == attribute.name }) else {
            return nil
          }
          let (condition, value) = place(entry.attribute, entry.value)
          let shares = values.map { value in
            other.values.first { $0.value == value }?.share ?? 0
          }
          return (condition, value, shares)
        })
    }
    var leanings: [Leaning] = []
    effects = segment.effects.map { effect in
      leanings.append(effect.leaning)
      let (attribute, value) = place(effect.attribute, effect.value)
      return Effect(attribute: attribute, value: value, leaning: leanings.count - 1)
    }
    kinds = scenario.customers.needs.map { kind in
      leanings.append(kind.leaning)
      return Kind(
        share: kind.share,
        likelier: kind.likelier.map { entry in
          let (attribute, value) = place(entry.attribute, entry.value)
          return (attribute, value, entry.times)
        }, leaning: leanings.count - 1)
    }
    self.leanings = leanings
    var worths: [[(feature: Int, points: Double)]] = []
    for leaning in leanings {
      var worth: [(feature: Int, points: Double)] = []
      for feature in leaning.features {
        guard let number = scenario.features.index(of: feature.id) else {
          throw ModelError("segment '\(segment.id)' has an unknown feature '\(feature.id)'")
        }
        worth.append((number, feature.points))
      }
      worths.append(worth)
    }
    self.worths = worths
    rhythms =
      [Rhythm(segment.rhythm, segment.season)]
      + leanings.map { $0.rhythm.isEmpty ? nil : Rhythm($0.rhythm, segment.season) }
    let all = scenario.groups
    groups = people.map { attribute in
      attribute.values.map { value in
        all.firstIndex { $0.attribute == attribute.name && $0.value == value.value } ?? 0
      }
    }
  }
}

extension Scenario {
  /// The values of people's attributes, of all segments together, in the order in which they come up.
  public var groups: [(attribute: String, value: String)] {
    attributeNames.flatMap { name -> [(attribute: String, value: String)] in
      var values: [String] = []
      for attribute in customers.segments.flatMap(\.people) where attribute.name == name {
        for value in attribute.values.map(\.value) where !values.contains(value) {
          values.append(value)
        }
      }
      return values.map { (name, $0) }
    }
  }

  /// Whether the scenario says that anything follows from an attribute: of people with it, or for what they need,
  /// or for other attributes that something follows from.
  public func actsOnSomething(_ attribute: String) -> Bool {
    customers.needs.contains { $0.likelier.contains { $0.attribute == attribute } }
      || customers.segments.contains { segment in
        segment.effects.contains { $0.attribute == attribute }
          || segment.given.contains { entry in
            let others = entry.people.map(\.name)
            if entry.attribute == attribute { return others.contains { actsOnSomething($0) } }
            return others.contains(attribute) && hasEffects(entry.attribute)
          }
      }
  }

  /// Whether something follows from an attribute itself.
  private func hasEffects(_ attribute: String) -> Bool {
    customers.needs.contains { $0.likelier.contains { $0.attribute == attribute } }
      || customers.segments.contains { $0.effects.contains { $0.attribute == attribute } }
  }

  /// Whether anything sets customers of a segment apart from each other.
  var hasTraits: Bool {
    !customers.needs.isEmpty || customers.segments.contains { !$0.effects.isEmpty }
  }
}
