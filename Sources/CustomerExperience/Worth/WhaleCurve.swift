/// M44: how profit is spread over customers, from the one who brings most to the one who costs most.
///
/// The cumulative profit of customers in order of their profit: it rises as long as customers bring one, and falls
/// from its peak where those follow who cost more than they bring (Kaplan & Narayanan 2001). Each customer bears
/// what they cause: what is supplied to them, contacts and complaints, the time that staff spend with them at its
/// pay, and what winning them cost. What nobody causes alone, such as rent or time without customers, is not
/// shared out: any key for that would make some customers unprofitable by itself (Kaplan & Anderson 2004).
public struct WhaleCurve: Sendable, Equatable {
  /// Cumulative profit at each percentage of customers, from 0 to 100.
  public var cumulative: [Double]
  /// The share of customers who cost more than they bring.
  public var atLoss: Double
  /// The profit of those who bring one.
  public var peak: Double

  /// Draws it up; nil without customers.
  ///
  /// - Complexity: that of sorting the profits.
  public init?(of profits: [Double]) {
    guard !profits.isEmpty else { return nil }
    let sorted = profits.sorted(by: >)
    var sums = [0.0]
    sums.reserveCapacity(sorted.count + 1)
    for profit in sorted { sums.append(sums[sums.count - 1] + profit) }
    let loss = sorted.firstIndex { $0 < 0 } ?? sorted.count
    atLoss = Double(sorted.count - loss) / Double(sorted.count)
    peak = sums[loss]
    cumulative = (0...100).map { percent in
      let place = Double(percent) * Double(sorted.count) / 100
      let whole = Int(place)
      guard whole < sorted.count else { return sums[sorted.count] }
      return sums[whole] + (place - Double(whole)) * sorted[whole]
    }
  }

  /// The profit of all.
  public var total: Double { cumulative[100] }

  /// The share of all profit that a share of customers brings, the most profitable first; nil where there is none
  /// in all.
  public func share(ofBest percent: Int) -> Double? {
    total > 0 ? cumulative[percent] / total : nil
  }
}
