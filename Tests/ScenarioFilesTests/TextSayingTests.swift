import Testing

@testable import ScenarioFiles

/// Settings written into the text of a scenario.
@Suite("A text says what settings change")
struct TextSayingTests {
  private static let plan = """

    # what happens
    plan:
      - {at: month 3, train: baristas, course: basics}   # the first
      # then
      - at: month 12
        set: {quality.mean: 80}
      - {at: month 14, set: {quality.mean: 82}}
    # the end

    """

  private func said(_ text: String, _ settings: [String], _ parent: String? = nil) throws -> String
  {
    let bench = try Workbench(["t.yaml": text])
    if let parent { try bench.write(parent, to: "parent.yaml") }
    let variant = try bench.load("t.yaml").varied(by: settings)
    let reach = Reach.foldersOf([bench.path("t.yaml")])
    let changed = try ScenarioText(text, at: bench.path("t.yaml"), reach: reach)
      .saying(settings, of: variant)
    // What the command makes of both is the same.
    try bench.write(changed.text, to: "t.yaml")
    #expect(try bench.load("t.yaml").scenario == variant.scenario)
    return changed.text
  }

  @Test("items of a plan are set, added and taken away, and the remarks stay")
  func items() throws {
    let text = cafe() + Self.plan
    let changed = try said(
      text,
      [
        "plan[0]={at: month 4, train: baristas, course: basics}", "plan[2]=~",
        "plan[3]={at: month 9, set: {teams.baristas.staff: 4}}", "teams.baristas.staff=5",
      ])
    #expect(
      changed
        == text.replacing("staff: 3", with: "staff: 5").replacing(
          "month 3, tr", with: "month 4, tr"
        )
        .replacing(
          "{at: month 14, set: {quality.mean: 82}}",
          with: "{at: month 9, set: {teams.baristas.staff: 4}}"))
  }

  @Test(
    "lists are changed however they are written",
    arguments: [
      "plan: [{at: month 3, set: {quality.mean: 70}},   # a\n  {at: month 5, set: {quality.mean: 71}}]",
      "plan:\n-   # a\n  at: month 3\n  set: {quality.mean: 70}\n- at: month 5\n  set: {quality.mean: 71}",
      "plan:\n  - {at: month 3, set: {quality.mean: 70}}  # a\n  - {\n    at: month 5, set: {quality.mean: 71}}",
    ])
  func forms(_ plan: String) throws {
    for settings in [
      ["plan[1]=~"], ["plan[0]=~", "plan[1]=~"],
      ["plan[0]=~", "plan[1]={at: month 6, set: {quality.mean: 72}}"],
      ["plan[2]={at: month 6, set: {quality.mean: 72}}"],
      ["plan[2]={at: month 6, set: {quality.mean: 72}}", "plan[1]=~"],
    ] {
      do {
        let changed = try said(cafe() + "\n" + plan + "\n", settings)
        #expect(changed.contains("# a"))
      } catch let problem as TextEditProblem {
        // Several remarks on one item have no place of their own.
        #expect(problem == .remarks)
      }
    }
  }

  @Test("a list of the parent is said as a whole, and what the parent says is taken away")
  func inherited() throws {
    let parent = cafe("staff: 3", "staff: 3\n    name: Bar") + Self.plan
    let text = "extends: parent.yaml\ntitle: T   # mine\n"
    #expect(
      try said(text, ["plan[1]=~", "plan[0]=~"], parent)
        == text + "plan: [{at: month 14, set: {quality.mean: 82}}]\n")
    let taken = try said(text, ["teams.baristas.name=~"], parent)
    #expect(taken == text + "teams:\n  baristas:\n    name: ~\n")
    // A mapping takes the place of another; in a file it would go on top of it.
    let weights = cafe(
      "initial: 300", "initial: 300\n      weights: {reliability: 50%, empathy: 50%}")
    let path = "customers.segments.regulars.weights"
    _ = try said(text, ["\(path)={assurance: 40%, empathy: 60%}"], weights)
  }

  @Test(
    "values are those of the settings, with and without quotes",
    arguments: ["title=\"a: b\"", "title='it''s'", "title=A # b", "about=\"~\"", "about=\"a\\nb\""])
  func quotes(_ setting: String) throws { _ = try said(cafe(), [setting]) }

  @Test("where a remark would be lost, it is refused")
  func refused() {
    let text = cafe() + "\nplan:\n  - at: month 3   # when\n    set: {quality.mean: 70}   # what\n"
    #expect(throws: TextEditProblem.remarks) { try said(text, ["plan[0]=~"]) }
  }
}
