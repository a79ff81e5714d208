/// A finished point, as a line of a work file has it.
struct SweepRecord {
  /// What a point showed of one outcome.
  struct Moments {
    /// Replications in which it had a value.
    var count: Int
    /// Their mean; NaN where there is none.
    var mean: Double
    /// Their variance; NaN with fewer than two.
    var variance: Double
  }

  /// How a point ended.
  enum Result {
    /// The moments of each outcome.
    case measured([Moments])
    /// Why it cannot be simulated.
    case failed(String)
  }

  /// The point's number, from 1.
  var point: Int
  var result: Result

  init(point: Int, result: Result) { (self.point, self.result) = (point, result) }

  /// Digits of the checksum.
  private static let checkDigits = 16
  private static let checkMark = Array(#","check":""#.utf8)

  /// The line, with a checksum of all before it and a line feed at its end.
  ///
  /// - Parameter plan: the plan's hash.
  func line(plan: String) -> [UInt8] {
    var line = JSONLine()
    line.open()
    line.member("plan", plan)
    line.member("point", point)
    switch result {
    case .failed(let message): line.member("failed", message)
    case .measured(let outcomes):
      line.key("outcomes")
      line.openArray()
      for outcome in outcomes {
        line.openArray()
        line.value(outcome.count)
        line.value(outcome.mean)
        line.value(outcome.variance)
        line.closeArray()
      }
      line.closeArray()
    }
    let check = SHA256.hex(line.bytes).utf8.prefix(Self.checkDigits)
    return line.bytes + Self.checkMark + check + Array("\"}\n".utf8)
  }

  /// Why a line is not a record.
  enum Problem: Error {
    /// Torn or corrupted.
    case damaged
    /// It belongs to another plan, whose hash this is.
    case foreign(String)
  }

  /// Reads a line without its line feed.
  init(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, plan: String, outcomes: Int
  ) throws(Problem) {
    let tail = Self.checkMark.count + Self.checkDigits + 2
    guard bytes.count > tail else { throw .damaged }
    let body = UnsafeBufferPointer(rebasing: bytes.dropLast(tail))
    let end = bytes.suffix(tail)
    let check = end.dropFirst(Self.checkMark.count).prefix(Self.checkDigits)
    var hash = SHA256()
    hash.update(body)
    guard end.starts(with: Self.checkMark),
      hash.hex.utf8.prefix(Self.checkDigits).elementsEqual(check),
      let json = JSONReader.read(bytes), let owner = json["plan"]?.string,
      let point = json["point"]?.int
    else { throw .damaged }
    guard owner == plan else { throw .foreign(owner) }
    self.point = point
    if let message = json["failed"]?.string {
      result = .failed(message)
      return
    }
    guard let items = json["outcomes"]?.items, items.count == outcomes else { throw .damaged }
    var moments: [Moments] = []
    moments.reserveCapacity(outcomes)
    for item in items {
      guard let parts = item.items, parts.count == 3, let count = parts[0].int else {
        throw .damaged
      }
      moments.append(
        Moments(count: count, mean: parts[1].double ?? .nan, variance: parts[2].double ?? .nan))
    }
    result = .measured(moments)
  }
}
