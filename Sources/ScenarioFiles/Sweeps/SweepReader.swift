import CustomerExperience

/// Reads the tree of a sweep file, and collects what is wrong with it.
final class SweepReader {
  /// What the file says besides its scenario.
  struct Content {
    var title: String?
    var about: String?
    var outcomes: [SeriesKey] = []
    var experiments: [SweepExperiment] = []
    var replications: Int?
    var seed: UInt64?
  }

  let loaded: LoadedScenario
  let decoder: Decoder
  /// Checks values of the scenario's keys.
  let assembly: Assembly
  /// The scenario's values as text.
  let values: ValueNode
  /// The same, with what the scenario leaves to the program as it acts.
  private(set) lazy var acting: ValueNode = {
    var scenario = loaded.scenario
    let utilities = scenario.market.utilities(for: scenario.customers.relationship)
    scenario.market.priceResponse = utilities.price
    scenario.market.qualityResponse = utilities.quality
    scenario.market.nothing = utilities.nothing
    return Encoder(measuring: loaded.measuring).section(scenario)
  }()

  init(
    scenario: LoadedScenario, decoder: Decoder,
    scenarioData: @escaping (String, String, Int) throws(ValueProblem) -> [Double]
  ) {
    loaded = scenario
    self.decoder = decoder
    assembly = Assembly(tree: scenario.tree, measuring: scenario.measuring, data: scenarioData)
    values = Encoder(measuring: scenario.measuring).section(scenario.scenario)
  }

  /// What the file says; to be used only where nothing is wrong.
  func read(_ tree: Tree) -> Content {
    var content = Content()
    let entries = decoder.mapping(tree, at: .root) ?? []
    check(entries, among: SweepKey.file, in: "")
    for key in SweepKey.file where key.required && tree.entry(key.name) == nil {
      report("missing key '\(key.name)'", at: tree.place)
    }
    content.title = text(tree["title"], "title")
    content.about = text(tree["about"], "about")
    if let value = tree["replications"] {
      content.replications = whole(value, "replications", in: 1...100_000)
    }
    if let value = tree["seed"] {
      content.seed = value.text.flatMap(UInt64.init)
      if content.seed == nil {
        report(
          "seed is a whole number from 0 on; found \(decoder.describe(value))", at: value.place)
      }
    }
    if let value = tree["outcomes"] { content.outcomes = outcomes(value) }
    guard let experiments = tree.entry("experiments") else {
      content.experiments = [experiment("main", tree)]
      checkNumber(of: content.experiments, at: tree.place)
      return content
    }
    for key in SweepKey.varied {
      guard let entry = tree.entry(key.name) else { continue }
      report(
        "'\(entry.key)' beside 'experiments'; move it into one of them", at: entry.keyPlace)
    }
    content.experiments = named(experiments.value)
    checkNumber(of: content.experiments, at: experiments.keyPlace)
    return content
  }

  /// Notes more keys than the results can have columns, before anybody waits for them.
  private func checkNumber(of experiments: [SweepExperiment], at place: Place) {
    let keys = Set(
      experiments.flatMap { ($0.levers.factors + $0.uncertainties.factors).map(\.path) })
    guard keys.count > Limits.sweepKeys else { return }
    report("the sweep varies \(keys.count) keys; at most \(Limits.sweepKeys)", at: place)
  }

  /// Sub-experiments under their names.
  private func named(_ tree: Tree) -> [SweepExperiment] {
    guard let entries = decoder.mapping(tree, at: Trail.root.key("experiments")) else { return [] }
    if entries.isEmpty { report("'experiments' names none", at: tree.place) }
    return entries.compactMap { entry in
      guard decoder.isID(entry, of: "experiment", at: .root) else { return nil }
      guard let keys = entry.value.entries else {
        report(
          "the experiment '\(entry.key)' has keys of its own, such as 'levers'; found "
            + decoder.describe(entry.value), at: entry.value.place)
        return nil
      }
      check(keys, among: SweepKey.varied, in: " in experiments.\(entry.key)")
      return experiment(entry.key, entry.value)
    }
  }

