import Testing

@testable import cxlab

/// What the bar of progress says of the time left.
@Suite struct ProgressBarTests {
  @Test func theTimeLeftFollowsFromWhatIsDone() {
    // 20 of 80 in 10 seconds: the other 60 take 30.
    #expect(ProgressBar.left(done: 20, of: 80, seconds: 10) == "about 30 s left")
    #expect(ProgressBar.left(done: 1, of: 101, seconds: 60) == "about 2 h left")
    #expect(ProgressBar.left(done: 10, of: 70, seconds: 60) == "about 6 min left")
    #expect(ProgressBar.left(done: 999, of: 1000, seconds: 20) == "about 1 s left")
    // Between the units: from one and a half minutes on in minutes, from one and a half hours on in hours.
    #expect(ProgressBar.left(done: 1, of: 90, seconds: 1 + 1) == "about 3 min left")
    #expect(ProgressBar.left(done: 2, of: 90, seconds: 2) == "about 88 s left")
    #expect(ProgressBar.left(done: 1, of: 2, seconds: 5399) == "about 90 min left")
    #expect(ProgressBar.left(done: 1, of: 2, seconds: 5400) == "about 2 h left")
  }

  @Test func whereItMayEndBeforeItIsTheMost() {
    #expect(
      ProgressBar.left(done: 20, of: 80, seconds: 10, isOpen: true) == "at most 30 s left")
  }

  @Test func withoutAnythingToTellItByThereIsNone() {
    #expect(ProgressBar.left(done: 0, of: 80, seconds: 10) == nil)
    #expect(ProgressBar.left(done: 20, of: 80, seconds: 1) == nil)
    #expect(ProgressBar.left(done: 80, of: 80, seconds: 10) == nil)
  }
}
