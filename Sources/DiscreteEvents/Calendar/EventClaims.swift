/// The side table of cancellable events: what each is, and the generation that its handle must
/// show.
///
/// A slot's generation rises whenever its event is taken, cancelled or moved, so a stale handle, or
/// a stale entry in the heap, can be told from a live one by one comparison.
@frozen @usableFromInline
struct EventClaims: Sendable {
  @frozen @usableFromInline
  struct Slot: Sendable {
    @usableFromInline var generation: UInt32
    @usableFromInline var kind: UInt32
    /// The subject, or the next free slot while this one is free.
    @usableFromInline var subject: UInt32

    @inlinable init(generation: UInt32, kind: UInt32, subject: UInt32) {
      self.generation = generation
      self.kind = kind
      self.subject = subject
    }
  }

  @usableFromInline var slots: ContiguousArray<Slot>
  @usableFromInline var firstFree: UInt32

  @inlinable init() {
    slots = []
    firstFree = .max
  }

  @inlinable @inline(__always)
  func isLive(_ handle: EventHandle) -> Bool {
    Int(handle.slot) < slots.count && slots[Int(handle.slot)].generation == handle.generation
  }

  @inlinable @inline(__always)
  func content(of handle: EventHandle) -> (kind: UInt32, subject: UInt32) {
    let slot = slots[Int(handle.slot)]
    return (slot.kind, slot.subject)
  }

  @inlinable
  mutating func claim(kind: UInt32, subject: UInt32) -> EventHandle {
    let slot = firstFree
    if slot != .max {
      let generation = slots[Int(slot)].generation
      firstFree = slots[Int(slot)].subject
      slots[Int(slot)] = Slot(generation: generation, kind: kind, subject: subject)
      return EventHandle(slot: slot, generation: generation)
    }
    slots.append(Slot(generation: 0, kind: kind, subject: subject))
    return EventHandle(slot: UInt32(slots.count - 1), generation: 0)
  }

  @inlinable
  mutating func release(_ handle: EventHandle) {
    let slot = Int(handle.slot)
    slots[slot].generation &+= 1
    slots[slot].subject = firstFree
    firstFree = handle.slot
  }

  /// Keeps the slot for the same event under a new generation.
  @inlinable
  mutating func renew(_ handle: EventHandle) -> EventHandle {
    slots[Int(handle.slot)].generation &+= 1
    return EventHandle(slot: handle.slot, generation: slots[Int(handle.slot)].generation)
  }
}
