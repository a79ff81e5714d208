import Foundation
import Testing

@testable import Documents

@Suite struct ChartRendererTests {
  @Test func pythonIsLookedForWhereTheProgramIsAndNowhereElse() {
    #expect(
      ChartRenderer.folders(of: "/opt/x/bin/cxlab") == [
        "/opt/x/bin/.venv", "/opt/x/share/cxlab/venv",
      ])
    #expect(
      ChartRenderer.folders(of: "/home/ann/cxlab/.build/x86_64/release/cxlab") == [
        "/home/ann/cxlab/.build/x86_64/release/.venv",
        "/home/ann/cxlab/.build/x86_64/share/cxlab/venv", "/home/ann/cxlab/.venv",
      ])
    // Names that are looked up from the current folder are no places.
    #expect(ChartRenderer.folders(of: "cxlab").isEmpty)
  }

  @Test func oneChartThatFailsLosesNoOther() throws {
    try Fixture.withFolder { folder in
      // A Python without the package that draws: what stands in for it fails for one chart.
      let python = folder + "/python"
      let script = """
        #!/bin/sh
        echo '{"charts": {"a": "<svg/>"}, "failed": {"b": "no such field"}}'
        """
      try Data(script.utf8).write(to: URL(fileURLWithPath: python))
      chmod(python, 0o755)
      let (charts, problem) = ChartRenderer(python: python).render([
        ("a", .object([])), ("b", .object([])),
      ])
      #expect(charts == ["a": "<svg/>"])
      #expect(problem == "the chart b could not be drawn: no such field")
      #if os(Linux)
        // No file of a folder that is gone is still open: a lab that makes many reports would run out of files.
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
          try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
        }
        #expect(!open.contains { $0.contains("cxlab-charts-") && $0.hasSuffix("(deleted)") })
      #endif
    }
  }

  @Test func aTableHoldsNoFormulas() {
    var writer = CSVWriter()
    for text in ["=1+1", "@SUM(1)", "+cmd", "-cmd", "-1.5", "+2", "plain", ""] {
      writer.field(text)
    }
    writer.field(-3)
    writer.endRow()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "'=1+1,'@SUM(1),'+cmd,'-cmd,-1.5,+2,plain,,-3\n")
  }
}
