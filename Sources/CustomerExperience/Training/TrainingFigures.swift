/// What courses take.
public struct TrainingFigures: Sendable, BitwiseCopyable {
  /// Hours of training.
  public let hours: Figure<Recorded>

  init(_ declare: inout FigureBuilder) {
    hours = declare.count(
      "training_hours", "hours of training", .count, [.team], .neither,
      "Hours spent off the floor on courses.", dividedBy: 60)
  }
}
