import Foundation

/// What is read of a class when it is gone on with.
struct ClassReading: Sendable {
  /// The class; nil where there is none, or its own entry cannot be read.
  var state: ClassState?
  /// What cannot be read, and what belongs to it.
  var unread: [ClassStore.Row]

  /// Reads what is kept.
  init(_ rows: [ClassStore.Row]) {
    var unread = rows.filter { ClassStore.Kind(rawValue: $0.kind) == nil }
    func all<Value: Decodable>(
      _ kind: ClassStore.Kind, _ type: Value.Type, where fits: ([Int], Value) -> Bool
    ) -> [([Int], Value)] {
      rows.filter { $0.kind == kind.rawValue }.compactMap { row in
        let value = try? JSONDecoder().decode(type, from: Data(row.value.utf8))
        guard let value, fits(row.numbers, value) else {
          unread.append(row)
          return nil
        }
        return (row.numbers, value)
      }
    }
    let rooms = all(.room, ClassRoomRecord.self) { numbers, _ in numbers == [0] }
    guard let room = rooms.first?.1 else {
      (self.state, self.unread) = (nil, rows)
      return
    }
    var state = ClassState(room: room)
    for (_, pupil) in all(.pupil, ClassPupil.self, where: { $0 == [$1.number] }) {
      state.pupils[pupil.number] = pupil
    }
    state.questions = all(.question, ClassQuestion.self) { $0 == [$1.number] }.map(\.1)
      .sorted { $0.number < $1.number }
    state.boards = all(.board, ClassBoard.self) { $0 == [$1.number] }.map(\.1)
      .sorted { $0.number < $1.number }
    let (questions, boards, pupils) = (state.questions, state.boards, state.pupils)
    // A guess without its question or its pupil is nobody's: it must not become that of another.
    let guesses = all(.guess, [Double].self) { numbers, guess in
      numbers.count == 2 && pupils[numbers[1]] != nil
        && questions.contains { $0.number == numbers[0] && $0.months + 1 == guess.count }
    }
    for (numbers, guess) in guesses {
      guard let place = questions.firstIndex(where: { $0.number == numbers[0] }) else { continue }
      state.questions[place].guesses[numbers[1]] = guess
    }
    let plans = all(.plan, ClassPlan.self) { numbers, _ in
      numbers.count == 2 && pupils[numbers[1]] != nil
        && boards.contains { $0.number == numbers[0] }
    }
    for (numbers, plan) in plans {
      guard let place = boards.firstIndex(where: { $0.number == numbers[0] }) else { continue }
      state.boards[place].plans[numbers[1]] = plan
    }
    (self.state, self.unread) = (state, unread)
  }
}

extension ClassStore.Change {
  static func room(_ room: ClassRoomRecord) throws -> Self { try put(.room, "0", room) }

  static func pupil(_ pupil: ClassPupil) throws -> Self {
    try put(.pupil, String(pupil.number), pupil)
  }

  static func question(_ question: ClassQuestion) throws -> Self {
    try put(.question, String(question.number), question)
  }

  static func guess(_ guess: [Double], question: Int, pupil: Int) throws -> Self {
    try put(.guess, "\(question)/\(pupil)", guess)
  }

  static func board(_ board: ClassBoard) throws -> Self {
    try put(.board, String(board.number), board)
  }

  static func plan(_ plan: ClassPlan, board: Int, pupil: Int) throws -> Self {
    try put(.plan, "\(board)/\(pupil)", plan)
  }

  private static func put(
    _ kind: ClassStore.Kind, _ key: String, _ value: some Encodable
  ) throws -> Self {
    let json = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    return .put(ClassStore.Entry(kind: kind, key: key, value: json))
  }
}
