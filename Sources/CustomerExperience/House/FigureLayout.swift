/// All figures of a scenario: where the numbers of each are kept.
public final class FigureLayout: Sendable {
  /// The figures by the rooms that declare them.
  public let figures: Figures
  /// Every metric, in the order of the reference.
  public let metrics: [Metric]
  /// Charts of figures by month, in the order of the reference.
  public let charts: [FigureChart]
  let specs: [FigureSpec]
  /// How many numbers are added up.
  let cells: Int
  /// How many values are reported.
  let slots: Int
  /// Accounts of the ledger: whether each is income.
  let accounts: [Bool]
  /// The metric and subject of each value, in the order of the tables.
  public let keys: [SeriesKey]
  private let places: [SeriesKey: Int]

  /// Lays out the figures of a scenario; those of none, the metrics alone, where nil.
  init(_ scenario: Scenario?) {
    var builder = FigureBuilder(scenario)
    figures = Figures(&builder)
    specs = builder.specs
    charts = builder.charts
    metrics = specs.map(\.metric)
    (cells, slots, accounts) = (builder.cells, builder.slots, builder.accounts)
    var keys: [SeriesKey] = []
    for spec in specs {
      for part in spec.parts {
        keys += part.subjects.map { SeriesKey(spec.metric.id, part.kind.subject($0)) }
      }
    }
    self.keys = keys
    places = Dictionary(
      keys.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The figures of no scenario in particular, about everything together.
  public static let reference = FigureLayout(nil)

  /// The place of a metric about a subject; nil where there is none.
  func place(of key: SeriesKey) -> Int? { places[key] }

  /// The metric of each value with its subject, in the order in which tables list them: by metric, and for
  /// each the kinds of subject in the order of ``SubjectKind/known``.
  public var rows: [(metric: Metric, key: SeriesKey)] {
    specs.flatMap { spec in
      spec.parts.sorted { $0.number < $1.number }.flatMap { part in
        part.subjects.map {
          (spec.metric, SeriesKey(spec.metric.id, part.kind.subject($0)))
        }
      }
    }
  }

  /// What a figure is, in words.
  func metric<N>(of figure: Figure<N>) -> Metric { metrics[Int(figure.number)] }

  /// The place of a figure about the n-th thing of a kind.
  func place<N>(of figure: Figure<N>, _ kind: SubjectKind = .all, _ subject: Int = 0) -> Int? {
    guard
      let part = specs[Int(figure.number)].parts.first(where: { $0.kind == kind }),
      part.subjects.indices.contains(subject)
    else { return nil }
    return part.first + subject
  }
}

/// One number a metric and subject.
public struct FigureValues: Sendable {
  /// Which number is which.
  public let layout: FigureLayout
  /// The numbers; NaN where there is nothing to say.
  public internal(set) var values: [Double]

  init(_ layout: FigureLayout) {
    self.layout = layout
    values = [Double](repeating: .nan, count: layout.slots)
  }

  /// The value of a metric about a subject; nil where there is nothing to say.
  ///
  /// What the layout does not know is not kept.
  public subscript(key: SeriesKey) -> Double? {
    get {
      guard let place = layout.place(of: key), !values[place].isNaN else { return nil }
      return values[place]
    }
    set { if let place = layout.place(of: key) { values[place] = newValue ?? .nan } }
  }
}

/// A number a month, for each metric and subject.
public struct FigureSeries: Sendable {
  /// Which numbers are which.
  public let layout: FigureLayout
  /// Months of the horizon.
  public let months: Int
  /// The numbers, month by month for one value after the other; NaN where there is nothing to say.
  public internal(set) var values: [Double]
  /// Whether anything was said of each value in any month, if only that it has none.
  private var isSaid: [Bool]

  init(_ layout: FigureLayout, months: Int) {
    (self.layout, self.months) = (layout, months)
    values = [Double](repeating: .nan, count: layout.slots * months)
    isSaid = [Bool](repeating: false, count: layout.slots)
  }

  /// The months of a metric about a subject; nil where there is nothing to say in any.
  public subscript(key: SeriesKey) -> [Double]? {
    get {
      guard let place = layout.place(of: key), isSaid[place] else { return nil }
      return Array(self[place: place])
    }
    set {
      guard let place = layout.place(of: key) else { return }
      isSaid[place] = newValue != nil
      for month in 0..<months {
        values[place * months + month] =
          newValue.flatMap { $0.indices.contains(month) ? $0[month] : nil } ?? .nan
      }
    }
  }

  subscript(place place: Int) -> ArraySlice<Double> {
    values[place * months..<(place + 1) * months]
  }

  subscript(place: Int, month: Int) -> Double {
    get { values[place * months + month] }
    set {
      isSaid[place] = true
      values[place * months + month] = newValue
    }
  }
}

/// What figures are read from at the end of a month, or of the run.
struct FigureReading {
  let layout: FigureLayout
  /// What was added up.
  let cells: Rows<Double>
  /// What was posted to each account, and income less costs.
  let accounts: [Money]
  let profit: Money

  /// Whether there is anything to say of the month.
  func hasSay(of spec: FigureSpec) -> Bool {
    spec.whenAny.isEmpty || spec.parts.isEmpty
      || spec.whenAny.contains { sum($0, spec.parts[0], 0) != 0 }
  }

  /// The value of a part's n-th subject; nil for what is set, not read.
  func value(of spec: FigureSpec, _ part: FigureSpec.Part, _ subject: Int) -> Double? {
    func sum(_ terms: [Counter]) -> Double {
      var total = 0.0
      for (n, term) in terms.enumerated() {
        let value = self.sum(term, part, subject)
        total = n == 0 ? value : total + value
      }
      return total
    }
    switch spec.rule {
    case .count(let divisor): return sum(part.terms) / divisor
    case .ratio(let factor, let scale, let over):
      return Self.ratio(sum(part.terms) * factor, sum(over)) * scale
    case .spread(let first, let squares, let number):
      let number = sum([number])
      // Of nothing there is no spread, and none is not the same as one of 0.
      guard number > 0 else { return .nan }
      let mean = Self.ratio(sum([first]), number)
      return max(0, Self.ratio(sum([squares]), number) - mean * mean).squareRoot()
    case .account(let number):
      return part.kind == .all ? accounts[number].amount : sum(part.terms)
    case .profit: return profit.amount
    case .level, .series, .total: return nil
    }
  }

  private func sum(_ term: Counter, _ part: FigureSpec.Part, _ subject: Int) -> Double {
    let first = Int(term.first)
    if !term.isWhole, Int(term.kind) == part.number, part.kind != .all {
      return cells[first + subject]
    }
    var sum = 0.0
    for cell in first..<first + Int(term.count) { sum += cells[cell] }
    return sum
  }

  static func ratio(_ a: Double, _ b: Double) -> Double { b > 0 ? a / b : .nan }
}
