/// What is told while pairs of replications are run one after the other.
public enum LiveEvent<Outcome: Sendable>: Sendable {
  /// What is being done.
  public enum Step: Sendable {
    /// The base's customers settle and live on.
    case settling
    /// The same customers live on with the change.
    case living
  }

  /// So many replications are done.
  case progress(done: Int, total: Int, Step)
  /// Who is still there in the first pair's variant after its first months, and what the same replication of the base
  /// showed: the first thing that can be seen of a what-if.
  case firstMonths(base: RunOutcome, survival: [Double])
  /// What the first replications showed, in the order of their numbers.
  case outcome(Outcome)
}

/// After how many replications there is an outcome: soon at first, and then whenever it is worth it.
enum LiveLooks {
  private static let early = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 25]

  /// The numbers of replications, of so many in all.
  static func all(of total: Int) -> [Int] { early.filter { $0 < total } + [total] }
}
