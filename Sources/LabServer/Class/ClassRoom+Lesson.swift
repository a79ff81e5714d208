import Documents

/// What the trainer leads the class through, and what pupils give.
extension ClassRoom {
  /// Sends everybody to a starting point.
  func send(_ scenario: String, _ settings: [String]) throws {
    try change { state, changes in
      let number = (state.room.start?.number ?? 0) + 1
      state.room.start = ClassStart(number: number, scenario: scenario, settings: settings)
      changes = [try .room(state.room)]
    }
  }

  /// Says which keys pupils leave as they are.
  func lock(_ keys: [String]) throws {
    try change { state, changes in
      state.room.locks = keys
      changes = [try .room(state.room)]
    }
  }

  // MARK: - The question

  /// Asks the class who will stay.
  ///
  /// - Parameters:
  ///   - keys: what the settings change.
  ///   - months: months of the curve after the first day.
  func ask(_ scenario: String, _ settings: [String], keys: [String], months: Int) throws {
    try change { state, changes in
      guard state.questions.count < Self.mostRounds else { throw Self.tooMany("questions") }
      try Self.putAwayQuestion(&state, &changes)
      let question = ClassQuestion(
        number: state.questions.count + 1, scenario: scenario, settings: settings, keys: keys,
        months: months)
      state.questions.append(question)
      changes.append(try .question(question))
    }
  }

  /// Shows the class what comes of the question.
  func reveal() throws {
    try change { state, changes in
      guard let place = state.questions.indices.last, state.question != nil else {
        throw Self.notNow("no question is open")
      }
      state.questions[place].isRevealed = true
      changes = [try .question(state.questions[place])]
    }
  }

  /// Ends the question; its guesses are kept for the export.
  func putAwayQuestion() throws {
    try change { state, changes in try Self.putAwayQuestion(&state, &changes) }
  }

  private static func putAwayQuestion(
    _ state: inout ClassState, _ changes: inout [ClassStore.Change]
  ) throws {
    guard let place = state.questions.indices.last, state.question != nil else { return }
    state.questions[place].isPutAway = true
    // What nobody saw is not told afterwards either.
    if !state.questions[place].isRevealed { state.questions[place].result = nil }
    changes.append(try .question(state.questions[place]))
  }

  /// Takes a pupil's guess, in place of an earlier one.
  func guess(_ values: [Double], question number: Int, by pupil: Int) throws {
    try change { state, changes in
      guard let place = state.questions.indices.last, let question = state.question,
        question.number == number
      else { throw Self.notNow("this question is not open any more") }
      guard !question.isRevealed else {
        throw Self.notNow("the result is shown already: guesses are closed")
      }
      guard values.count == question.months + 1 else {
        throw LabReply.badRequest(
          "a guess has \(question.months + 1) values, of the first day and each month's end")
      }
      guard state.pupils[pupil] != nil else { throw Self.stranger }
      state.questions[place].guesses[pupil] = values
      changes = [try .guess(values, question: number, pupil: pupil)]
    }
  }

  // MARK: - The board

  /// Opens a board; changes are counted from the starting point of the class in that scenario.
  func open(
    _ scenario: String, metric: String, subject: String, label: String, isMoreBetter: Bool,
    mostChanges: Int, seed: UInt64
  ) throws {
    try change { state, changes in
      guard state.boards.count < Self.mostRounds else { throw Self.tooMany("boards") }
      try Self.putAwayBoard(&state, &changes)
      let start = state.room.start.flatMap { $0.scenario == scenario ? $0.settings : nil } ?? []
      let board = ClassBoard(
        number: state.boards.count + 1, scenario: scenario, start: start, metric: metric,
        subject: subject, label: label, isMoreBetter: isMoreBetter, mostChanges: mostChanges,
        seed: seed)
      state.boards.append(board)
      changes.append(try .board(board))
    }
  }

  /// Closes the board: no plan is taken any more, and once all are run the class sees them.
  func close() throws {
    try change { state, changes in
      guard let place = state.boards.indices.last, state.board != nil else {
        throw Self.notNow("no board is open")
      }
      state.boards[place].isClosed = true
      changes = [try .board(state.boards[place])]
    }
  }

  /// Ends the board; its plans are kept for the export.
  func putAwayBoard() throws {
    try change { state, changes in try Self.putAwayBoard(&state, &changes) }
  }

  private static func putAwayBoard(
    _ state: inout ClassState, _ changes: inout [ClassStore.Change]
  ) throws {
    guard let place = state.boards.indices.last, state.board != nil else { return }
    state.boards[place].isPutAway = true
    changes.append(try .board(state.boards[place]))
  }

  /// Takes a pupil's plan, in place of an earlier one.
  ///
  /// - Parameter count: keys that it changes, counted from the board's starting point.
  func handIn(_ settings: [String], changing count: Int, board number: Int, by pupil: Int) throws {
    try change { state, changes in
      guard let place = state.boards.indices.last, let board = state.board,
        board.number == number
      else { throw Self.notNow("this board is not open any more") }
      guard !board.isClosed else {
        throw Self.notNow("the board is closed: no plan is taken any more")
      }
      guard count <= board.mostChanges else {
        throw LabReply(
          problem: "bad-setting",
          "this plan changes \(count) keys, counted from the starting point; it may change "
            + "\(board.mostChanges)", status: 422)
      }
      guard state.pupils[pupil] != nil else { throw Self.stranger }
      if board.plans[pupil]?.settings == settings { return }
      let plan = ClassPlan(settings: settings)
      state.boards[place].plans[pupil] = plan
      changes = [try .plan(plan, board: number, pupil: pupil)]
    }
  }

  // MARK: - What is refused

  private static func notNow(_ words: String) -> LabReply {
    LabReply(problem: "bad-request", words, status: 422)
  }

  private static func tooMany(_ what: String) -> LabReply {
    LabReply(
      problem: "too-large", "a class has at most \(mostRounds) \(what); start a new class",
      status: 413)
  }

  private static var stranger: LabReply { .forbidden("you are not in the class any more") }
}
