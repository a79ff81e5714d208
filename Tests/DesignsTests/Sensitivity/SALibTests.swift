import DiscreteEvents
import Foundation
import Testing

@testable import Designs

/// Our indices beside SALib's (Iwanaga, Usher & Herman 2022), where `CXLAB_SALIB` names a Python that
/// has it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CXLAB_SALIB"] != nil))
struct SALibTests {
  /// What the script prints of points and outputs: index by name.
  private func salib(
    _ arguments: [String], _ design: some UnitCubeDesign, outputs: [Double]
  ) throws -> [String: Double] {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let python = try #require(ProcessInfo.processInfo.environment["CXLAB_SALIB"])
    let table = (0..<design.count).map { index in
      (design.row(index) + [outputs[index]]).map { "\($0)" }.joined(separator: ",")
    }
    let input = FileManager.default.temporaryDirectory.appending(
      path: "cxlab-salib-\(UUID().uuidString).csv")
    try Data(table.joined(separator: "\n").utf8).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [root.appending(path: "Benchmarks/peers/salib_check.py").path()] + arguments
    process.standardInput = try FileHandle(forReadingFrom: input)
    let printed = Pipe()
    process.standardOutput = printed
    try process.run()
    let text = String(decoding: printed.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var indices: [String: Double] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: ",")
      if fields.count == 2 { indices[String(fields[0])] = Double(fields[1]) }
    }
    return indices
  }

  @Test func sobolsIndicesAreSALibs() throws {
    let sample = try SaltelliSample(basePoints: 512, factors: 3, secondOrder: true, seed: 7)
    let outputs = (0..<sample.count).map { Ishigami.value(sample.row($0)) }
    let theirs = try salib(["sobol", "3"], sample, outputs: outputs)
    let ours = SobolIndices(sample, outputs: outputs, resamples: 2)
    var largest = 0.0
    for i in 0..<3 {
      largest = max(largest, abs(ours.first[i].value - (theirs["first \(i)"] ?? .infinity)))
      largest = max(largest, abs(ours.total[i].value - (theirs["total \(i)"] ?? .infinity)))
    }
    for pair in ours.interactions {
      let name = "pair \(pair.factors[0]) \(pair.factors[1])"
      largest = max(largest, abs(pair.index.value - (theirs[name] ?? .infinity)))
    }
    print("largest gap to SALib's Sobol indices: \(largest)")
    #expect(largest < 1e-10)
  }

  @Test func morrisEffectsAreSALibs() throws {
    let design = try MorrisTrajectories(trajectories: 30, factors: 3, levels: 6, seed: 7)
    let outputs = (0..<design.count).map { Ishigami.value(design.row($0)) }
    let theirs = try salib(["morris", "3", "6"], design, outputs: outputs)
    let ours = ElementaryEffects(design, outputs: outputs)
    var largest = 0.0
    for (i, factor) in ours.factors.enumerated() {
      largest = max(largest, abs(factor.mean - (theirs["mean \(i)"] ?? .infinity)))
      largest = max(largest, abs(factor.size.mean - (theirs["size \(i)"] ?? .infinity)))
      largest = max(largest, abs(factor.deviation - (theirs["deviation \(i)"] ?? .infinity)))
    }
    print("largest gap to SALib's elementary effects: \(largest)")
    #expect(largest < 1e-10)
  }
}
