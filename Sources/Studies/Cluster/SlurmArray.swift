import Documents

/// A sweep as Slurm runs it: an array of tasks, and a job after them that gathers.
///
/// Each task is a worker with a shard of its own. A task that is lost with its node is queued again by
/// Slurm, and its worker goes on from what was finished. So the scripts need no words about failures.
///
/// The job that gathers waits for the end of all tasks, whether they did well or not (`afterany`):
/// gathering refuses to write results while something is missing, and says what. With `afterok` one
/// task that failed would leave it in the queue for ever on most clusters, and nobody would be told.
///
/// The scripts are complete: `sbatch` takes them by hand as well. They name no folder to Slurm, whose
/// quoting of `%` and spaces is its own; instead they are submitted from the folder that they lie in,
/// and write their logs there.
public struct SlurmArray: Sendable, Equatable {
  /// The file of the script that works, in the folder of the scripts.
  public static let workFile = "work.sbatch"
  /// The file of the script that gathers.
  public static let gatherFile = "gather.sbatch"
  /// The file in which the job that gathers leaves what it prints.
  public static let gatherLog = "gather.log"

  /// What the jobs are called in the queue: a word.
  public var name: String
  /// The program: a path that leads to it on each node.
  public var program: String
  /// The plan: a path that leads to it on each node.
  public var plan: String
  /// The first digits of the plan's SHA-256: tasks refuse another plan that was put in its place.
  public var hash: String
  /// Tasks of the array, one a shard: 1 or more.
  public var tasks: Int
  /// The most tasks that run at once; nil for as many as the cluster grants.
  public var atOnce: Int?
  /// The time after which Slurm ends a task, as Slurm writes it: `2:00:00` is two hours.
  public var time: String
  /// The partition; nil for the cluster's default.
  public var partition: String?
  /// Options of `sbatch` for both jobs, each as it is written there: `--account=marketing`.
  public var options: [String]

  /// Makes an array.
  public init(
    name: String, program: String, plan: String, hash: String, tasks: Int, atOnce: Int? = nil,
    time: String = "2:00:00", partition: String? = nil, options: [String] = []
  ) {
    self.name = name
    self.program = program
    self.plan = plan
    self.hash = hash
    self.tasks = tasks
    self.atOnce = atOnce
    self.time = time
    self.partition = partition
    self.options = options
  }

  /// The log of a task, in the folder of the scripts.
  public static func workLog(task: Int) -> String { "work-\(task).log" }

  /// The script of the array.
  ///
  /// A job that is submitted again appends to the logs that are there: they tell the whole story.
  public func workScript() -> String {
    let limit = atOnce.map { "%\($0)" } ?? ""
    return """
      #!/bin/bash
      # One task of a sweep: it does its share of the points and skips those that are done. Written by
      # cxlab sweep submit; by hand: sbatch \(Self.workFile), in the folder of this file.
      #SBATCH --job-name=\(name)
      #SBATCH --array=1-\(tasks)\(limit)
      #SBATCH --output=work-%a.log
      \(common)
      exec \(ShellWord.quoted(program)) sweep work --plan \(ShellWord.quoted(plan)) --hash \(hash) \\
        --shard "$SLURM_ARRAY_TASK_ID/\(tasks)" --jobs "${SLURM_CPUS_PER_TASK:-1}"

      """
  }

  /// The script of the job that gathers.
  public func gatherScript() -> String {
    """
    #!/bin/bash
    # Gathers what the tasks of a sweep have done; refuses while something is missing, and says what.
    #SBATCH --job-name=\(name)-gather
    #SBATCH --output=\(Self.gatherLog)
    \(common)
    exec \(ShellWord.quoted(program)) sweep gather --plan \(ShellWord.quoted(plan)) --hash \(hash)

    """
  }

  /// What both jobs ask of Slurm.
  private var common: String {
    var lines = ["--time=\(time)", "--requeue", "--open-mode=append"]
    if let partition { lines.append("--partition=\(partition)") }
    return (lines + options).map { "#SBATCH \($0)" }.joined(separator: "\n")
  }

  /// Whether a text may stand on a line of a script: it is one line, and not nothing.
  public static func isOneLine(_ text: String) -> Bool {
    !text.isEmpty && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
