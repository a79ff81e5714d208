@frozen public struct Event: Sendable {
  public var time: Double
  public var kind: UInt32
  public var subject: UInt32
}

@frozen public struct EventHandle: Sendable, Equatable {
  @usableFromInline var slot: UInt32
  @usableFromInline var generation: UInt32
  @inlinable init(slot: UInt32, generation: UInt32) { self.slot = slot; self.generation = generation }
  public static let none = EventHandle(slot: .max, generation: 0)
}

public struct EventCalendar: Sendable {
  @usableFromInline struct Entry: Sendable {
    var time: Double
    var sequence: UInt64
    var kind: UInt32
    var subject: UInt32
    var slot: UInt32
    @inline(__always) func precedes(_ o: Entry) -> Bool {
      time < o.time || (time == o.time && sequence < o.sequence)
    }
  }
  var heap: ContiguousArray<Entry> = []
  var sequence: UInt64 = 0
  var generations: ContiguousArray<UInt32> = []
  var live: ContiguousArray<Bool> = []
  var freeSlots: ContiguousArray<UInt32> = []
  var cancelled = 0
  public private(set) var now = -Double.infinity
  public init() {}
  public var count: Int { heap.count - cancelled }

  public mutating func schedule(at time: Double, kind: UInt32, subject: UInt32) {
    push(Entry(time: time, sequence: sequence, kind: kind, subject: subject, slot: .max))
  }
  public mutating func scheduleCancellable(at time: Double, kind: UInt32, subject: UInt32) -> EventHandle {
    let slot: UInt32
    if let f = freeSlots.popLast() { slot = f } else { slot = UInt32(generations.count); generations.append(0); live.append(false) }
    live[Int(slot)] = true
    push(Entry(time: time, sequence: sequence, kind: kind, subject: subject, slot: slot))
    return EventHandle(slot: slot, generation: generations[Int(slot)])
  }
  public mutating func cancel(_ h: EventHandle) -> Bool {
    guard h.slot != .max, generations[Int(h.slot)] == h.generation, live[Int(h.slot)] else { return false }
    live[Int(h.slot)] = false
    generations[Int(h.slot)] &+= 1
    cancelled += 1
    return true
  }
  mutating func push(_ e: Entry) {
    sequence += 1
    heap.append(e)
    var i = heap.count - 1
    while i > 0 {
      let p = (i - 1) >> 2
      if e.precedes(heap[p]) { heap[i] = heap[p]; i = p } else { break }
    }
    heap[i] = e
  }
  mutating func pop() {
    let last = heap.removeLast()
    let n = heap.count
    if n == 0 { return }
    var i = 0
    while true {
      let c = i * 4 + 1
      if c >= n { break }
      var m = c
      var k = c + 1
      let end = min(c + 4, n)
      while k < end { if heap[k].precedes(heap[m]) { m = k }; k += 1 }
      if heap[m].precedes(last) { heap[i] = heap[m]; i = m } else { break }
    }
    heap[i] = last
  }
  public mutating func next(before limit: Double) -> Event? {
    while let top = heap.first {
      if top.slot != .max {
        if !live[Int(top.slot)] { pop(); cancelled -= 1; freeSlots.append(top.slot); continue }
      }
      if top.time >= limit { return nil }
      pop()
      if top.slot != .max { live[Int(top.slot)] = false; generations[Int(top.slot)] &+= 1; freeSlots.append(top.slot) }
      now = top.time
      return Event(time: top.time, kind: top.kind, subject: top.subject)
    }
    return nil
  }
}
