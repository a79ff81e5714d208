/// A pending event as the heap keeps it: 24 bytes.
///
/// The sequence number is doubled; its low bit says that the event is cancellable, and then the two
/// words are the slot and generation of its claim, else its kind and subject.
@frozen @usableFromInline
struct EventEntry: Sendable {
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

  @inlinable static var cancellable: UInt64 { 1 }

  @inlinable var isCancellable: Bool {
    @inline(__always) get { sequence & Self.cancellable != 0 }
  }

  @inlinable @inline(__always)
  func precedes(_ other: EventEntry) -> Bool {
    time < other.time || (time == other.time && sequence < other.sequence)
  }
}

/// An implicit heap with four children a node: half as deep as a binary one, and the children of a
/// node lie together in memory.
@frozen @usableFromInline
struct EventHeap: Sendable {
  @usableFromInline var entries: ContiguousArray<EventEntry>

  @inlinable init() { entries = [] }

  @inlinable
  mutating func push(_ entry: EventEntry) {
    entries.append(entry)
    entries.withUnsafeMutableBufferPointer { heap in
      var hole = heap.count - 1
      while hole > 0 {
        let parent = (hole - 1) >> 2
        guard entry.precedes(heap[parent]) else { break }
        heap[hole] = heap[parent]
        hole = parent
      }
      heap[hole] = entry
    }
  }

  /// Takes the earliest entry of a heap that is not empty.
  @inlinable
  mutating func pop() -> EventEntry {
    let last = entries.removeLast()
    return entries.withUnsafeMutableBufferPointer { heap in
      guard heap.count > 0 else { return last }
      let top = heap[0]
      Self.sift(last, into: 0, of: heap)
      return top
    }
  }

  /// Puts an entry where a hole is, moving up whatever must stand above it.
  @inlinable @inline(__always)
  static func sift(
    _ entry: EventEntry, into start: Int, of heap: UnsafeMutableBufferPointer<EventEntry>
  ) {
    let count = heap.count
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

  /// Removes all entries that meet a condition, in O(n).
  @usableFromInline
  mutating func removeAll(where condition: (EventEntry) -> Bool) {
    entries.removeAll(where: condition)
    entries.withUnsafeMutableBufferPointer { heap in
      guard heap.count > 1 else { return }
      for node in stride(from: (heap.count - 2) >> 2, through: 0, by: -1) {
        Self.sift(heap[node], into: node, of: heap)
      }
    }
  }
}
