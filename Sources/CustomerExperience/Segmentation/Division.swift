/// What the firm has on record, a customer each; and what they need, which it does not.
struct FirmRecords {
  /// The most customers that are looked at: dividing more would take long and tell nothing else.
  static let most = 1_000
  /// How many numbers say what a customer was seen doing.
  static let numbers = 8

  let kindCount: Int
  let attributeNames: [String]
  /// The kind that an offer is for.
  let wanted: Int
  /// What they need: the truth.
  private(set) var kinds: [Int] = []
  /// What those say who are asked, at the first time and at each further one.
  private(set) var answers: [[Int]?] = []
  /// Their attributes; nil where the firm does not know them.
  private(set) var attributes: [[String]?] = []
  /// How lately, how often and for how much they bought.
  private(set) var bought: [[Double]] = []
  /// All that they were seen doing.
  private(set) var did: [[Double]] = []
  /// What they did in the first half of the run, and whether they were lost in the second.
  private(set) var early: [[Double]] = []
  private(set) var isLost: [Bool] = []

  init(kindCount: Int, attributeNames: [String], wanted: Int) {
    (self.kindCount, self.attributeNames, self.wanted) = (kindCount, attributeNames, wanted)
  }

  var count: Int { kinds.count }

  mutating func add(
    kind: Int, answers: [Int]?, attributes: [String]?, bought: [Double], did: [Double],
    early: [Double], isLost: Bool
  ) {
    kinds.append(kind)
    self.answers.append(answers)
    self.attributes.append(attributes)
    self.bought.append(bought)
    self.did.append(did)
    self.early.append(early)
    self.isLost.append(isLost)
  }
}

/// Customers divided by a method, from what is on record.
struct Division {
  /// How often clusters are begun anew, and how often when customers are drawn anew.
  static let tries = 5
  static let triesAgain = 2

  let method: SegmentationMethod
  let law: Segmentation
  let records: FirmRecords
  /// What the method looks at; nil of whom it can say nothing.
  private let features: [[Double]?]

  init(_ method: SegmentationMethod, law: Segmentation, records: FirmRecords) {
    (self.method, self.law, self.records) = (method, law, records)
    switch method {
    case .geographic: features = Self.marks(law.geographic, in: records)
    case .demographic: features = Self.marks(law.demographic, in: records)
    case .lifestyle: features = Self.marks(law.lifestyle, in: records)
    case .needsSurvey: features = records.answers.map { $0 == nil ? nil : [] }
    case .rfm: features = records.bought
    case .kmeans: features = Self.standardised(records.did)
    case .churnModel: features = Self.standardised(records.early)
    }
  }

  /// The segment of each customer, from 0; those whom the method cannot place are in one of their own, the last.
  ///
  /// - Parameters:
  ///   - sample: the customers that the method is fitted to, some of them perhaps several times.
  ///   - tries: how often clusters are begun anew.
  ///   - round: which time it is: those asked may answer something else.
  /// - Returns: Nil where the method has nothing to look at.
  func parts(
    fittedTo sample: [Int], tries: Int, round: Int = 0, uniform: () -> Double
  ) -> [Int]? {
    let points = sample.compactMap { features[$0] }
    guard !points.isEmpty else { return nil }
    let place: ([Double]) -> Int
    switch method {
    case .geographic, .demographic, .lifestyle, .kmeans:
      guard points[0].count > 0 else { return nil }
      let clusters = Clusters(of: points, count: law.segments, tries: tries, uniform: uniform)
      place = { clusters.nearest($0) }
    case .needsSurvey:
      let rest = records.kindCount
      return records.answers.map { $0.map { $0[round] } ?? rest }
    case .rfm:
      let fifths = (0..<3).map { d in Self.cuts(points.map { $0[d] }, parts: 5) }
      func score(_ point: [Double]) -> Double {
        (0..<3).reduce(0) { $0 + Double(Self.part(point[$1], fifths[$1])) }
      }
      let bands = Self.cuts(points.map(score), parts: law.segments)
      place = { Self.part(score($0), bands) }
    case .churnModel:
      let known = sample.filter { features[$0] != nil }
      let model = RiskModel(of: points, outcomes: known.map { records.isLost[$0] })
      let bands = Self.cuts(points.map { model.score($0) }, parts: law.segments)
      place = { Self.part(model.score($0), bands) }
    }
    return features.map { $0.map(place) ?? law.segments }
  }

