import DiscreteEvents

/// A team's state: its line, its posts and what was counted this month.
struct TeamState {
  var station: Station
  /// The employee on each post, or −1.
  var posts: [Int32]
  /// Hires so far on each post.
  var hires: [Int32]
  /// Arrivals from outside so far.
  var backgroundCount = 0
  var servedToday = 0
  var today = Int.min
  // Counted since the month began:
  var contacts = 0
  var quits = 0
  var qualitySum = 0.0
  var qualitySquares = 0.0
  var qualityCount = 0
  var trainingMinutes = 0.0
  var skillArea = 0.0
  var skillMinutes = 0.0
  var pay = Money.zero
  var postMonths = 0.0

  /// Begins a new month of counting.
  mutating func closeMonth(at time: Double) {
    station.resetStatistics(at: time)
    contacts = 0
    quits = 0
    qualitySum = 0
    qualitySquares = 0
    qualityCount = 0
    trainingMinutes = 0
    skillArea = 0
    skillMinutes = 0
    pay = .zero
    postMonths = 0
  }
}
