public import DiscreteEvents
import RandomVariates

/// Queues whose exact figures are known, simulated on the engine and compared.
public enum QueueSuite {
  /// One figure of one model.
  public struct Row: Sendable {
    /// The model.
    public var model: String
    /// The figure.
    public var figure: String
    /// What theory says.
    public var exact: Double
    /// What the simulation says, with its 99.9% confidence interval.
    public var simulated: ConfidenceInterval
    /// How far from the exact figure the simulation may be, beyond chance: 0 but for limits that are
    /// only reached as systems grow.
    public var slack: Double

    /// Whether the interval, widened by the slack, holds the exact figure.
    public var holds: Bool {
      simulated.lower - slack <= exact && exact <= simulated.upper + slack
    }
  }

  /// A model with its exact figures.
  struct Case {
    var name: String
    var network: QueueNetwork
    var warmUp: Double
    var duration: Double
    var period = 0.0
    var phases = 0
    var figures:
      [(name: String, exact: Double, slack: Double, of: (QueueNetwork.Outcome) -> Double)]
  }

  /// Runs every model and compares.
  ///
  /// - Parameters:
  ///   - replications: runs of each model; their means are taken to be normal.
  ///   - seed: whose luck it is.
  public static func run(replications: Int = 20, seed: UInt64 = 1) -> [Row] {
    fromCases(replications: replications, seed: seed)
      + [startedEmpty(replications: 5 * replications, seed: seed), coverage(seed: seed)]
  }

  /// How often 95% intervals of twenty independent observations cover the truth.
  private static func coverage(seed: UInt64) -> Row {
    let source = RandomSource(seed: seed, replication: 1)
    let covered = (0..<1_000).map { repetition -> Double in
      source.seek(UInt64(repetition), 1, 1)
      let interval = ConfidenceInterval.ofMean((0..<20).map { _ in source.normal() })
      return interval.lower <= 0 && 0 <= interval.upper ? 1 : 0
    }
    let share = Tally(covered).mean
    return Row(
      model: "confidence intervals", figure: "share of 1,000 that cover the truth", exact: 0.95,
      simulated: ConfidenceInterval(mean: share, lower: share, upper: share, count: 1_000),
      slack: 0.02)
  }

  private static func fromCases(replications: Int, seed: UInt64) -> [Row] {
    cases.flatMap { item in
      let outcomes = (1...max(2, replications)).map {
        item.network.run(
          replication: $0, warmUp: item.warmUp, duration: item.duration, seed: seed,
          period: item.period, phases: item.phases)
      }
      var rows = item.figures.map { figure in
        Row(
          model: item.name, figure: figure.name, exact: figure.exact,
          simulated: .ofMean(outcomes.map(figure.of), level: 0.999), slack: figure.slack)
      }
      rows.append(
        Row(
          model: item.name, figure: "largest gap in Little's law", exact: 0,
          simulated: .ofMean(outcomes.map(\.littleGap), level: 0.999), slack: 1e-9))
      return rows
    }
  }

  /// A queue that starts empty, its beginning dropped by MSER-5.
  private static func startedEmpty(replications: Int, seed: UInt64) -> Row {
    let rate = 0.9
    let runs = (1...max(2, replications)).map {
      network(rate: rate, servers: 1).run(
        replication: $0, warmUp: 0, duration: 6_000, seed: seed, keepsSeries: true
      ).series
    }
    let drop = WarmUp.observationsToDrop(averaging: runs) ?? 0
    return Row(
      model: "M/M/1 started empty", figure: "mean wait after MSER-5's warm-up",
      exact: ExactQueues.pollaczekKhinchine(rate: rate, mean: 1, sd: 1),
      simulated: .ofMean(runs.map { Tally($0.dropFirst(drop)).mean }, level: 0.999), slack: 0)
  }

  static var cases: [Case] {
    [
      markov("M/M/1", rate: 0.8, servers: 1), markov("M/M/5 (Erlang C)", rate: 4, servers: 5),
      markov("M/M/1/6", rate: 0.9, servers: 1, room: 6),
      markov("M/M/8/8 (Erlang B)", rate: 7, servers: 8, room: 8),
      markov("M/M/10+M (Erlang-A)", rate: 11, servers: 10, patience: 2),
      general("M/D/1", .constant(1)), general("M/G/1, lognormal", .lognormal(mean: 1, sd: 1.5)),
      batches, priorities(preempts: false), priorities(preempts: true), tandem, jackson, repair,
      infinite,
      fluid,
    ]
  }

  private typealias Outcome = QueueNetwork.Outcome

  private static func network(rate: Double, servers: Int, service: Law = .exponential(mean: 1))
    -> QueueNetwork
  {
    var node = QueueNetwork.Node(service: [service])
    node.servers = servers
    return QueueNetwork(nodes: [node], arrivals: [.init(rate: rate)])
  }

