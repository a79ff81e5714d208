import Documents

/// What the trainer leads the class through, and what pupils give.
extension ClassRoom {
  /// Sends everybody to a starting point.
  ///
  /// - Parameter words: what the settings change, as people say it.
  func send(_ scenario: String, _ settings: [String], words: [String]? = nil) throws {
    try change { state, changes in
      let number = (state.room.start?.number ?? 0) + 1
      state.room.start = ClassStart(
        number: number, scenario: scenario, settings: settings, words: words)
      changes = [try .room(state.room)]
    }
  }

  /// Says which keys pupils leave as they are.
  ///
  /// - Parameter labels: what the keys are called.
  func lock(_ keys: [String], labels: [String]? = nil) throws {
    try change { state, changes in
      (state.room.locks, state.room.lockLabels) = (keys, labels)
      changes = [try .room(state.room)]
    }
  }

  // MARK: - The question

  /// Asks the class who will stay.
  ///
  /// - Parameters:
  ///   - keys: what the settings change.
  ///   - months: months of the curve after the first day.
  func ask(
    _ scenario: String, _ settings: [String], keys: [String], months: Int, words: [String]? = nil
  ) throws {
    try begin(\.questions) { _, number in
      ClassQuestion(
        number: number, scenario: scenario, settings: settings, words: words, keys: keys,
        months: months)
    }
  }

  /// Shows the class what comes of the question.
  func reveal() throws { try end(\.questions) }

  /// Ends the question; its guesses are kept for the export.
  func putAwayQuestion() throws { try putAway(\.questions) }

  /// Takes a pupil's guess, in place of an earlier one.
  func guess(_ values: [Double], question number: Int, by pupil: Int) throws {
    try take(\.questions, number: number, by: pupil) { question in
      guard values.count == question.months + 1 else {
        throw LabReply.badRequest(
          "a guess has \(question.months + 1) values, of the first day and each month's end")
      }
      question.guesses[pupil] = values
      return try ClassStore.Change.guess(values, question: number, pupil: pupil)
    }
  }

  // MARK: - The board

  /// Opens a board; changes are counted from the starting point of the class in that scenario.
  func open(
    _ scenario: String, metric: String, subject: String, label: String, isMoreBetter: Bool,
    mostChanges: Int, seed: UInt64
  ) throws {
    try begin(\.boards) { state, number in
      let start = state.room.start.flatMap { $0.scenario == scenario ? $0 : nil }
      return ClassBoard(
        number: number, scenario: scenario, start: start?.settings ?? [], startWords: start?.words,
        metric: metric, subject: subject, label: label, isMoreBetter: isMoreBetter,
        mostChanges: mostChanges, seed: seed)
    }
  }

  /// Closes the board: no plan is taken any more, and once all are run the class sees them.
  func close() throws { try end(\.boards) }

  /// Ends the board; its plans are kept for the export.
  func putAwayBoard() throws { try putAway(\.boards) }

  /// Takes a pupil's plan, in place of an earlier one.
  ///
  /// - Parameters:
  ///   - count: keys that it changes, counted from the board's starting point.
  ///   - words: what it changes, as people say it.
  func handIn(
    _ settings: [String], changing count: Int, board number: Int, by pupil: Int,
    words: [String]? = nil
  ) throws {
    try take(\.boards, number: number, by: pupil) { board in
      guard count <= board.mostChanges else {
        throw LabReply(
          problem: "bad-setting",
          "this plan changes \(count) keys, counted from the starting point; it may change "
            + "\(board.mostChanges)", status: 422)
      }
      if board.plans[pupil]?.settings == settings { return nil }
      let plan = ClassPlan(settings: settings, words: words)
      board.plans[pupil] = plan
      return try ClassStore.Change.plan(plan, board: number, pupil: pupil)
    }
  }

  // MARK: - Rounds

  /// Begins a round in place of the one that is on.
  private func begin<Round: ClassRound>(
    _ rounds: WritableKeyPath<ClassState, [Round]>, _ make: (ClassState, Int) -> Round
  ) throws {
    try change { state, changes in
      guard state[keyPath: rounds].count < Self.mostRounds else {
        throw LabReply(
          problem: "too-large",
          "a class has at most \(Self.mostRounds) \(Round.noun)s; start a new class", status: 413)
      }
      try Self.putAway(rounds, &state, &changes)
      let round = make(state, (state[keyPath: rounds].last?.number ?? 0) + 1)
      state[keyPath: rounds].append(round)
      changes.append(try round.entry())
    }
  }

  /// Has pupils give nothing more to the round that is on.
  private func end<Round: ClassRound>(_ rounds: WritableKeyPath<ClassState, [Round]>) throws {
    try change { state, changes in
      guard let place = Self.present(rounds, state) else {
        throw Self.notNow("no \(Round.noun) is open")
      }
      state[keyPath: rounds][place].isOver = true
      changes = [try state[keyPath: rounds][place].entry()]
    }
  }

  private func putAway<Round: ClassRound>(_ rounds: WritableKeyPath<ClassState, [Round]>) throws {
    try change { state, changes in try Self.putAway(rounds, &state, &changes) }
  }

  private static func putAway<Round: ClassRound>(
    _ rounds: WritableKeyPath<ClassState, [Round]>, _ state: inout ClassState,
    _ changes: inout [ClassStore.Change]
  ) throws {
    guard let place = present(rounds, state) else { return }
    state[keyPath: rounds][place].putAway()
    changes.append(try state[keyPath: rounds][place].entry())
  }

  /// Takes what a pupil gives to the round that is on.
  ///
  /// - Parameter keep: puts it there, and says what of it is to be kept; nothing where it was given before.
  private func take<Round: ClassRound>(
    _ rounds: WritableKeyPath<ClassState, [Round]>, number: Int, by pupil: Int,
    _ keep: (inout Round) throws -> ClassStore.Change?
  ) throws {
    try change { state, changes in
      guard let place = Self.present(rounds, state),
        state[keyPath: rounds][place].number == number
      else { throw Self.notNow("this \(Round.noun) is not open any more") }
      guard !state[keyPath: rounds][place].isOver else { throw Self.notNow(Round.closedWords) }
      guard state.pupils[pupil] != nil else { throw Self.stranger }
      if let change = try keep(&state[keyPath: rounds][place]) { changes = [change] }
    }
  }

  /// Where the round is that the class sees; nil where there is none.
  private static func present<Round: ClassRound>(
    _ rounds: WritableKeyPath<ClassState, [Round]>, _ state: ClassState
  ) -> Int? {
    let all = state[keyPath: rounds]
    return all.last?.isPutAway == false ? all.indices.last : nil
  }

  // MARK: - What is refused

  private static func notNow(_ words: String) -> LabReply {
    LabReply(problem: "bad-request", words, status: 422)
  }

  /// The answer to a pupil who was sent away.
  static var stranger: LabReply { .forbidden("you are not in the class any more") }
}