  /// Notes keys that are not declared.
  func check(_ entries: [Entry], among keys: [SweepKey], in phrase: String) {
    let names = keys.map(\.name)
    for entry in entries where !names.contains(canonical(entry.key)) {
      report(
        "unknown key '\(entry.key)'\(phrase)" + Nearest.suggestion(entry.key, among: names),
        at: entry.keyPlace)
    }
  }

  func report(_ message: String, at place: Place) {
    decoder.report(Decoder.Problem(place: place, message: message, key: nil))
  }

  /// A whole number in a range; nil where it is none.
  func whole(_ tree: Tree, _ name: String, in range: ClosedRange<Int>) -> Int? {
    if let text = tree.text, let value = Int(text), range.contains(value) { return value }
    report(
      "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound); found "
        + decoder.describe(tree), at: tree.place)
    return nil
  }

  private func text(_ tree: Tree?, _ name: String) -> String? {
    guard let tree else { return nil }
    guard let text = tree.text else {
      report("\(name) is text; found \(decoder.describe(tree))", at: tree.place)
      return nil
    }
    return String(text.trimmingBlanks)
  }

  // MARK: - Outcomes

  /// The most outcomes: more would be hardly looked at.
  private static let mostOutcomes = 1_000

  private func outcomes(_ tree: Tree) -> [SeriesKey] {
    guard
      let items = decoder.list(tree, at: Trail.root.key("outcomes"), most: Self.mostOutcomes)
    else { return [] }
    if items.isEmpty { report("'outcomes' names no metric", at: tree.place) }
    var found: [SeriesKey] = []
    var seen: Set<SeriesKey> = []
    for item in items {
      guard let key = outcome(item) else { continue }
      if !seen.insert(key).inserted {
        report("\(key.metric) of \(key.subject) is asked twice", at: item.place)
      }
      found.append(key)
    }
    return found
  }

  private func outcome(_ item: Tree) -> SeriesKey? {
    let id = item["metric"] ?? item
    guard let name = id.text else {
      report(
        "an outcome is a metric's id, or {metric: mean_wait, subject: team:first-line}",
        at: item.place)
      return nil
    }
    for entry in item.entries ?? [] where entry.key != "metric" && entry.key != "subject" {
      report(
        "unknown key '\(entry.key)' in an outcome; it has 'metric' and 'subject'",
        at: entry.keyPlace)
      return nil
    }
    guard let metric = Metric.named(name), metric.id != "price_elasticity" else {
      let meant = Nearest.suggestion(name, among: MetricReference.ids)
      report(
        "no metric '\(name)' in a sweep"
          + (meant.isEmpty ? "; cxlab explain --metrics lists them" : meant), at: id.place)
      return nil
    }
    let months = Int(loaded.scenario.clock.horizonMonths)
    guard metric.leastMonths <= months else {
      report(
        "\(metric.id) needs \(metric.leastMonths) months; the scenario lasts \(months) (clock.horizon)",
        at: id.place)
      return nil
    }
    guard let subject = item["subject"] else {
      if metric.subjects.contains(.all) { return SeriesKey(metric.id, "all") }
      let kind = metric.subjects[0].id
      report(
        "\(metric.id) is about \(Article.with(kind)), such as {metric: \(metric.id), subject: "
          + "\(subjects(of: metric).first ?? kind + ":ID")}", at: item.place)
      return nil
    }
    let known = subjects(of: metric)
    guard let text = subject.text, known.contains(text) else {
      let word = subject.text ?? ""
      let meant = Nearest.suggestion(word, among: known)
      report(
        "\(metric.id) is about \(known.joined(separator: ", ")); found "
          + decoder.describe(subject) + meant, at: subject.place)
      return nil
    }
    return SeriesKey(metric.id, text)
  }

  /// What a metric can be about in the scenario.
  private func subjects(of metric: Metric) -> [String] {
    let scenario = loaded.scenario
    return metric.subjects.flatMap { kind in kind.ids(in: scenario).map(kind.subject) }
  }
}