  /// M/M/c with a room and impatience, solved as a birth-and-death process.
  private static func markov(
    _ name: String, rate: Double, servers: Int, room: Int = .max, patience: Double = .infinity
  ) -> Case {
    var model = network(rate: rate, servers: servers)
    model.nodes[0].room = room
    if patience.isFinite { model.nodes[0].patience = .exponential(mean: patience) }
    let exact = BirthAndDeath(
      limit: min(room, 5_000), birth: { _ in rate },
      death: { Double(min($0, servers)) + Double(max(0, $0 - servers)) / patience })
    let queue = exact.mean { Double(max(0, $0 - servers)) }
    let lost = room < 5_000 ? exact.chances[room] : 0
    let delayed = exact.mean { $0 >= servers && $0 < room ? 1 : 0 } / (1 - lost)
    var item = Case(
      name: name, network: model, warmUp: 500, duration: 20_000 / rate,
      figures: [
        ("mean number waiting", queue, 0, { $0.stations[0].meanQueue }),
        (
          "share of servers' time busy", exact.mean { Double(min($0, servers)) } / Double(servers),
          0, { $0.stations[0].occupancy }
        ),
      ])
    if room > servers {
      item.figures += [
        ("share who wait", delayed, 0, { $0.stations[0].delayedShare }),
        ("mean wait", queue / rate / (1 - lost), 0, { $0.stations[0].meanWaitAll }),
      ]
    }
    if room < 5_000 {
      item.figures.append(("share refused", lost, 0, { $0.stations[0].refusedShare }))
    }
    if patience.isFinite {
      item.figures.append(
        (
          "share who give up", queue / patience / rate, 0, { $0.stations[0].abandonmentRate }
        ))
    }
    return item
  }

  private static func general(_ name: String, _ service: Law) -> Case {
    let rate = 0.7
    let wait = ExactQueues.pollaczekKhinchine(
      rate: rate, mean: service.mean, sd: service.standardDeviation)
    return Case(
      name: name, network: network(rate: rate, servers: 1, service: service), warmUp: 1_000,
      duration: 50_000,
      figures: [
        ("mean wait", wait, 0, { $0.stations[0].meanWaitAll }),
        ("mean number waiting", rate * wait, 0, { $0.stations[0].meanQueue }),
        ("share of servers' time busy", rate, 0, { $0.stations[0].occupancy }),
      ])
  }

  /// Jobs that come one to three at a time.
  private static var batches: Case {
    let rate = 0.35
    let sizes = [1.0, 2, 3]
    var model = network(rate: rate, servers: 1)
    model.arrivals[0].process.batch = Sampler(.empirical(sizes))
    let mean = sizes.reduce(0, +) / 3
    let square = sizes.reduce(0) { $0 + $1 * $1 } / 3
    // Chaudhry & Templeton 1983.
    let load = rate * mean
    let present = load * (mean + square) / (2 * mean * (1 - load))
    return Case(
      name: "M/M/1, one to three at a time", network: model, warmUp: 1_000, duration: 50_000,
      figures: [
        ("mean number waiting", present - load, 0, { $0.stations[0].meanQueue }),
        ("mean wait", (present - load) / load, 0, { $0.stations[0].meanWaitAll }),
        ("share of servers' time busy", load, 0, { $0.stations[0].occupancy }),
      ])
  }

  /// Two classes of different work at one server.
  private static func priorities(preempts: Bool) -> Case {
    let rates = [0.3, 0.25]
    let means = [1.0, 1.6]
    var node = QueueNetwork.Node(service: means.map { .exponential(mean: $0) })
    (node.hasPriorities, node.preempts) = (true, preempts)
    let model = QueueNetwork(
      nodes: [node],
      arrivals: rates.indices.map { kind in
        var stream = QueueNetwork.Arrivals(rate: rates[kind])
        stream.kind = kind
        return stream
      })
    let figures: [(String, Double, Double, (Outcome) -> Double)]
    if preempts {
      let exact = ExactQueues.preemptiveResume(rates: rates, means: means, sds: means)
      figures = exact.indices.map { k in
        ("mean time in the system, class \(k + 1)", exact[k], 0, { $0.sojourns[k].mean })
      }
    } else {
      let exact = ExactQueues.cobham(rates: rates, means: means, sds: means)
      figures = exact.indices.map { k in
        ("mean wait, class \(k + 1)", exact[k], 0, { $0.waits[k].mean })
      }
    }
    return Case(
      name: preempts ? "priorities, preemptive-resume" : "priorities, non-preemptive",
      network: model, warmUp: 1_000, duration: 50_000, figures: figures)
  }

  private static func meanPresent(_ node: Int) -> (Outcome) -> Double {
    { outcome in
      let s = outcome.stations[node]
      return s.meanQueue + s.busyArea / s.elapsed
    }
  }

  /// Two stations in a row: each is as if it were alone (Burke 1956).
  private static var tandem: Case {
    var first = QueueNetwork.Node(service: [.exponential(mean: 1)])
    first.routes = [0, 1]
    let second = QueueNetwork.Node(service: [.exponential(mean: 0.8)])
    let rate = 0.7
    let (a, b) = (rate / (1 - rate), rate * 0.8 / (1 - rate * 0.8))
    return Case(
      name: "two stations in a row",
      network: QueueNetwork(nodes: [first, second], arrivals: [.init(rate: rate)]), warmUp: 1_000,
      duration: 50_000,
      figures: [
        ("mean number at the first", a, 0, meanPresent(0)),
        ("mean number at the second", b, 0, meanPresent(1)),
        ("mean time in the system", (a + b) / rate, 0, { $0.sojourns[0].mean }),
      ])
  }

