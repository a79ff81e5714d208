/// A pending event that can be found in memory, because it can be cancelled or is not near: 24 bytes.
@frozen @usableFromInline
struct EventSlot {
  @usableFromInline var time: Double
  @usableFromInline var kind: UInt32
  @usableFromInline var subject: UInt32
  /// The next slot of the list it stands in, with `isCancellable` in the highest bit.
  @usableFromInline var link: UInt32
  /// Odd while a handle names the event, even before and after.
  @usableFromInline var generation: UInt32

  @inlinable static var none: UInt32 { 0x7FFF_FFFF }
  @inlinable static var cancellable: UInt32 { 0x8000_0000 }

  @inlinable var next: UInt32 {
    @inline(__always) get { link & Self.none }
    @inline(__always) set { link = link & Self.cancellable | newValue }
  }
  @inlinable var isCancellable: Bool {
    @inline(__always) get { link & Self.cancellable != 0 }
  }
  @inlinable var isDead: Bool {
    @inline(__always) get { isCancellable && generation & 1 == 0 }
  }
}

/// An event of the near future as its heap keeps it: 24 bytes.
///
/// The sequence number is doubled; its low bit says that the event stands in a slot, whose number is
/// then the first of the two words, which else are its kind and subject.
@frozen @usableFromInline
struct NearEvent {
  @usableFromInline var time: Double
  @usableFromInline var sequence: UInt64
  @usableFromInline var first: UInt32
  @usableFromInline var second: UInt32

  @inlinable @inline(__always)
  init(time: Double, sequence: UInt64, first: UInt32, second: UInt32) {
    self.time = time
    self.sequence = sequence
    self.first = first
    self.second = second
  }

  @inlinable var standsInSlot: Bool {
    @inline(__always) get { sequence & 1 != 0 }
  }

  @inlinable @inline(__always)
  func precedes(_ other: NearEvent) -> Bool {
    time < other.time || (time == other.time && sequence < other.sequence)
  }
}

/// The state of a calendar in plain memory.
///
/// The future is in three parts. *Near*: an array in order, the earliest event last, or, where there
/// are too many for that, a heap with four children a node. *The year*: from `yearStart` to `yearEnd`
/// in `bucketCount` buckets of equal width, each a list of slots, the newest first; events of the
/// bucket `current` and before it are near. *Later*: the slots of all other events, the oldest first.
/// While there is no year (`bucketCount` is 0) everything is near.
///
/// Whenever anything is pending, the earliest of the near events is the earliest of all, and live.
@frozen @usableFromInline
struct CalendarCore {
  @usableFromInline var clock: Double
  @usableFromInline var sequence: UInt64 = 0

  @usableFromInline var near: UnsafeMutablePointer<NearEvent>
  @usableFromInline var nearCount = 0
  @usableFromInline var nearCapacity: Int
  /// Whether the near events are a heap.
  @usableFromInline var isHeap = false
  /// How many may be near before a year is made of them, or a finer one.
  @usableFromInline var nearLimit = CalendarCore.fewEvents

  @usableFromInline var slots: UnsafeMutablePointer<EventSlot>
  @usableFromInline var slotCount = 0
  @usableFromInline var slotCapacity = 0
  @usableFromInline var freeSlot = EventSlot.none
  /// Cancelled events that still have a slot.
  @usableFromInline var dead = 0

  @usableFromInline var buckets: UnsafeMutablePointer<UInt32>
  @usableFromInline var bucketCount = 0
  @usableFromInline var bucketCapacity = 0
  @usableFromInline var current = 0
  @usableFromInline var currentEnd = 0.0
  @usableFromInline var yearStart = 0.0
  @usableFromInline var yearEnd = 0.0
  @usableFromInline var bucketsPerTime = 0.0
  /// Events in buckets after the current one, and how many there may be before a finer year is made.
  @usableFromInline var inYear = 0
  @usableFromInline var yearLimit = 0

  /// A slot of the next bucket: with each event taken it moves on by one, so that the bucket has been
  /// fetched into the processor's cache by the time that its turn comes.
  @usableFromInline var ahead = EventSlot.none

  @usableFromInline var later: UnsafeMutablePointer<UInt32>
  @usableFromInline var laterCount = 0
  @usableFromInline var laterCapacity = 0
  @usableFromInline var laterLeast = Double.infinity

  /// So many events are served best by an array in order.
  @usableFromInline static var fewEvents: Int { 32 }

  @usableFromInline
  init(clock: Double) {
    self.clock = clock
    nearCapacity = Self.fewEvents + 1
    near = PlainMemory.allocated(nearCapacity)
    slots = PlainMemory.allocated(0)
    buckets = PlainMemory.allocated(0)
    later = PlainMemory.allocated(0)
  }

  @inlinable var live: Int { nearCount + inYear + laterCount - dead }
}

