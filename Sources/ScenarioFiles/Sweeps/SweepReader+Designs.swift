import CustomerExperience

extension SweepReader {
  /// The number of sampled points where the file gives none.
  private static let standardPoints = 32
  private static let mostPoints = 1_000_000
  /// Rows that an author writes.
  private static let mostRows = 100_000
  /// GSL's Sobol sequence has so many dimensions.
  private static let sobolLimit = 40

  /// The designs of an experiment as words with their places.
  private struct Designs {
    var levers: Tree?
    var uncertainties: Tree?
    var leverPoints: Int?
    var worldPoints: Int?
  }

  /// An experiment: what is varied, and how it is combined.
  func experiment(_ name: String, _ tree: Tree) -> SweepExperiment {
    let designs = designs(tree["design"])
    let isBare = SweepKey.varied.allSatisfy { $0.name == "design" || tree.entry($0.name) == nil }
    let levers = axis(
      tree.entry("levers") ?? (isBare ? loaded.tree.entry("levers") : nil),
      rows: tree.entry("points"),
      design: designs.levers, points: designs.leverPoints, standard: .fullFactorial, isLever: true)
    let uncertainties = axis(
      tree.entry("uncertainties"), rows: tree.entry("worlds"), design: designs.uncertainties,
      points: designs.worldPoints,
      standard: .latinHypercube(points: designs.worldPoints ?? Self.standardPoints), isLever: false,
      besides: levers.factors.map(\.path))
    if levers.factors.isEmpty, uncertainties.factors.isEmpty, decoder.problems.isEmpty {
      report(
        "nothing is varied: name keys under 'levers' or 'uncertainties', or rows under 'points'",
        at: tree.place)
    }
    for factor in uncertainties.factors
    where levers.factors.contains(where: { $0.path == factor.path }) {
      report(
        "\(factor.path) is both a lever and an uncertainty",
        at: tree["uncertainties"]?.place ?? tree["worlds"]?.place ?? tree.place)
    }
    return SweepExperiment(name: name, levers: levers, uncertainties: uncertainties)
  }

  private func axis(
    _ section: Entry?, rows: Entry?, design word: Tree?, points: Int?, standard: SweepDesign,
    isLever: Bool, besides levers: [String] = []
  ) -> SweepAxis {
    let (keys, list) = isLever ? ("levers", "points") : ("uncertainties", "worlds")
    if let rows {
      if let section {
        report(
          "'\(rows.key)' lists the rows; leave out '\(section.key)', or put it into another experiment",
          at: section.keyPlace)
      }
      if let word, word.text != "list" {
        report("rows under '\(rows.key)' are a design of the kind 'list'", at: word.place)
      }
      return self.rows(rows.value, named: rows.key)
    }
    let factors =
      section.map {
        self.factors($0.value, named: $0.key, isLever: isLever, besides: levers)
      } ?? []
    guard let word, let text = word.text else {
      return SweepAxis(factors: factors, design: standard)
    }
    let count = points ?? Self.standardPoints
    let design: SweepDesign
    switch text {
    case "full-factorial": design = .fullFactorial
    case "one-at-a-time": design = .oneAtATime
    case "latin-hypercube": design = .latinHypercube(points: count)
    case "sobol":
      design = .sobol(points: count)
      if factors.count > Self.sobolLimit {
        report(
          "sobol takes at most \(Self.sobolLimit) keys, and \(factors.count) are given; use "
            + "latin-hypercube", at: word.place)
      }
    case "list":
      report("a design of the kind 'list' needs rows under '\(list)'", at: word.place)
      design = standard
    default:
      report(
        "the design of \(keys) is \(SweepKey.designs.joined(separator: ", ")); found '\(text)'"
          + Nearest.suggestion(text, among: SweepKey.designs), at: word.place)
      design = standard
    }
    return SweepAxis(factors: factors, design: design)
  }

  private func designs(_ tree: Tree?) -> Designs {
    var designs = Designs()
    guard let tree else { return designs }
    guard let entries = tree.entries else {
      if tree.text != nil {
        designs.levers = tree
      } else {
        report(
          "design is a word, or {levers: DESIGN, uncertainties: DESIGN, points: N}", at: tree.place)
      }
      return designs
    }
    for entry in entries {
      switch entry.key {
      case "levers", "uncertainties":
        guard entry.value.text != nil else {
          report(
            "the design of \(entry.key) is \(SweepKey.designs.joined(separator: ", "))",
            at: entry.value.place)
          continue
        }
        if entry.key == "levers" {
          designs.levers = entry.value
        } else {
          designs.uncertainties = entry.value
        }
      case "points":
        let range = 1...Self.mostPoints
        guard entry.value.entries != nil else {
          let count = whole(entry.value, "points of the design", in: range)
          (designs.leverPoints, designs.worldPoints) = (count, count)
          continue
        }
        for part in entry.value.entries ?? [] {
          switch part.key {
          case "levers": designs.leverPoints = whole(part.value, "points of levers", in: range)
          case "uncertainties":
            designs.worldPoints = whole(part.value, "points of uncertainties", in: range)
          default:
            report(
              "unknown key '\(part.key)' in points; it has 'levers' and 'uncertainties'",
              at: part.keyPlace)
          }
        }
      default:
        report(
          "unknown key '\(entry.key)' in design"
            + Nearest.suggestion(entry.key, among: ["levers", "uncertainties", "points"]),
          at: entry.keyPlace)
      }
    }
    return designs
  }

  /// Rows that the author wrote.
  private func rows(_ tree: Tree, named name: String) -> SweepAxis {
    let list = decoder.list(tree, at: Trail.root.key(name), most: Self.mostRows)
    guard let items = list, !items.isEmpty else {
      if list != nil { report("'\(name)' has no rows", at: tree.place) }
      return SweepAxis(factors: [], design: .list([]))
    }
    var columns: [(match: KeyFinder.Match, levels: [String])] = []
    // By the key as a row spells it, and the values of each column.
    var numbers: [String: Int] = [:]
    var known: [Set<String>] = []
    var rows: [[Int: String]] = []
    for item in items {
      if let entries = item.entries, entries.count > Limits.sweepKeys {
        report(
          "a row of '\(name)' has \(entries.count) keys; at most \(Limits.sweepKeys)",
          at: item.place)
        break
      }
      guard let entries = item.entries else {
        report(
          "a row of '\(name)' is {KEY: VALUE, ...}; found \(decoder.describe(item))", at: item.place
        )
        continue
      }
      var row: [Int: String] = [:]
      for entry in entries {
        var number = numbers[entry.key]
        if number == nil {
          guard let match = decoder.find(entry, in: loaded.tree, at: .root) else { continue }
          number = columns.firstIndex { $0.match.path == match.path }
          if number == nil {
            columns.append((match, []))
            known.append([])
            number = columns.count - 1
          }
          numbers[entry.key] = number
        }
        guard let column = number else { continue }
        let text = FlowText.text(entry.value)
        if !known[column].contains(text) {
          guard check(entry.value, columns[column].match) else { continue }
          columns[column].levels.append(text)
          known[column].insert(text)
        }
        row[column] = text
      }
      rows.append(row)
    }
    return SweepAxis(
      factors: columns.map { column in
        SweepFactor(
          path: column.match.path.joined(separator: "."), base: base(column.match.path),
          levels: column.levels, quantity: nil)
      },
      design: .list(rows.map { row in columns.indices.map { row[$0] } }))
  }
}
