import Documents
import Experiments
import Foundation
import Testing

@testable import Studies

/// Work files: what is believed of them, and what is not.
@Suite struct WorkFolderTests {
  private static let text = "outcomes: [profit]\nlevers: {teams.staff.staff: {from: 1, to: 9}}\n"

  @Test func aLineReadsBackToTheLastDigit() throws {
    let moments = [
      SweepRecord.Moments(count: 20, mean: 0.1 + 0.2, variance: 1e-300),
      .init(count: 1, mean: -5e20, variance: .nan), .init(count: 0, mean: .nan, variance: .nan),
    ]
    let line = SweepRecord(point: 7, result: .measured(moments)).line(plan: "abc")
    let again = try line.dropLast().withUnsafeBufferPointer {
      try SweepRecord($0, start: SweepRecord.start(of: "abc"), outcomes: 3, replications: 20)
    }
    guard case .measured(let read) = again.result else {
      Issue.record("not measured")
      return
    }
    #expect(again.point == 7)
    for (a, b) in zip(moments, read) {
      #expect(a.count == b.count)
      #expect(a.mean == b.mean || (a.mean.isNaN && b.mean.isNaN))
      #expect(a.variance == b.variance || (a.variance.isNaN && b.variance.isNaN))
    }
  }

  @Test func everyFlippedBitIsNoticed() throws {
    let line = Array(SweepRecord.measured(3, 0.25).line(plan: "abc").dropLast())
    for index in line.indices {
      for bit in 0..<8 {
        var damaged = line
        damaged[index] ^= 1 << UInt8(bit)
        let isBelieved = damaged.withUnsafeBufferPointer {
          (try? SweepRecord(
            $0, start: SweepRecord.start(of: "abc"), outcomes: 1, replications: 20)) != nil
        }
        #expect(!isBelieved, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test func everyTornLineIsDoneAgain() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let whole = String(decoding: SweepRecord.measured(2, 5).line(plan: sweep.hash), as: UTF8.self)
    let first = String(decoding: SweepRecord.measured(1, 4).line(plan: sweep.hash), as: UTF8.self)
    for length in 1..<whole.utf8.count {
      try bench.write(
        first + String(whole.prefix(length)), to: "out/work-\(sweep.shortHash)/shard-1-of-1.1.jsonl"
      )
      let results = try sweep.results()
      #expect(results.states[0] == .done && results.states[1] == .missing, "\(length)")
      #expect(results.damaged.map(\.line) == [2])
    }
  }

  @Test func identicalLinesCountOnceAndDifferingOnesAreRefused() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    try bench.work(sweep, "shard-1-of-2.1.jsonl", [.measured(1, 4), .measured(2, 5)])
    try bench.work(sweep, "shard-1-of-2.2.jsonl", [.measured(2, 5), .measured(3, 6)])
    let results = try sweep.results()
    #expect(results.done == 3 && results.missing == 6 && results.damaged.isEmpty)
    #expect(results.estimate(1, 0)?.mean == 5)
    try bench.work(sweep, "shard-2-of-2.1.jsonl", [.measured(9, 1), .measured(2, 5.000001)])
    #expect {
      _ = try sweep.results()
    } throws: { error in
      let text = "\(error)"
      return text.contains("point 2:") && text.contains("shard-1-of-2.1.jsonl:2")
        && text.contains("shard-2-of-2.1.jsonl:2")
    }
  }