// What the calendar offers.
extension CalendarCore {
  @inlinable @inline(__always)
  mutating func schedule(at time: Double, kind: UInt32, subject: UInt32) {
    precondition(time >= clock, "an event cannot be scheduled in the past or at NaN")
    if isNear(time) {
      let entry = NearEvent(time: time, sequence: takeSequence(), first: kind, second: subject)
      pushNear(entry)
    } else {
      scheduleFar(at: time, kind: kind, subject: subject)
    }
  }

  @usableFromInline @inline(never)
  mutating func scheduleFar(at time: Double, kind: UInt32, subject: UInt32) {
    putFar(takeSlot(time: time, kind: kind, subject: subject, link: EventSlot.none))
  }

  @inlinable
  mutating func scheduleCancellable(at time: Double, kind: UInt32, subject: UInt32) -> EventHandle {
    precondition(time >= clock, "an event cannot be scheduled in the past or at NaN")
    let slot = takeSlot(
      time: time, kind: kind, subject: subject, link: EventSlot.none | EventSlot.cancellable)
    slots[Int(slot)].generation |= 1
    let handle = EventHandle(slot: slot, generation: slots[Int(slot)].generation)
    if isNear(time) {
      pushNear(NearEvent(time: time, sequence: takeSequence() | 1, first: slot, second: 0))
    } else {
      putFar(slot)
    }
    return handle
  }

  @inlinable
  mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isLive(handle) else { return false }
    bury(handle.slot)
    discardDead()
    return true
  }

  @inlinable
  mutating func reschedule(_ handle: EventHandle, at time: Double) -> EventHandle? {
    precondition(time >= clock, "an event cannot be scheduled in the past or at NaN")
    guard isLive(handle) else { return nil }
    let slot = slots[Int(handle.slot)]
    bury(handle.slot)
    let moved = scheduleCancellable(at: time, kind: slot.kind, subject: slot.subject)
    discardDead()
    return moved
  }

  /// Takes the earliest event; there must be one.
  @inlinable @inline(__always)
  mutating func take() -> Event {
    nearCount -= 1
    let top = isHeap ? popHeap() : near[nearCount]
    assert(top.time >= clock, "the clock cannot go back from \(clock) to \(top.time)")
    clock = top.time
    var event = Event(time: top.time, kind: top.first, subject: top.second)
    if top.standsInSlot {
      let slot = Int(top.first)
      (event.kind, event.subject) = (slots[slot].kind, slots[slot].subject)
      slots[slot].generation &+= slots[slot].generation & 1
      giveBack(top.first)
    }
    if bucketCount > 0 {
      if ahead != EventSlot.none { ahead = slots[Int(ahead)].next }
      if nearCount == 0 { refill() }
    }
    if dead > 0 { discardDead() }
    return event
  }
}

// Slots.
extension CalendarCore {
  @inlinable @inline(__always)
  func isLive(_ handle: EventHandle) -> Bool {
    Int(handle.slot) < slotCount && handle.generation & 1 != 0
      && slots[Int(handle.slot)].generation == handle.generation
  }

  @inlinable @inline(__always)
  mutating func takeSlot(time: Double, kind: UInt32, subject: UInt32, link: UInt32) -> UInt32 {
    let slot = freeSlot
    if slot == EventSlot.none {
      return makeSlot(time: time, kind: kind, subject: subject, link: link)
    }
    let place = slots + Int(slot)
    freeSlot = place.pointee.next
    place.pointee.time = time
    place.pointee.kind = kind
    place.pointee.subject = subject
    place.pointee.link = link
    return slot
  }

  @inlinable @inline(__always)
  mutating func giveBack(_ slot: UInt32) {
    slots[Int(slot)].link = freeSlot
    freeSlot = slot
  }

  /// Marks a live event as cancelled; its slot is given back when its turn comes.
  @inlinable @inline(__always)
  mutating func bury(_ slot: UInt32) {
    slots[Int(slot)].generation &+= 1
    dead += 1
  }

  @usableFromInline @inline(never)
  mutating func makeSlot(time: Double, kind: UInt32, subject: UInt32, link: UInt32) -> UInt32 {
    if slotCount == slotCapacity {
      precondition(slotCount < Int(EventSlot.none), "more than two thousand million pending events")
      slots = PlainMemory.grown(slots, &slotCapacity, to: slotCount + 1)
    }
    slots[slotCount] = EventSlot(
      time: time, kind: kind, subject: subject, link: link, generation: 0)
    slotCount += 1
    return UInt32(slotCount - 1)
  }
}

// The near future.
extension CalendarCore {
  @inlinable @inline(__always)
  mutating func takeSequence() -> UInt64 {
    defer { sequence &+= 2 }
    return sequence
  }

  /// Whether an event of a time is near.
  @inlinable @inline(__always)
  func isNear(_ time: Double) -> Bool {
    bucketCount == 0 || ((time - yearStart) * bucketsPerTime < currentEnd && time < yearEnd)
  }

