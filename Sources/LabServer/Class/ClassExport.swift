import Documents

/// The results of a class as a table for spreadsheets.
enum ClassExport {
  /// A row of the table.
  private struct Row {
    var pupil = ""
    var kind: String
    var number: Int
    var scenario: String
    var settings: [String]
    var distance: Double?
    var metric: String?
    var unit: String?
    var reached: ClassReached?
    var standing: ClassBoard.Standing?
    var problem: String?
    /// Percent who are still there, on the first day and at each month's end.
    var stay: [Double?] = []
  }

  private static let columns = [
    "pupil", "kind", "number", "scenario", "settings", "distance_points", "metric", "unit",
    "reached", "lower", "upper", "rank", "best_rank", "worst_rank", "pairs", "problem",
  ]

  /// A row a guess and a row a plan, and one for what came of a question; of what has not been shown to the class,
  /// no results.
  ///
  /// Guesses stand in a column a month, in percent, after all others.
  static func csv(_ state: ClassState) -> String {
    var rows = state.questions.flatMap { Self.rows(of: $0, state) }
    rows += state.boards.flatMap { Self.rows(of: $0, state) }
    let months = rows.map(\.stay.count).max() ?? 0
    var writer = CSVWriter()
    func write(_ cells: [Cell]) {
      for cell in cells { writer.field(harmless(cell)) }
      writer.endRow()
    }
    write((columns + (0..<months).map { "percent_month_\($0)" }).map { .text($0) })
    for row in rows { write(cells(row, months: months)) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func rows(of question: ClassQuestion, _ state: ClassState) -> [Row] {
    let row = Row(
      kind: "guess", number: question.number, scenario: question.scenario,
      settings: question.settings, problem: question.problem)
    var rows = state.inOrder.compactMap { pupil -> Row? in
      guard let guess = question.guesses[pupil.number] else { return nil }
      var own = row
      own.pupil = pupil.nickname
      own.stay = guess.map { percent($0) }
      own.distance = question.isRevealed ? question.distance(guess) : nil
      return own
    }
    if question.isRevealed, let result = question.result {
      var came = row
      came.kind = "result"
      came.stay = result.variant.mean.map { share in share.map { percent($0) } }
      rows.append(came)
    }
    return rows
  }

  private static func rows(of board: ClassBoard, _ state: ClassState) -> [Row] {
    let isShown = board.isClosed && board.left == 0
    return board.ranking.compactMap { standing in
      guard let pupil = state.pupils[standing.pupil] else { return nil }
      return Row(
        pupil: pupil.nickname, kind: "plan", number: board.number, scenario: board.scenario,
        settings: standing.plan.settings, metric: board.metric, unit: board.unit,
        reached: isShown ? standing.plan.reached : nil, standing: isShown ? standing : nil,
        problem: standing.plan.problem)
    }
  }

  private static func cells(_ row: Row, months: Int) -> [Cell] {
    func value(_ value: Double?) -> Cell { value.map { .number($0) } ?? .none }
    func whole(_ value: Int?) -> Cell { value.map { .whole($0) } ?? .none }
    func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .none }
    let (reached, possible) = (row.reached, row.standing?.possible)
    let fixed: [Cell] = [
      .text(row.pupil), .text(row.kind), .whole(row.number), .text(row.scenario),
      .text(row.settings.joined(separator: "; ")), value(row.distance), text(row.metric),
      text(row.unit), value(reached?.mean), value(reached?.lower), value(reached?.upper),
      whole(row.standing?.rank), whole(possible?.lowerBound), whole(possible?.upperBound),
      whole(reached?.pairs), .text(row.problem ?? ""),
    ]
    return fixed + row.stay.map(value) + (row.stay.count..<months).map { _ in Cell.none }
  }

  /// A share in percent, without what is due to rounding.
  private static func percent(_ share: Double) -> Double { (1e8 * share).rounded() / 1e6 }

  /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
  static func harmless(_ cell: Cell) -> Cell {
    guard case .text(let text) = cell, let first = text.unicodeScalars.first,
      "=+-@\t\r\n".unicodeScalars.contains(first)
    else { return cell }
    return .text("'" + text)
  }
}
