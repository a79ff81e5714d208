import Foundation
import Testing

/// Files that cannot be simulated: told with place and cure, and nothing is written.
@Suite struct BrokenFileTests {
  /// A file with a fault, and what has to be said of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var files: [String: Data]
    var message: String

    init(_ name: String, _ text: String, _ message: String) {
      self.init(name, ["broken.yaml": Data(text.utf8)], message)
    }

    init(_ name: String, _ files: [String: Data], _ message: String) {
      (self.name, self.files, self.message) = (name, files, message)
    }

    var testDescription: String { name }
  }

  static let faults = [
    Fault(
      "wrong indentation", desk("  segments:", " segments:"),
      "broken.yaml:7:2: error: wrong indentation"),
    Fault(
      "a tab", desk("    homes", "\t  homes"),
      "broken.yaml:8:1: error: a tab in the indentation; indent with spaces"),
    Fault(
      "unknown key", desk("staff: 3", "staf: 3"),
      "broken.yaml:22:10: error: unknown key 'staf' in teams.desk (did you mean 'staff'?)"),
    Fault(
      "wrong unit", desk("service: 9 min", "service: 9 kg"),
      "broken.yaml:17:18: error: journeys.fault.touchpoints.call.service is a duration, "
        + "such as 8 min; found '9 kg'"),
    Fault(
      "shares that total 90%", desk("share: 40%", "share: 30%"),
      "broken.yaml:19:21: error: shares of 'unresolved' add up to 90%, must be 100% "
        + "(engineer 60% + call 30%)"),
    Fault(
      "negative rate", desk("rate: 4 per year", "rate: -4 per year"),
      "broken.yaml:12:18: error: journeys.fault.need.rate must be 0 per year to 10000 per year; "
        + "found '-4 per year'"),
    Fault(
      "a touchpoint that leads nowhere", desk("to: engineer", "to: garage"),
      "broken.yaml:19:27: error: no touchpoint 'garage'; there are call, engineer"),
    Fault(
      "a cycle in extends",
      ["broken.yaml": Data("extends: b.yaml\n".utf8), "b.yaml": Data("extends: broken.yaml".utf8)],
      "b.yaml:1:10: error: extends goes in a circle: broken.yaml -> b.yaml -> broken.yaml"),
    Fault("a missing file", [:], "broken.yaml: error: no such file"),
    Fault(
      "a missing file with a near name", ["brokn.yaml": Data()],
      "broken.yaml: error: no such file (did you mean 'brokn.yaml'?)"),
    Fault(
      "a directory", ["broken.yaml/x": Data()],
      "broken.yaml: error: is a directory, not a file"),
    Fault("an empty file", "", "broken.yaml: error: the file is empty"),
    Fault(
      "10 MB of noise", ["broken.yaml": noise(10_000_000)],
      "broken.yaml: error: larger than 1 MiB; is it the right file?"),
    Fault("a kilobyte of noise", ["broken.yaml": noise(1_000)], "broken.yaml:1:"),
    Fault(
      "invalid UTF-8", ["broken.yaml": Data("title: caf".utf8) + [0xE9, 0x0A]],
      "broken.yaml:1:11: error: the file is not UTF-8 text: byte 10 (line 1) is invalid; "
        + "save it as UTF-8"),
    Fault(
      "a sweep", "scenario: good.yaml\nlevers: {teams.desk.staff: [4, 5]}\n",
      "broken.yaml:1:1: error: this is a sweep over scenarios"),
  ]

  @Test(arguments: faults)
  func isToldAndNothingIsWritten(_ fault: Fault) async throws {
    let workshop = try Workshop(["good.yaml": shop()])
    for (name, data) in fault.files { try workshop.write(data, to: name) }
    let before = try workshop.files()
    for command in [
      "run broken.yaml", "run good.yaml broken.yaml", "compare broken.yaml good.yaml",
      "compare good.yaml broken.yaml", "check broken.yaml", "show --resolved broken.yaml",
    ] where fault.name != "a sweep" || command != "check broken.yaml" {  // which takes sweeps
      let outcome = try await workshop.run(command)
      #expect(outcome.status == 65 && !outcome.wasKilled, "\(command)\n\(outcome.err)")
      #expect(outcome.out.isEmpty, "\(command)")
      #expect(outcome.err.contains(fault.message), "\(command)\n\(outcome.err)")
      #expect(outcome.err.utf8.count < 5_000)
    }
    #expect(try workshop.files() == before)
  }

  @Test func allThatIsWrongIsToldAtOnce() async throws {
    let text = desk("staff: 3", "staf: 3").replacing("service: 9 min", with: "service: 9 kg")
    let workshop = try Workshop(["broken.yaml": text])
    let outcome = try await workshop.run("run broken.yaml")
    #expect(outcome.err.contains("broken.yaml:17:18: error:"))
    #expect(outcome.err.contains("broken.yaml:22:10: error:"))
    #expect(outcome.err.contains("2 errors; nothing was run."))
  }

  @Test func aKeyThatIsSetWronglyIsShown() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run("run shop.yaml --set teams.staff.staff=-1")
    #expect(outcome.status == 65 && outcome.out.isEmpty)
    #expect(outcome.err.contains("--set: error: teams.staff.staff must be"))
    #expect(try workshop.names() == ["desk.yaml", "shop.yaml"])
  }

  /// Bytes without a meaning, the same each time.
  private static func noise(_ count: Int) -> Data {
    var state: UInt64 = 1
    return Data(
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      })
  }
}
