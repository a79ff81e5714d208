import CustomerExperience

extension Aggregation {
  /// The switching matrix, row by row; rows that nobody was in are left out.
  func switching(of results: [ReplicationResult]) -> [SwitchingRow] {
    let names = [Travel.us] + scenario.market.rivals.map(\.id)
    let columns = names.count + 1
    let all = results.map(\.switching).filter { $0.count == names.count * columns }
    guard names.count > 1, !all.isEmpty else { return [] }
    return names.enumerated().flatMap { from, name -> [SwitchingRow] in
      let rows = all.map { $0[from * columns..<(from + 1) * columns] }
      let totals = rows.map { $0.reduce(0, +) }
      guard totals.contains(where: { $0 > 0 }) else { return [] }
      return (names + ["nothing"]).enumerated().map { to, other in
        let counts = rows.map { $0[$0.startIndex + to] }
        let shares = zip(counts, totals).map { $1 > 0 ? $0 / $1 : .nan }
        return SwitchingRow(
          from: name, to: other, choices: counts.reduce(0, +) / Double(results.count),
          share: Self.estimate(shares)?.held(in: 0...1))
      }
    }
  }
}
