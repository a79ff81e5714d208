import Testing

@testable import DiscreteEvents

/// Small, fast random numbers: a stress test makes many.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ n: Int) -> Int {
    Int((UInt64(UInt32(truncatingIfNeeded: next())) &* UInt64(n)) >> 32)
  }
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// How far ahead events are scheduled.
enum Spread: String, CaseIterable, Sendable {
  /// Few distinct times, many of them equal, some of them now.
  case lumps
  /// Evenly over a stretch.
  case even
  /// Most of them soon, a few very far away.
  case heavyTail
  /// Half of them soon, half of them late.
  case twoScales
  /// Anything, infinity among it.
  case wild

  fileprivate func draw(_ random: inout SplitMix) -> Double {
    switch self {
    case .lumps: Double(random.below(6)) / 2
    case .even: random.uniform()
    case .heavyTail: 1 / (random.uniform() + 1e-9) - 1
    case .twoScales: random.below(2) == 0 ? random.uniform() : 1_000 + random.uniform()
    case .wild:
      switch random.below(20) {
      case 0: .infinity
      case 1: random.uniform() * 1e15
      case 2: 0
      case 3: random.uniform() * 1e-12
      default: random.uniform() * 10
      }
    }
  }
}

/// Pending events in an array in order of time, then of scheduling; the earliest is last.
private struct SortedEvents {
  struct Entry {
    var time: Double
    var number: Int
    var who: UInt32
  }

  var entries: [Entry] = []

  private func place(_ time: Double, _ number: Int) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      let entry = entries[middle]
      if entry.time > time || (entry.time == time && entry.number > number) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  mutating func insert(_ entry: Entry) {
    entries.insert(entry, at: place(entry.time, entry.number))
  }

  mutating func remove(_ time: Double, _ number: Int) { entries.remove(at: place(time, number)) }
}

@Suite("Event calendar under stress")
struct CalendarStressTests {
  /// Somebody who has one pending event at most.
  private struct Somebody {
    var handle = EventHandle.none
    var time = 0.0
    var number = -1
  }

  @Test(
    "ten million events of each spread come in the order of a sorted array",
    arguments: Spread.allCases)
  func againstSortedArray(spread: Spread) {
    var random = SplitMix(state: 11)
    var calendar = EventCalendar()
    var sorted = SortedEvents()
    var people = [Somebody](repeating: Somebody(), count: 500)
    var crowd = 20
    var (number, wrong) = (0, 0)
    for step in 0..<10_000_000 {
      // The crowd swells and shrinks, so that every way of keeping events is gone through.
      if step % 5_000 == 0 { crowd = [3, 20, 60, 200, 500][random.below(5)] }
      let who = random.below(crowd)
      let time = calendar.now + spread.draw(&random)
      if people[who].number < 0, calendar.now < .infinity {
        if random.below(2) == 0 {
          calendar.schedule(at: time, kind: 1, subject: UInt32(who))
          people[who].handle = .none
        } else {
          people[who].handle = calendar.scheduleCancellable(
            at: time, kind: 2, subject: UInt32(who))
        }
        (people[who].time, people[who].number) = (time, number)
        sorted.insert(.init(time: time, number: number, who: UInt32(who)))
        number += 1
      } else if people[who].handle != .none, random.below(3) > 0 {
        sorted.remove(people[who].time, people[who].number)
        if random.below(2) == 0 {
          if !calendar.cancel(people[who].handle) { wrong += 1 }
          people[who] = Somebody()
        } else {
          let moved = calendar.reschedule(people[who].handle, at: time)
          if moved == nil { wrong += 1 }
          people[who] = Somebody(handle: moved ?? .none, time: time, number: number)
          sorted.insert(.init(time: time, number: number, who: UInt32(who)))
          number += 1
        }
      } else {
        let limit = random.below(4) == 0 ? time : .infinity
        let first = sorted.entries.last
        let isDue = first.map { $0.time < limit } ?? false
        let event = calendar.next(before: limit)
        if event?.subject != (isDue ? first?.who : nil) { wrong += 1 }
        if let event, let first, isDue {
          if event.time != first.time { wrong += 1 }
          people[Int(first.who)] = Somebody()
          sorted.entries.removeLast()
        } else if !isDue, let first, first.time == .infinity, limit == .infinity {
          // Nothing but the end of time is left: begin anew.
          calendar = EventCalendar()
          sorted.entries = []
          people = [Somebody](repeating: Somebody(), count: 500)
        }
      }
      if calendar.count != sorted.entries.count { wrong += 1 }
      if calendar.earliest != sorted.entries.last?.time { wrong += 1 }
      if wrong > 0 { break }
    }
    #expect(wrong == 0)
  }

  @Test(
    "a crowd of any size comes in order, and equal times in that of scheduling",
    arguments: Spread.allCases)
  func largeCrowds(spread: Spread) {
    var random = SplitMix(state: 12)
    var calendar = EventCalendar()
    var scheduled: UInt32 = 0
    for _ in 0..<300_000 {
      calendar.schedule(at: spread.draw(&random), kind: 0, subject: scheduled)
      scheduled += 1
    }
    var copy: EventCalendar?
    var (last, wrong, taken) = (Event(time: -1, kind: 0, subject: 0), 0, 0)
    while let event = calendar.next() {
      if event.time < last.time || (event.time == last.time && event.subject < last.subject) {
        wrong += 1
      }
      last = event
      taken += 1
      if taken <= 600_000, event.time < .infinity {
        calendar.schedule(at: event.time + spread.draw(&random), kind: 0, subject: scheduled)
        scheduled += 1
      }
      if taken == 100_000 { copy = calendar }
    }
    #expect(wrong == 0)
    #expect(taken == Int(scheduled))
    // The copy has lived through none of this.
    var left = 0
    while copy?.next() != nil { left += 1 }
    #expect(left == 300_000 || spread == .wild)
  }

  @Test(
    "a pending event takes less than 32 bytes, cancellable or not",
    arguments: [1_000, 10_000, 1_000_000] as [UInt32], [false, true])
  func memory(pending: UInt32, cancellable: Bool) {
    var random = SplitMix(state: 13)
    var calendar = EventCalendar()
    var most = 0.0
    for subject in 0..<pending {
      let time = -1e3 * (random.uniform() + 1e-12).squareRoot() + 1e3
      if cancellable {
        _ = calendar.scheduleCancellable(at: time, kind: 0, subject: subject)
      } else {
        calendar.schedule(at: time, kind: 0, subject: subject)
      }
    }
    for _ in 0..<3_000_000 {
      guard let event = calendar.next() else { break }
      let time = event.time + 1e3 * random.uniform()
      if cancellable {
        _ = calendar.scheduleCancellable(at: time, kind: 0, subject: event.subject)
      } else {
        calendar.schedule(at: time, kind: 0, subject: event.subject)
      }
      most = max(most, Double(calendar.bytes) / Double(calendar.count))
    }
    #expect(most < 32)
  }
}
