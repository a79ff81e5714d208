/// Who asks in a class.
enum ClassMember: Sendable, Hashable {
  /// Who leads it.
  case trainer
  /// Who joined it, by number.
  case pupil(Int)
}

/// What a class is at the moment; each part is also an entry of ``ClassStore``.
struct ClassState: Sendable {
  var room: ClassRoomRecord
  /// By their numbers.
  var pupils: [Int: ClassPupil] = [:]
  /// In the order in which they were asked; the last is the present one, unless it was put away.
  var questions: [ClassQuestion] = []
  var boards: [ClassBoard] = []

  /// The question that the class sees.
  var question: ClassQuestion? { questions.last.flatMap { $0.isPutAway ? nil : $0 } }
  /// The board that the class sees.
  var board: ClassBoard? { boards.last.flatMap { $0.isPutAway ? nil : $0 } }

  /// Whether the class is about a scenario at the moment: its starting point, its question or its board.
  func isAbout(_ scenario: String) -> Bool {
    [room.start?.scenario, question?.scenario, board?.scenario].contains(scenario)
  }

  /// The settings at which pupils begin in a scenario: those that were sent, or of its board where everybody has been
  /// sent elsewhere meanwhile.
  func start(in scenario: String) -> [String] {
    if let start = room.start, start.scenario == scenario { return start.settings }
    if let board, board.scenario == scenario { return board.start }
    return []
  }

  /// The pupils in the order in which they came.
  var inOrder: [ClassPupil] { pupils.values.sorted { $0.number < $1.number } }
}

/// What belongs to the class as a whole.
struct ClassRoomRecord: Codable, Sendable {
  /// What pupils join with.
  var code: String
  /// What the trainer leads with.
  var key: String
  /// When it was opened, in seconds since 1970.
  var opened: Int
  /// The fingerprints of the trainer's sessions, oldest first.
  var trainers: [String] = []
  /// The number of the pupil who came last; numbers are not given twice.
  var lastPupil = 0
  /// Where everybody begins; nil until the trainer has said so.
  var start: ClassStart?
  /// Keys that pupils leave as they are at the starting point.
  var locks: [String] = []
  /// What these keys are called; nil where that was not kept, as for all words of a class.
  var lockLabels: [String]?
}

/// Settings that everybody begins with.
struct ClassStart: Codable, Sendable, Equatable {
  /// One more each time that one is sent.
  var number: Int
  var scenario: String
  var settings: [String]
  /// What the settings change, as people say it.
  var words: [String]?
}

/// Somebody who joined.
struct ClassPupil: Codable, Sendable {
  var number: Int
  var nickname: String
  /// The fingerprint of the session.
  var session: String
  /// Whose snapshots are this pupil's; never told.
  var owner: String
}

/// A question to the class: who will stay with some settings.
struct ClassQuestion: Codable, Sendable {
  var number: Int
  var scenario: String
  var settings: [String]
  /// What the settings change, as people say it.
  var words: [String]?
  /// Keys that the settings change, which nobody may try before the answer is shown.
  var keys: [String]
  /// Months of the curve after the first day.
  var months: Int
  var isRevealed = false
  var isPutAway = false
  /// What came of it, also before it is revealed.
  var result: ClassCurve?
  /// Why nothing came of it.
  var problem: String?
  /// The guesses by the pupils' numbers: shares from 0 to 1, the first day and each month's end.
  var guesses: [Int: [Double]] = [:]

  // Guesses are entries of their own: each is written alone.
  private enum CodingKeys: CodingKey {
    case number, scenario, settings, words, keys, months, isRevealed, isPutAway, result, problem
  }

  /// How far a guess is from what came, in percentage points: the mean over the months.
  func distance(_ guess: [Double]) -> Double? {
    guard let came = result?.variant.mean else { return nil }
    let gaps = zip(guess, came).dropFirst().compactMap { guess, came in
      came.map { abs(guess - $0) }
    }
    guard !gaps.isEmpty else { return nil }
    // Rounding of sums is no distance.
    return (1e8 * gaps.reduce(0, +) / Double(gaps.count)).rounded() / 1e6
  }
}

