/// The jobs of one sweep that are in Slurm's queue.
///
/// Its jobs are known by their scripts, and not by their numbers: so a second command finds the jobs of
/// the first, and a job that has left the queue is no error.
public struct SlurmQueue: Sendable, Equatable {
  /// What `squeue --noheader --array --format` is to print of a job or task.
  public static let format = "%t|%F|%r|%o"

  /// Tasks that work, start or are just ending.
  public private(set) var running = 0
  /// Tasks that wait for a node, or to be started again.
  public private(set) var waiting = 0
  /// Whether the job that gathers is in the queue.
  public private(set) var willGather = false
  /// Why tasks wait, in Slurm's word, such as `Resources`; of several reasons the first that says more
  /// than that others run first.
  public private(set) var reason: String?
  /// The numbers of the jobs, in order.
  public private(set) var jobs: [Int] = []

  /// Reads a listing.
  ///
  /// - Parameters:
  ///   - listing: What `squeue` printed.
  ///   - folder: The folder of the sweep's scripts.
  public init(_ listing: String, folder: String) {
    var numbers: Set<Int> = []
    for line in listing.split(separator: "\n") {
      let fields = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4 else { continue }
      switch fields[3] {
      case "\(folder)/\(SlurmArray.workFile)": count(state: fields[0], reason: String(fields[2]))
      case "\(folder)/\(SlurmArray.gatherFile)": willGather = true
      default: continue
      }
      if let number = Int(fields[1]) { numbers.insert(number) }
    }
    jobs = numbers.sorted()
  }

  /// How long to wait before the queue is looked at again: a second at first, half a minute in the end,
  /// and never so short that looking is most of the work.
  ///
  /// - Parameters:
  ///   - watched: How long it has been watched.
  ///   - looking: How long the last look took.
  public static func pause(watched: Duration, looking: Duration) -> Duration {
    max(.seconds(1), min(.seconds(30), watched / 20), looking * 10)
  }

  /// Whether none is left.
  public var isEmpty: Bool { jobs.isEmpty }

  private mutating func count(state: Substring, reason: String) {
    guard state == "PD" else {
      running += 1
      return
    }
    waiting += 1
    if self.reason == nil, !Self.isOrdinary(reason) { self.reason = reason }
  }

  /// Whether a reason only says that it is not this task's turn.
  private static func isOrdinary(_ reason: String) -> Bool {
    ["None", "Priority", "JobArrayTaskLimit"].contains(reason)
  }
}
