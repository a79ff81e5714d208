/// M38: how well segments meet what customers need.
public enum SegmentationLaw {
  /// How far two ways of dividing the same things agree: 1 for the same, 0 for no more than by chance.
  ///
  ///     ARI = (Σ C(n_ij,2) − E)/(½(Σ C(a_i,2) + Σ C(b_j,2)) − E),   E = Σ C(a_i,2) Σ C(b_j,2)/C(n,2)
  ///
  /// Hubert & Arabie (1985). Where both put all into one it is 1.
  ///
  /// - Parameters:
  ///   - a: the part of each thing, from 0.
  ///   - b: the same by the other way.
  public static func agreement(_ a: [Int], _ b: [Int]) -> Double {
    let table = Crossing(a, b)
    func pairs(_ n: Double) -> Double { n * (n - 1) / 2 }
    let both = table.cells.reduce(0) { $0 + pairs($1) }
    let (first, second) = (
      table.rows.reduce(0) { $0 + pairs($1) }, table.columns.reduce(0) { $0 + pairs($1) }
    )
    let all = pairs(table.total)
    guard all > 0 else { return .nan }
    let expected = first * second / all
    let most = (first + second) / 2
    return most == expected ? 1 : (both - expected) / (most - expected)
  }

  /// The share of the variance of what customers need that segments explain, from 0 to 1.
  ///
  ///     η² = 1 − Σ_s n_s (1 − Σ_c p_sc²) / (n (1 − Σ_c p_c²))
  ///
  /// Needs are told apart by a number of 0 or 1 for each kind c, so η² is the τ of Goodman & Kruskal (1954). Where all
  /// need the same there is nothing to explain.
  public static func explained(_ kinds: [Int], by segments: [Int]) -> Double {
    let table = Crossing(segments, kinds)
    let total = table.total
    guard total > 0 else { return .nan }
    let all = 1 - table.columns.reduce(0) { $0 + ($1 / total) * ($1 / total) }
    guard all > 1e-12 else { return .nan }
    var within = 0.0
    for (row, heads) in table.rows.enumerated() where heads > 0 {
      var same = 0.0
      for column in table.columns.indices {
        let share = table.cells[row * table.columns.count + column] / heads
        same += share * share
      }
      within += heads / total * (1 - same)
    }
    return 1 - within / all
  }

  /// How many things are in each part of both ways of dividing them.
  private struct Crossing {
    var cells: [Double]
    var rows: [Double]
    var columns: [Double]
    let total: Double

    init(_ a: [Int], _ b: [Int]) {
      let (height, width) = ((a.max() ?? 0) + 1, (b.max() ?? 0) + 1)
      cells = [Double](repeating: 0, count: height * width)
      rows = [Double](repeating: 0, count: height)
      columns = [Double](repeating: 0, count: width)
      for (i, j) in zip(a, b) {
        cells[i * width + j] += 1
        rows[i] += 1
        columns[j] += 1
      }
      total = Double(min(a.count, b.count))
    }
  }
}
