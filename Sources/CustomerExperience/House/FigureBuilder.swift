/// Takes the declarations of figures, and gives each the places of its numbers.
///
/// Declaring happens once a world: nothing is gained by inlining it into every room, and compiling takes longer.
struct FigureBuilder {
  /// The scenario whose segments, teams and so on there are numbers for; nil for the reference alone.
  let scenario: Scenario?
  private(set) var specs: [FigureSpec] = []
  /// Numbers that are added up.
  private(set) var cells = 0
  /// Values that are reported.
  private(set) var slots = 0
  /// Accounts: whether each is income.
  private(set) var accounts: [Bool] = []
  /// Charts of figures by month.
  private(set) var charts: [FigureChart] = []
  private let subjects: [[String]]

  init(_ scenario: Scenario?) {
    self.scenario = scenario
    subjects = SubjectKind.known.map { kind in
      scenario.map { kind.ids(in: $0) } ?? (kind == .all ? [""] : [])
    }
  }

  /// Whether something is so in the scenario, from the start on or later by its plan; for the reference,
  /// whatever can be.
  func holds(_ condition: (Scenario) -> Bool) -> Bool {
    guard let scenario else { return true }
    return condition(scenario) || scenario.phases.contains { condition($0.settings) }
  }

  // MARK: - What is added up

  /// Numbers to add up that are reported only as part of figures: one, or one for each thing of a kind.
  mutating func counter(by kind: SubjectKind = .all) -> Counter {
    let number = SubjectKind.known.firstIndex(of: kind) ?? 0
    return counter(count: subjects[number].count, kind: number)
  }

  /// So many numbers to add up, of a room's own order.
  mutating func counter(of count: Int) -> Counter { counter(count: count, kind: -1) }

  private mutating func counter(count: Int, kind: Int) -> Counter {
    defer { cells += count }
    return Counter(first: Int32(cells), count: Int32(count), kind: Int16(kind))
  }

  // MARK: - Figures
  //
  // Each may declare the range of what it can be, and the smallest difference worth mentioning; where it does not,
  // both follow from its unit.

  /// Something counted, or added up.
  ///
  /// - Parameters:
  ///   - subjects: what it is about. The numbers are kept for the first kind other than `all`, and `all` is
  ///     their sum; where there is no other, for all alone.
  ///   - counter: what is added up; numbers of its own where nil.
  ///   - others: what stands behind further kinds.
  ///   - dividedBy: from the unit that is counted to the metric's.
  ///   - whenAny: there is nothing to say of a month in which these counted nothing.
  ///   - isThere: whether the scenario has any such thing; see ``holds(_:)``.
  @inline(never)
  mutating func count<N: Natured>(
    _ id: String, _ name: String, _ unit: MetricUnit, of counter: Counter? = nil,
    _ subjects: [SubjectKind], _ better: Metric.Better, _ definition: String,
    others: [SubjectKind: Counter] = [:], dividedBy: Double = 1, whenAny: [Counter] = [],
    isThere: Bool = true,
    sheet: Metric.Sheet? = nil, smallest: SmallestDifference? = nil
  ) -> Figure<N> {
    let counter = counter ?? self.counter(by: subjects.first { $0 != .all } ?? .all)
    return add(
      id, name, unit, subjects, better, definition, sheet: sheet,
      .count(dividedBy: dividedBy), of: [counter], ofEach: others.mapValues { [$0] },
      counter: counter,
      whenAny: whenAny, isThere: isThere, smallest: smallest)
  }

  /// Counts over counts.
  ///
  /// - Parameters:
  ///   - of: what is counted, for the thing that the figure is about.
  ///   - ofEach: the same for kinds where it is something else.
  ///   - over: what it is divided by.
  ///   - factor: what the dividend is multiplied with, such as 12 for a year.
  ///   - scale: what the quotient is multiplied with, such as 60 for seconds.
  ///   - whenAny: there is nothing to say of a month in which these counted nothing.
  ///   - isThere: whether the scenario has any such thing; see ``holds(_:)``.
  @inline(never)
  mutating func ratio<N: Natured>(
    _ id: String, _ name: String, _ unit: MetricUnit, _ subjects: [SubjectKind],
    _ better: Metric.Better, _ definition: String, of: [Counter],
    ofEach: [SubjectKind: [Counter]] = [:], over: [Counter], factor: Double = 1, scale: Double = 1,
    whenAny: [Counter] = [], isThere: Bool = true, sheet: Metric.Sheet? = nil,
    range: ClosedRange<Double>? = nil, smallest: SmallestDifference? = nil
  ) -> Figure<N> {
    add(
      id, name, unit, subjects, better, definition, sheet: sheet,
      .ratio(factor: factor, scale: scale, over: over), of: of, ofEach: ofEach,
      whenAny: whenAny, isThere: isThere, range: range, smallest: smallest)
  }

  /// A standard deviation.
  @inline(never)
  mutating func spread<N: Natured>(
    _ id: String, _ name: String, _ unit: MetricUnit, _ subjects: [SubjectKind],
    _ better: Metric.Better, _ definition: String, sum: Counter, squares: Counter,
    number: Counter
  ) -> Figure<N> {
    add(
      id, name, unit, subjects, better, definition,
      .spread(sum: sum, squares: squares, number: number))
  }