/// Who stays, as it is and with a question's settings.
struct ClassCurve: Codable, Sendable, Equatable {
  /// Means with their intervals, month by month; nil where there is no number.
  struct Band: Codable, Sendable, Equatable {
    var mean: [Double?]
    var lower: [Double?]
    var upper: [Double?]
  }

  var months: [Double]
  var base: Band
  var variant: Band
  var difference: Band
}

/// A board: plans with a common budget of changes, ranked by what they reach in worlds that nobody has seen.
struct ClassBoard: Codable, Sendable {
  var number: Int
  var scenario: String
  /// The settings of the starting point, from which changes are counted.
  var start: [String]
  /// What they change, as people say it.
  var startWords: [String]?
  /// The figure that ranks, and what it is about.
  var metric: String
  var subject: String
  var label: String
  var unit = ""
  /// Whether more of it is better; otherwise less is.
  var isMoreBetter: Bool
  /// Keys that a plan may change.
  var mostChanges: Int
  /// The seed of the worlds, told once the board is closed.
  var seed: UInt64
  var isClosed = false
  var isPutAway = false
  /// What the starting point itself reaches.
  var asItIs: ClassReached?
  /// Why the starting point could not be run.
  var problem: String?
  /// The plans by the pupils' numbers.
  var plans: [Int: ClassPlan] = [:]

  // Plans are entries of their own, as guesses are.
  private enum CodingKeys: CodingKey {
    case number, scenario, start, startWords, metric, subject, label, unit, isMoreBetter
    case mostChanges, seed, isClosed, isPutAway, asItIs, problem
  }

  /// Plans that still have to be run, the starting point included.
  var left: Int {
    plans.values.count { !$0.isRun } + (asItIs == nil && problem == nil ? 1 : 0)
  }

  /// Pairs of replications that each figure rests on; nil until there is one.
  var pairs: Int? {
    asItIs?.pairs ?? plans.values.lazy.compactMap { $0.reached?.pairs }.first
  }

  /// A plan among the others.
  struct Standing {
    /// By its mean, the same for plans that reach the same; nil where it could not be run.
    var rank: Int?
    /// The ranks that it may have as far as its interval tells it from those of others.
    var possible: ClosedRange<Int>?
    var pupil: Int
    var plan: ClassPlan
  }

  /// The plans, best first.
  var ranking: [Standing] {
    let reached = plans.compactMapValues(\.reached)
    return plans.map { pupil, plan in
      guard let own = plan.reached else { return Standing(pupil: pupil, plan: plan) }
      let others = reached.values
      let rank = 1 + others.count { isMoreBetter ? $0.mean > own.mean : $0.mean < own.mean }
      let better = others.count { isMoreBetter ? $0.isClearlyAbove(own) : own.isClearlyAbove($0) }
      let worse = others.count { isMoreBetter ? own.isClearlyAbove($0) : $0.isClearlyAbove(own) }
      return Standing(
        rank: rank, possible: 1 + better...max(1 + better, others.count - worse), pupil: pupil,
        plan: plan)
    }.sorted { ($0.rank ?? .max, $0.pupil) < ($1.rank ?? .max, $1.pupil) }
  }
}

/// What a pupil hands in.
struct ClassPlan: Codable, Sendable {
  var settings: [String]
  /// What they change, as people say it.
  var words: [String]?
  var reached: ClassReached?
  /// Why it could not be run.
  var problem: String?

  var isRun: Bool { reached != nil || problem != nil }
}

/// What a plan reaches.
struct ClassReached: Codable, Sendable, Equatable {
  var mean: Double
  /// The ends of the interval; nil where there are none.
  var lower: Double?
  var upper: Double?
  /// The mean in words.
  var text: String
  /// Pairs of replications that it rests on.
  var pairs: Int?

  /// Whether all of its interval lies above all of another; never so where one of them has none.
  func isClearlyAbove(_ other: ClassReached) -> Bool {
    guard let lower, let upper = other.upper else { return false }
    return lower > upper
  }
}
