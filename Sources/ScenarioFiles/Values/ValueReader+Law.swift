import CustomerExperience
import RandomVariates

extension ValueReader {
  /// The names of the laws that a scenario can name.
  static let laws = [
    "exponential", "lognormal", "gamma", "uniform", "triangular", "beta", "empirical",
  ]

  /// A law with values in a range; a bare value is a constant.
  ///
  /// - Parameter data: Reads a column of a data file.
  func law(
    _ text: String, _ unit: Unit, in range: ClosedRange<Double>,
    data: (_ file: String, _ column: String) throws(ValueProblem) -> [Double]
  ) throws(ValueProblem) -> Law {
    let words = text.split(separator: " ").map(String.init)
    guard let name = words.first, name.first?.isLetter == true, !Currency.isCode(name) else {
      return .constant(try number(text, unit, in: range))
    }
    let rest = Array(words.dropFirst())
    let law: Law
    switch name {
    case "exponential":
      law = .exponential(mean: try parameter(rest, unit, "mean", of: name))
    case "lognormal":
      let (mean, sd) = try meanAndSpread(rest, unit, of: name)
      law = .lognormal(mean: mean, sd: sd)
    case "gamma":
      let (mean, sd) = try meanAndSpread(rest, unit, of: name)
      law = .gamma(mean: mean, sd: sd)
    case "beta": law = try beta(rest, unit)
    case "uniform":
      let ends = try ascending(rest, unit, count: 2, of: name)
      law = .uniform(low: ends[0], high: ends[1])
    case "triangular":
      let points = try ascending(rest, unit, count: 3, of: name)
      law = .triangular(low: points[0], mode: points[1], high: points[2])
    case "empirical":
      guard rest.count == 2 else {
        throw ValueProblem(
          "\(path): write 'empirical' with a file and a column, such as 'empirical waits.csv minutes'"
        )
      }
      law = .empirical(try data(rest[0], rest[1]))
    default:
      throw ValueProblem(
        "\(path): unknown law '\(shown(name))'"
          + Nearest.suggestion(name, among: ValueReader.laws)
          + "; it is \(measuring.example(of: unit)), or a law such as 'exponential', 'lognormal'"
          + " or 'gamma' with a mean and a spread")
    }
    try check(law, name: name, unit, in: range)
    return law
  }

  private func parameter(
    _ words: [String], _ unit: Unit, _ part: String, of name: String
  ) throws(ValueProblem) -> Double {
    guard !words.isEmpty else { throw ValueProblem("\(path): \(name) needs \(Article.with(part))") }
    let text = words.joined(separator: " ")
    if let quantity = Quantity(text) { try checkLinear(quantity, unit) }
    return try quantity(text, unit, as: part)
  }

  /// Chances over another period convert, but their spreads would not.
  private func checkLinear(_ quantity: Quantity, _ unit: Unit) throws(ValueProblem) {
    guard let per = quantity.per else { return }
    switch unit.dimension {
    case .chance(let stored) where per != stored || quantity.measure != .percent:
      throw ValueProblem("\(path): in a law, write the chance as % per \(stored.rawValue)")
    case .rate where quantity.measure == .percent:
      throw ValueProblem("\(path): in a law, write a rate, such as 3 per year, not a chance")
    default: return
    }
  }

