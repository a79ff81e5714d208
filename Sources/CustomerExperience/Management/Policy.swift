/// Somebody who manages: at the beginning of each month from the start on, decides on what the firm knows.
///
/// A policy is given what the firm has in its books and what its instruments have read; of the truth about
/// its customers there is nothing that it could ask for. It must be a value: each world that is lived on has
/// one of its own.
public protocol Policy: Sendable {
  /// Decides.
  ///
  /// - Parameters:
  ///   - decisions: what is in force, to be changed.
  ///   - firm: what the firm knows of the months before.
  mutating func decide(_ decisions: inout Decisions, knowing firm: FirmView)
}
