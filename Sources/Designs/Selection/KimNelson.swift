import DiscreteEvents

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The sequential selection of the best of several systems, with a stated probability of being right.
///
/// Procedure KN of Kim & Nelson (2001) with c = 1, for systems that share random numbers. After a first
/// stage, which measures the variances of the differences, systems are screened after every replication:
/// one that trails another by more than chance allows is out, until one is left. Whenever the best
/// system is better than all others by at least the indifference, it is selected with at least the
/// stated probability; closer ones count as equally good. Outputs are assumed normal and replications
/// independent.
public struct KimNelson: Sendable {
  /// The smallest difference that matters, in the outputs' unit.
  public let indifference: Double
  /// The probability of correct selection, between 0.5 and 1.
  public let confidence: Double
  /// Replications of the first stage.
  public let firstStage: Int
  /// Systems still in the running, by number from 0.
  public private(set) var survivors: [Int]
  /// After how many replications each system was screened out; nil for a survivor.
  public private(set) var screenedAfter: [Int?]
  /// Replications used.
  public private(set) var replications = 0
  /// Replications that said nothing, because a survivor had no value.
  public private(set) var skipped = 0

  private let sign: Double
  private var sums: [Double]
  /// The first stage's outputs, a row a replication; empty afterwards.
  private var stage: [[Double]] = []
  /// h² S² / δ² of each pair after the first stage: the replications after which it is told apart.
  private var enough: [[Double]] = []

  /// Starts a selection.
  ///
  /// - Parameters:
  ///   - systems: how many.
  ///   - indifference: the smallest difference that matters, above 0.
  ///   - confidence: the probability of correct selection, between 0.5 and 1.
  ///   - firstStage: replications before the first screening, at least 2; 10 to 20 are usual.
  ///   - largerIsBetter: whether the best has the largest mean.
  /// - Precondition: all are within what is stated.
  public init(
    systems: Int, indifference: Double, confidence: Double = 0.95, firstStage: Int = 20,
    largerIsBetter: Bool = true
  ) {
    precondition(systems > 0, "a selection needs a system")
    precondition(indifference > 0 && indifference.isFinite, "an indifference is above 0")
    precondition(confidence > 0.5 && confidence < 1, "a confidence is between 0.5 and 1")
    precondition(firstStage > 1, "a variance needs at least two replications")
    self.indifference = indifference
    self.confidence = confidence
    self.firstStage = firstStage
    sign = largerIsBetter ? 1 : -1
    survivors = Array(0..<systems)
    screenedAfter = [Int?](repeating: nil, count: systems)
    sums = [Double](repeating: 0, count: systems)
  }

  /// The system selected; nil while more than one is in the running.
  public var selected: Int? { survivors.count == 1 ? survivors[0] : nil }

  /// The mean of a system over the replications used before it was screened out; NaN before the first.
  public func mean(_ system: Int) -> Double {
    sign * sums[system] / Double(screenedAfter[system] ?? replications)
  }

  /// Adds a replication: the output of each system with the same random numbers.
  ///
  /// The outputs of systems that were screened out are not looked at. A replication in which a survivor's
  /// output is not finite is skipped; once a system is selected nothing is added.
  ///
  /// - Parameter outputs: one a system, in their order.
  /// - Precondition: there is one a system.
  public mutating func add(_ outputs: [Double]) {
    precondition(outputs.count == sums.count, "one output a system")
    guard survivors.count > 1 else { return }
    guard survivors.allSatisfy({ outputs[$0].isFinite }) else {
      skipped += 1
      return
    }
    replications += 1
    for system in survivors { sums[system] += sign * outputs[system] }
    if replications <= firstStage { stage.append(outputs) }
    guard replications >= firstStage else { return }
    if replications == firstStage { endFirstStage() }
    screen()
  }

  /// Takes a system out of the running that turns out to be none; nothing where it is out already.
  ///
  /// - Parameter system: its number from 0.
  public mutating func drop(_ system: Int) {
    guard survivors.contains(system) else { return }
    survivors.removeAll { $0 == system }
    screenedAfter[system] = replications
  }

  private mutating func endFirstStage() {
    let n = Double(firstStage - 1)
    let alpha = 1 - confidence
    let eta = (pow(2 * alpha / Double(sums.count - 1), -2 / n) - 1) / 2
    let scale = 2 * eta * n / (indifference * indifference)
    enough = sums.indices.map { i in
      sums.indices.map { l in scale * Tally(stage.map { $0[i] - $0[l] }).variance }
    }
    stage = []
  }

  private mutating func screen() {
    let r = Double(replications)
    let running = survivors
    // A lead of more than this is more than chance: it shrinks to nothing as replications come in.
    func margin(_ i: Int, _ l: Int) -> Double {
      max(0, indifference / 2 * (enough[i][l] - r))
    }
    survivors = running.filter { i in
      running.allSatisfy { l in sums[i] >= sums[l] - margin(i, l) }
    }
    // All pairs told apart as well as the procedure asks for: the largest mean wins, a tie the first.
    let most = running.flatMap { i in running.map { enough[i][$0].rounded(.down) } }.max() ?? 0
    if survivors.count > 1, r > most {
      let best = survivors.reduce(survivors[0]) { sums[$1] > sums[$0] ? $1 : $0 }
      survivors = [best]
    }
    for system in running where !survivors.contains(system) { screenedAfter[system] = replications }
  }
}
