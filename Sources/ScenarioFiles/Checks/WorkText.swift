import CustomerExperience

/// What a run takes, in words.
public enum WorkText {
  /// What a replication of a scenario takes: `about 1.2 million events a replication, and 20 MB a job`.
  public static func text(of scenario: Scenario) -> String {
    let work = Workload(scenario)
    let memory = max(10_000_000, work.bytes)
    let growing = scenario.customers.acquisition.wordOfMouth.enabled
    return "about \(count(work.events)) events a replication, and \(bytes(memory)) of memory a job"
      + (growing ? ", more where word of mouth brings many customers" : "")
      + (work.dividing >= work.events / 20
        ? "; dividing customers (segmentation) takes about as long as \(count(work.dividing)) events more"
        : "")
  }

  /// A number in words, to two digits.
  static func count(_ number: Double) -> String {
    for (size, word) in [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")]
    where number >= size { return digits(number / size) + word }
    return digits(number)
  }

  private static func bytes(_ number: Double) -> String {
    number >= 1e9 ? digits(number / 1e9) + " GB" : digits(number / 1e6) + " MB"
  }

  /// Two significant digits.
  private static func digits(_ number: Double) -> String {
    guard number.isFinite, number < 1e15 else { return "very many" }
    var unit = 0.1
    while number / unit >= 99.5 { unit *= 10 }
    let rounded = (number / unit).rounded() * unit
    return unit < 1 ? Decimal.text((rounded * 10).rounded() / 10) : String(Int(rounded.rounded()))
  }
}
