import Documents
import Studies
import Testing

@Suite struct SlurmArrayTests {
  private let array = SlurmArray(
    name: "training-7c1f9e2a", program: "/home/ada/bin/cxlab",
    plan: "/home/ada/My sweeps/Ada's/plan.jsonl", hash: "7c1f9e2a", tasks: 12)

  @Test func aScriptOfTheArray() {
    #expect(
      array.workScript() == """
        #!/bin/bash
        # One task of a sweep: it does its share of the points and skips those that are done. Written by
        # cxlab sweep submit; by hand: sbatch work.sbatch, in the folder of this file.
        #SBATCH --job-name=training-7c1f9e2a
        #SBATCH --array=1-12
        #SBATCH --output=work-%a.log
        #SBATCH --time=2:00:00
        #SBATCH --requeue
        #SBATCH --open-mode=append
        exec /home/ada/bin/cxlab sweep work --plan '/home/ada/My sweeps/Ada'\\''s/plan.jsonl' --hash 7c1f9e2a \\
          --shard "$SLURM_ARRAY_TASK_ID/12" --jobs "${SLURM_CPUS_PER_TASK:-1}"

        """)
  }

  @Test func aScriptThatGathers() {
    #expect(
      array.gatherScript() == """
        #!/bin/bash
        # Gathers what the tasks of a sweep have done; refuses while something is missing, and says what.
        #SBATCH --job-name=training-7c1f9e2a-gather
        #SBATCH --output=gather.log
        #SBATCH --time=2:00:00
        #SBATCH --requeue
        #SBATCH --open-mode=append
        exec /home/ada/bin/cxlab sweep gather --plan '/home/ada/My sweeps/Ada'\\''s/plan.jsonl' --hash 7c1f9e2a

        """)
  }

  @Test func whatIsAskedOfSlurmStandsInBothScripts() {
    var array = array
    array.atOnce = 8
    array.time = "30"
    array.partition = "short"
    array.options = ["--account=marketing", "--mem=2G"]
    #expect(array.workScript().contains("\n#SBATCH --array=1-12%8\n"))
    for script in [array.workScript(), array.gatherScript()] {
      #expect(
        script.contains(
          """

          #SBATCH --time=30
          #SBATCH --requeue
          #SBATCH --open-mode=append
          #SBATCH --partition=short
          #SBATCH --account=marketing
          #SBATCH --mem=2G
          exec 
          """))
    }
  }

  @Test func whatWouldMakeALineOfItsOwnIsRefused() {
    #expect(SlurmArray.isOneLine("--mem=2G"))
    #expect(!SlurmArray.isOneLine("--mem=2G\nrm -r /"))
    #expect(!SlurmArray.isOneLine("--mem=2G\r"))
    #expect(!SlurmArray.isOneLine(""))
  }

  @Test(arguments: [
    // Two minutes a task, and a task for each piece of work at most.
    (3600.0, 100, 1000, 30), (3601, 100, 1000, 31), (3600, 10, 1000, 10), (3600, 100, 20, 20),
    // What is done at once is one task; what has no end is no trap.
    (0, 100, 1000, 1), (.infinity, 100, 1000, 100), (.nan, 100, 1000, 1), (60, 0, 1000, 1),
    (3600, 100, 0, 1),
  ])
  func tasksLastSomeMinutes(_ seconds: Double, _ units: Int, _ most: Int, _ tasks: Int) {
    #expect(SlurmArray.suitableTasks(seconds: seconds, units: units, most: most) == tasks)
  }

  @Test(arguments: [
    ("MailProg  = /usr/bin/mail\nMaxArraySize            = 4001\nMaxDBDMsgs = 20024\n", 4000),
    ("MaxArraySize = 0\n", 0), ("MaxArraySize = many\n", 1000), ("", 1000),
  ])
  func theClusterSaysHowLargeAnArrayMayBe(_ config: String, _ most: Int) {
    #expect(SlurmArray.mostTasks(config: config) == most)
  }

  @Test(arguments: [
    ("plan.jsonl", "plan.jsonl"), ("", "''"), ("a b", "'a b'"), ("$HOME;x", "'$HOME;x'"),
    ("Ada's", "'Ada'\\''s'"), ("Müller", "Müller"), ("~/x", "'~/x'"), ("-n", "-n"),
  ])
  func wordsAreQuotedForAShell(_ word: String, _ quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }
}
