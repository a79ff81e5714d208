import RandomVariates

/// The addressed random draws of a design: a stream a factor, a point or a trajectory.
struct DesignDraws {
  /// What a draw is for.
  enum Purpose: UInt8 {
    case permutation = 1
    case jitter
    case shift
    case trajectory
    case bootstrap
    case start
  }

  let source: RandomSource
  private let subject: UInt64

  /// Makes the draws of a design.
  ///
  /// Replications are counted from 1: number 0 is nobody's, so a design and the runs it plans may share
  /// a seed.
  init(seed: UInt64, design: String) {
    source = RandomSource(seed: seed, replication: 0)
    subject = StableHash.of("design:" + design)
  }

  /// Moves to the first draw of a stream.
  func start(stream: Int, _ purpose: Purpose) {
    source.seek(StableHash.child(subject, stream), purpose.rawValue, 0)
  }

  /// The next whole number from 0 to one less than a count.
  func below(_ count: Int) -> Int {
    min(Int(source.uniform() * Double(count)), count - 1)
  }

  /// A permutation of 0 to one less than a count: Fisher and Yates's, on a stream of its own.
  func permutation(of count: Int, stream: Int) -> [Int] {
    start(stream: stream, .permutation)
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, below(last + 1)) }
    return order
  }
}

/// The size of the designs that are kept in memory.
enum UnitCubeLimits {
  /// The most coordinates: 800 MB of them.
  static let coordinates = 100_000_000

  static func check(points: Int, factors: Int, rowsAPoint: Int = 1) throws(DesignError) {
    guard points > 0, factors > 0 else { throw .empty }
    let (row, overflows) = factors.multipliedReportingOverflow(by: rowsAPoint)
    guard !overflows, row <= coordinates else { throw .tooManyFactors(factors, limit: coordinates) }
    guard points <= coordinates / row else { throw .tooManyPoints(limit: coordinates / row) }
  }
}
