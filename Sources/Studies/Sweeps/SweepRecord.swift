import Documents

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

    /// Beyond this a number is no outcome, and its square would hardly fit.
    static let largest = 1e100

    /// Whether a worker can have found them in so many replications.
    func arePossible(in replications: Int) -> Bool {
      guard count > 0 else { return count == 0 && mean.isNaN && variance.isNaN }
      return count <= replications && abs(mean) <= Self.largest
        && (count == 1 ? variance.isNaN : (0...Self.largest * Self.largest).contains(variance))
    }
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
  ///
  /// - Parameters:
  ///   - start: how the lines of the plan begin, by ``start(of:)``.
  ///   - outcomes: how many the plan has.
  ///   - replications: how many a point has.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, start: [UInt8], outcomes: Int, replications: Int
  ) throws(Problem) {
    let tail = Self.checkMark.count + Self.checkDigits + 2
    guard bytes.count > tail else { throw .damaged }
    let body = UnsafeBufferPointer(rebasing: bytes.dropLast(tail))
    let end = bytes.suffix(tail)
    let check = end.dropFirst(Self.checkMark.count).prefix(Self.checkDigits)
    var hash = SHA256()
    hash.update(body)
    guard end.starts(with: Self.checkMark), end.suffix(2).elementsEqual(#""}"#.utf8),
      hash.hex.utf8.prefix(Self.checkDigits).elementsEqual(check)
    else { throw .damaged }
    var json = JSONReader(bytes: body)
    guard json.word(start) else {
      guard let owner = JSONReader.read(bytes)?["plan"]?.string, Self.start(of: owner) != start
      else { throw .damaged }
      throw .foreign(owner)
    }
    guard let point = json.whole(), let result = Self.result(&json, outcomes, replications),
      json.isAtEnd
    else { throw .damaged }
    (self.point, self.result) = (point, result)
  }

  /// How a line of a plan begins, up to the point's number.
  static func start(of plan: String) -> [UInt8] { Array(#"{"plan":"\#(plan)","point":"#.utf8) }

  private static func result(
    _ json: inout JSONReader, _ outcomes: Int, _ replications: Int
  ) -> Result? {
    if json.word(#","failed":"#) { return json.string().map(Result.failed) }
    guard json.word(#","outcomes":["#) else { return nil }
    var moments: [Moments] = []
    moments.reserveCapacity(outcomes)
    for outcome in 0..<outcomes {
      guard outcome == 0 || json.word(","), json.word("["), let count = json.whole(),
        json.word(","), let mean = json.double(), json.word(","), let variance = json.double(),
        json.word("]")
      else { return nil }
      let moment = Moments(count: count, mean: mean, variance: variance)
      guard moment.arePossible(in: replications) else { return nil }
      moments.append(moment)
    }
    return json.word("]") ? .measured(moments) : nil
  }
}
