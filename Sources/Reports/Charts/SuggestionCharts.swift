import CustomerExperience
import Documents
import Experiments

/// The funnel of suggestions: how many ideas come how far.
extension RunCharts {
  /// How many ideas come to each step, from had to answered; empty where nobody is heard.
  static func suggestionSteps(_ outcome: RunOutcome) -> [(name: String, value: Double)] {
    [
      ("suggestions_had", "had"), ("suggestions_said", "said"),
      ("suggestions_captured", "written down"), ("suggestions_adopted", "adopted"),
      ("suggestions_answered", "answered"),
    ].compactMap { metric, name in outcome.estimate(metric).map { (name, $0.mean) } }
  }

  /// The funnel.
  static func suggestions(_ outcome: RunOutcome) -> Chart? {
    let steps = suggestionSteps(outcome)
    guard let first = steps.first, first.value > 0, steps.count == 5 else { return nil }
    var table = Table("", "", ["ideas", "number", "of those had"].map { Column($0, "", "") })
    for step in steps {
      table.append([
        .text(step.name), .text(NumberText.fixed(step.value, 1)),
        .text(percent(step.value / first.value)),
      ])
    }
    return Chart(
      "suggestions",
      title:
        "Of 100 ideas \(NumberText.fixed(100 * steps[2].value / first.value, 0)) are written down and "
        + "\(NumberText.fixed(100 * steps[3].value / first.value, 0)) adopted",
      subtitle:
        "Ideas of customers for what they miss, and how far they come. What nobody writes down nobody can do; those that "
        + "ask for what is under way or done already are among the adopted.",
      data: table
    ) { frame in
      Self.bars(
        steps.map {
          NamedBar(
            name: $0.name, value: $0.value,
            label:
              "\(NumberText.grouped($0.value)) (\(Display.roundPercent($0.value / first.value)))")
        }, axis: "ideas", in: frame)
    }
  }
}
