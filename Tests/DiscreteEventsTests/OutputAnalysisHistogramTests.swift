import DiscreteEvents
import Testing

@Suite("Output analysis: histogram")
struct OutputAnalysisHistogramTests {
  private func filled(_ values: [Double]) -> Histogram {
    var histogram = Histogram(from: 0, to: 4, cells: 16)
    for value in values { histogram.add(value) }
    return histogram
  }

  @Test("values at and between the edges, below and above")
  func cells() {
    var histogram = Histogram(from: 10, to: 20, cells: 5)
    for value in [9.99, 10, 11.99, 12, 19.99, 20, -.infinity, .infinity] { histogram.add(value) }
    #expect(histogram.cells == [2, 1, 0, 0, 1])
    #expect((histogram.below, histogram.above, histogram.count) == (2, 2, 8))
    #expect(histogram.cumulativeShares == [4, 5, 5, 5, 6].map { Double($0) / 8 })
  }

  @Test("a value at an edge is in the cell that begins there, whatever rounding does")
  func edges() {
    for cells in [3, 7, 10, 49, 100, 1_000] {
      for (from, to) in [(0.0, 1.0), (-0.3, 0.7), (1e6, 1e6 + 0.1)] {
        var histogram = Histogram(from: from, to: to, cells: cells)
        for cell in 0..<cells { histogram.add(histogram.edge(cell)) }
        #expect(histogram.cells.allSatisfy { $0 == 1 }, "\(cells) cells of \(from) to \(to)")
        // The largest value below the end of each cell is in that cell.
        for cell in 1...cells { histogram.add(histogram.edge(cell).nextDown) }
        #expect(histogram.cells.allSatisfy { $0 == 2 }, "\(cells) cells of \(from) to \(to)")
      }
    }
    // Without care 0.29 · 100 is below 29.
    #expect(Int(0.29 * 100) == 28)
  }

  @Test("merged of parts")
  func merged() {
    let values = KnownSeries.exponentials(1_000, run: 1)
    var parts = filled(Array(values[..<300]))
    parts.merge(filled(Array(values[300...])))
    parts.merge(filled([]))
    #expect(parts == filled(values))
    #expect(parts.above > 0)
  }

  @Test("quantiles within a cell's width of the sample's, and shares that undo them")
  func quantiles() {
    let values = KnownSeries.exponentials(10_000, run: 2)
    let histogram = filled(values)
    for p in stride(from: 0.02, through: 0.96, by: 0.02) {
      let found = histogram.quantile(p)
      #expect(abs(found - Quantile.estimate(p, of: values)) < 0.25)
      #expect(abs(histogram.share(below: found) - p) < 1e-9)
    }
    #expect(histogram.quantile(0) == values.min())
    #expect(histogram.quantile(1) == values.max())
    #expect(histogram.share(below: 4) == histogram.cumulativeShares[15])
    #expect((histogram.share(below: -1), histogram.share(below: 100)) == (0, 1))
    // Values spread evenly are interpolated exactly.
    let even = filled((0...4_000).map { Double($0) / 1_000 })
    #expect(abs(even.quantile(0.3) - 1.2) < 2e-3)
    #expect(abs(even.share(below: 1.2) - 0.3) < 1e-3)
  }

  @Test("no observation, equal ones, and all of them outside")
  func special() {
    let none = filled([])
    #expect(none.quantile(0.5).isNaN && none.share(below: 1).isNaN)
    #expect(none.cumulativeShares.allSatisfy { $0.isNaN })
    let equal = filled([0.3, 0.3, 0.3])
    #expect((equal.quantile(0), equal.quantile(0.4), equal.quantile(1)) == (0.3, 0.3, 0.3))
    #expect((equal.share(below: 0.3), equal.share(below: 0.31)) == (0, 1))
    let outside = filled([-3, -2, 7, 9])
    #expect(outside.quantile(0) == -3 && outside.quantile(1) == 9)
    #expect(outside.share(below: 2) == 0.5)
    let infinite = filled([-.infinity, 1, .infinity])
    #expect(infinite.quantile(0.1) == -.infinity && infinite.quantile(1) == .infinity)
    #expect(infinite.quantile(0.5) >= 1 && infinite.quantile(0.5) < 1.25)
    #expect(!infinite.share(below: -5).isNaN && !infinite.share(below: 5).isNaN)
  }

  @Test("refuses NaN, and histograms of other cells")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram(from: 0, to: 1, cells: 2)
      histogram.add(.nan)
    }
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram(from: 0, to: 1, cells: 2)
      histogram.merge(Histogram(from: 0, to: 1, cells: 3))
    }
  }
}
