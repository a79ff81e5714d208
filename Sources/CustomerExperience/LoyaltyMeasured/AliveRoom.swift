import DiscreteEvents

/// P(alive): who is still a customer by the till, at the end of a run.
enum AliveRoom: Room {
  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    guard world.settings.loyalFrom.alive, world.settings.bond.isChosenOnOccasions else { return }
    world.concludeAlive(at: now)
  }
}

extension Simulation {
  /// Fits the model to what is on file of everybody who ever bought, and holds its chances against the truth.
  fileprivate mutating func concludeAlive(at now: Double) {
    let buyers = customers.indices.filter { file(of: $0).visits > 0 }
    let histories = buyers.map { row -> BuyingHistory in
      let file = file(of: row)
      return BuyingHistory(
        repeats: Int(file.visits) - 1,
        recency: (file.lastVisit - file.firstVisit) / TimeGrid.month,
        age: (now - file.firstVisit) / TimeGrid.month)
    }
    let step = max(1, (histories.count + AliveModel.most - 1) / AliveModel.most)
    let sample = stride(from: 0, to: histories.count, by: step).map { histories[$0] }
    guard let model = AliveModel(of: sample) else { return }
    let chances = histories.map { model.alive($0) }
    let isThere = buyers.map { customers[$0].isActive }
    let figures = layout.figures.alive
    for s in -1..<settings.segments.count {
      let places = buyers.indices.filter { s < 0 || Int(customers[buyers[$0]].segment) == s }
      let number = Double(places.count)
      let mean = FigureReading.ratio(places.reduce(0) { $0 + chances[$1] }, number)
      let truth = FigureReading.ratio(Double(places.count { isThere[$0] }), number)
      let kind: SubjectKind = s < 0 ? .all : .segment
      conclude(figures.mean, kind, max(0, s), mean)
      conclude(figures.truth, kind, max(0, s), truth)
      conclude(figures.bias, kind, max(0, s), mean - truth)
    }
    var off = 0.0
    for band in 0..<AliveFigures.bands {
      let places = chances.indices.filter {
        min(AliveFigures.bands - 1, Int(chances[$0] * Double(AliveFigures.bands))) == band
      }
      let number = Double(places.count)
      let mean = FigureReading.ratio(places.reduce(0) { $0 + chances[$1] }, number)
      let truth = FigureReading.ratio(Double(places.count { isThere[$0] }), number)
      conclude(figures.customers, .alive, band, number)
      conclude(figures.meanOfBand, .alive, band, mean)
      conclude(figures.truthOfBand, .alive, band, truth)
      if number > 0 { off += number * abs(mean - truth) }
    }
    conclude(figures.error, FigureReading.ratio(off, Double(chances.count)))
    conclude(figures.ranking, Self.ranking(chances, isThere))
  }

  /// How often one who is there has a higher chance than one who is not, ties counting half; not a number where all
  /// are, or none.
  private static func ranking(_ chances: [Double], _ isThere: [Bool]) -> Double {
    let order = chances.indices.sorted { chances[$0] < chances[$1] }
    let there = Double(isThere.count { $0 })
    let gone = Double(isThere.count) - there
    // Ranks of those who are there, equal chances sharing the mean of theirs (Mann & Whitney 1947).
    var (sum, place) = (0.0, 0)
    while place < order.count {
      var end = place
      while end < order.count, chances[order[end]] == chances[order[place]] { end += 1 }
      let rank = Double(place + 1 + end) / 2
      for tied in place..<end where isThere[order[tied]] { sum += rank }
      place = end
    }
    return FigureReading.ratio(sum - there * (there + 1) / 2, there * gone)
  }
}
