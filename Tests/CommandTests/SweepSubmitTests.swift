import Foundation
import Testing

/// A sweep on a cluster, with stand-ins for Slurm's commands; the test of a real one is in Cluster/.
@Suite struct SweepSubmitTests {
  @Test func tasksWorkAndTheResultsAreThoseOfALocalRun() async throws {
    let site = try await Site()
    try site.installSlurm()
    let outcome = try await site.submit("--tasks 3 --at-once 2")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.err.contains("3 tasks, at most 2 at once"))
    let local = try await site.workshop.succeed("sweep run few.yaml --out Local")
    #expect(outcome.out == local.out.replacing("Local/", with: "Outputs/"))
    for file in ["results.csv", "results.sqlite"] {
      #expect(
        try site.workshop.files("Outputs/few")[file] == site.workshop.files("Local/few")[file])
    }
    let folder = site.scripts
    #expect(
      try site.workshop.text("calls") == """
        --parsable \(folder)/work.sbatch
        --parsable --dependency=afterany:17 \(folder)/gather.sbatch

        """)
    // There is nothing left to submit.
    let again = try await site.submit()
    #expect(again.status == 0 && again.out == outcome.out)
    #expect(try site.workshop.text("calls").split(separator: "\n").count == 2)
  }

  @Test func withoutANumberSmallWorkIsOneTask() async throws {
    let site = try await Site()
    let outcome = try await site.submit("--dry-run --time 30 --option --mem=2G --option -Ashop")
    #expect(outcome.status == 0 && outcome.err.isEmpty)
    #expect(outcome.out.contains("#SBATCH --array=1-1\n"))
    for line in ["--time=30", "--mem=2G", "-Ashop"] {
      #expect(outcome.out.components(separatedBy: "#SBATCH \(line)\n").count == 3)
    }
    let plan = "\(site.workshop.folder.path)/\(site.plan)"
    for word in ["work", "gather"] {
      #expect(outcome.out.contains("sweep \(word) --plan \(plan) --hash \(site.hash)"))
    }
    // Nothing was written.
    #expect(try site.workshop.names("Outputs/few") == ["plan.jsonl"])
  }

  @Test func whatSlurmSaysIsTold() async throws {
    let site = try await Site()
    let missing = try await site.submit()
    #expect(missing.status == 69 && missing.err.contains("sbatch was not found"))
    try site.installSlurm()
    let large = try await site.submit("--tasks 5")
    #expect(large.status == 64 && large.err.contains("at most 4"), "\(large.err)")
    try site.install("sbatch", "echo 'sbatch: error: invalid partition: nope' >&2; exit 1")
    let refused = try await site.submit("--partition nope")
    #expect(refused.status == 69 && refused.err.contains("invalid partition: nope"))
    try site.install("squeue", "echo 'Unable to contact slurm controller' >&2; exit 1")
    let silent = try await site.submit()
    #expect(silent.status == 69 && silent.err.contains("does not answer"))
  }

  @Test func withoutSlurmALimitIsOnlyItsDefault() async throws {
    let outcome = try await Site().submit("--dry-run --tasks 1000000")
    #expect(outcome.status == 64, "\(outcome.err)")
    #expect(outcome.err.contains("without Slurm its default is taken, at most 1000"))
  }

  @Test func anAnswerWithoutANumberIsTold() async throws {
    let site = try await Site()
    try site.installSlurm()
    try site.install("sbatch", "echo 'Welcome to the cluster'; seq 100")
    let outcome = try await site.submit()
    #expect(outcome.status == 69, "\(outcome.err)")
    #expect(
      outcome.err.contains(
        "sbatch gave no number of a job for work.sbatch: Welcome to the cluster; 1; 2; 3;"))
    #expect(!outcome.err.contains("100"))
  }

  @Test(arguments: [("a\tb", "a line feed or another control character"), ("a%b", "reads % and")])
  func aPathThatScriptsCannotHoldIsTold(_ name: String, _ message: String) async throws {
    let site = try await Site()
    let plan = "\(name)/plan.jsonl"
    try site.workshop.write(try site.workshop.text(site.plan), to: plan)
    let outcome = try await site.submit("--dry-run", of: plan)
    #expect(outcome.status == 64 && outcome.err.contains(message), "\(outcome.err)")
  }

  @Test func whatIsMissingInTheEndIsToldWithTheLastWordsOfTasks() async throws {
    let site = try await Site()
    try site.installSlurm()
    try site.install(
      "sbatch", #"echo 'libgsl.so.27: cannot open' >"$(dirname "${!#}")"/work-1.log; echo 17"#)
    let outcome = try await site.submit()
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("work-1.log: libgsl.so.27: cannot open"), "\(outcome.err)")
    #expect(!(try site.workshop.names("Outputs/few").contains("results.csv")))
  }

  @Test func jobsInTheQueueAreWatchedAndNotSubmittedAgain() async throws {
    let site = try await Site()
    try site.installSlurm(queue: "cat queue; rm -f queue")
    try site.workshop.write(
      """
      R|17|None|\(site.scripts)/work.sbatch
      PD|18|Dependency|\(site.scripts)/gather.sbatch

      """, to: "queue")
    let outcome = try await site.submit()
    #expect(outcome.status == 65, "\(outcome.err)")
    #expect(outcome.err.contains("jobs 17 and 18 are in the queue already; nothing"))
    #expect(!(try site.workshop.names().contains("calls")))
  }

  @Test func aMissingJobThatGathersIsSubmittedAlone() async throws {
    let site = try await Site()
    try site.installSlurm(queue: "cat queue; rm -f queue")
    try site.workshop.write("R|17|None|\(site.scripts)/work.sbatch\n", to: "queue")
    let outcome = try await site.submit("--no-wait")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(
      outcome.err.contains(
        "job 17 is in the queue already; the job that gathers was missing and is "
          + "submitted (job 18)"))
    #expect(
      try site.workshop.text("calls")
        == "--parsable --dependency=afterany:17 \(site.scripts)/gather.sbatch\n")
  }

  @Test func workWithoutAJobThatGathersIsNamed() async throws {
    let site = try await Site()
    try site.installSlurm()
    try site.install(
      "sbatch",
      """
      case $2 in --dependency*) echo 'sbatch: error: QOSMaxSubmitJobPerUserLimit' >&2; exit 1 ;; esac
      echo 17
      """)
    let outcome = try await site.submit()
    #expect(outcome.status == 69, "\(outcome.err)")
    #expect(outcome.err.contains("Slurm refused gather.sbatch: sbatch: error: QOSMax"))
    #expect(
      outcome.err.contains(
        "job 17 is in the queue without it: the same command submits what is missing, and scancel "
          + "17 cancels what is there"))
  }

  @Test func aQueueThatLagsIsNotTakenForAnEnd() async throws {
    let site = try await Site()
    // After the jobs were submitted it fails, lists nothing, lists them and lists nothing any more.
    try site.installSlurm(
      queue: #"""
        [ -e calls ] || exit 0
        echo look >>looks
        case $(wc -l <looks) in
          1) exit 1 ;;
          3) printf 'R|17|None|%s\n' '\#(site.scripts)/work.sbatch' ;;
        esac
        """#)
    try site.install("sbatch", "echo call >>calls; echo 17")
    let outcome = try await site.submit()
    #expect(outcome.status == 65, "\(outcome.err)")
    #expect(try site.workshop.text("looks") == String(repeating: "look\n", count: 4))
  }

  @Test func aSlurmThatSaysMuchIsHeardToItsEnd() async throws {
    let site = try await Site()
    try site.installSlurm(queue: "head -c 300000 /dev/zero >&2")
    let outcome = try await site.submit("--tasks 1")
    #expect(outcome.status == 0, "\(outcome.err)")
  }

  @Test func ctrlCEndsTheWatchingAndNotTheJobs() async throws {
    let site = try await Site()
    try site.installSlurm(
      queue: #"printf 'PD|17|Resources|%s\nPD|18|Dependency|%s\n' "#
        + "\(site.scripts)/work.sbatch \(site.scripts)/gather.sbatch; touch seen")
    let running = try site.start()
    while running.isRunning, !(try site.workshop.names().contains("seen")) {
      try await Task.sleep(for: .milliseconds(20))
    }
    try await running.untilItListens()
    running.interrupt()
    let outcome = try await running.end()
    #expect(outcome.status == 130 && outcome.err.contains("scancel 17 18"), "\(outcome.err)")
    #expect(outcome.err.contains("cxlab sweep submit --plan \(site.plan)"))
  }

  @Test func nobodyNeedsToWait() async throws {
    let site = try await Site()
    // Its queue does not list the jobs yet.
    try site.installSlurm()
    let outcome = try await site.submit("--no-wait --format json")
    #expect(outcome.status == 0 && outcome.out == "{\"jobs\": [17, 18]}\n", "\(outcome.err)")
  }

  @Test func itWorksHereToo() async throws {
    let site = try await Site()
    let outcome = try await site.submit("--engine local")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(try site.workshop.names("Outputs/few").contains("results.csv"))
  }

  @Test(arguments: [
    ("--engine local --tasks 3", "With --engine local there are no tasks"),
    ("--dry-run --format json", "With --dry-run the scripts are printed; leave --format out."),
    ("--engine pbs", "'pbs' is invalid for '--engine <engine>'"),
    ("--tasks 0", "--tasks is a whole number from 1"),
    ("--at-once -1", "--at-once is a whole number from 1"),
    ("--option mem=2G", "--option is an option of sbatch"),
    ("--time=", "Missing value for '--time <time>'"),
  ])
  func badUsageIsTold(_ options: String, _ message: String) async throws {
    let outcome = try await Site().submit(options)
    #expect(outcome.status == 64 && outcome.err.contains(message), "\(outcome.err)")
  }
}

/// A planned sweep of four points, with a folder of commands that are found before others.
private final class Site {
  let workshop: Workshop
  let plan = "Outputs/few/plan.jsonl"
  /// The first digits of the plan's SHA-256.
  let hash: String
  /// The folder of the scripts.
  let scripts: String

  init() async throws {
    workshop = try Workshop([
      "shop.yaml": shop(),
      "few.yaml": """
      title: Few
      scenario: shop.yaml
      levers:
        teams.staff.staff: [1, 2]
        teams.staff.pay: [£11/h, £12/h]
      outcomes: [retention_12m]
      replications: 2

      """,
    ])
    let planned = try await workshop.succeed("sweep plan few.yaml").out
    let headline = try #require(planned.split(separator: "\n").first)
    let last = try #require(headline.split(separator: " ").last)
    hash = String(last)
    scripts = workshop.folder.appendingPathComponent("Outputs/few/slurm-\(hash)").path
  }

  /// Puts a command of Slurm on the path.
  func install(_ name: String, _ script: String) throws {
    let text = "#!/bin/bash\nPATH=/usr/bin:/bin\ncd '\(workshop.folder.path)'\n\(script)\n"
    try workshop.write(text, to: "bin/\(name)")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: workshop.folder.appendingPathComponent("bin/\(name)").path)
  }

  /// Installs a Slurm in which all tasks have run when they are submitted.
  func installSlurm(queue: String = "exit 0") throws {
    try install("squeue", queue)
    try install("scontrol", "echo 'MaxArraySize            = 5'")
    try install(
      "sbatch",
      #"""
      echo "$@" >>calls
      script=${!#}
      tasks=$(sed -n 's/^#SBATCH --array=1-\([0-9]*\).*/\1/p' "$script")
      for task in $(seq ${tasks:-0}); do
        SLURM_ARRAY_TASK_ID=$task bash "$script" >"${script%/*}/work-$task.log" 2>&1
      done
      [ -n "$tasks" ] && echo 17 || echo 18
      """#)
  }

  /// Submits the sweep and waits for the end of the command.
  ///
  /// - Parameter plan: Another plan than ``plan``.
  func submit(_ options: String = "", of plan: String? = nil) async throws -> Outcome {
    try await Program.run(
      words(options, plan ?? self.plan), in: workshop.folder, environment: environment)
  }

  /// Submits the sweep.
  func start() throws -> Running {
    try Program.start(words("", plan), in: workshop.folder, environment: environment)
  }

  private func words(_ options: String, _ plan: String) -> [String] {
    ["sweep", "submit", "--plan", plan] + options.split(separator: " ").map(String.init)
  }

  private var environment: [String: String] {
    // A real Slurm on this machine is out of sight.
    ["PATH": workshop.folder.appendingPathComponent("bin").path]
  }
}