  /// The share of customers whom the method places.
  func reach(_ parts: [Int]) -> Double {
    Double(features.count { $0 != nil }) / Double(max(1, parts.count))
  }

  /// How many segments have customers in them.
  func segments(_ parts: [Int]) -> Int {
    Set(zip(parts, features).filter { $0.1 != nil }.map(\.0)).count
  }

  /// What an offer brings that is made to those first whose segment promises most, by what those say who were asked:
  /// how many times as often it meets those it is for, and the profit a customer.
  func offer(_ parts: [Int]) -> (lift: Double, profit: Double) {
    let asked = records.answers.indices.filter { records.answers[$0] != nil }
    func isMeant(_ index: Int) -> Bool { records.answers[index]?[0] == records.wanted }
    let usual = Double(asked.count(where: isMeant)) / Double(max(1, asked.count))
    var promise = [Double](repeating: usual, count: (parts.max() ?? 0) + 1)
    for part in promise.indices {
      let here = asked.filter { parts[$0] == part }
      // A few answers say little: two more are added that are as usual.
      promise[part] =
        (Double(here.count(where: isMeant)) + 2 * usual) / (Double(here.count) + 2)
    }
    let ranked = parts.indices.filter { features[$0] != nil }.sorted {
      (promise[parts[$1]], $0) < (promise[parts[$0]], $1)
    }
    let most = Int((law.target * Double(parts.count)).rounded())
    let made = ranked.prefix(most)
    let hits = Double(made.count { records.kinds[$0] == records.wanted })
    let base = Double(records.kinds.count { $0 == records.wanted }) / Double(parts.count)
    let lift = made.isEmpty || base == 0 ? .nan : hits / Double(made.count) / base
    return (lift, (law.gain * hits - law.cost * Double(made.count)) / Double(parts.count))
  }

  /// A number of 0 or 1 for each value of some attributes; nil of whom nothing is known.
  private static func marks(_ list: String, in records: FirmRecords) -> [[Double]?] {
    let numbers = Segmentation.names(list).compactMap { name in
      records.attributeNames.firstIndex(of: name)
    }
    var values: [(attribute: Int, value: String)] = []
    for number in numbers {
      for value in records.attributes.compactMap({ $0?[number] })
      where !values.contains(where: { $0.attribute == number && $0.value == value }) {
        values.append((number, value))
      }
    }
    return records.attributes.map { own in
      own.map { own in values.map { own[$0.attribute] == $0.value ? 1 : 0 } }
    }
  }

  /// The same numbers with a mean of 0 and a standard deviation of 1; 0 where all are alike.
  private static func standardised(_ points: [[Double]]) -> [[Double]?] {
    guard let width = points.first?.count else { return [] }
    var result = points
    for d in 0..<width {
      let mean = points.reduce(0) { $0 + $1[d] } / Double(points.count)
      let variance =
        points.reduce(0) { $0 + ($1[d] - mean) * ($1[d] - mean) } / Double(points.count)
      let scale = variance > 1e-12 ? 1 / variance.squareRoot() : 0
      for row in result.indices { result[row][d] = (points[row][d] - mean) * scale }
    }
    return result
  }

  /// Where numbers are cut into parts of the same size.
  private static func cuts(_ values: [Double], parts: Int) -> [Double] {
    let sorted = values.sorted()
    return (1..<max(2, parts)).map { part in
      sorted[min(sorted.count - 1, part * sorted.count / parts)]
    }
  }

  /// The part that a number falls into.
  private static func part(_ value: Double, _ cuts: [Double]) -> Int {
    cuts.firstIndex { value < $0 } ?? cuts.count
  }
}
