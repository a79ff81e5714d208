import CustomerExperience
import Documents
import Experiments

extension Sentences {
  /// Whether people are treated alike, an attribute each.
  func fairness(_ outcome: RunOutcome) -> [(name: String, value: String)] {
    let rows = outcome.fairness
    var attributes: [String] = []
    for row in rows where !attributes.contains(row.attribute) { attributes.append(row.attribute) }
    return attributes.map { attribute in
      let here = rows.filter { $0.attribute == attribute }
      let acts = here.contains(where: \.acts)
      let treated = here.filter { $0.measure.isTreatment }
      let differing = treated.filter { $0.verdict == .differs }
      let known = treated.contains { $0.difference.replications > 1 }
      var text = acts ? "acts on something in this scenario. " : "acts on nothing. "
      if !known {
        text += "One replication cannot tell whether treatment differs"
      } else if differing.isEmpty {
        text += "No treatment differs by more than chance explains"
      } else {
        let what = differing.map { "\($0.measure.rawValue) of \($0.value)" }
        text += "Treatment differs: \(Display.list(what))"
        if !acts { text += ", which it must not" }
      }
      let fares = here.filter { !$0.measure.isTreatment && $0.verdict == .differs }
      if !fares.isEmpty {
        let what = fares.map {
          "\($0.measure.rawValue) of \($0.value) "
            + display.difference($0.difference.mean, $0.metric.unit)
        }
        text += "; what comes of it does: \(Display.list(what)) against others"
      }
      return (Display.capitalised(attribute), text + ".")
    }
  }
}
