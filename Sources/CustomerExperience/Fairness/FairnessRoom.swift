/// Fairness: whether people are treated alike, whoever they are.
///
///     d_g = Σ_s w_s (x̄_gs − x̄_rs) / Σ_s w_s,   w_s = n_gs n_rs / (n_gs + n_rs)
///
/// A group g, those with a value of an attribute, is compared with the rest r of each segment s it belongs to, and the
/// segments weighed by what they tell (Cochran 1954): groups that are spread unevenly over segments are not taken for
/// treated differently for it. Where nothing follows from an attribute d_g is chance alone.
struct FairnessRoom: Room {
  /// What was counted of a group in a segment: sums of each measure, and over how many.
  struct Tally {
    var sums = SIMD8<Double>.zero
    var numbers = SIMD8<Double>.zero

    mutating func add(_ measure: FairnessMeasure, _ value: Double) {
      let lane = Self.lane(of: measure)
      sums[lane] += value
      numbers[lane] += 1
    }

    static func lane(of measure: FairnessMeasure) -> Int {
      FairnessMeasure.allCases.firstIndex(of: measure) ?? 0
    }
  }

  /// Segment × groups + group; empty where nothing is compared.
  fileprivate let tallies: TableHandle<Tally>
  fileprivate let groups: Int

  init(_ plot: Plot) {
    let settings = plot.settings
    groups = settings.isFairnessMeasured ? settings.scenario.groups.count : 0
    tallies = plot.tables.make(repeating: Tally(), count: groups * settings.segments.count)
  }

  static func observationBegins(_ world: inout Simulation) {
    let tallies = world.rows(world.rooms.fairness.tallies)
    tallies.fill(with: Tally(), count: tallies.count)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, world.rooms.fairness.groups > 0 else { return }
    for row in world.customers.indices where world.customers[row].isActive {
      world.tally(row, .satisfaction, world.customers[row].satisfaction)
    }
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    guard world.rooms.fairness.groups > 0 else { return }
    for row in 0..<world.initialCount {
      world.tally(row, .retention, world.customers[row].isActive ? 1 : 0)
    }
    for measure in FairnessMeasure.allCases { world.conclude(measure) }
  }
}

extension Simulation {
  /// Somebody's wait ended, in service or not.
  @inline(never)
  mutating func noteWait(_ row: Int, minutes: Double) { tally(row, .wait, 60 * minutes) }

  /// An encounter has been experienced.
  @inline(never)
  mutating func noteTreatment(_ encounter: Encounter) {
    let row = encounter.row
    let weights = settings.segments[Int(customers[row].segment)].weights
    tally(row, .quality, encounter.performance.weighed(by: weights) - customers[row].taste)
    tally(row, .resolved, encounter.resolved ? 1 : 0)
  }

  /// A complaint has been handled.
  @inline(never)
  mutating func noteHandling(_ row: Int, isPutRight: Bool) {
    tally(row, .upheld, isPutRight ? 1 : 0)
  }

  /// Adds to what is counted of the groups that a customer belongs to.
  fileprivate mutating func tally(_ row: Int, _ measure: FairnessMeasure, _ value: Double) {
    let room = rooms.fairness
    guard room.groups > 0, !isSettling, hasProfiles else { return }
    let segment = Int(customers[row].segment)
    let (groups, tallies) = (settings.segments[segment].people.groups, rows(room.tallies))
    for (number, values) in groups.enumerated() {
      let drawn = self.value(ofAttribute: number, row)
      guard values.indices.contains(drawn) else { continue }
      tallies[segment * room.groups + values[drawn]].add(measure, value)
    }
  }

  /// Reads a measure of each group, and how it differs from others.
  fileprivate mutating func conclude(_ measure: FairnessMeasure) {
    let room = rooms.fairness
    let figures = layout.figures.fairness[measure]
    let all = settings.scenario.groups
    for (group, named) in all.enumerated() {
      let others = all.indices.filter { $0 != group && all[$0].attribute == named.attribute }
      var (own, difference, weight) = ((sum: 0.0, number: 0.0), 0.0, 0.0)
      for segment in settings.segments.indices {
        func counted(_ groups: [Int]) -> (sum: Double, number: Double) {
          let (tallies, lane) = (rows(room.tallies), FairnessRoom.Tally.lane(of: measure))
          return groups.reduce((0, 0)) { sum, group in
            let tally = tallies[segment * room.groups + group]
            return (sum.0 + tally.sums[lane], sum.1 + tally.numbers[lane])
          }
        }
        let (here, rest) = (counted([group]), counted(others))
        own = (own.sum + here.sum, own.number + here.number)
        guard here.number > 0, rest.number > 0 else { continue }
        let share = here.number * rest.number / (here.number + rest.number)
        difference += share * (here.sum / here.number - rest.sum / rest.number)
        weight += share
      }
      conclude(figures.level, .group, group, FigureReading.ratio(own.sum, own.number))
      conclude(figures.difference, .group, group, FigureReading.ratio(difference, weight))
    }
  }
}
