import DiscreteEvents

/// A team's state: its line, its posts, and whom it worked for this month.
struct TeamState {
  var station: Station
  /// The employee on each post, or −1.
  var posts: [Int32]
  /// Hires so far on each post.
  var hires: [Int32]
  /// A bit a post: whoever is on duty or in class, and perhaps others who were.
  var present: [UInt64] = []
  /// Arrivals from outside so far.
  var backgroundCount = 0
  var servedToday = 0
  var today = Int.min
  /// The present opening, or the next one: when it begins and when it ends.
  var opensAt = -Double.infinity
  var closesAt = Double.infinity
  /// When the next change of shift, opening or closing is due; one that was planned otherwise before is not.
  var rosterDue = 0.0
  /// When the next caller from outside is due, likewise.
  var backgroundDue = Double.infinity
  /// Since when staff have stayed on after closing, for those still in line; infinite where they do not.
  var servesOutSince = Double.infinity
  /// People who came by the timetable so far.
  var timetableCount = 0
  /// When those come next whom the timetable brings.
  var timetableDue = Double.infinity
  /// The share of the team's costs that the simulated customers bear: all, or their share of its contacts last
  /// month.
  var ownShare = 1.0
  // Counted since the month began:
  var contacts = 0
  var ownContacts = 0
  /// Minutes in which the team was open, up to when they are counted, and minutes that people stayed on.
  var openMinutes = 0.0
  var openCounted = 0.0
  var overtime = 0.0
  /// What the staff have earned since the month began, and up to when.
  var earned = 0.0
  var earnedUntil = 0.0

  /// People on the payroll.
  var heads: Int { posts.count { $0 >= 0 } }

  /// Somebody joins the line.
  ///
  /// - Parameters:
  ///   - line: the number of the line, that of the first being 0.
  ///   - isCounted: whether it is a contact by which the team's costs are shared.
  ///   - isOwn: whether it is one of the simulated customers'.
  ///   - time: now, in minutes.
  /// - Returns: The server that turns to them at once; nil where they wait.
  @inline(__always)
  mutating func join(_ id: UInt32, line: Int, isCounted: Bool, isOwn: Bool, at time: Double)
    -> UInt32?
  {
    if isCounted {
      contacts += 1
      if isOwn { ownContacts += 1 }
    }
    return station.join(id, priority: line + Self.servedOut + 1, at: time)
  }

  /// The line of those who are still served after closing: before all others.
  static let servedOut = 0

  /// Whether staff stay on after closing, for those still in line.
  var isServingOut: Bool { @inline(__always) get { servesOutSince < .infinity } }

  /// Counts the minutes in which the team was open up to now, under the hours that were in force.
  mutating func countOpenMinutes(_ opening: DatedHours, until now: Double) {
    openMinutes += opening.openMinutes(from: openCounted, during: max(0, now - openCounted))
    openCounted = now
  }

  /// Notes that the employee on a post may be on duty or in class.
  mutating func notePresence(of post: Int) {
    while present.count <= post / 64 { present.append(0) }
    present[post / 64] |= 1 << UInt64(post % 64)
  }

  /// Notes that the employee on a post is neither.
  mutating func noteAbsence(of post: Int) { present[post / 64] &= ~(1 << UInt64(post % 64)) }

  /// Notes whom the team worked for this month, where others bear their share of its costs.
  mutating func shareCosts(with background: BackgroundSettings) {
    guard background.bearsCost else {
      ownShare = 1
      return
    }
    if contacts > 0 { ownShare = Double(ownContacts) / Double(contacts) }
  }

  /// Begins a new month of counting.
  mutating func closeMonth(at time: Double) {
    station.resetStatistics(at: time)
    contacts = 0
    ownContacts = 0
    openMinutes = 0
    openCounted = time
    overtime = 0
    earned = 0
    earnedUntil = time
  }
}
