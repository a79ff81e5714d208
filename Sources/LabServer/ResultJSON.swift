import CustomerExperience
import Documents
import Experiments
import Reports

/// What pairs of replications showed, as the page reads it: figures as numbers and in words, curves, and who was kept.
struct ResultJSON {
  let base: RunOutcome
  /// Nil where the base is shown alone.
  let variant: VariantOutcome?
  let pairs: Int

  private var scenario: Scenario { base.scenario }
  private var display: Display { Display(base.scenario) }

  /// The base alone.
  init(_ outcome: RunOutcome) {
    (base, variant, pairs) = (outcome, nil, outcome.replications)
  }

  /// A base and its only variant.
  init(_ outcome: ComparisonOutcome) {
    (base, variant, pairs) = (outcome.baseline, outcome.variants.first, outcome.pairs)
  }

  /// The result.
  ///
  /// - Parameters:
  ///   - total: the pairs that there will be.
  ///   - settings: what was set.
  func json(of total: Int, settings: [String]) -> JSONValue {
    let sentences = Sentences(scenario)
    let told = variant.map { sentences.told($0) } ?? sentences.headlines(base).map(\.sentence)
    return [
      "pairs": .integer(pairs), "of": .integer(total),
      "settings": .array(settings.map { .string($0) }),
      "changes": .array((variant?.changes ?? []).map { .string($0) }),
      "has_own_past": .bool(variant?.hasOwnPast ?? false),
      "headlines": .array(headlines),
      "sentences": .array(told.map { .string(Display.capitalised($0)) }),
      "curves": .array(CurvesJSON(base: base, variant: variant).all),
      "fates": .array((variant?.changed ?? []).map(Self.fate)),
    ]
  }

  private static func fate(_ row: ChangedCustomersRow) -> JSONValue {
    [
      "segment": .string(row.segment), "saved": .number(row.saved), "lost": .number(row.lost),
      "stayed_anyway": .number(row.stayedAnyway), "left_anyway": .number(row.leftAnyway),
    ]
  }

  // MARK: - Headlines

  private var headlines: [JSONValue] {
    ComparisonCharts.headlines(among: base.summary, of: scenario) {
      SeriesKey($0.metric.id, $0.subject)
    }.map(headline)
  }

  private func headline(_ row: SummaryRow) -> JSONValue {
    let metric = row.metric
    let after = variant?.outcome.estimate(metric.id, row.subject)
    let difference = variant?.differences.first {
      $0.metric.id == metric.id && $0.subject == row.subject
    }
    return [
      "metric": .string(metric.id), "subject": .string(row.subject),
      "label": .string(ComparisonCharts.name(metric, row.subject, scenario)),
      "unit": .string(metric.unit.symbol(currency: scenario.currency)),
      "better": .string(metric.better.word), "base": row.estimate.json,
      "variant": after?.json ?? .null, "difference": difference?.difference.json ?? .null,
      "verdict": difference.map { .string($0.verdict.rawValue) } ?? .null,
      "text": [
        "base": .string(display.value(row.estimate.mean, metric)),
        "variant": after.map { .string(display.value($0.mean, metric)) } ?? .null,
        "difference": difference.map { .string(text($0)) } ?? .null,
        "verdict": difference.map { .string(verdict($0)) } ?? .null,
      ],
    ]
  }

  /// A difference with its interval, such as `+0.9 points (0.4 to 1.4)`.
  private func text(_ row: DifferenceRow) -> String {
    let interval = display.differenceInterval(row.adjustedLower, row.adjustedUpper, of: row)
    return display.difference(row.difference.mean, of: row)
      + (interval.isEmpty ? "" : " (\(interval))")
  }

  /// What can be said of a difference, such as `clear: better`.
  private func verdict(_ row: DifferenceRow) -> String {
    guard row.verdict == .clear else { return row.verdict.words }
    let mark = ComparisonCharts.Mark(row)
    return "clear: " + (mark == .clear ? row.difference.mean > 0 ? "more" : "less" : mark.word)
  }
}

extension Estimate {
  /// The mean and the ends of its interval; what is not finite is null.
  var json: JSONValue {
    ["mean": .number(mean), "lower": .number(lower), "upper": .number(upper)]
  }
}

extension MetricUnit {
  /// The unit as it stands beside an axis or a figure.
  func symbol(currency: String) -> String {
    switch self {
    case .fraction: "%"
    case .points: "points"
    case .money: currency
    case .seconds: "s"
    case .count, .index, .level: ""
    }
  }
}

extension Metric.Better {
  /// Which way is good for the firm, in a word.
  fileprivate var word: String {
    switch self {
    case .up: "more"
    case .down: "less"
    case .neither: "neither"
    }
  }
}
