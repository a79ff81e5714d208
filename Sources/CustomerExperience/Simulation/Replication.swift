import RandomVariates

/// A scenario ready to be replicated: checked and compiled once, shared by all replications.
public struct Model: Sendable {
  let settings: Settings
  let phases: [(at: Double, settings: Settings)]
  /// Months simulated after the start.
  public let months: Int

  /// Compiles a scenario.
  ///
  /// - Throws: ``ModelError`` when it cannot be simulated.
  public init(_ scenario: Scenario) throws(ModelError) {
    settings = try Settings(scenario)
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
  public func settledWorld(
    seed: UInt64, replication: Int, keepsRecords: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(ModelError) -> SettledWorld {
    var simulation = try Simulation(
      settings: settings, seed: seed, replication: replication, keepsRecords: keepsRecords,
      isCancelled: isCancelled)
    simulation.settle()
    return SettledWorld(simulation: simulation)
  }
}

/// The world at the start of observation: a value that can be lived on any number of times.
///
/// Not to be shared between threads: the copies draw from one source.
public struct SettledWorld {
  let simulation: Simulation

  /// Lives on under a model of the same structure.
  ///
  /// - Parameters:
  ///   - model: the settings from the start on, with the phases of its plan.
  ///   - months: how long; the model's horizon where nil.
  public func run(_ model: Model, months: Int? = nil) -> ReplicationResult {
    var copy = simulation
    copy.run(
      under: model.settings, phases: model.phases, to: min(months ?? model.months, model.months))
    return copy.recorder.result
  }
}
