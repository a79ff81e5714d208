public import CustomerExperience
public import DiscreteEvents

/// An estimate over replications with its 95% confidence interval.
public struct Estimate: Sendable, Equatable {
  /// The mean over replications.
  public var mean: Double
  /// The lower end of the interval; `-infinity` with one replication.
  public var lower: Double
  /// The upper end of the interval; `infinity` with one replication.
  public var upper: Double
  /// How many replications it rests on.
  public var replications: Int

  /// Makes an estimate.
  public init(mean: Double, lower: Double, upper: Double, replications: Int) {
    self.mean = mean
    self.lower = lower
    self.upper = upper
    self.replications = replications
    halfWidth = (upper - lower) / 2
  }

  /// Half the width of the interval, before it was cut off at the ends of what the figure can be.
  public private(set) var halfWidth: Double

  /// The estimate with its interval cut off at the ends of what the figure can be.
  ///
  /// Student's interval knows nothing of them: with few replications that of a share reaches below 0 or above 1.
  /// The true mean cannot lie there, so the interval without these parts covers it exactly as often; it is
  /// neither moved nor narrowed inside the range, as a transformation would. Where there is no interval there is
  /// none afterwards, and the mean is never left outside.
  ///
  /// - Parameter range: what the figure can be.
  package func held(in range: ClosedRange<Double>) -> Estimate {
    guard lower.isFinite, upper.isFinite else { return self }
    var held = self
    held.lower = min(mean, max(lower, range.lowerBound))
    held.upper = max(mean, min(upper, range.upperBound))
    return held
  }
}

extension ClosedRange<Double> {
  /// What the difference of two values in the range can be.
  package var ofDifferences: ClosedRange<Double> {
    let width = upperBound - lowerBound
    return -width...width
  }
}

/// What one scenario's replications showed.
public struct RunOutcome: Sendable {
  /// The scenario that was run.
  public var scenario: Scenario
  /// The seed.
  public var seed: UInt64
  /// Replications run.
  public var replications: Int
  /// Months simulated after the start.
  public var months: Int
  /// One number a metric and subject for the whole horizon.
  public var summary: [SummaryRow]
  /// Monthly series.
  public var timeline: [TimelineSeries]
  /// Retention curves.
  public var retention: [RetentionCurve]
  /// The causal satisfaction-to-sales-growth curve; empty where the horizon is under two years.
  public var growth: [GrowthPoint]
  /// What a naive analyst sees; mean over replications.
  public var growthObserved: [ObservedGrowthBand]
  /// What the spread of service does at the same mean; empty where the horizon is under two years.
  public var consistency: [ConsistencyPoint]
  /// What closing each gap of the service does; empty where the scenario states none.
  public var gapClosings: [GapClosing]
  /// What each measure to keep customers does; empty where none is taken.
  public var measures: [MeasureEffect] = []
  /// What contacting customers more or less often does; empty where the firm contacts nobody of its own accord.
  public var contactResponse: [ContactPoint] = []
  /// Leavers by cause; mean a replication.
  public var leavers: [LeaverRow]
  /// Who went where among us and the rivals; empty where there are no rivals.
  public var switching: [SwitchingRow] = []
  /// Published figures against simulated ones.
  public var evidence: [EvidenceRow]
  /// Customers active by the month they joined; mean a replication.
  public var cohorts: [CohortRow]
  /// What was earned on customers by their year as one.
  public var tenure: [TenureRow] = []
  /// What a new customer has brought by the end of each month after joining, before what winning them cost.
  public var broughtByNewcomers: [Estimate] = []
  /// Cumulative profit of customers, the most profitable first; one a percentage of them, from 0 to 100.
  public var whale: [Estimate] = []
  /// Customer-level records of replication 1, where asked for.
  public var records: Records?
  /// What happened in replication 1, line by line, where asked for.
  public var trace: EventTrace?
  /// Events simulated in all.
  public var events: Int
}

extension SeriesKey {
  /// What its values can be.
  package var possible: ClosedRange<Double> {
    Metric.named(metric)?.range ?? -Double.infinity...(.infinity)
  }
}

/// One number of the summary.
public struct SummaryRow: Sendable {
  /// The metric.
  public var metric: Metric
  /// `all`, `segment:ID`, `team:ID`, `rival:ID` or `journey:ID`.
  public var subject: String
  /// The estimate.
  public var estimate: Estimate
}

/// A monthly series: `estimates[m]` is about the month from m to m + 1 (a level: at its end); nil where
/// there is nothing to say (a month without a survey).
public struct TimelineSeries: Sendable {
  /// The metric.
  public var metric: Metric
  /// `all`, `segment:ID`, `team:ID`, `rival:ID` or `journey:ID`.
  public var subject: String
  /// One estimate a month.
  public var estimates: [Estimate?]
}

