public struct CivilDate: Sendable, Equatable {
  public let year, month, day: Int
  public init(dayNumber z0: Int) {
    let z = z0 + 719468
    let era = (z >= 0 ? z : z - 146096) / 146097
    let doe = z - era * 146097
    let yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    day = doy - (153 * mp + 2) / 5 + 1
    month = mp < 10 ? mp + 3 : mp - 9
    year = yoe + era * 400 + (month <= 2 ? 1 : 0)
  }
  public init(year: Int, month: Int, day: Int) { self.year = year; self.month = month; self.day = day }
  public var dayNumber: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yoe = y - era * 400
    let doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468
  }
  public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }
  static func days(_ y: Int, _ m: Int) -> Int {
    [31, (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]
  }
  public func adding(months: Int) -> CivilDate {
    let t = year * 12 + month - 1 + months
    let y = t >= 0 ? t / 12 : (t - 11) / 12
    let m = t - y * 12 + 1
    return CivilDate(year: y, month: m, day: min(day, CivilDate.days(y, m)))
  }
  public func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }
}
public struct WeeklyHours: Sendable, Equatable, Hashable {
  public let intervals: [Range<Int>]
  public let minutesPerWeek: Int
  public init(intervals: [Range<Int>]) {
    self.intervals = intervals.sorted { $0.lowerBound < $1.lowerBound }
    minutesPerWeek = intervals.reduce(0) { $0 + $1.count }
  }
  public static let always = WeeklyHours(intervals: [0..<10080])
  public func isOpen(_ m: Double) -> Bool { intervals.contains { m >= Double($0.lowerBound) && m < Double($0.upperBound) } }
  public func session(after m: Double) -> (wait: Double, length: Double) {
    for i in intervals {
      if m < Double(i.lowerBound) { return (Double(i.lowerBound) - m, Double(i.count)) }
      if m < Double(i.upperBound) { return (0, Double(i.upperBound) - m) }
    }
    guard let f = intervals.first else { return (.infinity, 0) }
    return (10080 - m + Double(f.lowerBound), Double(f.count))
  }
  public func advance(from m: Double, open minutes: Double) -> Double {
    guard minutesPerWeek > 0 else { return .infinity }
    var left = minutes
    var elapsed = 0.0
    let weeks = (left / Double(minutesPerWeek)).rounded(.down)
    left -= weeks * Double(minutesPerWeek)
    elapsed += weeks * 10080
    var at = m
    while true {
      for i in intervals where Double(i.upperBound) > at {
        let a = max(at, Double(i.lowerBound))
        elapsed += a - at
        let span = Double(i.upperBound) - a
        if left <= span { return elapsed + left }
        left -= span; elapsed += span; at = Double(i.upperBound)
      }
      elapsed += 10080 - at
      at = 0
    }
  }
}
public struct WeeklyRate: Sendable {
  var pieces: [(from: Double, to: Double, rate: Double)] = []
  public var perWeek = 0.0
  public init(base: Double, hours: WeeklyHours, factors: [(fromMinuteOfDay: Int, toMinuteOfDay: Int, factor: Double)]) {
    for i in hours.intervals {
      var a = i.lowerBound
      while a < i.upperBound {
        var b = i.upperBound
        let day = a / 1440 * 1440
        var rate = base
        for f in factors {
          let (x, y) = (day + f.fromMinuteOfDay, day + f.toMinuteOfDay)
          if a >= x && a < y { rate *= f.factor; b = min(b, y) } else if a < x { b = min(b, x) }
        }
        b = min(b, day + 1440)
        pieces.append((Double(a), Double(b), rate))
        perWeek += Double(b - a) * rate
        a = b
      }
    }
  }
  public func next(from m: Double, exponential e: Double) -> Double {
    guard perWeek > 0 else { return .infinity }
    var left = e
    var elapsed = 0.0
    var at = m
    while true {
      for p in pieces where p.to > at {
        let a = max(at, p.from)
        elapsed += a - at
        let mass = (p.to - a) * p.rate
        if left <= mass { return elapsed + left / p.rate }
        left -= mass; elapsed += p.to - a; at = p.to
      }
      elapsed += 10080 - at
      at = 0
    }
  }
}