  /// A level at each month's end: over the whole time its mean, or where it ends.
  @inline(never)
  mutating func level<N: Natured>(
    _ id: String, _ name: String, _ unit: MetricUnit, _ subjects: [SubjectKind],
    _ better: Metric.Better, _ definition: String, over: FigureRule.Over = .mean,
    isThere: Bool = true, range: ClosedRange<Double>? = nil, smallest: SmallestDifference? = nil
  ) -> Figure<N> {
    add(
      id, name, unit, subjects, better, definition, .level(over), isThere: isThere, range: range,
      smallest: smallest)
  }

  /// A number a month that is known at the end of the run.
  @inline(never)
  mutating func series<N: Natured>(
    _ id: String, _ name: String, _ unit: MetricUnit, _ subjects: [SubjectKind],
    _ better: Metric.Better, _ definition: String
  ) -> Figure<N> {
    add(id, name, unit, subjects, better, definition, .series)
  }

  /// One number for the whole run, known at its end.
  @inline(never)
  mutating func total<N: Natured>(
    _ id: String, _ name: String, _ unit: MetricUnit, _ subjects: [SubjectKind],
    _ better: Metric.Better, leastMonths: Int = 0, _ definition: String, isThere: Bool = true,
    range: ClosedRange<Double>? = nil, smallest: SmallestDifference? = nil
  ) -> Figure<N> {
    add(
      id, name, unit, subjects, better, definition, leastMonths: leastMonths, .total,
      isThere: isThere, range: range, smallest: smallest)
  }

  /// An account of the ledger: money in or out, all of which is posted to it.
  @inline(never)
  mutating func account(
    _ id: String, _ name: String, isIncome: Bool = false, _ definition: String,
    of subjects: [SubjectKind] = [.all], isSpending: Bool = false, isThere: Bool = true
  ) -> Account {
    let kind = subjects.first { $0 != .all }
    let counter = kind.map { self.counter(by: $0) } ?? Counter.none
    let number = accounts.count
    accounts.append(isIncome)
    let figure: Figure<Recorded> = add(
      id, name, .money, subjects, isIncome ? .up : .down, definition, isIncome: isIncome,
      isCost: !isIncome,
      isSpending: isSpending,
      .account(number), of: [counter], counter: counter, isThere: isThere)
    return Account(figure: figure, number: Int32(number), isIncome: isIncome)
  }

  /// Income less costs.
  @inline(never)
  mutating func profit(_ id: String, _ name: String, _ definition: String) -> Figure<Recorded> {
    add(id, name, .money, [.all], .up, definition, .profit)
  }

  /// A chart of figures by month, about everything together; drawn where a run has them.
  ///
  /// - Parameters:
  ///   - name: the name of its files.
  ///   - title: what it shows, in a sentence.
  ///   - subtitle: what a reader should know.
  ///   - axis: what is on the vertical axis, with its unit.
  ///   - figures: their numbers (``Figure/number``).
  @inline(never)
  mutating func chart(
    _ name: String, title: String, subtitle: String, axis: String, of figures: [Int32]
  ) {
    charts.append(
      FigureChart(
        name: name, title: title, subtitle: subtitle, axis: axis,
        metrics: figures.map { specs[Int($0)].metric }))
  }

  @inline(never)
  private mutating func add<N: Natured>(
    _ id: String, _ name: String, _ unit: MetricUnit, _ kinds: [SubjectKind],
    _ better: Metric.Better, _ definition: String, sheet: Metric.Sheet? = nil,
    leastMonths: Int = 0, isIncome: Bool = false, isCost: Bool = false,
    isSpending: Bool = false, _ rule: FigureRule,
    of terms: [Counter] = [],
    ofEach others: [SubjectKind: [Counter]] = [:], counter: Counter = .none,
    whenAny: [Counter] = [],
    isThere: Bool = true, range: ClosedRange<Double>? = nil, smallest: SmallestDifference? = nil
  ) -> Figure<N> {
    let parts = (isThere ? kinds : []).map { kind in
      let number = SubjectKind.known.firstIndex(of: kind) ?? 0
      defer { slots += subjects[number].count }
      return FigureSpec.Part(
        kind: kind, number: number, subjects: subjects[number], first: slots,
        terms: others[kind] ?? terms)
    }
    let metric = Metric(
      id: id, name: name, definition: definition, unit: unit, nature: N.nature, subjects: kinds,
      better: better, leastMonths: leastMonths,
      sheet: sheet ?? (unit == .money ? .finance : N.sheet), isIncome: isIncome, isCost: isCost,
      isSpending: isSpending, isLevel: rule.isLevel, range: range ?? unit.range,
      smallest: smallest ?? .byDefault(for: unit))
    specs.append(
      FigureSpec(metric: metric, rule: rule, parts: parts, whenAny: whenAny.map(\.whole)))
    return Figure(number: Int32(specs.count - 1), counter: counter)
  }
}

extension Metric.Sheet {
  /// Money by month: where every figure of money stands unless it says otherwise.
  static let finance = Metric.Sheet("finance.csv", "Money month by month (means).")

  /// The tables of figures about everything together that a run of a scenario has, in the order they are
  /// written.
  public static func all(of scenario: Scenario) -> [Metric.Sheet] {
    FigureLayout(scenario).rows.reduce(into: []) { sheets, row in
      if let sheet = row.metric.sheet, !sheets.contains(sheet) { sheets.append(sheet) }
    }
  }
}

/// Operational records that a firm has: queues, sales, payroll, complaints.
public enum Recorded: Known {
  /// The same as a value.
  public static let nature = MetricNature("records", "the firm's records")
}