  private func meanAndSpread(
    _ words: [String], _ unit: Unit, of name: String
  ) throws(ValueProblem) -> (mean: Double, sd: Double) {
    guard let split = words.firstIndex(where: { $0 == "cv" || $0 == "sd" }) else {
      throw ValueProblem(
        "\(path): \(name) needs a spread: add 'cv' with a ratio to the mean, such as 'cv 0.9', or"
          + " 'sd' with a standard deviation")
    }
    let mean = try parameter(Array(words[..<split]), unit, "mean", of: name)
    let spread = Array(words[(split + 1)...])
    guard mean > 0 else { throw ValueProblem("\(path): \(name) needs a mean above 0") }
    let sd: Double
    if words[split] == "cv" {
      let text = spread.joined(separator: " ")
      guard let quantity = Quantity(text), let cv = try? measuring.convert(quantity, to: .fraction)
      else {
        throw ValueProblem(
          "\(path): 'cv' is a ratio to the mean, such as 0.9; found '\(shown(text))'")
      }
      guard cv > 0, cv <= 10 else {
        throw ValueProblem(
          "\(path): 'cv' must be above 0 and at most 10; found '\(shown(text))'"
            + (cv == 0 ? " (for a constant, write the value alone)" : ""))
      }
      sd = mean * cv
    } else {
      sd = try standardDeviation(spread, unit, of: name)
    }
    guard sd <= 10 * mean else {
      throw ValueProblem("\(path): the spread is more than 10 times the mean")
    }
    return (mean, sd)
  }

  private func standardDeviation(
    _ words: [String], _ unit: Unit, of name: String
  ) throws(ValueProblem) -> Double {
    let text = words.joined(separator: " ")
    if case .chance = unit.dimension, let quantity = Quantity(text), quantity.per == nil,
      quantity.measure == .percent, quantity.fraction > 0
    {
      return quantity.fraction
    }
    let sd = try parameter(words, unit, "sd", of: name)
    guard sd > 0 else {
      throw ValueProblem("\(path): 'sd' must be above 0 (for a constant, write the value alone)")
    }
    return sd
  }

  private func beta(_ words: [String], _ unit: Unit) throws(ValueProblem) -> Law {
    switch unit.dimension {
    case .fraction, .chance: break
    default:
      throw ValueProblem(
        "\(path): beta lies between 0% and 100%, but this is \(measuring.example(of: unit))")
    }
    let (mean, sd) = try meanAndSpread(words, unit, of: "beta")
    guard mean < 1 else { throw ValueProblem("\(path): beta needs a mean below 100%") }
    let largest = (mean * (1 - mean)).squareRoot()
    guard sd < largest else {
      throw ValueProblem(
        "\(path): a beta with mean \(measuring.text(mean, .fraction)) needs an sd below "
          + measuring.text(Decimal.rounded(largest, digits: 3), .fraction))
    }
    return .beta(mean: mean, sd: sd)
  }

  private func ascending(
    _ words: [String], _ unit: Unit, count: Int, of name: String
  ) throws(ValueProblem) -> [Double] {
    let parts = words.split(separator: "to", omittingEmptySubsequences: false)
    let form = count == 2 ? "'uniform LOW to HIGH'" : "'triangular LOW to MOST-LIKELY to HIGH'"
    guard parts.count == count else { throw ValueProblem("\(path): write \(form)") }
    var points: [Double] = []
    for part in parts { points.append(try parameter(Array(part), unit, "end", of: name)) }
    let ordered = zip(points, points.dropFirst()).allSatisfy { $0 <= $1 }
    guard ordered, points[0] < points[count - 1] else {
      throw ValueProblem("\(path): the values of \(name) must go up: \(form)")
    }
    return points
  }

  private func check(
    _ law: Law, name: String, _ unit: Unit, in range: ClosedRange<Double>
  ) throws(ValueProblem) {
    let allowed = measuring.text(range, unit)
    let support = law.support
    if support.upperBound == .infinity {
      switch unit.dimension {
      case .fraction, .chance:
        throw ValueProblem(
          "\(path): \(name) has no upper end, but the values must be \(allowed);"
            + " use beta, uniform or triangular")
      default: break
      }
      guard range.lowerBound <= 0, range.contains(law.mean) else {
        throw ValueProblem("\(path): the mean must be \(allowed)")
      }
    } else if !(range.contains(support.lowerBound) && range.contains(support.upperBound)) {
      throw ValueProblem("\(path): all values of \(name) must be \(allowed)")
    }
  }
}
