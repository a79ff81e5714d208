/// The outputs of a design, replication by replication, and their means.
struct ReplicatedOutputs {
  /// How many replications each row has.
  let replications: Int
  /// Row by row.
  private let values: [Double]
  private let rows: Int

  /// - Parameter samples: A row's replications each. Where one is not a finite number the mean of the
  ///   row's others stands for it; a row without any has no mean.
  /// - Precondition: All rows have as many replications.
  init(_ samples: [[Double]]) {
    rows = samples.count
    replications = samples.first?.count ?? 0
    var values: [Double] = []
    values.reserveCapacity(rows * replications)
    for row in samples {
      precondition(row.count == replications, "as many replications in every row")
      let known = row.filter(\.isFinite)
      let mean = known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
      for value in row { values.append(value.isFinite ? value : mean) }
    }
    self.values = values
  }

  /// The mean of each row over a resample, in which each replication occurs some times; over all
  /// replications, each once, with nil.
  func means(of times: [Double]?) -> [Double] {
    let count = Double(replications)
    return (0..<rows).map { row in
      let start = row * replications
      var sum = 0.0
      for r in 0..<replications { sum += (times?[r] ?? 1) * values[start + r] }
      return sum / count
    }
  }
}
