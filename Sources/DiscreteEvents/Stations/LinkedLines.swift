/// First-in first-out lines of dense ids, any of which can leave from the middle in O(1).
///
/// An id stands in one line at most. Links are kept in a table by id, so nothing is allocated once
/// the largest id has been seen.
@frozen @usableFromInline
struct LinkedLines: Sendable {
  @frozen @usableFromInline
  struct Place: Sendable {
    @usableFromInline var previous: UInt32
    @usableFromInline var next: UInt32
    /// The line the id stands in, or `nowhere`.
    @usableFromInline var line: UInt32

    @inlinable init(previous: UInt32, next: UInt32, line: UInt32) {
      self.previous = previous
      self.next = next
      self.line = line
    }
  }

  @usableFromInline var places: ContiguousArray<Place>
  @usableFromInline var ends: ContiguousArray<(first: UInt32, last: UInt32)>
  @usableFromInline var count: Int

  @inlinable static var nowhere: UInt32 { .max }

  @inlinable
  init(lines: Int) {
    places = []
    ends = ContiguousArray(repeating: (Self.nowhere, Self.nowhere), count: lines)
    count = 0
  }

  @inlinable @inline(__always)
  func contains(_ id: UInt32) -> Bool {
    Int(id) < places.count && places[Int(id)].line != Self.nowhere
  }

  @inlinable
  mutating func append(_ id: UInt32, to line: Int) {
    while places.count <= Int(id) {
      places.append(Place(previous: Self.nowhere, next: Self.nowhere, line: Self.nowhere))
    }
    let last = ends[line].last
    places[Int(id)] = Place(previous: last, next: Self.nowhere, line: UInt32(line))
    if last == Self.nowhere {
      ends[line].first = id
    } else {
      places[Int(last)].next = id
    }
    ends[line].last = id
    count += 1
  }

  /// Takes an id out of the line it stands in.
  @inlinable
  mutating func remove(_ id: UInt32) {
    let place = places[Int(id)]
    let line = Int(place.line)
    if place.previous == Self.nowhere {
      ends[line].first = place.next
    } else {
      places[Int(place.previous)].next = place.next
    }
    if place.next == Self.nowhere {
      ends[line].last = place.previous
    } else {
      places[Int(place.next)].previous = place.previous
    }
    places[Int(id)].line = Self.nowhere
    count -= 1
  }

  /// The first id of the first line that is not empty.
  @inlinable
  var first: UInt32? {
    guard count > 0 else { return nil }
    for line in 0..<ends.count where ends[line].first != Self.nowhere { return ends[line].first }
    return nil
  }

  /// Takes the first id of the first line that is not empty.
  @inlinable
  mutating func takeFirst() -> UInt32? {
    guard let id = first else { return nil }
    remove(id)
    return id
  }

  /// Visits every id, line by line, from the front.
  @inlinable
  func forEach(_ visit: (UInt32) -> Void) {
    for end in ends {
      var id = end.first
      while id != Self.nowhere {
        visit(id)
        id = places[Int(id)].next
      }
    }
  }
}