/// A retention curve: mean over replications of Kaplan-Meier survival.
public struct RetentionCurve: Sendable {
  /// `truth` or `observed`.
  public var view: String
  /// `initial`, or the month joined, such as `3`; `all-tenure` is survival by tenure with delayed entry, and
  /// `won-back` that of those who came back, by the time since then.
  public var cohort: String
  /// `all` or a segment's id.
  public var segment: String
  /// One row a month since the cohort's start.
  public var points: [RetentionPoint]
}

/// A point of a retention curve.
public struct RetentionPoint: Sendable {
  /// Months since the cohort's start.
  public var month: Int
  /// Customers at risk at the beginning of the month (mean a replication).
  public var atRisk: Double
  /// Customers who left during the month before this point (mean a replication).
  public var events: Double
  /// The share still customers, with its interval on the log(-log) scale.
  public var survival: Estimate
}

/// A dose of the causal satisfaction-to-sales-growth curve.
public struct GrowthPoint: Sendable {
  /// Shift of the service's mean, in points.
  public var dose: Double
  /// True mean satisfaction in the first year.
  public var satisfaction: Double
  /// Sales growth of the second year over the first.
  public var salesGrowth: Estimate
  /// Parts of growth: they add up to it.
  public var retention, acquisition, frequency, priceMix: Double
}

/// What a naive analyst sees: customers by their answer to the survey.
public struct ObservedGrowthBand: Sendable {
  /// The band of survey scores, such as `60-70`.
  public var band: String
  /// The mean score in the band.
  public var satisfaction: Double
  /// Sales growth of the same customers in the year after over the year before, leavers included.
  public var salesGrowth: Double
  /// Customers in the band (mean a replication).
  public var customers: Double
}

/// Leavers of a month, by cause and segment.
public struct LeaverRow: Sendable {
  /// The month.
  public var month: Int
  /// The recorded cause.
  public var cause: String
  /// The segment's id.
  public var segment: String
  /// Customers (mean a replication).
  public var customers: Double
}

/// Switching from one provider to another.
public struct SwitchingRow: Sendable {
  /// `us`, or a rival's id.
  public var from: String
  /// The same, or `nothing`.
  public var to: String
  /// Choices (repertoire) or customers' months (contract); mean a replication.
  public var choices: Double
  /// Their share of all from the same provider; nil where nobody came from there in any replication.
  public var share: Estimate?
}

/// Customers of a cohort still active after some months.
public struct CohortRow: Sendable {
  /// `initial`, or the month joined.
  public var cohort: String
  /// Months since then.
  public var period: Int
  /// Customers active (mean a replication).
  public var active: Double
  /// What they pay in the month that begins (mean a replication); nil where the run has ended.
  public var revenue: Double?
  /// Its customers in the twelve months before, of those in its first twelve; nil in the first year.
  public var customersKept: Estimate?
  /// The same of what they pay: net, and gross where nobody counts with more than in the first twelve months.
  public var moneyKept, moneyKeptGross: Estimate?

  /// Makes a row.
  public init(
    cohort: String, period: Int, active: Double, revenue: Double? = nil,
    customersKept: Estimate? = nil, moneyKept: Estimate? = nil, moneyKeptGross: Estimate? = nil
  ) {
    (self.cohort, self.period, self.active, self.revenue) = (cohort, period, active, revenue)
    (self.customersKept, self.moneyKept) = (customersKept, moneyKept)
    self.moneyKeptGross = moneyKeptGross
  }
}

/// What was earned on a customer in a year as one; all of it money a customer and year.
public struct TenureRow: Sendable {
  /// The year as a customer, from 1.
  public var year: Int
  /// Years that customers spent in it (mean a replication).
  public var customerYears: Double
  /// What was earned, less what the customer caused.
  public var profit: Estimate
  /// The margin of what was bought, at the terms of the first year.
  public var margin: Double
  /// What buying more, costing less and paying more than in the first year added.
  public var growth, saving, premium: Double
  /// What contacts, complaints and rewards cost.
  public var costs: Double
  /// The time that staff spent with the customer, at its pay.
  public var time: Double
  /// What winning those would have cost whom the customer sent; no part of the profit.
  public var referrals: Double
}

/// A customer's life in both worlds of a comparison.
public struct StoryPair: Sendable {
  /// What the variant changed for the customer.
  public enum Fate: String, Sendable, CaseIterable {
    /// Left in the baseline, stayed in the variant.
    case kept
    /// Stayed in the baseline, left in the variant.
    case lost
    /// Stayed in both or left in both.
    case unchanged
  }

