/// Something that comes or goes at a rate a month, such as money, which may change in the month's course: what is
/// added up until the month ends.
struct Flow {
  private var rate = 0.0
  private var since = 0.0
  private var sum = 0.0

  /// A month begins.
  mutating func begin(at rate: Double, now: Double) { (self.rate, since, sum) = (rate, now, 0) }

  /// The rate changes in the course of a month.
  ///
  /// - Parameter length: that of the month, in minutes.
  mutating func change(to rate: Double, now: Double, month length: Double) {
    guard rate != self.rate else { return }
    sum += self.rate * (now - since) / length
    (self.rate, since) = (rate, now)
  }

  /// What has come together by the month's end.
  func total(now: Double, month length: Double) -> Double { sum + rate * (now - since) / length }
}

extension Simulation {
  /// Minutes of the month in progress.
  var monthLength: Double { grid.boundary(month + 1) - grid.boundary(month) }
}
