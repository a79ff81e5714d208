import DiscreteEvents
import Glibc

/// All tables of a world: what is copied when the world is.
///
/// A table's rows are plain memory that belongs to this object. A world holds handles (``TableHandle``), which are
/// numbers, so a copy of the world with a copy of its tables is whole: there is no other place where rows
/// could lie, and none that a copy could forget.
final class Tables {
  /// Where a table's rows lie.
  struct Header {
    var rows: UnsafeMutableRawPointer?
    var count = 0
    var capacity = 0
    /// Bytes a row.
    var stride: Int
  }

  /// The most tables a world has.
  static let most = 256
  private static let alignment = 64

  /// The headers, whose addresses do not change.
  let headers: UnsafeMutablePointer<Header>
  private(set) var count = 0

  /// No tables yet.
  init() { headers = .allocate(capacity: Self.most) }

  /// The same tables with rows of their own.
  init(copying other: Tables) {
    headers = .allocate(capacity: Self.most)
    count = other.count
    for table in 0..<count {
      let from = other.headers[table]
      (headers + table).initialize(to: Header(stride: from.stride))
      guard from.count > 0 else { continue }
      Self.move(headers + table, to: from.capacity)
      if let rows = from.rows {
        headers[table].rows?.copyMemory(from: rows, byteCount: from.count * from.stride)
      }
      headers[table].count = from.count
    }
  }

  deinit {
    for table in 0..<count { free(headers[table].rows) }
    headers.deallocate()
  }

  /// Bytes that the rows take.
  var bytes: Int {
    (0..<count).reduce(0) { $0 + headers[$1].capacity * headers[$1].stride }
  }

  /// Bytes that tables take at once which may be full before so many more rows are added: their rows move.
  func growth(within rows: Int) -> Int {
    (0..<count).reduce(0) { sum, table in
      let header = headers[table]
      let isNearlyFull = header.count > header.capacity - min(rows, header.capacity / 2)
      return isNearlyFull ? sum + 2 * header.capacity * header.stride : sum
    }
  }

  /// Makes an empty table, which takes no memory for rows before it has one.
  func make<Row: BitwiseCopyable>(_: Row.Type = Row.self) -> TableHandle<Row> {
    precondition(count < Self.most, "more tables than a world has room for")
    (headers + count).initialize(to: Header(stride: MemoryLayout<Row>.stride))
    count += 1
    return TableHandle(number: count - 1)
  }

  /// Makes a table of equal rows.
  func make<Row: BitwiseCopyable>(repeating row: Row, count: Int) -> TableHandle<Row> {
    let table: TableHandle<Row> = make()
    Rows<Row>(header: headers + table.number).fill(with: row, count: count)
    return table
  }

  /// Where a table's rows lie, until one is added; the table has some.
  func rows<Row>(of table: TableHandle<Row>) -> UnsafeMutablePointer<Row> {
    guard let rows = headers[table.number].rows else {
      preconditionFailure("a table without rows")
    }
    return rows.assumingMemoryBound(to: Row.self)
  }

  /// Gives a table's rows another place.
  @inline(never)
  fileprivate static func move(_ header: UnsafeMutablePointer<Header>, to capacity: Int) {
    let stride = header.pointee.stride
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, alignment, max(1, capacity * stride)) == 0, let larger = memory
    else { MemoryEnd.end() }
    if let rows = header.pointee.rows {
      larger.copyMemory(from: rows, byteCount: header.pointee.count * stride)
      free(rows)
    }
    header.pointee.rows = larger
    header.pointee.capacity = capacity
  }

  fileprivate static func grow(_ header: UnsafeMutablePointer<Header>) {
    move(header, to: max(16, 2 * header.pointee.capacity))
  }
}

/// Which table of a world: a number, so that whoever copies a world copies no rows by accident.
struct TableHandle<Row: BitwiseCopyable>: Sendable {
  let number: Int
}

/// A table's rows, changed in place.
///
/// An array asks at every change who else holds it, which costs more than most changes of a simulation. This
/// does not ask: it is where the rows are, and whoever has it changes the same rows.
struct Rows<Row: BitwiseCopyable>: RandomAccessCollection {
  let header: UnsafeMutablePointer<Tables.Header>

  @inline(__always)
  private var base: UnsafeMutablePointer<Row>? {
    header.pointee.rows?.assumingMemoryBound(to: Row.self)
  }

  /// The rows as memory, until one is added.
  var buffer: UnsafeMutableBufferPointer<Row> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }

  var count: Int { @inline(__always) get { header.pointee.count } }
  var startIndex: Int { 0 }
  var endIndex: Int { @inline(__always) get { header.pointee.count } }

  subscript(index: Int) -> Row {
    @inline(__always) _read {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row")
      yield base.unsafelyUnwrapped[index]
    }
    @inline(__always) nonmutating _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row")
      yield &base.unsafelyUnwrapped[index]
    }
  }

  /// Adds a row.
  @inline(__always)
  func append(_ row: Row) {
    if count == header.pointee.capacity { Tables.grow(header) }
    base.unsafelyUnwrapped[count] = row
    header.pointee.count += 1
  }

  /// Adds the rows of another table.
  func append(contentsOf rows: Rows<Row>) {
    guard let from = rows.base, rows.count > 0 else { return }
    let whole = count + rows.count
    if whole > header.pointee.capacity { reserveCapacity(Swift.max(whole, 2 * count)) }
    (base.unsafelyUnwrapped + count).initialize(from: from, count: rows.count)
    header.pointee.count = whole
  }

  /// Takes the last row off; nil where there is none.
  @inline(__always)
  func popLast() -> Row? {
    guard count > 0 else { return nil }
    header.pointee.count -= 1
    return base.unsafelyUnwrapped[count]
  }

  /// Makes room for so many rows in all.
  func reserveCapacity(_ capacity: Int) {
    if capacity > header.pointee.capacity { Tables.move(header, to: capacity) }
  }

  /// Makes it so many equal rows.
  func fill(with row: Row, count: Int) {
    guard count > 0 else {
      header.pointee.count = 0
      return
    }
    reserveCapacity(count)
    base.unsafelyUnwrapped.initialize(repeating: row, count: count)
    header.pointee.count = count
  }
}
