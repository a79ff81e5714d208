import DiscreteEvents
import Synchronization

/// How much work a replication may be, and how much memory a run may take.
///
/// What a scenario brings about cannot all be foreseen: customers won by word of mouth win others. So a
/// replication looks now and then how far it has come, and ends with an error that names the key before the
/// machine is brought to a stop.
public struct WorkLimits: Sendable {
  /// The most events of a replication, settling included.
  public var events: Int
  /// Bytes that the process may take.
  public var bytes: Int

  /// States limits.
  ///
  /// - Parameters:
  ///   - events: the most events of a replication, settling included.
  ///   - bytes: bytes that the process may take; what the machine has where nil.
  public init(events: Int = Limits.events, bytes: Int? = nil) {
    self.events = events
    self.bytes = min(bytes ?? .max, MachineMemory.bytes)
  }

  /// The limits of this process: those of the machine, until a command states others.
  public static var current: WorkLimits {
    get { stated.withLock { $0 } }
    set { stated.withLock { $0 = newValue } }
  }

  private static let stated = Mutex(WorkLimits())

  /// Bytes that the process takes beyond seven tenths of what it may: who only keeps something for later gives back so
  /// much of it, before a replication finds no memory.
  public var excess: Int { max(0, MachineMemory.used - bytes / 10 * 7) }

  /// Whether there is no memory left for what takes so many bytes.
  ///
  /// The last tenth is kept for what comes after a replication: figures, tables and pages. Where several
  /// replications run, the large one ends and not the one that happens to look.
  ///
  /// - Parameters:
  ///   - own: the bytes.
  ///   - growth: what it is about to take besides, all at once.
  func isMemoryFull(for own: Int, growingBy growth: Int = 0) -> Bool {
    let used = MachineMemory.used
    if growth > bytes / 20, used > bytes - growth { return true }
    guard used > bytes / 10 * 8 else { return false }
    return used > bytes / 10 * 9 || own > bytes / 10
  }
}

extension ModelError {
  /// A replication is too much work.
  static func tooManyEvents(_ key: String, most: Int) -> ModelError {
    ModelError(
      "\(key) makes a replication of more than \(grouped(most)) events, the most that is allowed; lower it, "
        + "shorten clock.horizon, or allow more with --most-events", key: key)
  }

  /// More customers come than a run can keep.
  static func tooManyCustomers(_ key: String) -> ModelError {
    ModelError(
      "\(key) brings more and more customers: over \(grouped(Limits.customersInAll)) in a replication, the "
        + "most that there can be; lower it, or shorten clock.horizon", key: key)
  }

  /// Memory runs out.
  static func outOfMemory(_ key: String) -> ModelError {
    ModelError(
      "\(key) takes more memory than there is: the run was stopped before this machine would have been; "
        + "lower it, shorten clock.horizon, run fewer --jobs, or allow more with --most-memory",
      key: key)
  }

  /// Money grows out of reach.
  static func tooMuchMoney(_ account: String) -> ModelError {
    ModelError(
      "\(account) grows beyond what can be counted, 400 trillion: are prices, pay and the number of customers "
        + "as they are meant?", key: account)
  }

  /// A whole number with its thousands told apart.
  private static func grouped(_ number: Int) -> String {
    var (text, rest) = ("", String(number)[...])
    while rest.count > 3 {
      text = "," + rest.suffix(3) + text
      rest = rest.dropLast(3)
    }
    return rest + text
  }
}

extension Simulation {
  /// Why the replication cannot go on; nil where it can.
  ///
  /// - Parameter isCopied: Whether what comes next is a copy of the world.
  func foundExcess(isCopied: Bool = false) -> ModelError? {
    let limits = limits
    if ledger.isOutOfReach { return .tooMuchMoney(grownAccount) }
    if work > limits.events { return .tooManyEvents(heaviestKey, most: limits.events) }
    if customers.count > Limits.customersInAll { return .tooManyCustomers(growingKey) }
    let growth = isCopied ? bytes : tables.growth(within: Self.checkEvery)
    guard limits.isMemoryFull(for: bytes, growingBy: growth) else { return nil }
    return .outOfMemory(customers.count > 2 * initialCustomers ? growingKey : heaviestKey)
  }

  /// Bytes that the world takes.
  var bytes: Int {
    teams.reduce(tables.bytes + calendar.bytes) { $0 + $1.station.bytes }
  }

  private var initialCustomers: Int { settings.segments.reduce(0) { $0 + $1.initial } }

  /// The key that makes most events.
  private var heaviestKey: String {
    customers.count > 2 * initialCustomers
      ? growingKey : Workload(settings.scenario).sources.first?.key ?? "customers.segments"
  }

  /// The key that most of those came by who were not there at the start.
  private var growingKey: String {
    let newcomers = customers.count - initialCustomers
    let won = wonByCampaigns
    let referred = newcomers - prospects - won.reduce(0, +)
    if let most = won.max(), most > prospects, most > referred,
      let number = won.firstIndex(of: most), settings.campaigns.indices.contains(number)
    {
      return settings.campaigns[number].heavierKey
    }
    return prospects < referred ? "customers.acquisition.word-of-mouth.rate" : prospectsKey
  }

  /// The key that brings so many prospects: that of marketing, or that of the advertising that multiplies them.
  var prospectsKey: String {
    let advertising = settings.campaigns.filter { $0.kind == .advertising && $0.spend > 0 }
    guard advertisingMultiple > 2, let most = advertising.max(by: { $0.spend < $1.spend }) else {
      return settings.scenario.customers.acquisition.marketing.heavierKey
    }
    return most.heavierKey
  }

  /// The figure of the account whose money grew out of reach.
  private var grownAccount: String {
    let spec = layout.specs.first { spec in
      if case .account(let number) = spec.rule { Int32(number) == ledger.outOfReach } else { false }
    }
    return spec?.metric.id ?? "money"
  }
}

extension Marketing {
  /// Which of the two keys brings so many customers: the cost of one where it is far below the default.
  var heavierKey: String {
    "customers.acquisition.marketing." + (cost < Marketing().cost / 10 ? "cost" : "spend")
  }
}

extension Campaign {
  /// The same of a campaign; advertising has no such cost.
  var heavierKey: String {
    "customers.acquisition.campaigns.\(id)."
      + (kind != .advertising && cost < Campaign().cost / 10 ? "cost" : "spend")
  }
}
