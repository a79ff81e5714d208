/// Exit codes besides 0 (done) and 64 (bad usage, which the argument parser uses itself).
enum ExitStatus {
  /// A bad scenario or bad data.
  static let badScenario: Int32 = 65
  /// An output cannot be written.
  static let cannotWrite: Int32 = 73
}
