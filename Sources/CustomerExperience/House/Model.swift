import RandomVariates

/// A scenario ready to be replicated: checked and compiled once, shared by all replications.
public struct Model: Sendable {
  let settings: Settings
  let phases: [(at: Double, settings: Settings)]
  /// Months simulated after the start.
  public let months: Int
  /// Who manages from the start on.
  let policies: [any Policy]

  /// Compiles a scenario.
  ///
  /// - Parameter policies: who manages from the start on; nobody decides anything where empty.
  /// - Throws: ``ModelError`` when it cannot be simulated.
  public init(_ scenario: Scenario, policies: [any Policy] = []) throws(ModelError) {
    settings = try Settings(scenario)
    self.policies = policies
    let grid = TimeGrid(scenario.clock)
    months = grid.horizon
    var phases: [(at: Double, settings: Settings)] = []
    for phase in scenario.phases {
      let next = try Settings(phase.settings)
      guard next.hasSameStructure(as: settings) else {
        throw ModelError(
          "a plan may change numbers, not the structure: \(phase.changes.joined(separator: ", "))")
      }
      phases.append((at: max(0, grid.minute(of: phase.at)), settings: next))
    }
    self.phases = phases
  }

  /// Whether another scenario can start from this one's settled world.
  public func canStart(_ other: Model) -> Bool { other.settings.hasSameStructure(as: settings) }

  /// The world of one replication, settled and ready to be lived on under this or other models.
  ///
  /// - Parameter limits: how much work and memory it may be; it goes for those who live on in it too.
  /// - Throws: ``ModelError`` where it would be more.
  public func settledWorld(
    seed: UInt64, replication: Int, keeping: Keeping = Keeping(),
    limits: WorkLimits = .current, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(ModelError) -> SettledWorld {
    var simulation = try Simulation(
      settings: settings, seed: seed, replication: replication, keeping: keeping, limits: limits,
      isCancelled: isCancelled)
    simulation.settle()
    if let excess = simulation.excess { throw excess }
    return SettledWorld(simulation: simulation)
  }
}

/// What is kept of a replication beside its figures.
public struct Keeping: Sendable {
  /// Whether customer-level records are.
  public var records: Bool
  /// How many lines of a trace of its events, from the start on; 0 for none.
  public var traceLimit: Int
  /// Whether it is told of each customer at the start what they paid, thought and left for.
  public var fates = false
  /// Who takes records month by month, so that they are never all in memory; nil to keep them with the result.
  public var taker: (@Sendable (Records) -> Void)?

  /// What to keep: nothing unless told.
  public init(records: Bool = false, traceLimit: Int = 0) {
    self.records = records
    self.traceLimit = traceLimit
  }
}

/// The world at the start of observation: a value that can be lived on any number of times, by several
/// threads at once.
///
/// Its tables are plain memory, of which the compiler knows nothing; but nobody writes to them any more.
/// What is lived on is a copy (``Simulation/copied()``) with tables and a source of its own.
public struct SettledWorld: @unchecked Sendable {
  let simulation: Simulation

  /// About how many bytes it takes to keep it: its tables, its calendar and its queues.
  public var bytes: Int { simulation.bytes }

  /// Lives on under a model of the same structure.
  ///
  /// - Parameters:
  ///   - model: the settings from the start on, with the phases of its plan.
  ///   - months: how long; the model's horizon where nil.
  ///   - keeps: whether records and a trace are kept, where the world was asked for them.
  ///   - followed: customers at the start, from 0, whose stories are told.
  ///   - watch: a day that is written down; none where nil.
  ///   - eachMonth: told of each month that ends: how many have, and which share of the customers at the start is still
  ///     there.
  ///   - isCancelled: polled; a true answer ends it early, and what comes back is no result. Where nil, what was
  ///     given when the world settled is.
  public func run(
    _ model: Model, months: Int? = nil, keeps: Bool = true, following followed: [Int] = [],
    watching watch: DayWatch? = nil,
    eachMonth: (@Sendable (_ months: Int, _ survival: Double) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) -> ReplicationResult {
    if let excess = simulation.foundExcess(isCopied: true) {
      var result = simulation.result
      result.excess = excess
      return result
    }
    var copy = simulation.copied()
    if let isCancelled { copy.isCancelled = isCancelled }
    if !keeps { copy.rooms.records.keepNothing() }
    copy.rooms.records.follow(followed)
    copy.rooms.records.watch(watch)
    copy.eachMonth = eachMonth
    copy.rooms.management.policies = model.policies
    copy.run(
      under: model.settings, phases: model.phases, to: min(months ?? model.months, model.months))
    copy.result.excess = copy.excess
    return copy.result
  }
}
