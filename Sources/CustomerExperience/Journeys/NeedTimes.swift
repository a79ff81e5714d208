import DiscreteEvents
import Glibc
import RandomVariates

/// Needs that arise at fixed times of the week, such as those of people who come to a class.
enum NeedTimes {
  /// How many of the times pass until the need arises, at least one: a geometric number, so that it arises at each
  /// with the same chance, and as often as the rate says.
  ///
  /// - Parameters:
  ///   - chance: the chance at each time; from 1 on it arises at every one.
  ///   - exponential: a draw of the exponential law with mean 1.
  static func wait(chance: Double, exponential: Double) -> Double {
    guard chance < 1 else { return 1 }
    return max(1, (exponential / -log1p(-chance)).rounded(.up))
  }
}

extension Need {
  /// Needs a week by the rate, the mean of customers; nil where there is no rate.
  public var meanPerWeek: Double? { rate.map { $0.mean * TimeGrid.week / TimeGrid.year } }
}

extension Simulation {
  /// When a need next arises that does so at fixed times.
  ///
  /// - Parameter rate: needs a minute.
  @inline(never)
  mutating func dueAtTimes(
    of journey: Int, after time: Double, rate: Double, exponential: Double
  ) -> Double {
    let times = settings.journeys[journey].times
    let count = Double(times.count)
    let chance = rate * TimeGrid.week / count
    // A thousand years are as good as never.
    let wait = min(52_000 * count, NeedTimes.wait(chance: chance, exponential: exponential))
    let now = time + Self.hair
    let minute = grid.minuteOfWeek(now)
    let next = times.firstIndex { $0 > minute } ?? times.count
    let place = Double(next) + wait - 1
    let weeks = (place / count).rounded(.down)
    let at = times[Int(place - weeks * count)]
    // Times are whole minutes, which a sum may miss by a hair.
    return (now - minute + weeks * TimeGrid.week + at).rounded()
  }
}