  /// Three stations with feedback (Jackson 1957).
  private static var jackson: Case {
    let routes = [[0.0, 0.6, 0.2], [0.3, 0.0, 0.5], [0.1, 0.2, 0.0]]
    let means = [0.5, 0.8, 0.9]
    let servers = [1, 2, 2]
    let outside = [0.6, 0.1, 0.3]
    var nodes: [QueueNetwork.Node] = []
    for n in 0..<3 {
      var node = QueueNetwork.Node(service: [.exponential(mean: means[n])])
      (node.servers, node.routes) = (servers[n], routes[n])
      nodes.append(node)
    }
    let arrivals = outside.indices.map { n in
      var stream = QueueNetwork.Arrivals(rate: outside[n])
      stream.node = n
      return stream
    }
    let through = ExactQueues.throughputs(outside: outside, routes: routes)
    let exact = (0..<3).map { n in
      BirthAndDeath(
        limit: 5_000, birth: { _ in through[n] },
        death: { Double(min($0, servers[n])) / means[n] }
      ).mean { Double($0) }
    }
    let total = outside.reduce(0, +)
    return Case(
      name: "three stations with feedback (Jackson)",
      network: QueueNetwork(nodes: nodes, arrivals: arrivals), warmUp: 1_000, duration: 40_000,
      figures: (0..<3).map { n in
        ("mean number at station \(n + 1)", exact[n], 0, meanPresent(n))
      } + [
        ("mean time in the system", exact.reduce(0, +) / total, 0, { $0.sojourns[0].mean })
      ])
  }

  /// Machines that break down and wait for one of two repairers.
  private static var repair: Case {
    let (machines, repairers, breakdowns) = (10, 2, 0.25)
    var model = network(rate: breakdowns, servers: repairers)
    model.arrivals[0].population = machines
    let exact = BirthAndDeath(
      limit: machines, birth: { breakdowns * Double(machines - $0) },
      death: { Double(min($0, repairers)) })
    let down = exact.mean { Double($0) }
    return Case(
      name: "machine repair, 10 machines and 2 repairers", network: model, warmUp: 500,
      duration: 20_000,
      figures: [
        ("mean machines down", down, 0, meanPresent(0)),
        (
          "mean wait for a repairer",
          exact.mean { Double(max(0, $0 - repairers)) }
            / (breakdowns * (Double(machines) - down)), 0, { $0.stations[0].meanWaitAll }
        ),
      ])
  }

  /// One station whose arrivals swing about a mean, once a period; services take 1.
  private static func swinging(
    mean: Double, amplitude: Double, period: Double, servers: Int
  ) -> QueueNetwork {
    var model = network(rate: mean, servers: servers)
    model.arrivals[0].process = ArrivalProcess(greatest: mean * (1 + amplitude)) { time in
      mean * ExactQueues.sinusoid(time, amplitude: amplitude, period: period)
    }
    return model
  }

  /// A swing of arrivals at more servers than ever needed: M(t)/M/∞.
  private static var infinite: Case {
    let (mean, amplitude, period) = (40.0, 0.6, 10.0)
    let exact = ExactQueues.sinusoidalLoad(
      mean: mean, amplitude: amplitude, period: period, phases: 4)
    return Case(
      name: "arrivals that swing, servers enough (Mt/M/∞)",
      network: swinging(mean: mean, amplitude: amplitude, period: period, servers: 400),
      warmUp: 5 * period, duration: 100 * period, period: period, phases: 4,
      figures: (0..<4).map { k in
        ("mean busy, quarter \(k + 1) of the period", exact[k], 0, { $0.busyByPhase[k] })
      })
  }

  /// The same at a large system that is overloaded for a while, against its fluid limit.
  private static var fluid: Case {
    let (servers, amplitude, period) = (1_000, 0.4, 10.0)
    let (settle, length) = (5 * period, 10 * period)
    let scale = Double(servers)
    let mean = 0.9 * scale
    // x' = λ(t) − min(x, c), by Euler's rule in small steps.
    let step = 1e-4
    var (present, area, time) = (mean, 0.0, 0.0)
    while time < settle + length {
      if time >= settle { area += max(0, present - scale) * step }
      let rate = mean * ExactQueues.sinusoid(time, amplitude: amplitude, period: period)
      present += step * (rate - min(present, scale))
      time += step
    }
    let queue = area / length
    return Case(
      name: "overload that comes and goes, 1,000 servers",
      network: swinging(mean: mean, amplitude: amplitude, period: period, servers: servers),
      warmUp: settle, duration: length,
      figures: [
        ("mean number waiting (fluid limit)", queue, 0.03 * queue, { $0.stations[0].meanQueue })
      ])
  }
}
