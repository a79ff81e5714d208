import RandomVariates

/// What draws of features are for.
enum FeatureDraw: UInt8, CaseIterable {
  case presence = 60
}

/// A feature made ready to run.
struct FeatureSettings: Sendable {
  let kind: Feature.Kind
  let present: Double
  let cost: Money
  /// The journey's number; −1 for all.
  let journey: Int
  /// What it is worth, by segment.
  let worth: [Double]
  /// Mixed into a customer's hash so that features do not share draws.
  let salt: UInt64

  init(_ feature: Feature, scenario: Scenario) throws(ModelError) {
    kind = feature.kind
    present = feature.present
    cost = Money(feature.cost)
    salt = StableHash.of("feature:" + feature.id)
    if let id = feature.journey {
      guard let number = scenario.journeys.index(of: id) else {
        throw ModelError("feature '\(feature.id)' has an unknown journey '\(id)'")
      }
      journey = number
    } else {
      journey = -1
    }
    worth = scenario.customers.segments.map { segment in
      feature.segments[id: segment.id]?.points ?? feature.points
    }
  }
}

/// Features of the offer: needs and wants, and what meeting them costs.
enum FeatureRoom: Room {
  static let draws = FeatureDraw.allCases.map(\.rawValue)

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    settings.scenario.features.map(\.id) == before.scenario.features.map(\.id)
  }
}

extension Simulation {
  /// The offer's features are met or missed at an encounter.
  @inline(never)
  mutating func featuresMeet(_ encounter: inout Encounter, at now: Double) {
    let made = cases[encounter.caseIndex]
    let segment = Int(customers[encounter.row].segment)
    let hash = customers[encounter.row].hash ^ settings.journeys[Int(made.journey)].salt
    let occasion = Int(made.need) << 6 | Int(min(made.attempt, 63))
    for number in settings.features.indices {
      let feature = settings.features[number]
      guard feature.journey < 0 || feature.journey == Int(made.journey) else { continue }
      random.seek(hash ^ feature.salt, FeatureDraw.presence, occasion)
      var isPresent = random.uniform() < feature.present
      if settings.hasSuggestions, isAlwaysThere(feature: number) { isPresent = true }
      encounter.performance += .all(
        KanoLaw.points(
          feature.kind,
          worth: worth(ofFeature: number, to: encounter.row, usual: feature.worth[segment]),
          isPresent: isPresent))
      if isPresent {
        encounter.features |= 1 << UInt64(number)
        if feature.cost > .zero {
          let account = layout.figures.features.cost
          pay(account, feature.cost, for: encounter.row, at: now)
          count(account.figure, number, by: feature.cost.amount)
        }
      }
    }
  }

  /// An encounter has been experienced: how satisfied customers were with each feature and without.
  @inline(never)
  mutating func noteFeatures(_ encounter: Encounter, satisfaction: Double) {
    let figures = layout.figures.features
    let journey = Int(cases[encounter.caseIndex].journey)
    for number in settings.features.indices {
      let of = settings.features[number].journey
      guard of < 0 || of == journey else { continue }
      let isPresent = encounter.features & (1 << UInt64(number)) != 0
      count(isPresent ? figures.with : figures.without, number)
      count(
        isPresent ? figures.satisfactionWith : figures.satisfactionWithout, number,
        by: satisfaction)
    }
  }
}
