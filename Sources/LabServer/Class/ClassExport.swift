import Documents

/// The results of a class as a table for spreadsheets.
enum ClassExport {
  private static let columns = [
    "pupil", "kind", "number", "scenario", "settings", "distance_points", "metric", "unit",
    "reached", "lower", "upper", "rank", "problem",
  ]

  /// A row a guess and a row a plan; of what has not been shown to the class, no results.
  static func csv(_ state: ClassState) -> String {
    var writer = CSVWriter()
    func row(_ cells: [Cell]) {
      for cell in cells { writer.field(harmless(cell)) }
      writer.endRow()
    }
    row(columns.map { .text($0) })
    for question in state.questions {
      for pupil in state.inOrder {
        guard let guess = question.guesses[pupil.number] else { continue }
        let distance = question.isRevealed ? question.distance(guess) : nil
        row([
          .text(pupil.nickname), "guess", .whole(question.number), .text(question.scenario),
          .text(question.settings.joined(separator: "; ")), distance.map { .number($0) } ?? .none,
          .none, .none, .none, .none, .none, .none, .text(question.problem ?? ""),
        ])
      }
    }
    for board in state.boards {
      let isShown = board.isClosed && board.left == 0
      for (rank, number, plan) in board.ranking {
        guard let pupil = state.pupils[number] else { continue }
        let reached = isShown ? plan.reached : nil
        func value(_ value: Double?) -> Cell { value.map { .number($0) } ?? .none }
        row([
          .text(pupil.nickname), "plan", .whole(board.number), .text(board.scenario),
          .text(plan.settings.joined(separator: "; ")), .none, .text(board.metric),
          .text(board.unit), value(reached?.mean), value(reached?.lower), value(reached?.upper),
          isShown ? rank.map { .whole($0) } ?? .none : .none, .text(plan.problem ?? ""),
        ])
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
  static func harmless(_ cell: Cell) -> Cell {
    guard case .text(let text) = cell, let first = text.unicodeScalars.first,
      "=+-@\t\r\n".unicodeScalars.contains(first)
    else { return cell }
    return .text("'" + text)
  }
}
