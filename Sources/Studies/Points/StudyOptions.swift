/// What every study of a scenario's keys is told, whatever it looks for.
public protocol StudyOptions: Sendable {
  /// Changes of the scenario that hold for all settings, as `key=value`.
  var settings: [String] { get set }
  /// The seed.
  var seed: UInt64 { get set }
  /// Replications at the same time; cannot change the result.
  var jobs: Int { get set }
  /// Told how far it is: replications of settings done, and of about how many.
  var progress: @Sendable (_ done: Int, _ total: Int) -> Void { get set }
  /// Polled; a true answer ends the study.
  var isCancelled: @Sendable () -> Bool { get set }
}
