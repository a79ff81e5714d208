/// An arrival rate that is piecewise constant over the week: a non-homogeneous Poisson process
/// drawn by inversion of its cumulative intensity (Çinlar 1975, chapter 4).
///
/// ```swift
/// var clock = 0.0
/// clock += rate.next(from: clock, exponential: source.exponential())
/// ```
public struct WeeklyRate: Sendable, Equatable, CustomStringConvertible {
  @usableFromInline let table: RateTable
  /// Who gives the table's memory back.
  private let owner: RateMemory

  /// Expected arrivals in a week.
  public var perWeek: Double { table.perWeek }

  /// From which minute of the week on arrivals come at which rate.
  public var description: String {
    table.pieces.map { "\($0.rate) a minute from \($0.start)" }.joined(separator: ", ")
  }

  /// Whether the rates are the same all week.
  public static func == (a: WeeklyRate, b: WeeklyRate) -> Bool {
    a.owner === b.owner || a.table.pieces.elementsEqual(b.table.pieces)
  }

  /// Makes a rate: a base while open, none while closed, multiplied by factors for parts of the
  /// day.
  ///
  /// - Parameters:
  ///   - ratePerMinute: arrivals a minute where no factor applies.
  ///   - hours: when there are arrivals at all.
  ///   - factors: multipliers for a part of every day, in minutes from midnight; a part whose end
  ///     is not after its start goes over midnight; where parts overlap their factors multiply.
  /// - Precondition: the rate and the factors are finite and not negative; minutes of the day are
  ///   within 0 to 1,440.
  public init(
    base ratePerMinute: Double, hours: WeeklyHours,
    factors: [(fromMinuteOfDay: Int, toMinuteOfDay: Int, factor: Double)] = []
  ) {
    self.init(hours.intervals.map { ($0, ratePerMinute) }, factors: factors)
  }

  /// Makes a rate of parts of the week with a base each, and none elsewhere, multiplied by factors for parts
  /// of the day.
  ///
  /// - Parameters:
  ///   - parts: minutes of the week, apart from each other and in order, with the arrivals a minute where no
  ///     factor applies.
  ///   - factors: as in ``init(base:hours:factors:)``.
  /// - Precondition: as there.
  public init(
    _ parts: [(minutes: Range<Int>, rate: Double)],
    factors: [(fromMinuteOfDay: Int, toMinuteOfDay: Int, factor: Double)] = []
  ) {
    var cuts: Set<Int> = [0]
    for part in parts {
      precondition(part.rate >= 0 && part.rate.isFinite, "a rate is finite and not negative")
      cuts.formUnion([part.minutes.lowerBound, part.minutes.upperBound])
    }
    for part in factors {
      precondition(part.factor >= 0 && part.factor.isFinite, "a factor is finite and not negative")
      for minute in [part.fromMinuteOfDay, part.toMinuteOfDay] {
        precondition((0...Week.minutesPerDay).contains(minute), "a minute of the day is 0 to 1440")
        for day in 0..<7 { cuts.insert(day * Week.minutesPerDay + minute) }
      }
    }
    var pieces: [RateTable.Piece] = []
    var total = 0.0
    let starts = cuts.filter { $0 < Week.minutes }.sorted()
    var part = 0
    for (index, start) in starts.enumerated() {
      while part < parts.count, parts[part].minutes.upperBound <= start { part += 1 }
      let end = index + 1 < starts.count ? starts[index + 1] : Week.minutes
      let rate =
        part < parts.count && parts[part].minutes.contains(start)
        ? factors.reduce(parts[part].rate) { $0 * Self.multiplier($1, at: start) } : 0
      if pieces.last?.rate != rate {
        pieces.append(RateTable.Piece(start: Double(start), rate: rate, before: total))
      }
      total += rate * Double(end - start)
    }
    owner = RateMemory(pieces, perWeek: total)
    table = owner.table
  }

  /// The rate at a minute of the week, in arrivals a minute.
  ///
  /// - Complexity: O(pieces in an hour).
  @inlinable @inline(__always)
  public func rate(at minuteOfWeek: Double) -> Double { table.rate(at: minuteOfWeek) }

  /// Elapsed minutes until the cumulative intensity reaches a unit exponential; infinity if the
  /// rate is zero all week.
  ///
  /// - Parameters:
  ///   - minuteOfWeek: from when.
  ///   - e: a draw of the exponential law with mean 1.
  /// - Complexity: O(log pieces); whole weeks are skipped at once.
  @inlinable @inline(__always)
  public func next(from minuteOfWeek: Double, exponential e: Double) -> Double {
    table.next(from: minuteOfWeek, exponential: e)
  }

