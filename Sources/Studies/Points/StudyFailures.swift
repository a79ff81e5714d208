import Experiments

/// The settings of a study that could not be simulated, and were left out.
public struct StudyFailures: Sendable {
  /// How many there are.
  public private(set) var count = 0
  /// The first, as `key=value`, and why.
  public private(set) var first: (setting: String, reason: String)?

  /// None.
  public init() {}

  /// Notes a setting that failed.
  mutating func note(_ setting: String, _ error: ExperimentError) {
    count += 1
    if first == nil { first = (setting, SweepBlock.message(of: error)) }
  }

  /// What a user should know of them; nil where there is none.
  public var sentence: String? {
    guard let first else { return nil }
    let whole = "\(first.setting) could not be simulated and is left out: \(first.reason)"
    guard count > 1 else { return whole }
    return "\(count) settings could not be simulated and are left out; the first: \(first.setting) "
      + "(\(first.reason))"
  }
}
