import CustomerExperience
import Documents
import Experiments

extension Sentences {
  /// All that is told of a variant, a sentence or two each.
  package func told(_ variant: VariantOutcome) -> [String] {
    inShort(variant)
      + [pasts(variant), rarer(variant), late(variant), changed(variant)].compactMap(\.self)
  }

  /// The figures that a comparison is about, a sentence each: who stays, and what it brings.
  func inShort(_ variant: VariantOutcome) -> [String] {
    let ids = variant.differences.filter { $0.subject == "all" }.map(\.metric.id)
    let longest = ["retention_36m", "retention_24m"].first { ids.contains($0) }
    let rows = ["retention_12m", longest, "profit"].compactMap { id in
      variant.differences.first { $0.metric.id == id && $0.subject == "all" }
    }
    return rows.enumerated().map { verdict($1, of: $0 == 0 ? variant.title : "It") }
  }

  /// What can be said of a difference.
  func verdict(_ row: DifferenceRow, of subject: String) -> String {
    if row.verdict == .same { return "\(subject) changes nothing about \(prose(row))." }
    if row.verdict == .unclear { return open(row, of: subject) }
    let isUp = row.difference.mean >= 0
    let size = display.difference(abs(row.difference.mean), of: row).drop { $0 == "+" }
    var text = subject
    // What rounds to nothing goes neither way.
    let isNothing = !size.contains { $0.isNumber && $0 != "0" }
    if let time = Self.retentionTimes[row.metric.id], row.subject == "all" {
      let count = size.prefix { $0 != " " }
      text +=
        isNothing
        ? " keeps as many customers of 100 after \(time)"
        : " keeps \(count) \(isUp ? "more" : "fewer") customers in 100 after \(time)"
    } else {
      text += " \(isNothing ? "changes" : isUp ? "raises" : "lowers") \(prose(row)) by \(size)"
    }
    let interval = ends(row, flipped: !isUp && !isNothing)
    let what = isNothing ? "95% interval of the difference" : "95% interval"
    text += interval.isEmpty ? ": " : ", \(what) \(interval): "
    return text + (row.verdict == .small ? "too small to matter." : "clear.")
  }

  /// A difference of which not even the direction can be told: saying one first would claim it.
  private func open(_ row: DifferenceRow, of subject: String) -> String {
    let who = subject == "It" ? "it" : subject
    var size = display.difference(row.difference.mean, of: row)
    let what: String
    if let time = Self.retentionTimes[row.metric.id], row.subject == "all" {
      size = size.prefix { $0 != " " } + " in 100"
      what = "keeps more or fewer customers after \(time)"
    } else {
      what = "raises or lowers \(prose(row))"
    }
    let interval = ends(row)
    return "Whether \(who) \(what) cannot be told yet: the difference is \(size)"
      + (interval.isEmpty ? "" : ", 95% interval \(interval)") + more(row, after: ";") + "."
  }

  /// The times after which retention is told of 100 customers.
  private static let retentionTimes = [
    "retention_12m": "a year", "retention_24m": "two years", "retention_36m": "three years",
  ]

  /// What stands beside the figure of a difference.
  func remark(_ row: DifferenceRow) -> String {
    switch row.verdict {
    case .same: return "No difference in any pair."
    case .clear:
      let direction =
        switch row.metric.better {
        case .neither: ""
        case .up, .down:
          (row.difference.mean > 0) == (row.metric.better == .up)
            ? ", and for the better" : ", and for the worse"
        }
      let before = display.value(row.meanBaseline, row.metric)
      let after = display.value(row.meanVariant, row.metric)
      let interval = interval(row)
      let size = interval.isEmpty ? "" : interval + ". "
      let change = before == after ? "" : "From \(before) to \(after). "
      return "\(size)\(change)Clear\(direction)."
    case .small:
      let size = display.difference(row.smallest, of: row).drop { $0 == "+" }
      return display.difference(row.difference.mean, of: row)
        + "\(brackets(row)): below \(size), which is the least worth mentioning."
    case .unclear:
      return display.difference(row.difference.mean, of: row)
        + "\(brackets(row)): zero is possible too\(more(row, after: ";"))."
    }
  }

  /// A metric within a sentence.
  private func prose(_ row: DifferenceRow) -> String {
    let name = row.metric.name.prefix { $0 != "," }
    let subject = Subject(row.subject)
    return subject.kind == .all ? String(name) : "\(name) at \(subject.name(in: scenario))"
  }

