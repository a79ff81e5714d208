import Testing

@testable import CustomerExperience

@Suite("Counts that share their bits")
struct CountTests {
  @Test("needs so far and those that wait do not touch each other")
  func parts() {
    var count = NeedCount()
    (count.all, count.pending) = (7, 3)
    #expect(count.all == 7 && count.pending == 3)
    count.all += 1
    #expect(count.all == 8 && count.pending == 3)
    // More than anybody follows up are not counted, and neither is less than nothing.
    count.pending = 5_000
    #expect(count.all == 8 && count.pending == 4_095)
    count.pending = -1
    #expect(count.all == 8 && count.pending == 0)
  }

  @Test("the need that is followed up comes before those that wait")
  func current() {
    var count = NeedCount()
    (count.all, count.pending) = (9, 2)
    #expect(count.current == 7)
  }

  @Test("where the count begins anew, the number stays within its bits")
  func wrapped() {
    let most = 1 << 20
    var count = NeedCount()
    (count.all, count.pending) = (most - 1, 4)
    #expect(count.current == most - 5)
    count.all += 1
    #expect(count.all == 0 && count.pending == 4)
    #expect(count.current == most - 4)
    for _ in 0..<4 {
      count.all += 1
      #expect((0..<most).contains(count.current))
    }
    #expect(count.current == 0)
    // Beside another number in a word it leaves that alone.
    count.all = 0
    #expect((12 << 32 | count.current) >> 32 == 12)
  }
}
