/// Who asks in a class.
enum ClassMember: Sendable, Hashable {
  /// Who leads it.
  case trainer
  /// Who joined it, by number.
  case pupil(Int)

  var isPupil: Bool { self != .trainer }
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
}

/// Settings that everybody begins with.
struct ClassStart: Codable, Sendable, Equatable {
  /// One more each time that one is sent.
  var number: Int
  var scenario: String
  var settings: [String]
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
    case number, scenario, settings, keys, months, isRevealed, isPutAway, result, problem
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
    case number, scenario, start, metric, subject, label, unit, isMoreBetter, mostChanges, seed
    case isClosed, isPutAway, asItIs, problem
  }

  /// Plans that still have to be run, the starting point included.
  var left: Int {
    plans.values.count { !$0.isRun } + (asItIs == nil && problem == nil ? 1 : 0)
  }

  /// The plans, best first, with their ranks: those that reach the same share one, and one that could not be
  /// run has none.
  var ranking: [(rank: Int?, pupil: Int, plan: ClassPlan)] {
    let direction = isMoreBetter ? 1.0 : -1.0
    let values = plans.mapValues { plan in plan.reached.map { direction * $0.mean } }
    return plans.map { pupil, plan in
      let own = values[pupil] ?? nil
      let rank = own.map { own in 1 + values.values.count { ($0 ?? -.infinity) > own } }
      return (rank, pupil, plan)
    }.sorted { ($0.rank ?? .max, $0.pupil) < ($1.rank ?? .max, $1.pupil) }
  }
}

/// What a pupil hands in.
struct ClassPlan: Codable, Sendable {
  var settings: [String]
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
}
