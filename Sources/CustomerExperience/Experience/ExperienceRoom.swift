import Glibc
import RandomVariates

/// What draws of experiences are for.
enum ExperienceDraw: UInt8, CaseIterable {
  case quality = 8
  case usage = 15
}

/// An encounter as it is about to be experienced: a room may add what it does to it (``House/add(to:in:)``).
struct Encounter {
  let row: Int
  let caseIndex: Int
  /// The team and the employee; −1 where nobody served.
  let team: Int
  let employee: Int
  let resolved: Bool
  /// The features of the offer that were there, a bit each.
  var features: UInt64 = 0
  /// Quality on each dimension, in points; held to 0 to 100 in the end.
  var performance: Dimensional
  /// Points by which it fell short of what the customer expected, as they weigh the dimensions; known when it
  /// has been experienced.
  var shortfall = 0.0
}

/// What customers experience, expect and think.
enum ExperienceRoom: Room {
  static let draws = ExperienceDraw.allCases.map(\.rawValue)

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let segments = world.settings.segments
    let none = [Double](repeating: 0, count: segments.count)
    var (count, satisfaction, trust, expectation) = (none, none, none, none)
    var squares = 0.0
    var expected = segments.map { _ in Dimensional.zero }
    let customers = world.customers
    for row in customers.indices where customers[row].isActive {
      let s = Int(customers[row].segment)
      count[s] += 1
      satisfaction[s] += customers[row].satisfaction
      squares += customers[row].satisfaction * customers[row].satisfaction
      trust[s] += customers[row].trust
      expectation[s] +=
        customers[row].expectation.weighed(by: world.weights(of: row))
      expected[s] += customers[row].expectation
    }
    let figures = world.layout.figures.experience
    func ratio(_ a: Double, _ b: Double) -> Double { FigureReading.ratio(a, b) }
    let all = count.reduce(0, +)
    let mean = ratio(satisfaction.reduce(0, +), all)
    world.set(figures.satisfaction, to: mean)
    world.set(
      figures.satisfactionSpread,
      to: max(0, ratio(squares, all) - mean * mean).squareRoot())
    world.set(figures.trust, to: ratio(trust.reduce(0, +), all))
    world.set(figures.expectation, to: ratio(expectation.reduce(0, +), all))
    for s in segments.indices {
      world.set(figures.satisfaction, .segment, s, to: ratio(satisfaction[s], count[s]))
      world.set(figures.trust, .segment, s, to: ratio(trust[s], count[s]))
      world.set(figures.expectation, .segment, s, to: ratio(expectation[s], count[s]))
      for d in 0..<5 {
        let expected = ratio(expected[s][d], count[s])
        let delivered = world.delivered(toSegment: s, onDimension: d)
        world.set(figures.expected, .gap, s * 5 + d, to: expected)
        world.set(figures.received, .gap, s * 5 + d, to: delivered)
        world.set(figures.gap, .gap, s * 5 + d, to: delivered - expected)
      }
    }
  }
}

extension Simulation {
  /// An encounter as experienced: its quality, the surprise, satisfaction, expectation, and perhaps a
  /// complaint.
  mutating func experience(
    _ index: Int, row: Int, brings: Dimensional, spread: Double, wait: Double, resolved: Bool,
    team: Int, employee: Int, at now: Double
  ) {
    let s = Int(customers[row].segment)
    let weights = weights(of: row)
    seek(caseIndex: index, ExperienceDraw.quality)
    var performance = brings + Dimensional.all(customers[row].taste)
    if spread > 0 {
      performance += spread * noiseScale(weights: weights, inSegment: s) * chanceOfEncounter()
    }
    if !resolved { performance -= Dimensional.all(settings.quality.unresolved) }
    performance[1] -= EncounterQuality.lossByWaiting(settings.quality, minutes: wait)
    // Where no room takes part, no encounter is made to be handed around.
    let isPlain = settings.encountersArePlain
    var features: UInt64 = 0
    if !isPlain {
      var encounter = Encounter(
        row: row, caseIndex: index, team: team, employee: employee, resolved: resolved,
        performance: performance)
      roomsAdd(to: &encounter, at: now)
      (performance, features) = (encounter.performance, encounter.features)
    }
    performance.hold(to: 0...100)
    let expected = customers[row].expectation
    let satisfaction = Disconfirmation.satisfaction(
      settings.satisfaction, performance: performance, expectation: expected, weights: weights)
    customers[row].expectation = AdaptiveExpectations.afterEncounter(
      expected, performance: performance, law: settings.expectations, promised: promised)
    let touchpoint = cases[index].touchpoint
    cases[index].remember(satisfaction, at: touchpoint)
    let delivered = performance.weighed(by: weights)
    // Nobody reads what was counted before the start.
    if !isSettling {
      note(performance, toSegment: s, isServed: employee >= 0)
      count(layout.figures.journeys.encountersAt, Int(touchpoint))
      count(layout.figures.journeys.satisfactionAt, Int(touchpoint), by: satisfaction)
      if team >= 0, employee >= 0 {
        if hasSites { noteEncounter(of: row, team: team, quality: delivered) }
        count(layout.figures.contacts.encounters, team)
        count(layout.figures.contacts.quality, team, by: delivered)
        count(layout.figures.contacts.qualitySquares, team, by: delivered * delivered)
      }
    }
    let shortfall = expected.weighed(by: weights) - delivered
    if !isPlain {
      roomsNote(
        Encounter(
          row: row, caseIndex: index, team: team, employee: employee, resolved: resolved,
          features: features, performance: performance, shortfall: shortfall),
        satisfaction: satisfaction)
    }
    if settings.satisfaction.hasZone {
      noteTolerance(performance - expected, segment: s, weights: weights)
    }
    if team >= 0, employee >= 0, satisfaction < BurnoutLaw.abusiveBelow {
      employees[employee].abuse += 1
    }
    if let severity = Complaint.severity(
      settings.complaints, shortfall: shortfall, repeats: Int(cases[index].attempt))
    {
      let waits = EncounterQuality.lossByWaiting(settings.quality, minutes: wait)
      noteGrievance(
        row, shortfall: shortfall, waits: settings.segments[s].weights[1] * waits,
        resolved: resolved, at: now)
      failed(index, row: row, severity: severity, at: now)
    }
  }

