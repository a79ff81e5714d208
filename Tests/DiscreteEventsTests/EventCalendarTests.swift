import RandomVariates
import Testing

@testable import DiscreteEvents

@Suite("Event calendar")
struct EventCalendarTests {
  /// A calendar as anybody would write it: an array in order of time, then of scheduling.
  struct Reference {
    struct Entry { var event: Event; var number: Int; var handle: EventHandle }
    var entries: [Entry] = []
    var scheduled = 0

    mutating func schedule(_ event: Event, _ handle: EventHandle = .none) {
      let place = entries.firstIndex { $0.event.time > event.time } ?? entries.count
      entries.insert(Entry(event: event, number: scheduled, handle: handle), at: place)
      scheduled += 1
    }

    mutating func remove(_ handle: EventHandle) -> Event? {
      guard handle != .none, let index = entries.firstIndex(where: { $0.handle == handle }) else {
        return nil
      }
      return entries.remove(at: index).event
    }
  }

  @Test("agrees with a sorted array under random work", arguments: 1...8)
  func againstReference(seed: Int) {
    let source = RandomSource(seed: UInt64(seed), replication: 1)
    source.seek(0, 0, 0)
    func pick(_ n: Int) -> Int { Int(source.uniform() * Double(n)) }
    var calendar = EventCalendar()
    var reference = Reference()
    var handles: [EventHandle] = [.none]
    for step in 0..<6000 {
      // Few distinct times, so that many are equal.
      let time = calendar.now + Double(pick(12)) / 4
      let event = Event(time: time, kind: UInt32(pick(5)), subject: UInt32(step))
      // It grows, then shrinks, again and again.
      switch (step / 500) % 2 == 0 ? pick(8) : 3 + pick(7) {
      case 0, 1:
        calendar.schedule(at: time, kind: event.kind, subject: event.subject)
        reference.schedule(event)
      case 2, 3:
        let handle = calendar.scheduleCancellable(
          at: time, kind: event.kind, subject: event.subject)
        reference.schedule(event, handle)
        handles.append(handle)
      case 4, 5:
        let handle = handles[pick(handles.count)]
        #expect(calendar.cancel(handle) == (reference.remove(handle) != nil))
      case 6:
        let handle = handles[pick(handles.count)]
        let moved = calendar.reschedule(handle, at: time)
        let old = reference.remove(handle)
        #expect((moved != nil) == (old != nil))
        if let moved, let old {
          reference.schedule(Event(time: time, kind: old.kind, subject: old.subject), moved)
          handles.append(moved)
        }
      case 7:
        let limit = time
        let first = reference.entries.first?.event
        let expected = (first?.time ?? .infinity) < limit ? first : nil
        #expect(calendar.next(before: limit) == expected)
        if expected != nil { reference.entries.removeFirst() }
      default:
        let expected = reference.entries.first?.event
        #expect(calendar.next() == expected)
        if let expected {
          reference.entries.removeFirst()
          #expect(calendar.now == expected.time)
        }
      }
      #expect(calendar.count == reference.entries.count)
      #expect(calendar.earliest == reference.entries.first?.event.time)
    }
    var copy = calendar
    let rest = reference.entries.map(\.event)
    for event in rest { #expect(calendar.next() == event) }
    #expect(calendar.next() == nil)
    for event in rest { #expect(copy.next() == event) }
  }

  @Test("equal times run in the order of scheduling")
  func equalTimes() {
    var calendar = EventCalendar()
    for subject in 0..<1000 as Range<UInt32> {
      if subject % 3 == 0 {
        _ = calendar.scheduleCancellable(at: 5, kind: 0, subject: subject)
      } else {
        calendar.schedule(at: 5, kind: 0, subject: subject)
      }
    }
    var order: [UInt32] = []
    while let event = calendar.next() { order.append(event.subject) }
    #expect(order == Array(0..<1000))
  }

  @Test("an event moved to an equal time runs after those already there")
  func movedToEqualTime() {
    var calendar = EventCalendar()
    let first = calendar.scheduleCancellable(at: 1, kind: 0, subject: 1)
    calendar.schedule(at: 1, kind: 0, subject: 2)
    let moved = calendar.reschedule(first, at: 1)
    #expect(moved != nil)
    #expect(moved != first)
    #expect(calendar.next()?.subject == 2)
    #expect(calendar.next()?.subject == 1)
  }

  @Test("a handle of a past event names nothing, even when its place is used again")
  func generations() {
    var calendar = EventCalendar()
    let taken = calendar.scheduleCancellable(at: 1, kind: 0, subject: 1)
    _ = calendar.next()
    #expect(calendar.cancel(taken) == false)
    let second = calendar.scheduleCancellable(at: 2, kind: 0, subject: 2)
    #expect(calendar.cancel(taken) == false)
    #expect(calendar.reschedule(taken, at: 3) == nil)
    #expect(calendar.count == 1)
    #expect(calendar.cancel(second) == true)
    #expect(calendar.cancel(second) == false)
    #expect(calendar.cancel(.none) == false)
    #expect(calendar.count == 0)
    #expect(calendar.earliest == nil)
    #expect(calendar.next() == nil)
    #expect(calendar.now == 1)
  }

  @Test("a copy lives on its own, and handles hold in both")
  func copies() {
    var base = EventCalendar()
    let handle = base.scheduleCancellable(at: 1, kind: 7, subject: 1)
    base.schedule(at: 2, kind: 8, subject: 2)
    var variant = base
    #expect(variant.cancel(handle) == true)
    #expect(variant.next()?.kind == 8)
    #expect(base.next()?.kind == 7)
    #expect(base.cancel(handle) == false)
  }

  @Test("cancelled events do not pile up")
  func renewedTimeouts() {
    var calendar = EventCalendar()
    var pending = calendar.scheduleCancellable(at: 1e6, kind: 0, subject: 0)
    for round in 1...100_000 {
      calendar.schedule(at: Double(round), kind: 1, subject: 0)
      pending = calendar.reschedule(pending, at: 1e6 + Double(round)) ?? .none
      #expect(calendar.next()?.kind == 1)
    }
    #expect(calendar.count == 1)
    #expect(calendar.bytes < 16_384)
    #expect(calendar.next()?.time == 1.1e6)
  }

  @Test("an event before now, or at no time at all, stops the program")
  func badTimes() async {
    await #expect(processExitsWith: .failure) {
      var calendar = EventCalendar(at: 10)
      calendar.schedule(at: 9, kind: 0, subject: 0)
    }
    await #expect(processExitsWith: .failure) {
      var calendar = EventCalendar()
      _ = calendar.scheduleCancellable(at: .nan, kind: 0, subject: 0)
    }
  }
}
