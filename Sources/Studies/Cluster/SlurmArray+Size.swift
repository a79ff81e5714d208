extension SlurmArray {
  /// How many tasks to make of a sweep.
  ///
  /// A task should last some minutes: Slurm takes seconds to start one, and a lost one should not cost
  /// much. So there is a task for each two minutes of work, as far as the units of work go round and
  /// the cluster takes so many.
  ///
  /// - Parameters:
  ///   - seconds: How long one processor core would work, roughly.
  ///   - units: Pieces that the work comes in; a task without one would have nothing to do.
  ///   - most: The most tasks that an array may have; see ``mostTasks(config:)``.
  /// - Returns: 1 or more.
  public static func suitableTasks(seconds: Double, units: Int, most: Int) -> Int {
    // Not a number is not more than one either.
    let wanted = seconds > 120 ? Int(min(seconds / 120, 1e6).rounded(.up)) : 1
    return max(1, min(wanted, units, most))
  }

  /// The most tasks that an array may have.
  ///
  /// - Parameter config: What `scontrol show config` prints. Its `MaxArraySize` is one more than the
  ///   largest number of a task; where it is not told, Slurm's own default of 1001 is taken.
  /// - Returns: 0 where the cluster takes no arrays.
  public static func mostTasks(config: String) -> Int {
    for line in config.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard parts.count == 2, parts[0] == "MaxArraySize", let size = Int(parts[1]) else { continue }
      return max(1, size) - 1
    }
    return 1000
  }
}
