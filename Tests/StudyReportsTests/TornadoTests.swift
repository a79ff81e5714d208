import Testing

@testable import Experiments
@testable import Studies
@testable import StudyReports

@Suite struct TornadoTests {
  private func level(_ value: String, _ mean: Double, _ half: Double) -> OutcomeSensitivity.Level {
    OutcomeSensitivity.Level(
      value: value, label: value, number: nil, mean: mean,
      difference: Estimate(mean: mean, lower: mean - half, upper: mean + half, replications: 20))
  }

  @Test func onlyAClearDifferenceStandsAtItsEnd() {
    let today = level("3", 0, 0)
    func words(
      _ low: OutcomeSensitivity.Level, _ high: OutcomeSensitivity.Level, smallest: Double = 0
    ) -> [String] {
      let words = TornadoWords(low, high, smallest: smallest)
      return [words.left, words.right, words.isClear ? "clear" : "grey"]
    }
    #expect(words(today, level("4", 0, 0.26)) == ["", "3 or 4: not clear", "grey"])
    #expect(words(level("4", -5, 2), today) == ["4", "3", "clear"])
    #expect(words(today, level("4", 5, 2)) == ["3", "4", "clear"])
    #expect(words(level("2", -5, 2), level("4", 5, 2)) == ["2", "4", "clear"])
    #expect(words(level("2", -5, 2), level("4", 1, 2)) == ["2", "4: not clear", "grey"])
    #expect(words(level("2", -1, 2), level("4", 5, 2)) == ["", "4 (2: not clear)", "clear"])
    #expect(words(level("4", 3, 1), level("5", 6, 1))[1] == "lowest at 4, highest at 5")
    #expect(words(level("4", 3, .infinity), level("4", 3, .infinity))[1] == "4: not clear")
    #expect(words(today, today) == ["", "no difference", "grey"])
    // What is clear of zero but below what is worth mentioning has no end of its own.
    #expect(words(today, level("4", 5, 2), smallest: 8) == ["", "3 or 4: too small", "grey"])
    #expect(
      words(level("2", -1, 0.5), level("4", 50, 2), smallest: 8) == [
        "", "4 (2: too small)", "clear",
      ])
    #expect(
      words(level("2", -1, 0.5), level("4", 5, 9), smallest: 8)[1] == "2: too small, 4: not clear")
  }
}
