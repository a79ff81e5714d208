import Foundation

/// The state as entries of the store, and back.
extension ClassState {
  /// The state that entries tell of; nil where there is no class among them.
  init?(_ entries: [ClassStore.Entry]) {
    func all<Value: Decodable>(_ kind: ClassStore.Kind, _ type: Value.Type) -> [([Int], Value)] {
      entries.filter { $0.kind == kind }.compactMap { entry in
        (try? JSONDecoder().decode(type, from: Data(entry.value.utf8))).map { (entry.numbers, $0) }
      }
    }
    guard let room = all(.room, ClassRoomRecord.self).first?.1 else { return nil }
    self.init(room: room)
    for (_, pupil) in all(.pupil, ClassPupil.self) { pupils[pupil.number] = pupil }
    questions = all(.question, ClassQuestion.self).map(\.1).sorted { $0.number < $1.number }
    boards = all(.board, ClassBoard.self).map(\.1).sorted { $0.number < $1.number }
    for (numbers, guess) in all(.guess, [Double].self) where numbers.count == 2 {
      if let place = questions.firstIndex(where: { $0.number == numbers[0] }) {
        questions[place].guesses[numbers[1]] = guess
      }
    }
    for (numbers, plan) in all(.plan, ClassPlan.self) where numbers.count == 2 {
      if let place = boards.firstIndex(where: { $0.number == numbers[0] }) {
        boards[place].plans[numbers[1]] = plan
      }
    }
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
