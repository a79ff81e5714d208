/// The pending events of a simulation, taken in order of time.
///
/// Events of equal time are taken in the order in which they were scheduled. A calendar is a value:
/// a copy is an independent calendar with the same pending events, and handles hold in both. The
/// events themselves are copied when one of the two next changes.
///
/// The next few events stand in order, the rest of the present year in buckets of a few events each,
/// and all that is later in one list, which is dealt out when the year is over; an event's place is
/// told by its time alone. What an event costs therefore hardly depends on how many are pending (ideas
/// of Brown 1988, "Calendar queues", and of Tang, Goh & Thng 2005, "Ladder queue"). A pending event
/// takes 24 bytes of memory and, where there are thousands, less than 8 more for finding it.
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
  @usableFromInline var memory: CalendarMemory

  /// Makes an empty calendar whose clock stands at a time.
  ///
  /// - Precondition: the time is not NaN.
  public init(at time: Double = 0) {
    precondition(!time.isNaN, "a calendar cannot start at NaN")
    memory = CalendarMemory(CalendarCore(clock: time))
  }

  /// The time of the last event taken; before the first, the time the calendar was made for.
  @inlinable public var now: Double { memory.core.pointee.clock }

  /// How many events are pending, not counting those cancelled.
  @inlinable public var count: Int { memory.core.pointee.live }

  /// The time of the earliest pending event, or nil when nothing is pending.
  ///
  /// - Complexity: O(1).
  @inlinable public var earliest: Double? {
    memory.core.pointee.nearCount > 0 ? memory.core.pointee.earliest.time : nil
  }

  /// Schedules an event that will not be cancelled: the cheapest way.
  ///
  /// - Precondition: `time` is neither NaN nor before ``now``.
  /// - Complexity: O(1), amortised.
  @inlinable @inline(__always)
  public mutating func schedule(at time: Double, kind: UInt32, subject: UInt32) {
    makeUnique()
    memory.core.pointee.schedule(at: time, kind: kind, subject: subject)
  }

  /// Schedules an event that can be cancelled or moved with the handle returned.
  ///
  /// - Precondition: `time` is neither NaN nor before ``now``.
  /// - Complexity: O(1), amortised.
  @inlinable
  public mutating func scheduleCancellable(
    at time: Double, kind: UInt32, subject: UInt32
  ) -> EventHandle {
    makeUnique()
    return memory.core.pointee.scheduleCancellable(at: time, kind: kind, subject: subject)
  }

  /// Cancels a pending event.
  ///
  /// - Returns: false when the event was already taken or cancelled, or the handle is
  ///   ``EventHandle/none``.
  /// - Complexity: O(1), amortised.
  @inlinable @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    makeUnique()
    return memory.core.pointee.cancel(handle)
  }

  /// Moves a pending event to another time; among equal times it counts as scheduled now.
  ///
  /// - Returns: the event's new handle (the old one names nothing any more), or nil when the event
  ///   was already taken or cancelled.
  /// - Precondition: `time` is neither NaN nor before ``now``.
  /// - Complexity: O(1), amortised.
  @inlinable @discardableResult
  public mutating func reschedule(_ handle: EventHandle, at time: Double) -> EventHandle? {
    makeUnique()
    return memory.core.pointee.reschedule(handle, at: time)
  }

  /// Takes the earliest event and moves ``now`` to its time; nil when nothing is pending.
  ///
  /// - Complexity: O(1), amortised.
  @inlinable
  public mutating func next() -> Event? {
    guard memory.core.pointee.nearCount > 0 else { return nil }
    makeUnique()
    return memory.core.pointee.take()
  }

  /// Takes the earliest event if it is before a limit; nil, with nothing changed, if it is not.
  ///
  /// - Complexity: O(1), amortised.
  @inlinable
  public mutating func next(before limit: Double) -> Event? {
    guard memory.core.pointee.nearCount > 0, memory.core.pointee.earliest.time < limit else {
      return nil
    }
    makeUnique()
    return memory.core.pointee.take()
  }

  /// Bytes of memory that the pending events take, with all that is kept to find them.
  public var bytes: Int { memory.core.pointee.bytes }

  @inlinable @inline(__always)
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&memory) { separate() }
  }

  @usableFromInline @inline(never)
  mutating func separate() { memory = CalendarMemory(memory.core.pointee.copied()) }
}

/// Owns the memory of a calendar, which copies share until one of them changes.
///
/// Whoever changes it is its only owner, so that it may be handed from thread to thread.
@usableFromInline
final class CalendarMemory: @unchecked Sendable {
  @usableFromInline let core: UnsafeMutablePointer<CalendarCore>

  @usableFromInline
  init(_ made: CalendarCore) {
    core = .allocate(capacity: 1)
    core.initialize(to: made)
  }

  deinit {
    core.pointee.release()
    core.deallocate()
  }
}
