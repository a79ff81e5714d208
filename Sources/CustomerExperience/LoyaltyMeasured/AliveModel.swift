import Glibc

/// What the till knows of a customer: how often they bought again, when last, and since when.
public struct BuyingHistory: Sendable, Equatable {
  /// Purchases after the first one.
  public var repeats: Int
  /// Time from the first purchase to the last one.
  public var recency: Double
  /// Time from the first purchase until now, in the same unit.
  public var age: Double

  /// Describes a history.
  public init(repeats: Int, recency: Double, age: Double) {
    (self.repeats, self.recency, self.age) = (repeats, recency, age)
  }
}

/// M13: the chance that a customer who does not say when they leave is still one, by the BG/NBD model (Fader, Hardie &
/// Lee 2005), fitted to what the till knows.
///
///     P(alive) = 1/(1 + a/(b + x − 1) · ((α + T)/(α + t))^(r + x)),   1 where x = 0
///
/// x purchases after the first one, the last of them at t, in a time T; purchases come at a rate that differs between
/// people by a gamma law (r, α), and after each of them a customer drops out with a chance that differs by a beta law
/// (a, b). The model knows no drop-out before the first repeat: whoever bought once and never again counts as alive for
/// ever, which is where it errs most.
public struct AliveModel: Sendable, Equatable {
  /// Shape of the law of rates.
  public var r: Double
  /// Its scale, in units of time.
  public var alpha: Double
  /// First parameter of the law of dropping out.
  public var a: Double
  /// Its second parameter.
  public var b: Double

  /// The most customers a model is fitted to: by far enough for four numbers.
  public static let most = 1_000

  /// A model with known parameters, all above 0.
  public init(r: Double, alpha: Double, a: Double, b: Double) {
    (self.r, self.alpha, self.a, self.b) = (r, alpha, a, b)
  }

  /// The most likely model of some histories, by the simplex of Nelder & Mead (1965) on the logarithms of the
  /// parameters; nil where nobody ever bought again.
  public init?(of histories: [BuyingHistory]) {
    let buyers = histories.filter { $0.age > 0 }
    let (purchases, time) = buyers.reduce((0.0, 0.0)) {
      ($0.0 + Double($1.repeats), $0.1 + $1.age)
    }
    guard purchases > 0 else { return nil }
    var sums = Self.Sums(longest: buyers.map(\.repeats).max() ?? 0)
    let start = SIMD4(0, log(time / purchases), log(0.5), log(5))
    let best = Simplex.minimum(from: start) { logs in
      // Far from anything that a market is the numbers would not mean anything.
      guard (0..<4).allSatisfy({ abs(logs[$0]) < 12 }) else { return .infinity }
      return -Self(logs: logs).logLikelihood(of: buyers, &sums)
    }
    self.init(logs: best)
  }

  private init(logs: SIMD4<Double>) {
    self.init(r: exp(logs[0]), alpha: exp(logs[1]), a: exp(logs[2]), b: exp(logs[3]))
  }

  /// The chance that a customer is still one.
  public func alive(_ history: BuyingHistory) -> Double {
    guard history.repeats > 0 else { return 1 }
    let x = Double(history.repeats)
    let odds =
      log(a / (b + x - 1))
      + (r + x) * log((alpha + history.age) / (alpha + history.recency))
    return 1 / (1 + exp(odds))
  }

  /// The logarithm of the likelihood of some histories.
  public func logLikelihood(of histories: [BuyingHistory]) -> Double {
    var sums = Sums(longest: histories.map(\.repeats).max() ?? 0)
    return logLikelihood(of: histories, &sums)
  }

  private func logLikelihood(of histories: [BuyingHistory], _ sums: inout Sums) -> Double {
    sums.fill(self)
    let logAlpha = log(alpha)
    return histories.reduce(0) { sum, history in
      let x = Double(history.repeats)
      let common = sums.values[history.repeats] + r * logAlpha
      let stays = -(r + x) * log(alpha + history.age)
      guard history.repeats > 0 else { return sum + common + stays }
      let goes = log(a / (b + x - 1)) - (r + x) * log(alpha + history.recency)
      let (more, less) = (max(stays, goes), min(stays, goes))
      return sum + common + more + log1p(exp(less - more))
    }
  }

  /// ln Γ(r + x)/Γ(r) + ln B(a, b + x)/B(a, b) for each x: sums of logarithms, as x is whole.
  private struct Sums {
    var values: [Double]

    init(longest: Int) { values = [Double](repeating: 0, count: longest + 1) }

    mutating func fill(_ model: AliveModel) {
      for x in 1..<max(1, values.count) {
        let k = Double(x - 1)
        values[x] =
          values[x - 1] + log((model.r + k) * (model.b + k) / (model.a + model.b + k))
      }
    }
  }
}

/// The least value of a function of four numbers, by the simplex of Nelder & Mead (1965).
private enum Simplex {
  private static let steps = 400
  private static let tolerance = 1e-6

  static func minimum(
    from start: SIMD4<Double>, of value: (SIMD4<Double>) -> Double
  ) -> SIMD4<Double> {
    var corners = [(at: start, value: value(start))]
    for d in 0..<4 {
      var corner = start
      corner[d] += 0.7
      corners.append((corner, value(corner)))
    }
    for _ in 0..<steps {
      corners.sort { $0.value < $1.value }
      let (best, worst) = (corners[0], corners[4])
      if worst.value - best.value < tolerance { break }
      var middle = SIMD4<Double>.zero
      for corner in corners.prefix(4) { middle += corner.at / 4 }
      func tried(_ times: Double) -> (at: SIMD4<Double>, value: Double) {
        let at = middle + (worst.at - middle) * times
        return (at, value(at))
      }
      let mirrored = tried(-1)
      if mirrored.value < best.value {
        let further = tried(-2)
        corners[4] = further.value < mirrored.value ? further : mirrored
      } else if mirrored.value < corners[3].value {
        corners[4] = mirrored
      } else {
        let nearer = tried(mirrored.value < worst.value ? -0.5 : 0.5)
        if nearer.value < min(mirrored.value, worst.value) {
          corners[4] = nearer
        } else {
          for place in 1..<5 {
            let at = best.at + (corners[place].at - best.at) / 2
            corners[place] = (at, value(at))
          }
        }
      }
    }
    return (corners.min { $0.value < $1.value } ?? corners[0]).at
  }
}
