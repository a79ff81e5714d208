import CustomerExperience
import Documents
import Experiments

/// Charts of the market: what the rivals' pull is made of, and who goes where.
extension RunCharts {
  /// What the pull of the rivals on each segment is made of.
  static func pullParts(_ outcome: RunOutcome) -> Chart? {
    let segments = outcome.scenario.customers.segments
    var found: [(segment: String, part: PullPart, value: Double)] = []
    for segment in segments {
      for part in PullPart.allCases {
        let subject = SubjectKind.pull.subject("\(segment.id).\(part.word)")
        guard let estimate = outcome.estimate("pull_part", subject) else { continue }
        found.append((segment.displayName, part, estimate.mean))
      }
    }
    // That there is a choice at all is the same for everybody: the others tell segments and causes apart.
    let causes = found.filter { $0.part != .choice }
    guard let greatest = causes.max(by: { abs($0.value) < abs($1.value) }),
      abs(greatest.value) >= 0.005
    else { return nil }
    var table = Table("", "", ["segment", "part", "adds"].map { Column($0, "", "") })
    for entry in found {
      table.append([
        .text(entry.segment), .text(entry.part.word), .text(signed(entry.value, 2)),
      ])
    }
    let reach = max(0.1, abs(greatest.value))
    let cells = causes.map { entry in
      ColouredCell(
        row: entry.segment, column: entry.part.word, label: signed(entry.value, 2),
        fill: Palette.between(
          [Palette.blue, "#ffffff", Palette.vermilion], (entry.value / reach + 1) / 2))
    }
    let name: String =
      switch greatest.part {
      case .choice: "the choice there is"
      case .quality: "their quality"
      case .distance: "the way to them"
      case .price: "their prices"
      case .promotion: "their promotions"
      }
    return Chart(
      "pull_parts",
      title:
        "What speaks most \(greatest.value > 0 ? "for" : "against") the rivals: \(name), to \(greatest.segment)",
      subtitle:
        "What each cause adds to the rivals' pull, mean of the run: above zero it speaks for them, below zero for us. "
        + "0.1 is about a tenth of their attraction.", data: table
    ) { frame in
      Self.cells(
        cells, rows: segments.map(\.displayName),
        columns: PullPart.allCases.filter { $0 != .choice }.map(\.word), from: nil, in: frame)
    }
  }

  /// Who goes where: rows from, columns to.
  static func switchingMatrix(_ outcome: RunOutcome) -> Chart? {
    guard !outcome.switching.isEmpty else { return nil }
    let rivals = outcome.scenario.market.rivals
    func name(_ id: String) -> String {
      id == Travel.us ? "us" : rivals[id: id]?.displayName ?? id
    }
    let isRepertoire = outcome.scenario.customers.relationship.bond.isChosenOnOccasions
    var table = Table("", "", ["from", "to", "share"].map { Column($0, "", "") })
    var (rows, columns): ([String], [String]) = ([], [])
    var cells: [ColouredCell] = []
    var stays: Double?
    for row in outcome.switching {
      guard let share = row.share?.mean else { continue }
      let (from, to) = (name(row.from), name(row.to))
      if !rows.contains(from) { rows.append(from) }
      if !columns.contains(to) { columns.append(to) }
      if row.from == Travel.us, row.to == Travel.us { stays = share }
      table.append([.text(from), .text(to), .text(percent(share))])
      cells.append(
        ColouredCell(
          row: from, column: to, label: percent(share),
          fill: Palette.between(["#ffffff", Palette.blue], share)))
    }
    // More than a dozen columns are for the table.
    guard let stays, columns.count <= 12 else { return nil }
    return Chart(
      "switching",
      title: isRepertoire
        ? "Of 100 who chose us, \(NumberText.fixed(100 * stays, 0)) do so again the next time"
        : "Of 100 customers who do not move away, \(NumberText.fixed(100 * stays, 1)) stay in a month",
      subtitle: isRepertoire
        ? "Rows: whom customers bought from before. Columns: what they chose on the next occasion. A row adds up to 100%."
        : "What customers of ours did in a month. Who moved away is not in it.", data: table
    ) { frame in
      Self.cells(
        cells, rows: rows, columns: columns, from: isRepertoire ? "bought from before" : nil,
        in: frame)
    }
  }

  /// How soon customers leave, by how they came.
  static func origins(_ outcome: RunOutcome) -> Chart? {
    let kind = SubjectKind.origin
    let found = kind.ids(in: outcome.scenario).compactMap {
      id -> (name: String, joined: Double, leaving: Double)? in
      guard let joined = outcome.estimate("joined_by", kind.subject(id)), joined.mean > 0,
        let leaving = outcome.estimate("leaving_by", kind.subject(id))
      else { return nil }
      return (kind.name(of: id, in: outcome.scenario), joined.mean, leaving.mean)
    }.sorted { ($0.leaving, $0.name) < ($1.leaving, $1.name) }
    guard found.count > 1, let best = found.first, let worst = found.last else { return nil }
    var table = Table(
      "", "", ["came by", "joined", "leave in a month"].map { Column($0, "", "") })
    for entry in found {
      table.append([
        .text(entry.name), .text(NumberText.fixed(entry.joined, 0)), .text(percent(entry.leaving)),
      ])
    }
    return Chart(
      "origins",
      title:
        "Of 100 who came by \(best.name) \(NumberText.fixed(100 * best.leaving, 1)) leave in a month, "
        + "of those who came by \(worst.name) \(NumberText.fixed(100 * worst.leaving, 1))",
      subtitle:
        "Share of those who joined in the run who leave in a month, by how they came; in brackets how many joined.",
      data: table
    ) { frame in
      Self.bars(
        found.map {
          NamedBar(
            name: $0.name, value: 100 * $0.leaving,
            label: "\(percent($0.leaving))  (\(NumberText.fixed($0.joined, 0)))")
        }, axis: "% who leave in a month", in: frame)
    }
  }

  /// Double jeopardy: who has fewer buyers is also bought less often by them.
  static func buyers(_ outcome: RunOutcome) -> Chart? {
    let kind = SubjectKind.provider
    let found = kind.ids(in: outcome.scenario).compactMap {
      id -> (name: String, share: Double, rate: Double)? in
      guard let share = outcome.estimate("penetration", kind.subject(id)), share.mean > 0,
        let rate = outcome.estimate("purchase_rate", kind.subject(id))
      else { return nil }
      return (kind.name(of: id, in: outcome.scenario), share.mean, rate.mean)
    }.sorted { ($1.share, $0.name) < ($0.share, $1.name) }
    guard found.count > 1, let first = found.first else { return nil }
    var table = Table(
      "", "", ["provider", "buy in a quarter", "purchases a buyer"].map { Column($0, "", "") })
    for entry in found {
      table.append([
        .text(entry.name), .text(percent(entry.share)), .text(NumberText.fixed(entry.rate, 2)),
      ])
    }
    return Chart(
      "buyers",
      title:
        "\(Display.roundPercent(first.share)) of the customers buy from \(first.name) in a quarter, "
        + "\(NumberText.fixed(first.rate, 1)) times each",
      subtitle:
        "Share of the customers who buy there at least once in a quarter of a year; in brackets how often these do. Who "
        + "has fewer buyers is as a rule also bought less often by them.", data: table
    ) { frame in
      Self.bars(
        found.prefix(12).map {
          NamedBar(
            name: $0.name, value: 100 * $0.share,
            label: "\(Display.roundPercent($0.share))  (\(NumberText.fixed($0.rate, 1)))")
        }, axis: "% of customers who buy in a quarter", in: frame)
    }
  }
}
