/// M21: the nearer the goal, the harder it pulls.
///
///     visits on the way to a reward = visits without · (1 + pull · progress),   progress from 0 to 1
///
/// The goal gradient of Kivetz, Urminsky & Zheng (2006), for stamps and for points alike; what is given beforehand
/// counts as progress (Nunes & Drèze 2006).
public enum GoalGradient {
  /// How many times as often somebody comes.
  @inline(__always)
  public static func multiple(pull: Double, progress: Double) -> Double {
    1 + pull * min(1, max(0, progress))
  }
}
