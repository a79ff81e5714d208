public import DiscreteEvents
public import RandomVariates

/// A network of stations with jobs of several classes: enough for most queues of the textbooks.
///
/// Built on nothing but ``EventCalendar`` and ``Station``, so that what holds of it holds of them.
public struct QueueNetwork: Sendable {
  /// A station and what happens at it.
  public struct Node: Sendable {
    /// Equal servers.
    public var servers = 1
    /// Service times by class.
    public var service: [Law]
    /// Jobs that fit in, waiting or in service; others are lost.
    public var room = Int.max
    /// Whether classes are served by priority, class 0 first.
    public var hasPriorities = false
    /// Whether a job of higher priority interrupts one of lower, which is resumed later.
    public var preempts = false
    /// How long jobs wait before they give up; nil for ever.
    public var patience: Law?
    /// Chances of going on to each node; what is missing to one leaves.
    public var routes: [Double] = []

    /// Makes a node.
    public init(service: [Law]) { self.service = service }
  }

  /// Where jobs come from.
  public struct Arrivals: Sendable {
    /// When they come.
    public var process: ArrivalProcess
    /// The node they go to.
    public var node = 0
    /// Their class.
    public var kind = 0
    /// Where it is not nil, so many jobs live outside, each coming by the process and again by it after
    /// it has left (a finite source).
    public var population: Int?

    /// Makes a stream.
    public init(_ process: ArrivalProcess) { self.process = process }

    /// Makes a Poisson stream.
    public init(rate: Double) { process = ArrivalProcess(rate: rate) }
  }

  /// The stations.
  public var nodes: [Node]
  /// The streams of jobs.
  public var arrivals: [Arrivals]

  /// Makes a network.
  public init(nodes: [Node], arrivals: [Arrivals]) {
    (self.nodes, self.arrivals) = (nodes, arrivals)
  }

  /// What a run shows.
  public struct Outcome: Sendable {
    /// By node.
    public var stations: [StationStatistics]
    /// The largest gap in Little's law over the nodes.
    public var littleGap: Double
    /// By class: waits at the first node, of those who started there.
    public var waits: [Tally]
    /// By class: from arriving at the first node to leaving the network.
    public var sojourns: [Tally]
    /// Mean numbers of busy servers at the first node in equal parts of the period, where one is given.
    public var busyByPhase: [Double]
    /// The waits of class 0 in the order in which they ended, where asked for.
    public var series: [Double]
  }
}

extension QueueNetwork {
  /// Runs the network from empty; what happens before the warm-up's end is not counted.
  ///
  /// - Parameters:
  ///   - period: the length of the period of arrivals that vary, of which `phases` parts are told apart.
  ///   - keepsSeries: whether the waits are kept one by one.
  public func run(
    replication: Int, warmUp: Double, duration: Double, seed: UInt64 = 1, period: Double = 0,
    phases: Int = 0, keepsSeries: Bool = false
  ) -> Outcome {
    var run = Run(self, replication: replication, seed: seed)
    run.keepsSeries = keepsSeries
    return run.go(warmUp: warmUp, until: warmUp + duration, period: period, phases: phases)
  }

  private enum Kind {
    static let arrival: UInt32 = 0
    static let end: UInt32 = 1
    static let gaveUp: UInt32 = 2
    static let comesBack: UInt32 = 3
  }

  private struct Job {
    var kind: Int
    var node = 0
    var arrived = 0.0
    var joined = 0.0
    var left: Double?
    var began = 0.0
    var end = EventHandle.none
    var patience = EventHandle.none
    var source: Int?
  }

  private struct Run {
    let network: QueueNetwork
    let source: RandomSource
    let services: [[Sampler]]
    let patience: [Sampler?]
    var calendar = EventCalendar()
    var stations: [Station]
    var jobs: [Job] = []
    var free: [Int] = []
    var waits: [Tally]
    var sojourns: [Tally]
    var processes: [ArrivalProcess]
    /// How many come at the next arrival of each stream.
    var together: [Int]
    var keepsSeries = false
    var series: [Double] = []

    init(_ network: QueueNetwork, replication: Int, seed: UInt64) {
      self.network = network
      source = RandomSource(seed: seed, replication: UInt32(replication))
      source.seek(1, 1, 1)
      services = network.nodes.map { $0.service.map { Sampler($0) } }
      patience = network.nodes.map { $0.patience.map { Sampler($0) } }
      processes = network.arrivals.map(\.process)
      together = network.arrivals.map { _ in 1 }
      stations = network.nodes.map {
        Station(
          priorities: $0.hasPriorities ? $0.service.count : 1, room: $0.room,
          preempts: $0.preempts)
      }
      let kinds = (network.arrivals.map(\.kind).max() ?? 0) + 1
      waits = Array(repeating: Tally(), count: kinds)
      sojourns = waits
      for (n, node) in network.nodes.enumerated() {
        for server in 0..<node.servers { stations[n].arrive(server: UInt32(server), at: 0) }
      }
    }

