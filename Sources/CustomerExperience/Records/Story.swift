/// What happened to a customer at the start, event by event: a life that can be told.
public struct Story: Sendable {
  /// Something that happened.
  public enum What: Sendable, Equatable {
    /// A need arose, by the number of its journey.
    case need(Int)
    /// A need was met.
    case resolved(Int)
    /// A need was not met, and nobody goes on about it.
    case givenUp(Int)
    /// A need ended with the customer's time with the firm.
    case dropped(Int)
    /// The customer gave up waiting in a line, about a need of a journey.
    case gaveUpWaiting(Int)
    /// The customer was sent away at closing.
    case turnedAway(Int)
    /// The customer was served.
    case served(Int)
    /// The customer complained.
    case complained
    /// The customer joined.
    case joined
    /// The customer came back.
    case cameBack
    /// The customer is about to say that they leave, or just goes (contract).
    case meansToLeave
    /// The customer was talked into staying.
    case persuaded
    /// The customer left.
    case left(LeavingCause)
  }

  /// When something happened, and what.
  public struct Event: Sendable, Equatable {
    /// Minutes since the start.
    public var time: Double
    /// What happened.
    public var what: What

    /// Makes an event.
    public init(time: Double, what: What) { (self.time, self.what) = (time, what) }
  }

  /// The customer, from 0.
  public var customer: Int
  /// Events in order of time.
  public var events: [Event] = []
  /// Satisfaction at the end of each month.
  public var satisfaction: [Double] = []

  /// A story of which nothing has been told.
  public init(customer: Int) { self.customer = customer }

  /// The minute of the first thing that happens in one of two stories of the same customer and not in the other;
  /// nil where the same things happen in both.
  public func parts(from other: Story) -> Double? {
    for (a, b) in zip(events, other.events) where a.what != b.what { return min(a.time, b.time) }
    let (long, short) = events.count > other.events.count ? (self, other) : (other, self)
    return long.events.dropFirst(short.events.count).first?.time
  }
}