  /// The interval of a difference in brackets, with a space before.
  private func brackets(_ row: DifferenceRow) -> String {
    let text = interval(row)
    return text.isEmpty ? "" : " (\(text))"
  }

  private func interval(_ row: DifferenceRow) -> String {
    let ends = ends(row)
    return ends.isEmpty ? "" : "95% CI \(ends)"
  }

  /// The ends of the interval of a difference; of a decrease, of its size.
  private func ends(_ row: DifferenceRow, flipped: Bool = false) -> String {
    display.differenceInterval(
      flipped ? -row.adjustedUpper : row.adjustedLower,
      flipped ? -row.adjustedLower : row.adjustedUpper, of: row)
  }

  private func more(_ row: DifferenceRow, after mark: String) -> String {
    guard let count = row.morePairs else { return "" }
    return "\(mark) about \(counted(count, "more pair")) would probably show it"
  }

  /// What a reader must know where a variant did not begin in the baseline's world; nil where it did.
  func pasts(_ variant: VariantOutcome) -> String? {
    guard variant.hasOwnPast else { return nil }
    return
      "\(variant.title) is another world: it differs in what there is (such as a segment, a team, a touchpoint "
      + "or opening hours) and not only in numbers, so it has always been that way, while other changes begin "
      + "on the first day. Two worlds with different pasts are compared, with the same luck; who was kept by the "
      + "change cannot be told."
  }

  /// Whom a variant saved and lost.
  func changed(_ variant: VariantOutcome) -> String? {
    guard let all = variant.changed.first(where: { $0.segment == "all" }) else { return nil }
    let total = all.saved + all.lost + all.stayedAnyway + all.leftAnyway
    guard total > 0 else { return nil }
    return "Of \(NumberText.grouped(total)) customers at the start, \(variant.title) kept "
      + "\(Display.count(all.saved)) who would have left, and lost \(Display.count(all.lost)) who "
      + "would have stayed. \(Display.count(all.leftAnyway)) would have left anyway."
  }

  /// Which scenario is the best, how surely, and after how much; nil where it was not asked for.
  func best(_ outcome: ComparisonOutcome) -> String? {
    guard let selection = outcome.best else { return nil }
    let rule = selection.rule
    let titles = ["the baseline"] + outcome.variants.map(\.title)
    let name = rule.metric.name.prefix { $0 != "," }
    let runs = counted(selection.replications, "pair")
    let size =
      rule.metric.unit == .fraction
      ? NumberText.significant(100 * rule.indifference) + " points"
      : display.value(rule.indifference, rule.metric)
    guard let best = selection.best else {
      let left = zip(titles, selection.candidates).filter { $0.1.verdict == .running }.map(\.0)
      return "Which is the best by \(name), we cannot tell yet: after \(runs), "
        + "\(Display.list(left)) are still in the running. To be sure of leads as small as \(size) takes "
        + "many pairs, even where a difference is clear: a larger --indifference ends sooner."
    }
    let share = NumberText.significant(100 * rule.confidence, digits: 4)
    let selected = best == 0 ? "The baseline" : titles[best]
    return "\(selected) is the best of \(titles.count) by \(name), with at least \(share)% "
      + "probability, where a lead below \(size) counts as none. It took \(runs) to tell (Kim and Nelson's procedure)."
  }

  /// What luck in common saved, measured in this comparison; nil where there is nothing to measure.
  func sharedLuck(_ outcome: ComparisonOutcome) -> String? {
    guard let ratio = outcome.typicalVarianceReduction else { return nil }
    return ratio < 1.05
      ? "independent runs would do as well"
      : "independent runs would need \(Self.times(ratio)) times as many"
  }

  /// A ratio in as many digits as matter; beyond a thousand none do.
  static func times(_ ratio: Double) -> String {
    ratio > 1000 ? "more than 1000" : NumberText.fixed(ratio, ratio < 10 ? 1 : 0)
  }
}

extension ComparisonOutcome {
  /// How many times as many replications independent runs would need for intervals as narrow: the
  /// median over the headline figures of all variants, as measured here; nil where none differs, or
  /// there are too few pairs for a variance.
  var typicalVarianceReduction: Double? {
    guard pairs > 2 else { return nil }
    let ratios = variants.flatMap(ComparisonCharts.headlineRows).map(\.varianceReduction).sorted()
    guard !ratios.isEmpty else { return nil }
    let median = ratios[(ratios.count - 1) / 2]
    return median.isFinite && median > 0 ? median : nil
  }
}