  /// The earliest of the near events, of which there must be one.
  @inlinable var earliest: NearEvent {
    @inline(__always) get { isHeap ? near[0] : near[nearCount - 1] }
  }

  @inlinable @inline(__always)
  mutating func pushNear(_ entry: NearEvent) {
    if nearCount >= Self.fewEvents || isHeap {
      pushIntoMany(entry)
    } else {
      // Nobody that is there already is of a later sequence: only times are compared.
      var hole = nearCount
      nearCount += 1
      while hole > 0, near[hole - 1].time <= entry.time {
        near[hole] = near[hole - 1]
        hole -= 1
      }
      near[hole] = entry
    }
  }

  @usableFromInline @inline(never)
  mutating func pushIntoMany(_ entry: NearEvent) {
    if nearCount >= nearCapacity { growNear(to: nearCount + 1) }
    if !isHeap {
      // What is in order backwards is a heap forwards.
      var all = UnsafeMutableBufferPointer(start: near, count: nearCount)
      all.reverse()
      isHeap = true
    }
    var hole = nearCount
    nearCount += 1
    while hole > 0 {
      let parent = (hole - 1) >> 2
      guard entry.precedes(near[parent]) else { break }
      near[hole] = near[parent]
      hole = parent
    }
    near[hole] = entry
    if nearCount > nearLimit { beginYear() }
  }

  /// Takes the earliest of the near events away.
  @inlinable @inline(__always)
  mutating func popNear() {
    nearCount -= 1
    if isHeap { _ = popHeap() }
  }

  /// Takes the top of the heap away; `nearCount` does not count it any more.
  @usableFromInline @inline(never)
  mutating func popHeap() -> NearEvent {
    let top = near[0]
    if nearCount > 0 {
      Self.sift(near[nearCount], into: 0, of: near, count: nearCount)
    } else {
      isHeap = false
    }
    return top
  }

  /// Puts an entry where a hole is, moving up whatever must stand above it.
  @inlinable @inline(__always)
  static func sift(
    _ entry: NearEvent, into start: Int, of heap: UnsafeMutablePointer<NearEvent>, count: Int
  ) {
    var hole = start
    while true {
      let first = hole << 2 + 1
      guard first < count else { break }
      var least = first
      var child = first + 1
      let end = min(first + 4, count)
      while child < end {
        if heap[child].precedes(heap[least]) { least = child }
        child += 1
      }
      guard heap[least].precedes(entry) else { break }
      heap[hole] = heap[least]
      hole = least
    }
    heap[hole] = entry
  }

  /// Sees to it that the top of the heap is live, and that the dead never outnumber the living for
  /// long.
  @inlinable
  mutating func discardDead() {
    while dead > 0, nearCount > 0, earliest.standsInSlot, slots[Int(earliest.first)].isDead {
      let slot = earliest.first
      popNear()
      dead -= 1
      giveBack(slot)
      if nearCount == 0 && bucketCount > 0 { refill() }
    }
    if dead > 64, dead > live { sweep() }
  }

  @usableFromInline @inline(never)
  mutating func growNear(to count: Int) { near = PlainMemory.grown(near, &nearCapacity, to: count) }

  /// Brings near events that stand anyhow into order, or into a heap.
  mutating func arrangeNear() {
    isHeap = nearCount > Self.fewEvents
    if isHeap {
      for node in stride(from: (nearCount - 2) >> 2, through: 0, by: -1) {
        Self.sift(near[node], into: node, of: near, count: nearCount)
      }
    } else {
      for place in stride(from: 1, to: nearCount, by: 1) {
        let entry = near[place]
        var hole = place
        while hole > 0, near[hole - 1].precedes(entry) {
          near[hole] = near[hole - 1]
          hole -= 1
        }
        near[hole] = entry
      }
    }
  }
}

// Memory.
extension CalendarCore {
  var bytes: Int {
    nearCapacity * MemoryLayout<NearEvent>.stride + slotCapacity * MemoryLayout<EventSlot>.stride
      + (bucketCapacity + laterCapacity) * MemoryLayout<UInt32>.stride
  }

  /// The same state in memory of its own.
  @usableFromInline
  func copied() -> CalendarCore {
    var copy = self
    copy.near = PlainMemory.copied(near, count: nearCount, capacity: nearCapacity)
    copy.slots = PlainMemory.copied(slots, count: slotCount, capacity: slotCapacity)
    copy.buckets = PlainMemory.copied(buckets, count: bucketCount, capacity: bucketCapacity)
    copy.later = PlainMemory.copied(later, count: laterCount, capacity: laterCapacity)
    return copy
  }

  @usableFromInline
  func release() {
    PlainMemory.free(near)
    PlainMemory.free(slots)
    PlainMemory.free(buckets)
    PlainMemory.free(later)
  }
}
