import Documents
import Testing

@testable import LabServer
@testable import ScenarioFiles

@Suite("Results that are kept")
struct KeptResultsTests {
  private final class Owner {}

  private func result(_ settings: [String], text: Int = 0) -> KeptResults.Finished {
    .init(
      result: [
        "settings": .array(settings.map { .string($0) }),
        "text": .string(String(repeating: "a", count: text)),
      ])
  }

  @Test("those that were used last stay, within so many bytes over all scenarios")
  func bytes() throws {
    let results = KeptResults(bytes: 10_000)
    let (a, b) = (ObjectIdentifier(Owner.self), ObjectIdentifier(Self.self))
    results.keep(result(["a=1"], text: 4_000), .whatIf, ["a=1"], of: a)
    results.keep(result(["b=1"], text: 4_000), .whatIf, ["b=1"], of: b)
    #expect(results.bytes > 8_000)
    #expect(results.finished(.whatIf, ["a=1"], of: a) != nil)
    #expect(results.finished(.whatIf, ["a=1"], of: b) == nil)
    #expect(results.finished(.growth, ["a=1"], of: a) == nil)
    results.keep(result(["c=1"], text: 4_000), .growth, ["c=1"], of: b)
    results.keep(result(["d=1"], text: 20_000), .growth, ["d=1"], of: b)
    #expect(results.finished(.whatIf, ["b=1"], of: b) == nil)
    #expect(results.finished(.growth, ["d=1"], of: b) == nil)
    #expect(results.finished(.whatIf, ["a=1"], of: a) != nil)
    #expect(results.bytes <= 10_000)
    results.forget(b)
    #expect(results.finished(.growth, ["c=1"], of: b) == nil)
    results.forget(a)
    #expect(results.bytes == 0)
  }

  @Test("settings are the same in any order in which they mean the same")
  func order() {
    #expect(SettingOrder.normal(["b=2", "a=1"]) == SettingOrder.normal(["a=1", "b=2"]))
    #expect(SettingOrder.normal(["a=1", "a=1"]) != SettingOrder.normal(["a=1"]))
    #expect(SettingOrder.normal(["ab=1", "a=2"]) == SettingOrder.normal(["a=2", "ab=1"]))
    // The other way round these are refused.
    for settings in [["a={b: 1}", "a.b=2"], ["plan[2]=x", "plan[3]=y"], ["plan=~", "plan[0]=x"]] {
      #expect(SettingOrder.normal(settings) != SettingOrder.normal(settings.reversed()))
    }
    #expect(
      SettingOrder.normal(["plan[2]=x", "b=1", "plan[3]=y", "a=1"])
        == SettingOrder.normal(["a=1", "plan[2]=x", "plan[3]=y", "b=1"]))
  }

  @Test("a warning is known only where it says the same of the same place, as often")
  func warnings() {
    func warning(line: Int, key: String = "a") -> Diagnostic {
      Diagnostic(
        severity: .warning, file: "small.yaml", line: line, column: 1, length: 1,
        message: "odd", sourceLine: "a: 1", key: key)
    }
    let known = [warning(line: 1), warning(line: 2)]
    #expect(known.without(known).isEmpty)
    #expect([warning(line: 2), warning(line: 3)].without(known) == [warning(line: 3)])
    #expect([warning(line: 1), warning(line: 1)].without(known) == [warning(line: 1)])
    #expect([warning(line: 1, key: "b")].without(known) == [warning(line: 1, key: "b")])
  }
}
