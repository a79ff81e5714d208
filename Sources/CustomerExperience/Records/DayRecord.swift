/// One day of a replication as it went in the lines and among the staff, event by event.
///
/// It is written down while the replication runs and changes nothing in it.
public struct DayRecord: Sendable, Equatable {
  /// Something that happened.
  public enum What: String, Sendable, CaseIterable {
    // With somebody who gets in touch:
    /// They join a line.
    case waits
    /// They are being served.
    case begins
    /// Service ended and helped.
    case helped
    /// Service ended and did not help.
    case unhelped
    /// They give up waiting.
    case givesUp = "gives-up"
    /// They are sent away at closing.
    case turnedAway = "turned-away"
    // With a customer:
    /// A need arises.
    case needs
    /// A need is met.
    case resolved
    /// A need is not met, and nobody goes on about it.
    case givenUp = "given-up"
    /// A need ends with the customer's time with the firm.
    case dropped
    /// The next step of the journey comes later.
    case goesOn = "goes-on"
    /// The customer will try again.
    case triesAgain = "tries-again"
    /// The customer pays for something.
    case buys
    /// The customer complains.
    case complains
    /// A new customer joins.
    case joins
    /// A customer who had left comes back.
    case comesBack = "comes-back"
    /// The customer leaves the firm.
    case leaves
    // With a post of a team:
    /// Somebody comes on duty.
    case onDuty = "on-duty"
    /// Somebody goes off duty.
    case offDuty = "off-duty"
    /// Somebody goes to class.
    case toClass = "to-class"
    /// Somebody comes back from class.
    case fromClass = "from-class"
    /// Somebody is absent whose turn it is.
    case absent
    /// The post falls empty, or is empty when the day begins.
    case vacant
    /// A newcomer begins with induction.
    case hired
  }

  /// An event.
  public struct Event: Sendable, Equatable {
    /// Minutes since midnight.
    public var time: Double
    /// What happened.
    public var what: What
    /// Whose visit it is about, by its number; −1 for none.
    public var visit: Int32 = -1
    /// The customer, from 1; 0 for none.
    public var customer: Int32 = 0
    /// The team by its number; −1 for none.
    public var team: Int32 = -1
    /// The post in the team, from 0; −1 for none.
    public var post: Int32 = -1
    /// The journey of a need, the touchpoint of a next step or the course of a class, by its number; −1 for none.
    public var about: Int32 = -1
  }

  /// Somebody who gets in touch, once.
  public struct Visit: Sendable, Equatable {
    /// The customer, from 1; 0 for somebody who is not simulated one by one.
    public var customer: Int32 = 0
    /// The customer's segment by its number; −1 for none.
    public var segment: Int32 = -1
    /// The touchpoint by its number over all journeys; −1 for none.
    public var touchpoint: Int32 = -1
    /// The team by its number; −1 where nobody serves.
    public var team: Int32 = -1
    /// When they came, in minutes since midnight; negative for whoever came the day before.
    public var arrived = 0.0
    /// Whether it is no customer but somebody whom the firm sends: a mystery shopper, or a check of a standard.
    public var isCheck = false
  }

  /// What was counted in half an hour of a team, of all events whether they were kept or not.
  ///
  /// Who comes to check is in the lines, but not counted among those who come.
  public struct HalfHour: Sendable, Equatable {
    /// Who came, whose service ended, who gave up and who was sent away at closing.
    public var arrived = 0, served = 0, gaveUp = 0, turnedAway = 0
    /// Whom somebody began to serve; nobody waits where they serve themselves.
    public var answered = 0
    /// How many minutes they had waited in all.
    public var waited = 0.0
    /// The longest line, and the most people on duty and in class at one time.
    public var longestLine = 0, onDuty = 0, inClass = 0
  }

  /// A team on the day.
  public struct Team: Sendable, Equatable {
    /// Posts at midnight, and those that came in the day.
    public var posts = 0
    /// The day by half hours.
    public var halfHours = [HalfHour](repeating: HalfHour(), count: halfHoursADay)
  }

  /// Half hours in a day.
  public static let halfHoursADay = 48

  /// The day, from 0 for that of the start.
  public var day: Int
  /// The teams in the order of the scenario, and after them those whom nobody serves.
  public var teams: [Team]
  /// Who got in touch, by number.
  public var visits: [Visit] = []
  /// What happened, in order of time.
  public var events: [Event] = []
  /// Events that found no room.
  public var cut = 0
  /// Customers who got in touch in the day.
  public var arrivals = 0
  /// Whether anybody was in class.
  public var hasClass = false
}

/// Which day of a replication is written down.
public struct DayWatch: Sendable, Equatable {
  /// How the day is chosen.
  public enum Choice: Sendable, Equatable {
    /// The n-th day, from 0 for that of the start.
    case day(Int)
    /// Of so many days from the start the one on which the most get in touch; the first of several.
    case busiest(of: Int)
    /// The first day with somebody in class, from one on.
    case course(from: Int)
  }

  /// How the day is chosen.
  public var choice: Choice
  /// The most events that are kept.
  public var limit: Int
  /// Whether the run ends with the month of that day.
  public var endsRun: Bool

  /// Watches for a day.
  public init(_ choice: Choice, limit: Int = 20_000, endsRun: Bool = true) {
    (self.choice, self.limit, self.endsRun) = (choice, max(0, limit), endsRun)
  }

  /// The first day that it may be.
  var first: Int {
    switch choice {
    case .day(let day), .course(from: let day): max(0, day)
    case .busiest: 0
    }
  }

  /// How many days are looked at from there at most.
  var days: Int {
    switch choice {
    case .day: 1
    case .busiest(of: let days): max(1, days)
    case .course: .max
    }
  }
}

extension Clock {
  /// Days from the start to the end of a run.
  public var days: Int {
    let grid = TimeGrid(self)
    return Int(grid.boundary(grid.horizon) / TimeGrid.day)
  }
}
