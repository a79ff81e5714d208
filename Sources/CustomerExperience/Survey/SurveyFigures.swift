/// The customer survey, as an instrument.
public enum Surveyed: Known {
  /// The same as a value.
  public static let nature = MetricNature("survey", "the customer survey")
  /// What it shows by month.
  public static var sheet: Metric.Sheet? { .measurement }
}

extension Metric.Sheet {
  /// What the survey shows by month.
  static let measurement = Metric.Sheet(
    "measurement.csv",
    "What the survey showed month by month (means); empty in months without a survey.")
}

/// What the survey says.
public struct SurveyFigures: Sendable, BitwiseCopyable {
  /// Customers asked, the sum of the answers, those that count as satisfied, and promoters less detractors.
  let asked: Counter
  let sum: Counter
  let satisfied: Counter
  let net: Counter
  /// Satisfaction as the survey sees it.
  public let satisfaction: Figure<Surveyed>
  /// Satisfied, by the survey.
  public let satisfiedShare: Figure<Surveyed>
  /// Net promoter score.
  public let nps: Figure<Surveyed>
  /// Answered the survey.
  public let response: Figure<Surveyed>
  /// Answers to the survey.
  public let answers: Figure<Surveyed>

  init(_ declare: inout FigureBuilder) {
    asked = declare.counter()
    sum = declare.counter()
    satisfied = declare.counter()
    net = declare.counter()
    let answered = declare.counter()
    satisfaction = declare.ratio(
      "survey_satisfaction", "satisfaction as the survey sees it", .points, [.all], .up,
      "Mean answer of those who answered the survey.", of: [sum], over: [answered],
      whenAny: [asked])
    satisfiedShare = declare.ratio(
      "satisfied_share", "satisfied, by the survey", .fraction, [.all], .up,
      "Share of the answers to the survey that count as satisfied.", of: [satisfied],
      over: [answered], whenAny: [asked])
    nps = declare.ratio(
      "nps", "net promoter score", .points, [.all], .up,
      "Promoters (9 or 10 of 10) less detractors (0 to 6) among the answers, in points from -100 to 100.",
      of: [net], over: [answered], factor: 100, whenAny: [asked], range: -100...100,
      // It is reported in whole points.
      smallest: .init(0.5))
    response = declare.ratio(
      "survey_response", "answered the survey", .fraction, [.all], .up,
      "Share of those asked who answered.", of: [answered], over: [asked],
      whenAny: [asked])
    answers = declare.count(
      "survey_answers", "answers to the survey", .count, of: answered, [.all], .up,
      "Answers received.",
      whenAny: [asked])
  }
}

extension Metric {
  /// Whether it is the difference of two shares, which runs from -100 to 100 points and not from 0.
  public var isNet: Bool {
    let reference = FigureLayout.reference
    return id == reference.metric(of: reference.figures.survey.nps).id
  }
}