  /// Lets rooms add what they do to an encounter.
  @inline(never)
  private mutating func roomsAdd(to encounter: inout Encounter, at now: Double) {
    House.add(to: &encounter, at: now, in: &self)
  }

  /// Lets rooms note an encounter that has been experienced.
  @inline(never)
  private mutating func roomsNote(_ encounter: Encounter, satisfaction: Double) {
    House.isExperienced(encounter, satisfaction: satisfaction, in: &self)
  }

  /// What chance adds to an encounter, in standard deviations: in part to all dimensions alike.
  @inline(__always)
  mutating func chanceOfEncounter() -> Dimensional {
    let common = settings.commonChance * random.normal()
    let own = settings.ownChance
    guard own > 0 else { return .all(common) }
    var noise = Dimensional.zero
    for d in 0..<5 { noise[d] = common + own * random.normal() }
    return noise
  }

  /// Keeps the sums of what was delivered.
  @inline(__always)
  private mutating func note(_ performance: Dimensional, toSegment segment: Int, isServed: Bool) {
    let figures = layout.figures.experience
    let source = isServed ? 0 : 1
    let place = (segment * 2 + source) * 5
    for d in 0..<5 { count(figures.delivered, place + d, by: performance[d]) }
    count(figures.deliveries, segment * 2 + source)
  }

  /// Mean of what was delivered to a segment on a dimension in the month that ends, in points; nothing to say where
  /// there was no encounter.
  fileprivate func delivered(toSegment segment: Int, onDimension dimension: Int) -> Double {
    let figures = layout.figures.experience
    var (sum, number) = (0.0, 0.0)
    for source in 0..<2 {
      sum += counted(figures.delivered, (segment * 2 + source) * 5 + dimension)
      number += counted(figures.deliveries, segment * 2 + source)
    }
    return FigureReading.ratio(sum, number)
  }

  /// Notes whether an encounter was within what the customer tolerates.
  @inline(never)
  private mutating func noteTolerance(_ surprise: Dimensional, segment: Int, weights: Dimensional) {
    let figures = layout.figures.experience
    let distance = surprise.weighed(by: weights)
    let width = settings.satisfaction.zone.vector.weighed(by: weights)
    count(figures.encounters, segment)
    if distance < -width { count(figures.belowZone, segment) }
    if distance > width { count(figures.aboveZone, segment) }
  }

  /// Mean of what staff delivered on a dimension from the start on, in points.
  func delivered(onDimension dimension: Int) -> Double {
    let figures = layout.figures.experience
    var (sum, number) = (0.0, 0.0)
    for segment in settings.segments.indices {
      sum += total(figures.delivered, segment * 2 * 5 + dimension)
      number += total(figures.deliveries, segment * 2)
    }
    return FigureReading.ratio(sum, number)
  }

  /// A month of using the product, without any contact.
  mutating func useProduct(_ row: Int) {
    random.seek(customers[row].hash, ExperienceDraw.usage, occasionOfMonth)
    if isFamily(row) {
      useProductTogether(row)
      return
    }
    let performance = Dimensional.all(
      min(
        100,
        max(
          0,
          settings.usageMean + customers[row].taste
            + settings.quality.usage.spread * random.normal())))
    let satisfaction = Disconfirmation.satisfaction(
      settings.satisfaction, performance: performance, expectation: customers[row].expectation,
      weights: weights(of: row))
    customers[row].expectation +=
      settings.expectations.usageLearning * (performance - customers[row].expectation)
    customers[row].satisfaction +=
      settings.satisfaction.usageGain * (satisfaction - customers[row].satisfaction)
  }

  /// The same of all who hold an account together: each member has a month of their own, and the account thinks what
  /// they do in the mean.
  @inline(never)
  private mutating func useProductTogether(_ row: Int) {
    let members = Int(traits(of: row).persons)
    let weights = weights(of: row)
    var (performances, satisfactions) = (0.0, 0.0)
    for _ in 0..<members {
      let performance = min(
        100,
        max(
          0,
          settings.usageMean + customers[row].taste
            + settings.quality.usage.spread * random.normal()))
      performances += performance
      satisfactions += Disconfirmation.satisfaction(
        settings.satisfaction, performance: .all(performance),
        expectation: customers[row].expectation, weights: weights)
    }
    let number = Double(max(1, members))
    customers[row].expectation +=
      settings.expectations.usageLearning
      * (.all(performances / number) - customers[row].expectation)
    customers[row].satisfaction +=
      settings.satisfaction.usageGain * (satisfactions / number - customers[row].satisfaction)
  }
}
