import Documents

/// The class as its members are told of it.
extension ClassState {
  /// What a member sees.
  ///
  /// - Parameter here: who watches at the moment.
  func json(for member: ClassMember, here: Set<ClassMember>) -> JSONValue {
    let ours: JSONValue =
      switch member {
      case .trainer:
        [
          "role": "trainer", "nickname": nil,
          "pupils": .array(
            inOrder.map { pupil in
              [
                "number": .integer(pupil.number), "nickname": .string(pupil.nickname),
                "is_here": .bool(here.contains(.pupil(pupil.number))),
              ]
            }),
        ]
      case .pupil(let number):
        [
          "role": "pupil", "nickname": pupils[number].map { .string($0.nickname) } ?? .null,
          "pupils": [],
        ]
      }
    return ours.merging([
      "count": .integer(pupils.count),
      "start": room.start.map { start in
        [
          "number": .integer(start.number), "scenario": .string(start.scenario),
          "settings": .texts(start.settings), "words": .texts(start.words ?? start.settings),
        ]
      } ?? .null,
      "locks": .texts(room.locks), "lock_labels": .texts(room.lockLabels ?? room.locks),
      "question": question.map { json($0, for: member) } ?? .null,
      "board": board.map { json($0, for: member) } ?? .null,
    ])
  }

  private func json(_ question: ClassQuestion, for member: ClassMember) -> JSONValue {
    func guess(_ pupil: Int, _ values: [Double]) -> JSONValue {
      [
        "pupil": .integer(pupil), "nickname": .string(pupils[pupil]?.nickname ?? ""),
        "values": .array(values.map { .number($0) }),
        "distance": question.isRevealed
          ? question.distance(values).map { .number($0) } ?? .null : .null,
      ]
    }
    let shown: [(key: Int, value: [Double])] =
      switch member {
      case .trainer: question.guesses.sorted { $0.key < $1.key }
      case .pupil(let number): question.guesses.filter { $0.key == number }.map { $0 }
      }
    return [
      "number": .integer(question.number), "scenario": .string(question.scenario),
      "settings": .texts(question.settings),
      "words": .texts(question.words ?? question.settings), "months": .integer(question.months),
      "is_revealed": .bool(question.isRevealed), "count": .integer(question.guesses.count),
      "guesses": .array(shown.map { guess($0.key, $0.value) }),
      "result": question.isRevealed ? question.result?.json ?? .null : .null,
      "problem": question.problem.map { .string($0) } ?? .null,
    ]
  }

  private func json(_ board: ClassBoard, for member: ClassMember) -> JSONValue {
    let isCounted = board.isClosed && board.left == 0
    let own: ClassPlan? = if case .pupil(let number) = member { board.plans[number] } else { nil }
    func whole(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
    let rows: [JSONValue] = board.ranking.map { standing in
      let (number, plan) = (standing.pupil, standing.plan)
      // Others' settings are the trainer's to show.
      let isShown = member == .trainer || member == .pupil(number)
      return [
        "rank": whole(standing.rank), "best_rank": whole(standing.possible?.lowerBound),
        "worst_rank": whole(standing.possible?.upperBound), "pupil": .integer(number),
        "nickname": .string(pupils[number]?.nickname ?? ""),
        "is_own": .bool(member == .pupil(number)),
        "settings": isShown ? .texts(plan.settings) : .null,
        "words": isShown ? .texts(plan.words ?? plan.settings) : .null,
        "reached": plan.reached?.json ?? .null,
        "problem": plan.problem.map { .string($0) } ?? .null,
      ]
    }
    return [
      "number": .integer(board.number), "scenario": .string(board.scenario),
      "start": .texts(board.start), "start_words": .texts(board.startWords ?? board.start),
      "metric": .string(board.metric),
      "subject": .string(board.subject), "label": .string(board.label),
      "unit": .string(board.unit), "better": board.isMoreBetter ? "more" : "less",
      "most_changes": .integer(board.mostChanges), "count": .integer(board.plans.count),
      "is_closed": .bool(board.isClosed), "left": .integer(board.isClosed ? board.left : 0),
      "seed": isCounted ? .unsigned(board.seed) : .null,
      "pairs": isCounted ? whole(board.pairs) : .null,
      "plan": own.map { .texts($0.settings) } ?? .null,
      "plan_words": own.map { .texts($0.words ?? $0.settings) } ?? .null,
      "as_it_is": isCounted ? board.asItIs?.json ?? .null : .null,
      "rows": isCounted ? .array(rows) : [],
      "problem": board.problem.map { .string($0) } ?? .null,
    ]
  }
}

extension ClassReached {
  var json: JSONValue {
    func end(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    return [
      "mean": .number(mean), "lower": end(lower), "upper": end(upper), "text": .string(text),
    ]
  }
}

extension ClassCurve {
  var json: JSONValue {
    [
      "months": .array(months.map { .number($0) }), "base": base.json, "variant": variant.json,
      "difference": difference.json,
    ]
  }
}

extension ClassCurve.Band {
  fileprivate var json: JSONValue {
    func list(_ values: [Double?]) -> JSONValue {
      .array(values.map { value in value.map { .number($0) } ?? .null })
    }
    return ["mean": list(mean), "lower": list(lower), "upper": list(upper)]
  }
}

extension JSONValue {
  /// A list of texts.
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
