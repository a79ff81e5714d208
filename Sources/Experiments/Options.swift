public import CustomerExperience

/// How replications are run.
public struct ExperimentOptions: Sendable {
  /// When to stop replicating on reaching a precision.
  public struct Precision: Sendable, Equatable {
    /// The metric, about all customers.
    public var metric: String
    /// The half-width of its 95% confidence interval that is precise enough, in the metric's unit;
    /// in a comparison, of the interval of each variant's difference.
    public var halfWidth: Double

    /// Makes a rule.
    public init(metric: String, halfWidth: Double) {
      self.metric = metric
      self.halfWidth = halfWidth
    }
  }

  /// The seed.
  public var seed: UInt64 = 1
  /// Replications, or the most of them under a rule of precision or of selection.
  public var replications = 20
  /// Stops earlier, after one of the looks of ``looks``; nil to run all.
  public var until: Precision?
  /// In a comparison, stops when the best scenario is selected; nil to select none.
  public var best: BestRule?
  /// Replications run at the same time; cannot change the result.
  public var jobs = 1
  /// Whether customer-level records are kept; where nobody takes them, those of replication 1.
  public var keepsRecords = false
  /// Takes customer-level records month by month, so that they are never all in memory; nil to keep those of
  /// replication 1 with the outcome.
  ///
  /// Several replications hand theirs on at the same time, each its own in order of time.
  public var takesRecords: (@Sendable (_ replication: Int, Records) -> Void)?
  /// Takes what became of each customer at the start in both worlds of a comparison, a variant after the other.
  ///
  /// Several replications hand theirs on at the same time.
  public var takesPairs: (@Sendable (_ replication: Int, PairedFates) -> Void)?
  /// Whether the lives of some customers are told, in both worlds of a comparison; it takes two more runs of
  /// replication 1 a variant.
  public var tellsStories = false
  /// Of how many replications, from the first on, there are records.
  public var recordedReplications = 1
  /// How many lines of a trace of replication 1 are kept; 0 for no trace.
  public var traceLimit = 0
  /// Whether the causal satisfaction-to-sales-growth curve is run.
  public var runsGrowth = true
  /// Told now and then how far it is: replications done, of how many, and the precision so far.
  public var progress: @Sendable (Progress) -> Void = { _ in }
  /// Polled; a true answer ends the experiment with ``ExperimentError/cancelled``.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The defaults.
  public init() {}

  /// Numbers of replications after which a rule of precision is looked at.
  ///
  /// From 20 on each is half as many again, to two digits (20, 30, 45, 68, 100, 150...): never a moment
  /// that depends on the machine.
  public static let looks: [Int] = {
    var looks: [Int] = []
    var exact = 20.0
    while exact < 10_000_000 {
      var unit = 1.0
      while exact / unit >= 100 { unit *= 10 }
      looks.append(Int((exact / unit).rounded() * unit))
      exact *= 1.5
    }
    return looks
  }()
}

/// How far an experiment is.
public struct Progress: Sendable {
  /// Replications done.
  public var done: Int
  /// Replications to do, as far as is known.
  public var total: Int
  /// Half-width of 12-month retention so far; nil while there is none.
  public var retentionHalfWidth: Double?

  /// Makes a report of progress.
  public init(done: Int, total: Int, retentionHalfWidth: Double? = nil) {
    (self.done, self.total, self.retentionHalfWidth) = (done, total, retentionHalfWidth)
  }
}

/// Why an experiment did not end.
public enum ExperimentError: Error {
  /// It was interrupted.
  case cancelled
  /// The scenario cannot be simulated.
  case model(ModelError)
  /// A law of conservation did not hold: a bug.
  case conservation([String])
  /// A metric that was asked for is not among the results about all customers: the horizon is too short,
  /// or it is a monthly one.
  case missingFigure(metric: String)
}
