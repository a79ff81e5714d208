import CustomerExperience

extension LeverDescription.Range {
  /// The range that a scenario declares.
  init?(declared from: Double, to: Double, isWhole: Bool) {
    guard from < to else { return nil }
    (self.from, self.to) = (from, to)
    step = Self.step(over: to - from, isWhole: isWhole)
  }

  /// A range around a value: what is plausible where that is declared, else half as much and half as much again.
  ///
  /// - Parameters:
  ///   - value: in the key's unit; nil where the scenario says no number.
  ///   - allowed: what the key may be, in its unit.
  ///   - number: a number of that unit in the lever's.
  init?(
    around value: Double?, plausible: Plausible?, _ unit: Unit, in allowed: ClosedRange<Double>,
    isWhole: Bool, number: (Double) -> Double
  ) {
    let center = value ?? min(max(unit.typical, allowed.lowerBound), allowed.upperBound)
    var ends: ClosedRange<Double>
    if let plausible {
      ends = plausible.range(around: center)
    } else if center == 0 {
      ends = 0...unit.typical
    } else {
      ends = min(0.5 * center, 1.5 * center)...max(0.5 * center, 1.5 * center)
      if isWhole { ends = min(ends.lowerBound, center - 2)...max(ends.upperBound, center + 2) }
    }
    ends = ends.clamped(to: allowed)
    let (low, high) = (number(ends.lowerBound), number(ends.upperBound))
    guard low < high, high - low < 1e12 else { return nil }
    step = Self.step(over: high - low, isWhole: isWhole)
    // Ends that are whole steps, as far as they are allowed.
    let (down, up) = (
      (low / step).rounded(.down) * step, (high / step).rounded(.up) * step
    )
    from = Decimal.rounded(max(down, number(allowed.lowerBound)), digits: 9)
    to = Decimal.rounded(min(up, number(allowed.upperBound)), digits: 9)
    guard from < to else { return nil }
  }

  /// A round step of which there are some forty.
  private static func step(over width: Double, isWhole: Bool) -> Double {
    var unit = 1e-9
    while unit * 10 <= width / 40 { unit *= 10 }
    let step = [5, 2, 1].map { $0 * unit }.first { $0 <= width / 40 } ?? unit
    return isWhole ? max(1, step.rounded()) : Decimal.rounded(step, digits: 3)
  }
}
