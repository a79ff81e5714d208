import CustomerExperience
import Documents
import Reports
import ScenarioFiles
import Studies

/// A sweep as its reports see it: results with the scenario that gives them units and names.
struct SweepView {
  /// A key that is varied, as a column.
  struct Key {
    /// The key's dotted path.
    var path: String
    /// Its name in a few words, such as `first-line staff`.
    var name: String
    var isLever: Bool
    /// The unit of its numbers; empty where it holds words.
    var unit: String
    /// What it means.
    var help: String
    /// Whether it goes by levels that the author chose.
    var isListed: Bool
    /// Whether all its values are numbers.
    var isNumeric: Bool
    /// What the scenario sets it to.
    var base: String
    /// Its different values, in the order in which the plan comes to them.
    var texts: [String] = []
    /// The number of each of them; empty where not all are numbers.
    var numbers: [Double] = []
    /// The value of each point of the plan, as a position in ``texts``: a hundred thousand points have
    /// few values, and a number is quicker to look up than a text.
    var codes: [Int32] = []
    /// Positions in ``texts`` in the order of an axis: as the author listed them, or by size.
    var order: [Int] = []
    /// Its place among the factors of each experiment.
    var places: [Int?]

    /// Its values in order.
    var values: [String] { order.map { texts[$0] } }

    /// Whether it has more than one.
    var varies: Bool { order.count > 1 }

    /// The position of a point's value in ``texts``.
    func code(_ point: Int) -> Int { Int(codes[point]) }

    /// The value of a point, by its position in the plan.
    func text(_ point: Int) -> String { texts[code(point)] }

    /// The value of a point as a cell: a number where all are.
    func cell(_ point: Int) -> Cell { cell(code: code(point)) }

    /// A value by its position in ``texts``.
    func cell(code: Int) -> Cell { isNumeric ? .number(numbers[code]) : .text(texts[code]) }
  }

  let sweep: PlannedSweep
  let results: SweepResults
  let analysis: SweepAnalysis
  let scenario: Scenario
  let display: Display
  /// Levers, then uncertainties.
  let keys: [Key]
  let metrics: [Metric]
  /// What was told on the terminal when the sweep was planned, each once: it follows from the files in the
  /// plan, so that whoever gathers tells the same.
  let notes: [String]

  var plan: SweepPlan { sweep.plan }
  var levers: [Key] { keys.filter(\.isLever) }
  var uncertainties: [Key] { keys.filter { !$0.isLever } }
  /// Whether there is more than one world.
  var hasWorlds: Bool { keys.contains { !$0.isLever && $0.varies } }

  init(_ sweep: PlannedSweep, _ results: SweepResults) throws(SweepError) {
    let plan = sweep.plan
    let loaded: LoadedScenario
    do {
      loaded = try ScenarioLoader.load(plan.scenarioPath, from: plan.files)
    } catch {
      throw SweepError(
        "the plan's scenario cannot be read: \(error.diagnostics.first?.message ?? "")")
    }
    (self.sweep, self.results) = (sweep, results)
    analysis = SweepAnalysis(plan, results)
    let file = plan.files.first.flatMap { try? SweepLoader.load($0.path, from: plan.files) }
    notes = (file?.warnings ?? loaded.warnings).map(\.note).reduce(into: []) { notes, note in
      if !notes.contains(note) { notes.append(note) }
    }
    scenario = loaded.scenario
    display = Display(loaded.scenario)
    metrics = plan.outcomes.compactMap { Metric.named($0.metric) }
    guard metrics.count == plan.outcomes.count else {
      throw SweepError("the plan asks for a metric that this program does not have; plan again")
    }
    keys = Self.keys(plan, loaded, isLever: true) + Self.keys(plan, loaded, isLever: false)
  }

  private static func keys(
    _ plan: SweepPlan, _ loaded: LoadedScenario, isLever: Bool
  ) -> [Key] {
    let lists = plan.experiments.map { isLever ? $0.levers : $0.uncertainties }
    var factors: [SweepPlan.Factor] = []
    for factor in lists.joined() where !factors.contains(where: { $0.path == factor.path }) {
      factors.append(factor)
    }
    let names = names(of: factors.map(\.path))
    return zip(factors, names).map { factor, name in
      var key = Key(
        path: factor.path, name: name, isLever: isLever, unit: "", help: "",
        isListed: lists.joined().contains { $0.path == factor.path && !$0.levels.isEmpty },
        isNumeric: true, base: factor.base,
        places: lists.map { $0.firstIndex { $0.path == factor.path } })
      let scale = loaded.scale(of: factor.path)
      key.help = scale?.help ?? ""
      let known = index(&key, plan.points)
      let numbers = key.texts.compactMap { scale?.number(of: $0) }
      key.isNumeric = numbers.count == key.texts.count
      if key.isNumeric { (key.numbers, key.unit) = (numbers, scale?.unit ?? "") }
      var listed: [String] = []
      for level in lists.joined().filter({ $0.path == factor.path }).flatMap(\.levels)
      where !listed.contains(level) && known[level] != nil {
        listed.append(level)
      }
      let others = Set(key.texts).subtracting(listed).sorted()
      key.order = (others == [key.base] ? others + listed : listed + others).compactMap {
        known[$0]
      }
      if key.isNumeric {
        let texts = key.texts
        key.order.sort { (numbers[$0], texts[$0]) < (numbers[$1], texts[$1]) }
      }
      return key
    }
  }

  /// Fills in the texts of a key and the code of every point.
  ///
  /// - Returns: The position of each text.
  private static func index(_ key: inout Key, _ points: [SweepPlan.Point]) -> [String: Int] {
    var known: [String: Int] = [:]
    key.codes.reserveCapacity(points.count)
    for point in points {
      let place = key.places[point.experiment]
      let text = place.flatMap { (key.isLever ? point.set : point.uncertain)[$0] } ?? key.base
      let code = known[text] ?? key.texts.count
      if code == key.texts.count {
        known[text] = code
        key.texts.append(text)
      }
      key.codes.append(Int32(code))
    }
    return known
  }

  /// Names of keys for people: the last parts of their paths, as many as tell them apart, but two at
  /// least.
  static func names(of paths: [String]) -> [String] {
    paths.map { path in
      let parts = path.split(separator: ".").map(String.init)
      for count in 2...max(2, parts.count) {
        let tail = parts.suffix(count)
        let isUnique = paths.allSatisfy { other in
          other == path
            || !other.split(separator: ".").map(String.init).suffix(count).elementsEqual(tail)
        }
        if isUnique { return tail.joined(separator: " ") }
      }
      return path
    }
  }

  /// A lever setting in words, such as `first-line staff = 5 · fault-finding every = 6 months`.
  func label(_ setting: SweepAnalysis.Setting) -> String {
    let own = levers.filter { $0.places[setting.experiment] != nil }
    guard !own.isEmpty else { return "as in the scenario" }
    return own.map { "\($0.name) = \($0.text(setting.points[0]))" }.joined(separator: " · ")
  }

  /// An outcome in words, with whom it is about.
  func name(_ outcome: Int) -> String {
    let subject = Subject(plan.outcomes[outcome].subject)
    return metrics[outcome].name
      + (subject.kind == .all ? "" : ", \(subject.name(in: scenario))")
  }

  /// An outcome as part of a file's name.
  func slug(_ outcome: Int) -> String {
    let key = plan.outcomes[outcome]
    let id = key.subject == "all" ? key.metric : "\(key.metric)_\(Subject(key.subject).id)"
    return String(id.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  func value(_ value: Double, _ outcome: Int) -> String {
    display.value(value, metrics[outcome])
  }
}
