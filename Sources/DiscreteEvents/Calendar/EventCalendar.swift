/// The pending events of a simulation, taken in order of time.
///
/// Events of equal time are taken in the order in which they were scheduled. A calendar is a value:
/// a copy is an independent calendar with the same pending events, and handles hold in both.
///
/// ```swift
/// var calendar = EventCalendar()
/// calendar.schedule(at: 2, kind: 1, subject: 7)
/// let patience = calendar.scheduleCancellable(at: 1, kind: 2, subject: 7)
/// calendar.cancel(patience)
/// while let event = calendar.next(before: 480) { print(event.time, event.kind) }
/// ```
@frozen
public struct EventCalendar: Sendable {
  /// The time of the last event taken; before the first, the time the calendar was made for.
  @inlinable public var now: Double { clock }

  @usableFromInline var clock: Double
  @usableFromInline var heap: EventHeap
  @usableFromInline var claims: EventClaims
  @usableFromInline var nextSequence: UInt64
  @usableFromInline var cancelled: Int

  /// Makes an empty calendar whose clock stands at a time.
  ///
  /// - Precondition: the time is not NaN.
  public init(at time: Double = 0) {
    precondition(!time.isNaN, "a calendar cannot start at NaN")
    clock = time
    heap = EventHeap()
    claims = EventClaims()
    nextSequence = 0
    cancelled = 0
  }

  /// How many events are pending, not counting those cancelled.
  @inlinable public var count: Int { heap.entries.count - cancelled }

  /// The time of the earliest pending event, or nil when nothing is pending.
  ///
  /// - Complexity: O(1).
  @inlinable public var earliest: Double? { heap.entries.first?.time }

  /// Schedules an event that will not be cancelled: the cheapest way.
  ///
  /// - Precondition: `time` is neither NaN nor before ``now``.
  /// - Complexity: O(log n) at worst, O(1) for most.
  @inlinable
  public mutating func schedule(at time: Double, kind: UInt32, subject: UInt32) {
    precondition(time >= now, "an event cannot be scheduled in the past or at NaN")
    heap.push(EventEntry(time: time, sequence: takeSequence(), first: kind, second: subject))
  }

  /// Schedules an event that can be cancelled or moved with the handle returned.
  ///
  /// - Precondition: `time` is neither NaN nor before ``now``.
  /// - Complexity: as ``schedule(at:kind:subject:)``.
  @inlinable
  public mutating func scheduleCancellable(
    at time: Double, kind: UInt32, subject: UInt32
  ) -> EventHandle {
    precondition(time >= now, "an event cannot be scheduled in the past or at NaN")
    let handle = claims.claim(kind: kind, subject: subject)
    push(handle, at: time)
    return handle
  }

  /// Cancels a pending event.
  ///
  /// - Returns: false when the event was already taken or cancelled, or the handle is
  ///   ``EventHandle/none``.
  /// - Complexity: O(1), amortised; O(log n) when the event is the earliest one.
  @inlinable @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard claims.isLive(handle) else { return false }
    claims.release(handle)
    cancelled += 1
    discardCancelled()
    return true
  }

  /// Moves a pending event to another time; among equal times it counts as scheduled now.
  ///
  /// - Returns: the event's new handle (the old one names nothing any more), or nil when the event
  ///   was already taken or cancelled.
  /// - Precondition: `time` is neither NaN nor before ``now``.
  /// - Complexity: as ``schedule(at:kind:subject:)``.
  @inlinable @discardableResult
  public mutating func reschedule(_ handle: EventHandle, at time: Double) -> EventHandle? {
    precondition(time >= now, "an event cannot be scheduled in the past or at NaN")
    guard claims.isLive(handle) else { return nil }
    let moved = claims.renew(handle)
    cancelled += 1
    push(moved, at: time)
    discardCancelled()
    return moved
  }

  /// Takes the earliest event and moves ``now`` to its time; nil when nothing is pending.
  ///
  /// - Complexity: O(log n), amortised.
  @inlinable
  public mutating func next() -> Event? {
    guard !heap.entries.isEmpty else { return nil }
    return take()
  }

  /// Takes the earliest event if it is before a limit; nil, with nothing changed, if it is not.
  ///
  /// - Complexity: O(log n), amortised; O(1) when nothing is taken.
  @inlinable
  public mutating func next(before limit: Double) -> Event? {
    guard let time = heap.entries.first?.time, time < limit else { return nil }
    return take()
  }
}

// The earliest entry is never a cancelled one: whatever may uncover a cancelled entry discards it.
extension EventCalendar {
  @inlinable @inline(__always)
  mutating func takeSequence() -> UInt64 {
    defer { nextSequence &+= 1 }
    return nextSequence << 1
  }

  @inlinable @inline(__always)
  mutating func push(_ handle: EventHandle, at time: Double) {
    heap.push(
      EventEntry(
        time: time, sequence: takeSequence() | EventEntry.cancellable,
        first: handle.slot, second: handle.generation))
  }

  @inlinable @inline(__always)
  mutating func take() -> Event {
    let entry = heap.pop()
    clock = entry.time
    var event = Event(time: entry.time, kind: entry.first, subject: entry.second)
    if entry.isCancellable {
      let handle = EventHandle(slot: entry.first, generation: entry.second)
      (event.kind, event.subject) = claims.content(of: handle)
      claims.release(handle)
    }
    if cancelled > 0 { discardCancelled() }
    return event
  }

  @inlinable
  mutating func discardCancelled() {
    while cancelled > 0, let top = heap.entries.first, isCancelled(top) {
      _ = heap.pop()
      cancelled -= 1
    }
    if cancelled > 64, cancelled > heap.entries.count / 2 { sweep() }
  }

  @inlinable @inline(__always)
  func isCancelled(_ entry: EventEntry) -> Bool {
    entry.isCancellable
      && !claims.isLive(EventHandle(slot: entry.first, generation: entry.second))
  }

  /// Removes every cancelled entry at once, so that they never outnumber the pending ones for long.
  @usableFromInline
  mutating func sweep() {
    let claims = self.claims
    heap.removeAll { entry in
      entry.isCancellable
        && !claims.isLive(EventHandle(slot: entry.first, generation: entry.second))
    }
    cancelled = 0
  }
}