  @Test func anotherPlansLinesAreRefused() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let line = SweepRecord.measured(1, 4).line(plan: String(repeating: "0", count: 64))
    try bench.write(
      String(decoding: line, as: UTF8.self), to: "out/work-\(sweep.shortHash)/shard-1-of-1.1.jsonl")
    #expect {
      _ = try sweep.results()
    } throws: { "\($0)".contains("belongs to another plan (00000000, not \(sweep.shortHash))") }
  }

  @Test func aSuccessCountsOverAFailureInWhateverOrder() throws {
    let failed = SweepRecord(point: 1, result: .failed("z"))
    let other = SweepRecord(point: 1, result: .failed("a"))
    for records in [[failed, other, .measured(1, 4)], [.measured(1, 4), failed]] {
      let bench = try SweepBench([:])
      let sweep = try bench.plan(Self.text)
      for (n, record) in records.enumerated() { try bench.work(sweep, "s.\(n).jsonl", [record]) }
      let results = try sweep.results()
      #expect(results.states[0] == .done && results.failed == 0)
    }
    for records in [[failed, other], [other, failed]] {
      let bench = try SweepBench([:])
      let sweep = try bench.plan(Self.text)
      for (n, record) in records.enumerated() { try bench.work(sweep, "s.\(n).jsonl", [record]) }
      #expect(try sweep.results().failures == [0: "a"])
    }
  }

  @Test func numbersThatAreNoPointsAreNotBelieved() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    try bench.work(sweep, "s.jsonl", [.measured(0, 4), .measured(10, 4), .measured(-1, 4)])
    #expect(try sweep.results().damaged.count == 3)
  }

  @Test(arguments: [
    "[20,null,1]", "[20,1e999,1]", "[20,1e101,1]", "[20,-1e300,1]", "[0,3,null]", "[0,null,1]",
    "[21,1,1]", "[999999999999999999,1,1]", "[20,1,-1]", "[20,1,null]", "[20,1,1e999]", "[1,1,1]",
    "[-1,1,1]", "[1.5,1,1]", "[20,nan,1]",
  ])
  func whatNoWorkerCanHaveFoundIsNotBelieved(_ moments: String) throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let body = "{\"plan\":\"\(sweep.hash)\",\"point\":1,\"outcomes\":[\(moments)]"
    let check = SHA256.hex(body.utf8).prefix(16)
    try bench.write(
      body + ",\"check\":\"\(check)\"}\n", to: "out/work-\(sweep.shortHash)/s.jsonl")
    let results = try sweep.results()
    #expect(results.damaged.count == 1 && results.states[0] == .missing)
  }

  @Test func aFolderThatCannotBeListedIsNotTakenForAnEmptyOne() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    try bench.write("", to: "out/work-\(sweep.shortHash)")
    #expect { _ = try sweep.results() } throws: { "\($0)".contains("is a file, not a folder") }
  }

  @Test func aPlanNamedByALinkLiesWhereTheLinkLeads() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    try bench.work(sweep, "s.jsonl", [.measured(1, 4)])
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("link.jsonl"), withDestinationPath: "out/plan.jsonl")
    let linked = try PlannedSweep(reading: bench.path("link.jsonl"))
    #expect(linked.hash == sweep.hash)
    #expect(try linked.results().done == 1)
  }

  @Test(arguments: [
    ("plain", "is no file"), ("s.yaml", "is not a plan"), ("none", "there is no plan"),
  ])
  func whatIsNoPlanIsTold(_ name: String, _ message: String) throws {
    let bench = try SweepBench(["plain/x": ""])
    _ = try bench.plan(Self.text)
    #expect { _ = try PlannedSweep(reading: bench.path(name)) } throws: {
      "\($0)".contains(message)
    }
  }

  @Test func everyAttemptHasAFileOfItsOwn() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let shard = try #require(Shard("2/3"))
    for point in 1...3 {
      let file = AttemptFile(folder: sweep.workFolder, shard: shard)
      try file.append([SweepRecord.measured(point, 1).line(plan: sweep.hash)])
    }
    #expect(
      try sweep.results().files.map { $0.split(separator: "/").last } == [
        "shard-2-of-3.1.jsonl", "shard-2-of-3.2.jsonl", "shard-2-of-3.3.jsonl",
      ])
  }

  @Test(arguments: ["0/3", "4/3", "3", "1/0", "a/b", "1/2/3", "-1/2", ""])
  func whatIsNoShardIsRefused(_ text: String) { #expect(Shard(text) == nil) }

  @Test func everyBlockIsDealtOnce() throws {
    let shards = (1...3).compactMap { Shard("\($0)/3") }
    for block in 0..<20 { #expect(shards.count { $0.holds(block) } == 1) }
  }
}
