import Documents
import Synchronization

/// Runs what a class needs: the answer to its question, and the plans of its board, one after the other.
///
/// Each is one asker among all in the queue, so that nobody's levers wait for the board.
final class ClassRunner: Sendable {
  /// Something to be run.
  private enum Job: Sendable, Equatable {
    case question(Int)
    /// The starting point of a board.
    case start(board: Int)
    case plan(board: Int, pupil: Int, settings: [String])
  }

  /// A line of jobs, of which one is run at a time.
  private final class Line: Sendable {
    let wake: AsyncStream<Void>.Continuation
    let awoken: AsyncStream<Void>
    let running = Mutex<(job: Job, task: Task<Bool, Never>)?>(nil)

    init() {
      (awoken, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }
  }

  private let room: ClassRoom
  private let source: any LabSource
  private let lines = (question: Line(), board: Line())

  init(_ room: ClassRoom, source: any LabSource) { (self.room, self.source) = (room, source) }

  /// Runs what there is, and what comes, until its task is cancelled.
  func run() async {
    room.whenChanged { [weak self] in self?.look() }
    look()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [self] in await work(lines.question, Self.nextQuestion) }
      group.addTask { [self] in await work(lines.board, Self.nextPlan) }
    }
  }

  /// Looks at what is to be run, and stops what is not wanted any more.
  private func look() {
    let state = room.state
    for line in [lines.question, lines.board] {
      let unwanted = line.running.withLock { running in
        running.flatMap { Self.isWanted($0.job, state) ? nil : $0.task }
      }
      unwanted?.cancel()
      line.wake.yield()
    }
  }

  private func work(_ line: Line, _ next: @Sendable (ClassState) -> Job?) async {
    for await _ in line.awoken {
      while !Task.isCancelled, let job = next(room.state) {
        let task = Task { await run(job) }
        line.running.withLock { $0 = (job, task) }
        let isDone = await withTaskCancellationHandler {
          await task.value
        } onCancel: {
          task.cancel()
        }
        line.running.withLock { $0 = nil }
        // What could not be kept is tried again after the next change, or the next start.
        guard isDone else { break }
      }
    }
  }

  // MARK: - What is to be run

  private static func nextQuestion(_ state: ClassState) -> Job? {
    guard let question = state.question, question.result == nil, question.problem == nil else {
      return nil
    }
    return .question(question.number)
  }

  private static func nextPlan(_ state: ClassState) -> Job? {
    guard let board = state.board else { return nil }
    if board.asItIs == nil, board.problem == nil { return .start(board: board.number) }
    return board.plans.filter { !$0.value.isRun }.min { $0.key < $1.key }.map {
      .plan(board: board.number, pupil: $0.key, settings: $0.value.settings)
    }
  }

  private static func isWanted(_ job: Job, _ state: ClassState) -> Bool {
    switch job {
    case .question(let number): state.question?.number == number
    case .start(let board): state.board?.number == board
    case .plan(let board, let pupil, let settings):
      state.board?.number == board && state.board?.plans[pupil]?.settings == settings
    }
  }

  // MARK: - Running

  /// Runs a job and keeps what came; false where nothing came, or it could not be kept.
  private func run(_ job: Job) async -> Bool {
    let state = room.state
    let outcome: Outcome
    switch job {
    case .question(let number):
      guard let question = state.questions.first(where: { $0.number == number }) else {
        return false
      }
      outcome = await result(question.scenario, question.settings, seed: nil)
    case .start(let number):
      guard let board = state.boards.first(where: { $0.number == number }) else { return false }
      outcome = await result(board.scenario, board.start, seed: board.seed)
    case .plan(let number, _, let settings):
      guard let board = state.boards.first(where: { $0.number == number }) else { return false }
      outcome = await result(board.scenario, settings, seed: board.seed)
    }
    if case .cancelled = outcome { return false }
    do {
      try room.change { state, changes in try Self.keep(outcome, of: job, &state, &changes) }
      return true
    } catch {
      return false
    }
  }

  private enum Outcome: Sendable {
    case result(JSONValue)
    case problem(String)
    /// Nobody waits for it any more.
    case cancelled
  }

  private func result(_ id: String, _ settings: [String], seed: UInt64?) async -> Outcome {
    do {
      return .result(try await source.result(of: id, settings: settings, seed: seed))
    } catch let problem as LabProblem {
      return Task.isCancelled ? .cancelled : .problem(problem.message)
    } catch {
      return Task.isCancelled || error is CancellationError ? .cancelled : .problem("\(error)")
    }
  }

  private static func keep(
    _ outcome: Outcome, of job: Job, _ state: inout ClassState,
    _ changes: inout [ClassStore.Change]
  ) throws {
    guard isWanted(job, state) else { return }
    switch job {
    case .question(let number):
      guard let place = state.questions.firstIndex(where: { $0.number == number }) else {
        return
      }
      switch outcome {
      case .cancelled: return
      case .problem(let words): state.questions[place].problem = words
      case .result(let result):
        state.questions[place].result = result.retention
        if result.retention == nil {
          state.questions[place].problem = "this scenario has no curve of who stays"
        }
      }
      changes.append(try .question(state.questions[place]))
    case .start(let number):
      guard let place = state.boards.firstIndex(where: { $0.number == number }) else { return }
      guard let found = headline(outcome, state.boards[place]) else { return }
      state.boards[place].asItIs = found.reached
      state.boards[place].problem = found.problem
      if let (label, unit) = found.headline?.labelAndUnit {
        (state.boards[place].label, state.boards[place].unit) = (label, unit)
      }
      changes.append(try .board(state.boards[place]))
    case .plan(let number, let pupil, let settings):
      guard let place = state.boards.firstIndex(where: { $0.number == number }) else { return }
      guard let found = headline(outcome, state.boards[place]) else { return }
      let plan = ClassPlan(
        settings: settings, words: state.boards[place].plans[pupil]?.words, reached: found.reached,
        problem: found.problem)
      state.boards[place].plans[pupil] = plan
      changes.append(try .plan(plan, board: number, pupil: pupil))
    }
  }

  /// The figure of a board in what came, or why there is none; nil where nothing came.
  private static func headline(
    _ outcome: Outcome, _ board: ClassBoard
  ) -> (headline: JSONValue?, reached: ClassReached?, problem: String?)? {
    switch outcome {
    case .cancelled: return nil
    case .problem(let words): return (nil, nil, words)
    case .result(let result):
      if let headline = result.headline(board.metric, of: board.subject),
        let reached = headline.reached(over: result.pairs)
      {
        return (headline, reached, nil)
      }
      return (nil, nil, "this scenario has no figure called '\(board.metric)'")
    }
  }
}