    mutating func go(
      warmUp: Double, until end: Double, period: Double, phases: Int
    ) -> Outcome {
      for (index, stream) in network.arrivals.enumerated() {
        if let population = stream.population {
          for _ in 0..<population { outside(index, at: 0) }
        } else {
          scheduleArrival(index, after: 0)
        }
      }
      var isWarm = false
      var phase = (area: [Double](repeating: 0, count: phases), until: warmUp)
      while let event = calendar.next(before: end) {
        let now = event.time
        if !isWarm, now >= warmUp {
          isWarm = true
          for n in stations.indices { stations[n].resetStatistics(at: warmUp) }
          for k in waits.indices { (waits[k], sojourns[k]) = (Tally(), Tally()) }
        }
        if isWarm, phases > 0 { addBusy(&phase, until: now, period: period) }
        switch event.kind {
        case Kind.arrival: streamArrives(Int(event.subject), at: now)
        case Kind.comesBack:
          let stream = network.arrivals[Int(event.subject)]
          enter(
            Job(kind: stream.kind, node: stream.node, arrived: now, source: Int(event.subject)),
            at: now)
        case Kind.end: serviceEnds(Int(event.subject), at: now)
        default: givesUp(Int(event.subject), at: now)
        }
      }
      if phases > 0 { addBusy(&phase, until: end, period: period) }
      for n in stations.indices { stations[n].observe(at: end) }
      let length = (end - warmUp) / Double(max(1, phases))
      return Outcome(
        stations: stations.map(\.statistics),
        littleGap: stations.map { $0.littleGap(at: end) }.max() ?? 0, waits: waits,
        sojourns: sojourns, busyByPhase: phase.area.map { $0 / length }, series: series)
    }

    /// Adds up busy servers by phase, from the last event to this one.
    private func addBusy(
      _ phase: inout (area: [Double], until: Double), until now: Double, period: Double
    ) {
      let width = period / Double(phase.area.count)
      let busy = Double(stations[0].busy)
      while phase.until < now {
        let place = Int((phase.until / width + 1e-9).rounded(.down))
        let step = min(now, Double(place + 1) * width) - phase.until
        // The state before this event is what held since the last one.
        phase.area[place % phase.area.count] += busy * step
        phase.until += max(step, 1e-12)
      }
    }

    private mutating func outside(_ index: Int, at now: Double) {
      calendar.schedule(
        at: processes[index].next(after: now, source).time, kind: Kind.comesBack,
        subject: UInt32(index))
    }

    private mutating func scheduleArrival(_ index: Int, after now: Double) {
      let arrival = processes[index].next(after: now, source)
      calendar.schedule(at: arrival.time, kind: Kind.arrival, subject: UInt32(index))
      together[index] = arrival.count
    }

    private mutating func streamArrives(_ index: Int, at now: Double) {
      let stream = network.arrivals[index]
      let count = together[index]
      scheduleArrival(index, after: now)
      for _ in 0..<count { enter(Job(kind: stream.kind, node: stream.node, arrived: now), at: now) }
    }

    private mutating func enter(_ job: Job, at now: Double) {
      let id: Int
      if let last = free.popLast() {
        id = last
        jobs[id] = job
      } else {
        id = jobs.count
        jobs.append(job)
      }
      arrive(id, at: now)
    }

    private mutating func arrive(_ id: Int, at now: Double) {
      let n = jobs[id].node
      jobs[id].joined = now
      jobs[id].left = nil
      let priority = network.nodes[n].hasPriorities ? jobs[id].kind : 0
      switch stations[n].admit(UInt32(id), priority: priority, at: now) {
      case .starts(let server): start(id, server, at: now)
      case .refused: leave(id, at: now, isServed: false)
      case .waits:
        if let law = patience[n] {
          jobs[id].patience = calendar.scheduleCancellable(
            at: now + law.draw(source), kind: Kind.gaveUp, subject: UInt32(id))
        }
      case .displaces(let other, let server):
        let displaced = Int(other)
        calendar.cancel(jobs[displaced].end)
        jobs[displaced].left = (jobs[displaced].left ?? 0) - (now - jobs[displaced].began)
        start(id, server, at: now)
      }
    }

    private mutating func start(_ id: Int, _ server: UInt32, at now: Double) {
      let n = jobs[id].node
      calendar.cancel(jobs[id].patience)
      if jobs[id].left == nil {
        let wait = now - jobs[id].joined
        if n == 0 { waits[jobs[id].kind].add(wait) }
        if keepsSeries, n == 0, jobs[id].kind == 0 { series.append(wait) }
        let kinds = services[n]
        jobs[id].left = kinds[min(jobs[id].kind, kinds.count - 1)].draw(source)
      }
      jobs[id].began = now
      jobs[id].end = calendar.scheduleCancellable(
        at: now + (jobs[id].left ?? 0), kind: Kind.end, subject: UInt32(n) << 16 | server)
    }

    private mutating func serviceEnds(_ subject: Int, at now: Double) {
      let (n, server) = (subject >> 16, UInt32(subject & 0xFFFF))
      guard let done = stations[n].job(of: server) else { return }
      if let next = stations[n].finish(server, at: now) { start(Int(next), server, at: now) }
      var u = source.uniform()
      for (target, chance) in network.nodes[n].routes.enumerated() {
        u -= chance
        if u < 0 {
          jobs[Int(done)].node = target
          arrive(Int(done), at: now)
          return
        }
      }
      leave(Int(done), at: now, isServed: true)
    }

    private mutating func givesUp(_ id: Int, at now: Double) {
      if stations[jobs[id].node].renege(UInt32(id), at: now) {
        leave(id, at: now, isServed: false)
      }
    }

    private mutating func leave(_ id: Int, at now: Double, isServed: Bool) {
      if isServed { sojourns[jobs[id].kind].add(now - jobs[id].arrived) }
      if let stream = jobs[id].source { outside(stream, at: now) }
      free.append(id)
    }
  }
}
