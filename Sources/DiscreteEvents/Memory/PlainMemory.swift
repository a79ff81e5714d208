#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What becomes of a process to which the system gives no more memory.
package enum MemoryEnd {
  /// Ends the process; a program that has words for it says them here, once, before anything runs.
  package nonisolated(unsafe) static var end: @Sendable () -> Never = {
    fatalError("out of memory")
  }
}

/// Memory for tables of plain rows, which whoever takes it gives back.
///
/// Calendars and stations keep their tables here and not in arrays, whose every change asks anew who
/// else holds them: they ask once an operation.
@usableFromInline
enum PlainMemory {
  @usableFromInline
  static func allocated<Element>(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    bound(malloc(max(1, capacity) * MemoryLayout<Element>.stride), capacity)
  }

  /// Grows a table that is full: the smallest double, others grow by a thirty-second, so that a
  /// thousand rows do not take the memory of two, and the largest by a sixteenth, which the system moves
  /// without copying, but not for nothing.
  @usableFromInline
  static func grown<Element>(
    _ old: UnsafeMutablePointer<Element>, _ capacity: inout Int, to count: Int
  ) -> UnsafeMutablePointer<Element> {
    let step = capacity < 512 ? max(16, capacity) : capacity / (capacity < 65_536 ? 32 : 16)
    let larger = max(count, capacity + step)
    defer { capacity = larger }
    let bytes = larger * MemoryLayout<Element>.stride
    let moved: UnsafeMutablePointer<Element> = bound(realloc(old, bytes), larger)
    prepareForRandomAccess(moved, bytes: bytes)
    return moved
  }

  /// The first `count` rows in a table of their own.
  static func copied<Element>(
    _ old: UnsafeMutablePointer<Element>, count: Int, capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new: UnsafeMutablePointer<Element> = allocated(capacity)
    new.initialize(from: old, count: count)
    return new
  }

  static func free<Element>(_ table: UnsafeMutablePointer<Element>) { release(table) }

  private static func release(_ memory: UnsafeMutableRawPointer) {
    #if canImport(Darwin)
      Darwin.free(memory)
    #elseif canImport(Musl)
      Musl.free(memory)
    #else
      Glibc.free(memory)
    #endif
  }

  private static func bound<Element>(
    _ memory: UnsafeMutableRawPointer?, _ capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let memory else { MemoryEnd.end() }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }

  /// Asks for large pages where they pay: the rows of a large table are read in any order.
  private static func prepareForRandomAccess(_ start: UnsafeMutableRawPointer, bytes: Int) {
    #if os(Linux)
      let page = 1 << 21
      guard bytes >= 2 * page else { return }
      let first = start.alignedUp(toMultipleOf: page)
      _ = madvise(first, bytes - (first - start), MADV_HUGEPAGE)
    #endif
  }
}
