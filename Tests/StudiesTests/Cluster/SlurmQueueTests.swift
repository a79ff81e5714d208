import Studies
import Testing

@Suite struct SlurmQueueTests {
  private let folder = "/home/ada/my sweep/slurm-7c1f9e2a"

  @Test func jobsAreCountedByTheirScripts() {
    let queue = SlurmQueue(
      """
      R|17|None|\(folder)/work.sbatch
      CG|17|None|\(folder)/work.sbatch
      PD|17|JobArrayTaskLimit|\(folder)/work.sbatch
      PD|17|BeginTime|\(folder)/work.sbatch
      PD|18|Dependency|\(folder)/gather.sbatch
      R|12|None|/home/ada/other/slurm-7c1f9e2a/work.sbatch
      PD|9|Resources|(null)

      """, folder: folder)
    #expect(queue.running == 2 && queue.waiting == 2 && queue.willGather)
    #expect(queue.reason == "BeginTime")
    #expect(queue.jobs == [17, 18])
    #expect(!queue.isEmpty)
  }

  @Test func othersFirstIsNoReasonToTell() {
    let queue = SlurmQueue("PD|17|Priority|\(folder)/work.sbatch\n", folder: folder)
    #expect(queue.waiting == 1 && queue.reason == nil)
  }

  @Test func aFolderMayHaveABarInItsName() {
    let queue = SlurmQueue("R|17|None|/a|b/work.sbatch\n", folder: "/a|b")
    #expect(queue.running == 1)
  }

  @Test(arguments: [(0, 0, 1), (19, 0, 1), (200, 0, 10), (86_400, 0, 30), (10, 6, 60)])
  func looksBecomeFewer(_ watched: Int, _ looking: Int, _ pause: Int) {
    #expect(
      SlurmQueue.pause(watched: .seconds(watched), looking: .seconds(looking)) == .seconds(pause))
  }

  @Test(arguments: ["", "\n", "R|17\n", "nonsense"])
  func nothingIsLeft(_ listing: String) {
    #expect(SlurmQueue(listing, folder: folder).isEmpty)
  }
}
