import DiscreteEvents

/// When people come: more often in some hours of the week and months of the year than in others.
///
///     λ(t) = λ · (w(t)/w̄) · (s(t)/s̄),   w: times of the hour, s: times of the month
///
/// The means are those of the opening hours and of the twelve months, so that how often people come in a year stays
/// what it was. Occasions are drawn by thinning: as often as at the busiest time, of which each is kept with the
/// chance λ(t)/λ_max (Lewis & Shedler 1979).
final class Rhythm: Sendable {
  private let rushes: [Rush]
  private let season: [Double]
  /// The greatest λ(t)/λ, where hours have the mean weight 1.
  private let mostOfWeek: Double
  private let mostOfYear: Double
  /// The week as needs follow it (``WeekShape``).
  let week: WeekShape
  /// Whether anybody ever comes.
  let isEver: Bool

  /// A rhythm; nil where all times are alike.
  init?(_ rushes: [Rush], _ season: Season?) {
    let months = season?.months ?? []
    let mean = months.isEmpty ? 1 : months.reduce(0, +) / 12
    guard mean > 0 else { return nil }
    let hasSeason = months.contains { $0 != mean }
    let hasRush = rushes.contains { $0.times != 1 }
    guard hasSeason || hasRush else { return nil }
    self.rushes = hasRush ? rushes : []
    self.season = hasSeason ? months.map { $0 / mean } : []
    mostOfYear = self.season.max() ?? 1
    let minutes = hasRush ? Int(TimeGrid.week) : 1
    let weights = (0..<minutes).map { hasRush ? Self.weight(rushes, at: Double($0)) : 1 }
    mostOfWeek = weights.reduce(0, max)
    week = WeekShape(weights)
    isEver = mostOfWeek > 0
  }

  /// How many times as often as on average people come at the busiest time.
  ///
  /// - Parameter mean: the mean weight of the opening hours (``meanWeight(in:)``).
  func most(mean: Double) -> Double { mean > 0 ? mostOfWeek / mean * mostOfYear : 0 }

  /// The mean weight of the hours of a week.
  func meanWeight(in hours: WeeklyHours) -> Double {
    var (sum, open) = (0.0, 0.0)
    for minute in 0..<Int(TimeGrid.week) where hours.isOpen(Double(minute)) {
      sum += Self.weight(rushes, at: Double(minute))
      open += 1
    }
    return open > 0 ? sum / open : 0
  }

  /// The chance that an occasion at a time is one, as drawn for the busiest time.
  ///
  /// - Parameters:
  ///   - minuteOfWeek: from Monday 00:00.
  ///   - month: of the year, from 0.
  func chance(minuteOfWeek: Double, month: Int) -> Double {
    let week = mostOfWeek > 0 ? Self.weight(rushes, at: minuteOfWeek) / mostOfWeek : 0
    guard season.indices.contains(month), mostOfYear > 0 else { return week }
    return week * season[month] / mostOfYear
  }

  /// How many times as often as on average people come in a month of the year, from 0.
  func times(_ month: Int) -> Double { season.indices.contains(month) ? season[month] : 1 }

  private static func weight(_ rushes: [Rush], at minute: Double) -> Double {
    rushes.reduce(1) { $1.hours.isOpen(minute) ? $0 * $1.times : $0 }
  }
}
