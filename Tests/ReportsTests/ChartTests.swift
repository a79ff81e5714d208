import Foundation
import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

@Suite struct ChartTests {
  /// Where to leave the folders for somebody who wants to look at them.
  static let gallery = ProcessInfo.processInfo.environment["CXLAB_TEST_GALLERY"]

  @Test func theTableOfTheDifferenceHasTheMonthsOfTheChart() throws {
    let chart = try #require(ComparisonCharts.retentionDifference(Fixture.comparison()))
    #expect(chart.title == "One more agent keeps 0.70 more of 100 customers after 36 months")
    let rows = chart.data.rows.filter { $0[0].field == "One more agent" }.map { $0.map(\.field) }
    #expect(rows.map { $0[1] } == stride(from: 3, through: 36, by: 3).map { String($0) })
    #expect(rows.last == ["One more agent", "36", "0.70", "0.67 to 0.73"])
  }

  @Test(.enabled(if: ChartRenderer.find().python != nil, "needs make setup"))
  func everyChartIsDrawnTheSameEachTime() throws {
    try Fixture.withFolder { temporary in
      let out = Self.gallery ?? temporary
      let context = Fixture.context(renderer: .find())
      try RunReport.write(Fixture.run(), context: context, folder: "one", out: out)
      try RunReport.write(Fixture.run(), context: context, folder: "two", out: out)
      try ComparisonReport.write(
        Fixture.comparison(), context: context, folder: "three", out: out)
      let charts = RunCharts.all(Fixture.run()).map(\.name)
      #expect(
        charts == [
          "retention", "retention_views", "leavers", "satisfaction", "growth", "growth_parts",
          "staff", "competitor_pull", "money", "evidence",
        ])
      for name in charts {
        let first = try Fixture.text(out + "/one/charts/\(name).svg")
        #expect(first.hasPrefix("<svg") && first.contains("</svg>"))
        #expect(first == (try Fixture.text(out + "/two/charts/\(name).svg")))
      }
    }
  }
}
