import CustomerExperience

extension ScenarioChecks {
  /// Checks that published figures name what is measured, and of whom.
  func checkEvidence() {
    let trail = Trail.root.key("evidence")
    for (number, evidence) in scenario.evidence.enumerated() {
      check(evidence, at: trail.index(number))
    }
  }

  private func check(_ evidence: Evidence, at trail: Trail) {
    if isGiven(trail.key("source")), !scenario.sources.contains(where: { $0.id == evidence.source })
    {
      decoder.unknownID(
        evidence.source, of: "source", among: scenario.sources.map(\.id), at: trail.key("source"))
    }
    guard isGiven(trail.key("metric")) else { return }
    guard let metric = Metric.named(evidence.metric) else {
      decoder.report(
        "unknown metric '\(evidence.metric)'"
          + Nearest.suggestion(evidence.metric, among: Metric.all.map(\.id)),
        at: decoder.place(of: trail.key("metric")), trail.key("metric"))
      return
    }
    let isRead = isGiven(trail.key("low")) && isGiven(trail.key("high"))
    if isRead, evidence.low > evidence.high {
      decoder.report(
        "'low' is above 'high'", at: decoder.place(of: trail.key("low")), trail.key("low"))
    }
    checkSubject(evidence, of: metric, at: trail)
    let needed = metric.leastMonths
    if Double(needed) > scenario.clock.horizonMonths {
      decoder.report(
        "\(metric.id) needs \(needed) months, but the scenario runs for "
          + decoder.measuring.text(scenario.clock.horizonMonths, .months),
        at: decoder.place(of: trail.key("metric")), trail.key("metric"))
    }
  }

  private func checkSubject(_ evidence: Evidence, of metric: Metric, at trail: Trail) {
    let subject = trail.key("subject")
    let parts = evidence.subject.split(separator: ":", maxSplits: 1).map(String.init)
    let allowed = metric.subjects.map { $0 == .all ? "all" : "\($0.id):ID" }
    guard let kind = SubjectKind.named(parts.first ?? ""),
      metric.subjects.contains(kind), (kind == .all) == (parts.count == 1)
    else {
      decoder.report(
        "\(metric.id) is about \(allowed.joined(separator: " or ")); found '\(evidence.subject)'",
        at: decoder.place(of: subject), subject)
      return
    }
    guard parts.count == 2 else { return }
    let ids = kind.ids(in: scenario)
    if !ids.contains(parts[1]) {
      decoder.unknownID(parts[1], of: kind.id, among: ids, at: subject)
    }
  }
}
