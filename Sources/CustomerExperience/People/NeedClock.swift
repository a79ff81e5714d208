import DiscreteEvents

/// Needs that follow the week and the year: a customer's own time, which runs faster when more needs arise.
///
///     own time from t to u = ∫ (w/w̄)(s/s̄) dt,   w: times of the hour, s: times of the month
///
/// A need that would arise after so much time at an even rate arises when as much of the own time has passed: the
/// inverse of the integrated rate (Çinlar 1975). So each need keeps its luck and moves in time only. The mean of w is
/// that of the whole week, for a need arises at any hour, whoever is open; that of s is of the twelve months, and how
/// many needs there are in a year stays what it was. A peak of the month goes on within each month.
extension Rhythm {
  /// Own time that passes from one time to another.
  ///
  /// - Parameter peak: a day of the month with more needs.
  func elapsed(from time: Double, to end: Double, peak: Peak?, on grid: TimeGrid) -> Double {
    guard isEver else { return 0 }
    var (sum, now) = (0.0, time)
    grid.forEachStretch(from: time, peak: peak) { to, month, weight in
      let until = min(to, end)
      if until > now {
        sum +=
          week.passed(from: grid.minuteOfWeek(now), during: until - now) * weight * times(month)
      }
      now = max(now, to)
      return now < end
    }
    return now < end ? sum + end - now : sum
  }

  /// When so much of the own time has passed; never where nobody ever comes.
  func due(after time: Double, elapsed: Double, peak: Peak?, on grid: TimeGrid) -> Double {
    guard isEver else { return .infinity }
    var (left, now, due) = (elapsed, time, Double.infinity)
    grid.forEachStretch(from: time, peak: peak) { to, month, weight in
      let factor = weight * times(month)
      let minute = grid.minuteOfWeek(now)
      let whole = week.passed(from: minute, during: to - now) * factor
      if factor > 0, left <= whole {
        due = min(to, now + week.time(from: minute, toPass: left / factor))
        return false
      }
      left -= whole
      now = to
      return true
    }
    // Years after the end nobody needs the hour.
    return due < .infinity ? due : now + left
  }
}

/// The hours of a week by how often people come in them, against the mean of all.
struct WeekShape: Sendable {
  /// A part of the week in which they come alike: the minute it begins at, its weight, and what has passed before.
  private struct Piece: Sendable {
    var from: Double
    var weight: Double
    var before: Double
  }

  private let pieces: [Piece]

  /// A week.
  ///
  /// - Parameter weights: one a minute from Monday 00:00; their mean is above 0.
  init(_ weights: [Double]) {
    let mean = weights.reduce(0, +) / Double(max(1, weights.count))
    var (pieces, passed) = ([Piece](), 0.0)
    for (minute, weight) in weights.enumerated() {
      let weight = mean > 0 ? weight / mean : 1
      if pieces.last?.weight != weight {
        pieces.append(Piece(from: Double(minute), weight: weight, before: passed))
      }
      passed += weight
    }
    self.pieces = pieces
  }

  /// What has passed since Monday 00:00 at a minute of the week.
  private func passed(at minute: Double) -> Double {
    guard let piece = pieces.last(where: { $0.from <= minute }) else { return minute }
    return piece.before + (minute - piece.from) * piece.weight
  }

  /// What passes in so many minutes from a minute of the week on.
  func passed(from minute: Double, during length: Double) -> Double {
    let end = minute + length
    let weeks = (end / TimeGrid.week).rounded(.down)
    return weeks * TimeGrid.week + passed(at: end - weeks * TimeGrid.week) - passed(at: minute)
  }

  /// The minutes in which so much passes from a minute of the week on.
  func time(from minute: Double, toPass amount: Double) -> Double {
    let target = passed(at: minute) + amount
    let weeks = (target / TimeGrid.week).rounded(.down)
    let rest = target - weeks * TimeGrid.week
    guard let piece = pieces.last(where: { $0.before <= rest }) else { return amount }
    let at = piece.weight > 0 ? piece.from + (rest - piece.before) / piece.weight : piece.from
    return max(0, weeks * TimeGrid.week + at - minute)
  }
}

extension Simulation {
  /// When in the week and the year a customer's needs arise; nil for at any time alike.
  mutating func needRhythm(of row: Int) -> Rhythm? {
    settings.segments[Int(customers[row].segment)].people.rhythms[Int(traits(of: row).rhythm)]
  }
}
