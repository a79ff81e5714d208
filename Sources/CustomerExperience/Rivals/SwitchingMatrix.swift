/// M16: who went where, and where that leads.
///
/// A row-stochastic matrix of switching between providers, and its stationary share: the left eigenvector of the
/// eigenvalue 1, which repeated switching leads to (Rust, Lemon & Zeithaml 2004).
public struct SwitchingMatrix: Sendable {
  /// Providers: we, then the rivals.
  public let providers: Int
  /// Choices by the provider before (rows) and the one after (columns, the last of them going without).
  public let choices: [Double]

  /// Reads the matrix row by row.
  ///
  /// - Precondition: there are `providers + 1` columns.
  public init(providers: Int, choices: [Double]) {
    precondition(choices.count == providers * (providers + 1), "a row a provider")
    (self.providers, self.choices) = (providers, choices)
  }

  /// How often somebody went from one provider to another.
  public func choices(from: Int, to: Int) -> Double { choices[from * (providers + 1) + to] }

  /// The share of purchases that each provider comes to have where switching goes on as it is.
  ///
  /// Whoever goes without is still with the provider before. A provider whom nobody came from keeps whom it has.
  ///
  /// - Returns: Nil where nobody bought anything.
  public func stationaryShares() -> [Double]? {
    let rows = (0..<providers).map { from -> [Double] in
      let row = (0..<providers).map { choices(from: from, to: $0) }
      let total = row.reduce(0, +)
      return total > 0 ? row.map { $0 / total } : (0..<providers).map { $0 == from ? 1 : 0 }
    }
    let bought = (0..<providers).map { to in
      (0..<providers).reduce(0) { $0 + choices(from: $1, to: to) }
    }
    let all = bought.reduce(0, +)
    guard all > 0 else { return nil }
    var shares = bought.map { $0 / all }
    for _ in 0..<100_000 {
      var next = [Double](repeating: 0, count: providers)
      for (from, row) in rows.enumerated() {
        for (to, share) in row.enumerated() { next[to] += shares[from] * share }
      }
      // Halfway, so that a matrix that only swaps settles too.
      next = zip(next, shares).map { ($0 + $1) / 2 }
      let moved = zip(next, shares).map { abs($0 - $1) }.max() ?? 0
      shares = next
      if moved < 1e-13 { break }
    }
    return shares
  }
}