  /// Expected arrivals among the next `minutes` from a minute of the week.
  ///
  /// - Complexity: O(log pieces); whole weeks are counted at once.
  public func expected(from minuteOfWeek: Double, during minutes: Double) -> Double {
    table.expected(from: minuteOfWeek, during: minutes)
  }

  private static func multiplier(
    _ part: (fromMinuteOfDay: Int, toMinuteOfDay: Int, factor: Double), at minuteOfWeek: Int
  ) -> Double {
    let minute = minuteOfWeek % Week.minutesPerDay
    let (from, to) = (part.fromMinuteOfDay, part.toMinuteOfDay)
    let applies = from < to ? (from..<to).contains(minute) : minute >= from || minute < to
    return applies ? part.factor : 1
  }
}

/// The pieces of a rate in plain memory: reading them counts no references.
@usableFromInline
struct RateTable: @unchecked Sendable {
  struct Piece: Equatable {
    var start: Double
    var rate: Double
    /// The cumulative intensity from Monday 00:00 to `start`.
    var before: Double
  }

  let pieces: UnsafeBufferPointer<Piece>
  let perWeek: Double
  /// For each hour of the week, the piece that it begins in.
  private let byHour: UnsafePointer<Int>

  fileprivate init(
    pieces: UnsafeBufferPointer<Piece>, perWeek: Double, byHour: UnsafePointer<Int>
  ) {
    self.pieces = pieces
    self.perWeek = perWeek
    self.byHour = byHour
  }

  fileprivate func free() {
    pieces.deallocate()
    byHour.deallocate()
  }

  @usableFromInline
  func rate(at minuteOfWeek: Double) -> Double { pieces[piece(at: Week.wrap(minuteOfWeek))].rate }

  @usableFromInline
  func next(from minuteOfWeek: Double, exponential e: Double) -> Double {
    precondition(e >= 0, "an exponential is not negative")
    guard perWeek > 0 else { return .infinity }
    let start = Week.wrap(minuteOfWeek)
    let here = piece(at: start)
    let current = pieces[here]
    let end = here + 1 < pieces.count ? pieces[here + 1].start : Week.length
    if current.rate > 0, e <= current.rate * (end - start) { return e / current.rate }
    let target = current.before + current.rate * (start - current.start) + e
    let weeks = target <= perWeek ? 0 : max(0, (target / perWeek).rounded(.up) - 1)
    let rest = target - weeks * perWeek
    let reached = pieces[piece(reaching: rest)]
    let into = reached.rate > 0 ? (rest - reached.before) / reached.rate : 0
    return max(0, weeks * Week.length + reached.start + into - start)
  }

  func expected(from minuteOfWeek: Double, during minutes: Double) -> Double {
    precondition(minutes >= 0, "a duration is not negative")
    let start = Week.wrap(minuteOfWeek)
    let weeks = ((start + minutes) / Week.length).rounded(.down)
    return weeks * perWeek + expected(until: start + minutes - weeks * Week.length)
      - expected(until: start)
  }

  private func expected(until minute: Double) -> Double {
    guard minute < Week.length else { return perWeek }
    let current = pieces[piece(at: minute)]
    return current.before + current.rate * (minute - current.start)
  }

  /// The piece that a minute of the week lies in.
  @inline(__always)
  private func piece(at minute: Double) -> Int {
    var index = byHour[Int(minute) / 60]
    while index + 1 < pieces.count, pieces[index + 1].start <= minute { index += 1 }
    return index
  }

  /// The piece in which the cumulative intensity reaches an amount.
  private func piece(reaching amount: Double) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].before < amount { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}

/// The memory of a table, shared by all copies of a rate.
private final class RateMemory: Sendable {
  let table: RateTable

  init(_ pieces: [RateTable.Piece], perWeek: Double) {
    let kept = UnsafeMutableBufferPointer<RateTable.Piece>.allocate(capacity: pieces.count)
    _ = kept.initialize(from: pieces)
    let hours = Week.minutes / 60
    let byHour = UnsafeMutablePointer<Int>.allocate(capacity: hours)
    for hour in 0..<hours {
      byHour[hour] = (pieces.firstIndex { $0.start > Double(hour * 60) } ?? pieces.count) - 1
    }
    table = RateTable(pieces: UnsafeBufferPointer(kept), perWeek: perWeek, byHour: byHour)
  }

  deinit { table.free() }
}
