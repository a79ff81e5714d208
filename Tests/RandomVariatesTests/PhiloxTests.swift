import CPhilox
import RandomVariates
import Testing

@Suite("Philox4x32-10")
struct PhiloxTests {
  /// The three known answers of Random123 (`kat_vectors`, philox4x32 with ten rounds).
  @Test(
    "known answers",
    arguments: [
      KnownAnswer(
        counter: [0, 0, 0, 0], key: [0, 0],
        block: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
      KnownAnswer(
        counter: [.max, .max, .max, .max], key: [.max, .max],
        block: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
      KnownAnswer(
        counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
        key: [0xa409_3822, 0x299f_31d0],
        block: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
    ])
  func knownAnswer(_ answer: KnownAnswer) {
    var block: [UInt32] = [0, 0, 0, 0]
    cx_philox_block(schedule(answer.key), answer.counter, &block)
    #expect(block == answer.block)
  }

  private func schedule(_ key: [UInt32]) -> [UInt32] {
    var rounds = [UInt32](repeating: 0, count: 20)
    cx_philox_schedule(UInt64(key[1]) << 32 | UInt64(key[0]), &rounds)
    return rounds
  }

  struct KnownAnswer: Sendable {
    var counter: [UInt32]
    var key: [UInt32]
    var block: [UInt32]
  }

  @Test("a long run at one address is block after block, however many are made at a time")
  func longRun() {
    var state = cx_philox_state()
    cx_philox_begin(&state, 0x299f_31d0_a409_3822)
    cx_philox_seek(&state, 0x0123_4567_89ab_cdef, 7, 42)
    for number in 0..<41 as Range<UInt32> {
      var block: [UInt32] = [0, 0, 0, 0]
      cx_philox_block(
        schedule([0xa409_3822, 0x299f_31d0]), [number, 7 << 24 | 42, 0x89ab_cdef, 0x0123_4567],
        &block)
      #expect(block == (0..<4).map { _ in cx_philox_next(&state) })
    }
  }

  @Test("the smallest and largest uniform lie inside the open interval")
  func openInterval() {
    var state = cx_philox_state()
    (state.words.0, state.words.1, state.words.2, state.words.3) = (0, 0, .max, .max)
    (state.next, state.count) = (0, 4)
    let smallest = cx_philox_uniform(&state)
    let largest = cx_philox_uniform(&state)
    #expect(smallest > 0)
    #expect(largest < 1)
    #expect(1 - largest == smallest)
  }

  @Test("stable hashes never change")
  func hashes() {
    // SplitMix64 from state 0 begins with this word (Vigna's splitmix64.c).
    #expect(StableHash.mix(0) == 0xE220_A839_7B1D_CDAF)
    #expect(StableHash.of("first-line") == StableHash.of("first-" + "line"))
    #expect(StableHash.of("a") != StableHash.of("b"))
    let parent = StableHash.of("families")
    let children = Set((0..<100_000).map { StableHash.child(parent, $0) })
    #expect(children.count == 100_000)
  }
}
