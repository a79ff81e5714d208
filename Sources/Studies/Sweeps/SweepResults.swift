import DiscreteEvents
import Documents
import Experiments

/// What has been worked out of a plan.
///
/// Kept in flat columns: a hundred thousand points with ten outcomes take some tens of megabytes.
public struct SweepResults: Sendable {
  /// How far a point is.
  public enum State: UInt8, Sendable {
    /// Nobody has done it yet.
    case missing
    /// It was measured.
    case done
    /// It cannot be simulated.
    case failed
  }

  /// A place in a file of the work folder.
  public struct Place: Sendable, Equatable {
    /// The file's path.
    public var file: String
    /// The line, from 1.
    public var line: Int
  }

  /// The number of outcomes of a point.
  public let outcomes: Int
  /// What each outcome can be.
  private let ranges: [ClosedRange<Double>]
  /// By point, from 0.
  public private(set) var states: [State]
  /// Why points failed, by point, from 0.
  public private(set) var failures: [Int: String] = [:]
  /// Lines that were torn or corrupted; their points count as not done.
  public internal(set) var damaged: [Place] = []
  /// The files read.
  public internal(set) var files: [String] = []
  /// What the files were like when they were read, in their order.
  package internal(set) var signatures: [FileSignature] = []
  private var counts: [Int32]
  private var means: [Double]
  private var variances: [Double]
  /// Half the width of the 95% interval of each mean.
  private var halfWidths: [Double]
  /// Student's t by the number of replications: a hundred thousand points ask for the same few.
  private var quantiles: [Int32: Double] = [:]
  /// Where each point was found first.
  private var origins: [(file: Int32, line: Int32)]

  /// Results of a plan of which nothing is done.
  ///
  /// - Parameter ranges: what each outcome can be.
  init(points: Int, ranges: [ClosedRange<Double>]) {
    (outcomes, self.ranges) = (ranges.count, ranges)
    states = Array(repeating: .missing, count: points)
    counts = Array(repeating: 0, count: points * outcomes)
    means = Array(repeating: .nan, count: points * outcomes)
    variances = Array(repeating: .nan, count: points * outcomes)
    halfWidths = Array(repeating: .infinity, count: points * outcomes)
    origins = Array(repeating: (0, 0), count: points)
  }

  /// Points measured.
  public var done: Int { states.count { $0 == .done } }
  /// Points that failed.
  public var failed: Int { failures.count }
  /// Points that nobody has done yet.
  public var missing: Int { states.count { $0 == .missing } }

  /// What a point showed of an outcome, with the 95% interval of its mean; nil where it has no value.
  public func estimate(_ point: Int, _ outcome: Int) -> Estimate? {
    let index = point * outcomes + outcome
    let count = Int(counts[index])
    guard count > 0 else { return nil }
    let (mean, half) = (means[index], halfWidths[index])
    return Estimate(
      mean: mean, lower: mean - half, upper: mean + half, replications: count
    ).held(in: ranges[outcome])
  }

  /// The SHA-256 of the work: of a line a finished point, in order of the points, as workers write it.
  ///
  /// It is the same whoever worked on which part, in whatever order and however often.
  ///
  /// - Parameter plan: the plan's hash.
  public func workHash(plan: String) -> String {
    var hash = SHA256()
    for point in states.indices {
      switch states[point] {
      case .missing: continue
      case .failed:
        let record = SweepRecord(point: point + 1, result: .failed(failures[point] ?? ""))
        hash.update(record.line(plan: plan))
      case .done:
        let moments = (point * outcomes..<(point + 1) * outcomes).map {
          SweepRecord.Moments(count: Int(counts[$0]), mean: means[$0], variance: variances[$0])
        }
        hash.update(SweepRecord(point: point + 1, result: .measured(moments)).line(plan: plan))
      }
    }
    return hash.hex
  }

  /// The variance between a point's replications; NaN with fewer than two.
  public func variance(_ point: Int, _ outcome: Int) -> Double {
    variances[point * outcomes + outcome]
  }

  /// Takes a record in.
  ///
  /// - Throws: ``SweepError`` where another line says something else of the same point.
  mutating func add(_ record: SweepRecord, at line: Int) throws(SweepError) {
    let point = record.point - 1
    switch record.result {
    case .failed(let message):
      // Which attempt failed first must not matter.
      if states[point] == .done { return }
      if let known = failures[point], known <= message { return }
      failures[point] = message
      states[point] = .failed
    case .measured(let moments):
      if states[point] == .done {
        try compare(moments, with: point, at: line)
        return
      }
      failures[point] = nil
      states[point] = .done
      for (o, moment) in moments.enumerated() {
        let index = point * outcomes + o
        let count = Int32(clamping: moment.count)
        counts[index] = count
        if count > 1 {
          halfWidths[index] = quantile(count) * (moment.variance / Double(count)).squareRoot()
        }
        means[index] = moment.mean
        variances[index] = moment.variance
      }
    }
    origins[point] = (Int32(files.count - 1), Int32(clamping: line))
  }

  private mutating func quantile(_ count: Int32) -> Double {
    if let known = quantiles[count] { return known }
    let quantile = ConfidenceInterval.studentQuantile(level: 0.95, count: Int(count))
    quantiles[count] = quantile
    return quantile
  }

  private func compare(
    _ moments: [SweepRecord.Moments], with point: Int, at line: Int
  ) throws(SweepError) {
    let isSame = moments.enumerated().allSatisfy { o, moment in
      let index = point * outcomes + o
      return counts[index] == Int32(clamping: moment.count)
        && Self.isSame(means[index], moment.mean) && Self.isSame(variances[index], moment.variance)
    }
    guard !isSame else { return }
    let origin = origins[point]
    throw SweepError(
      "two workers had different results for point \(point + 1): "
        + "\(files[Int(origin.file)]):\(origin.line) and \(files.last ?? ""):\(line). The same plan gives "
        + "the same results on every machine, unless the programs differ; find out which file is wrong, "
        + "remove it and go on")
  }

  private static func isSame(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }
}
