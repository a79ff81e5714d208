/// How waits feel.
public struct WaitingFigures: Sendable, BitwiseCopyable {
  /// Minutes as they felt, and those who felt them.
  let felt: Counter
  let waits: Counter
  /// Felt wait.
  public let feltWait: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    felt = declare.counter(by: .team)
    waits = declare.counter(by: .team)
    feltWait = declare.ratio(
      "felt_wait", "wait as it feels", .seconds, [.team], .down,
      "Mean time in line as the simulated customers feel it, those who gave up or were turned away included.",
      of: [felt], over: [waits], scale: 60,
      isThere: declare.holds { scenario in
        scenario.journeys.contains { $0.touchpoints.contains { $0.waiting != nil } }
      })
  }
}