  /// What the variant changed.
  public var fate: Fate
  /// The customer's number, from 1, as in the records of replication 1.
  public var customer: Int
  /// The segment's number.
  public var segment: Int
  /// The life in the baseline, and in the variant.
  public var baseline, variant: Story
  /// Minutes after the start of leaving in each; infinite for who stayed.
  public var leftBaseline, leftVariant: Double

  /// Makes a pair.
  public init(
    fate: Fate, customer: Int, segment: Int, baseline: Story, variant: Story,
    leftBaseline: Double, leftVariant: Double
  ) {
    (self.fate, self.customer, self.segment) = (fate, customer, segment)
    (self.baseline, self.variant) = (baseline, variant)
    (self.leftBaseline, self.leftVariant) = (leftBaseline, leftVariant)
  }
}

/// How a published figure compares with the simulated one.
public struct EvidenceRow: Sendable {
  /// Whether the interval lies inside the published range.
  public enum Verdict: String, Sendable {
    /// The whole interval is inside.
    case inside
    /// The interval straddles an end.
    case unclear
    /// The whole interval is outside.
    case outside
  }

  /// The published figure.
  public var evidence: Evidence
  /// The simulated one.
  public var estimate: Estimate
  /// The verdict.
  public var verdict: Verdict
}

/// A paired comparison of scenarios under common random numbers.
public struct ComparisonOutcome: Sendable {
  /// The baseline's outcome.
  public var baseline: RunOutcome
  /// What is compared with it.
  public var variants: [VariantOutcome]
  /// Pairs of replications.
  public var pairs: Int
  /// The best scenario, where it was asked for.
  public var best: BestSelection?
}

/// A variant against the baseline.
public struct VariantOutcome: Sendable {
  /// A short name: the file's stem, or the settings.
  public var name: String
  /// A title for charts.
  public var title: String
  /// What was changed, key by key, as `path: before -> after`.
  public var changes: [String]
  /// The variant's own outcome.
  public var outcome: RunOutcome
  /// Differences of the summary.
  public var differences: [DifferenceRow]
  /// Differences month by month.
  public var timeline: [TimelineSeries]
  /// Customers saved and lost, by segment (`all` first); empty where the variant has a past of its own.
  public var changed: [ChangedCustomersRow]
  /// The lives of some customers in both worlds, in replication 1, where asked for.
  public var stories: [StoryPair] = []
  /// Whether it differs from the baseline in structure, so that it settled by itself: what is changed has
  /// always been so, and the customers at the start are others.
  public var hasOwnPast: Bool { changed.isEmpty }
}

/// A difference of a summary metric, variant less baseline.
public struct DifferenceRow: Sendable {
  /// What can be said.
  public enum Verdict: String, Sendable {
    /// The interval, adjusted for several variants, excludes zero.
    case clear
    /// It does not.
    case unclear
    /// The whole interval lies within what is too small to matter (``SmallestDifference``): whether it holds zero
    /// or not, and however many more pairs were run.
    case small
    /// Exactly the same in every pair.
    case same

    /// What an interval allows to say.
    ///
    /// - Parameters:
    ///   - lower: its lower end, adjusted for several comparisons.
    ///   - upper: its upper end.
    ///   - smallest: the smallest difference worth mentioning, in the figure's unit.
    public init(lower: Double, upper: Double, smallest: Double) {
      if lower > -smallest, upper < smallest {
        self = .small
      } else {
        self = lower > 0 || upper < 0 ? .clear : .unclear
      }
    }
  }

  /// The metric.
  public var metric: Metric
  /// Whom it is about.
  public var subject: String
  /// The baseline's mean.
  public var meanBaseline: Double
  /// The variant's mean.
  public var meanVariant: Double
  /// The difference with its paired-t interval.
  public var difference: Estimate
  /// The interval adjusted for the number of variants (Bonferroni).
  public var adjustedLower, adjustedUpper: Double
  /// Variance of the difference under independent runs over its variance here; infinite where the
  /// difference never varies.
  public var varianceReduction: Double
  /// The verdict.
  public var verdict: Verdict
  /// The smallest difference worth mentioning, in the metric's unit.
  public var smallest: Double { metric.smallest.size(at: meanBaseline) }
  /// About how many more pairs would probably make it clear, where it is not; nil where none would soon.
  public var morePairs: Int?
}

/// Initial customers by what the variant changed for them (mean a replication).
public struct ChangedCustomersRow: Sendable {
  /// The variant's name.
  public var variant: String
  /// `all` or a segment's id.
  public var segment: String
  /// Left in the baseline, stayed in the variant.
  public var saved: Double
  /// Stayed in the baseline, left in the variant.
  public var lost: Double
  /// Stayed in both.
  public var stayedAnyway: Double
  /// Left in both.
  public var leftAnyway: Double
}
