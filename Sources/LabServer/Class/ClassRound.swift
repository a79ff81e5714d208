/// What a class has one of at a time, and pupils give something to: a question, or a board.
protocol ClassRound: Sendable {
  /// What it is called.
  static var noun: String { get }
  /// Why nothing is taken any more once it is over.
  static var closedWords: String { get }
  /// Numbers go up; none is given twice.
  var number: Int { get }
  /// Whether nothing is taken any more.
  var isOver: Bool { get set }
  /// Whether the class does not see it any more.
  var isPutAway: Bool { get }

  /// Ends it for the class; what pupils gave is kept for the export.
  mutating func putAway()

  /// Its entry in the store.
  func entry() throws -> ClassStore.Change
}

extension ClassQuestion: ClassRound {
  static let noun = "question"
  static let closedWords = "the result is shown already: guesses are closed"

  var isOver: Bool {
    get { isRevealed }
    set { isRevealed = newValue }
  }

  mutating func putAway() {
    isPutAway = true
    // What nobody saw is not told afterwards either.
    if !isRevealed { result = nil }
  }

  func entry() throws -> ClassStore.Change { try .question(self) }
}

extension ClassBoard: ClassRound {
  static let noun = "board"
  static let closedWords = "the board is closed: no plan is taken any more"

  var isOver: Bool {
    get { isClosed }
    set { isClosed = newValue }
  }

  mutating func putAway() { isPutAway = true }

  func entry() throws -> ClassStore.Change { try .board(self) }
}
