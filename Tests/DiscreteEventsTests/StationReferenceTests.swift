import DiscreteEvents
import RandomVariates
import Testing

/// A station as anybody would write it: arrays searched from the front.
private struct PlainStation {
  var waiting: [(job: UInt32, priority: Int, since: Double)] = []
  var idle: [UInt32] = []
  var busy: [UInt32: UInt32] = [:]
  var leaving: Set<UInt32> = []
  var accepting = true

  mutating func join(_ job: UInt32, _ priority: Int, _ time: Double) -> UInt32? {
    if accepting, waiting.isEmpty, !idle.isEmpty {
      let server = idle.removeFirst()
      busy[server] = job
      return server
    }
    let place = waiting.firstIndex { $0.priority > priority } ?? waiting.count
    waiting.insert((job, priority, time), at: place)
    return nil
  }

  mutating func renege(_ job: UInt32) -> Bool {
    guard let place = waiting.firstIndex(where: { $0.job == job }) else { return false }
    waiting.remove(at: place)
    return true
  }

  mutating func offer(_ server: UInt32) -> UInt32? {
    guard accepting, !waiting.isEmpty else {
      idle.append(server)
      return nil
    }
    let job = waiting.removeFirst().job
    busy[server] = job
    return job
  }

  mutating func finish(_ server: UInt32) -> UInt32? {
    busy[server] = nil
    return leaving.remove(server) == nil ? offer(server) : nil
  }

  mutating func arrive(_ server: UInt32) -> UInt32? {
    if leaving.remove(server) != nil || busy[server] != nil || idle.contains(server) { return nil }
    return offer(server)
  }

  mutating func leave(_ server: UInt32) -> Bool {
    if busy[server] != nil {
      leaving.insert(server)
      return false
    }
    idle.removeAll { $0 == server }
    return true
  }

  mutating func startNext() -> UInt32? {
    guard accepting, !waiting.isEmpty, !idle.isEmpty else { return nil }
    return offer(idle.removeFirst())
  }
}

@Suite("Station against a plain one")
struct StationReferenceTests {
  @Test("every answer agrees under random work", arguments: 1...6)
  func agrees(seed: Int) {
    let source = RandomSource(seed: UInt64(seed), replication: 9)
    source.seek(0, 0, 0)
    func pick(_ n: Int) -> Int { Int(source.uniform() * Double(n)) }
    var desk = Station(priorities: 3)
    var plain = PlainStation()
    for step in 0..<20_000 {
      let time = Double(step / 2)
      let server = UInt32(pick(6))
      switch pick(14) {
      case 0...3:
        // Ids are used again once their job has left the line.
        let job = UInt32(pick(40))
        let priority = pick(3)
        guard !desk.isWaiting(job) else { continue }
        #expect(desk.join(job, priority: priority, at: time) == plain.join(job, priority, time))
      case 4, 5:
        let job = UInt32(pick(40))
        #expect(desk.renege(job, at: time) == plain.renege(job))
      case 6, 7: #expect(desk.arrive(server: server, at: time) == plain.arrive(server))
      case 8: #expect(desk.leave(server: server, at: time) == plain.leave(server))
      case 9:
        desk.accepting.toggle()
        plain.accepting.toggle()
      case 10: #expect(desk.startNext(at: time)?.job == plain.startNext())
      default:
        guard plain.busy[server] != nil else { continue }
        #expect(desk.finish(server, at: time) == plain.finish(server))
      }
      #expect(desk.waiting == plain.waiting.count)
      #expect(desk.idle == plain.idle.count)
      #expect(desk.busy == plain.busy.count)
      #expect(desk.onDuty == plain.idle.count + plain.busy.count)
      #expect(desk.job(of: server) == plain.busy[server])
      if step % 97 == 0 { #expect(desk.violations(at: time) == []) }
      if step == 7_000 { desk.resetStatistics(at: time) }
      if let last = plain.waiting.last {
        #expect(desk.waitingTime(of: last.job, at: time) == time - last.since)
      }
    }
    #expect(desk.littleGap(at: 10_000) < 1e-12)
    #expect(desk.violations(at: 10_000) == [])
  }

  @Test("misuse stops the program")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      var desk = Station()
      _ = desk.join(1, at: 0)
      _ = desk.join(1, at: 1)
    }
    await #expect(processExitsWith: .failure) {
      var desk = Station()
      desk.arrive(server: 0, at: 0)
      desk.finish(0, at: 1)
    }
    await #expect(processExitsWith: .failure) {
      var desk = Station(at: 10)
      desk.observe(at: 9)
    }
  }
}
