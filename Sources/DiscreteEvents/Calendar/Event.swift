/// Something that happens at a time: what the calendar hands back when its turn comes.
///
/// The calendar gives no meaning to ``kind`` and ``subject``; a model switches on the one and looks
/// the other up in its tables.
@frozen
public struct Event: Sendable, Equatable {
  /// When it happens, in the unit of time of the caller.
  public var time: Double
  /// What happens.
  public var kind: UInt32
  /// To whom it happens.
  public var subject: UInt32

  /// Makes an event.
  @inlinable @inline(__always)
  public init(time: Double, kind: UInt32, subject: UInt32) {
    self.time = time
    self.kind = kind
    self.subject = subject
  }
}

/// A claim on a pending event, with which it can be cancelled or moved.
///
/// A handle outlives its event safely: once the event was taken or cancelled, the handle names
/// nothing, even when the calendar has reused its place.
@frozen
public struct EventHandle: Sendable, Equatable, BitwiseCopyable {
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable @inline(__always)
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// A handle of no event.
  @inlinable public static var none: EventHandle {
    EventHandle(slot: .max, generation: .max)
  }
}
