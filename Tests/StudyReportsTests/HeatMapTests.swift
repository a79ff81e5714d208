import Documents
import Testing

@testable import StudyReports

/// That shades and words of a sweep's charts say no more than its figures do.
@Suite struct HeatMapTests {
  private func cells(_ figures: [(Double, String)]) -> [HeatCell] {
    figures.enumerated().map { HeatCell(x: "\($0)", y: "", mean: $1.0, text: $1.1) }
  }

  @Test func equalFiguresHaveOneShade() {
    let same = cells([(0.7151, "71.5%"), (0.7149, "71.5%"), (0.7152, "71.5%"), (0.7148, "71.5%")])
    #expect(Set(HeatCell.shares(same)).count == 1 && HeatCell.areAlike(same))
    let shares = HeatCell.shares(
      cells([(0.7151, "71.5%"), (0.7149, "71.5%"), (0.716, "71.6%"), (0.718, "71.8%")]))
    #expect(shares[0] == 0 && shares[1] == 0 && shares[3] == 1)
    #expect(abs(shares[2] - 1.0 / 3) < 1e-9)
  }

  @Test func whatIsWrittenOnAnyShadeCanBeRead() {
    for step in 0...100 {
      let shade = Palette.between(SweepCharts.shades, Double(step) / 100)
      #expect(Palette.contrast(Palette.words(on: shade), shade) >= 4.5)
    }
  }

  @Test func wordsBesideDotsDoNotStandOnOneAnother() {
    // Alone a word is a little above its dot; of neighbours at one height each has a line of its own.
    #expect(SweepCharts.places(ofWords: [(0, 100, 4), (200, 100, 4)]) == [-6, -6])
    let dots = [(0.0, 100.0, 5), (10, 100, 5), (12, 101, 5), (30, 90, 5)]
    let places = SweepCharts.places(ofWords: dots)
    for (n, one) in dots.enumerated() {
      for (m, other) in dots.enumerated().dropFirst(n + 1) where abs(one.0 - other.0) < 35 {
        #expect(abs(one.1 + places[n] - other.1 - places[m]) >= 13)
      }
    }
  }

  @Test func whatVariesAlongIsFound() throws {
    let tie = try #require(SweepCharts.correlation([(1, 10), (2, 8), (3, 6), (4, 4)]))
    #expect(abs(tie + 1) < 1e-12)
    #expect(SweepCharts.correlation([(1, 5), (2, 5), (3, 5)]) == nil)
    let cross = try #require(SweepCharts.correlation([(-1, -1), (-1, 1), (1, -1), (1, 1)]))
    #expect(abs(cross) < 1e-12)
  }
}
