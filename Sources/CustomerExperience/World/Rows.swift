/// A table of plain rows, changed in place.
///
/// An array asks at every change who else holds it, which costs more than most changes of a simulation.
/// This table does not ask: copies of it are the same table, until ``unshare()`` gives one its own rows.
struct Rows<Row: BitwiseCopyable>: RandomAccessCollection {
  /// The rows' memory, given back with the last table that uses it.
  private final class Memory {
    let rows: UnsafeMutablePointer<Row>
    let capacity: Int

    init(_ capacity: Int) {
      self.capacity = capacity
      rows = .allocate(capacity: capacity)
    }

    deinit { rows.deallocate() }
  }

  private var memory: Memory
  private var base: UnsafeMutablePointer<Row>
  private(set) var count: Int

  /// Makes a table of equal rows.
  init(repeating row: Row, count: Int) {
    memory = Memory(Swift.max(16, count))
    base = memory.rows
    base.initialize(repeating: row, count: count)
    self.count = count
  }

  /// Makes an empty table.
  init() {
    memory = Memory(16)
    base = memory.rows
    count = 0
  }

  /// The rows as memory, until one is added.
  var buffer: UnsafeMutableBufferPointer<Row> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Row {
    @inline(__always) _read {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row")
      yield base[index]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row")
      yield &base[index]
    }
  }

  /// Adds a row.
  @inline(__always)
  mutating func append(_ row: Row) {
    if count == memory.capacity { move(to: 2 * count) }
    base[count] = row
    count += 1
  }

  /// Takes the last row off; nil where there is none.
  @inline(__always)
  mutating func popLast() -> Row? {
    guard count > 0 else { return nil }
    count -= 1
    return base[count]
  }

  /// Makes room for so many rows in all.
  mutating func reserveCapacity(_ capacity: Int) {
    if capacity > memory.capacity { move(to: capacity) }
  }

  /// Takes a copy of the rows for its own.
  mutating func unshare() { move(to: memory.capacity) }

  @inline(never)
  private mutating func move(to capacity: Int) {
    let larger = Memory(capacity)
    larger.rows.initialize(from: base, count: count)
    memory = larger
    base = larger.rows
  }
}
