import CustomerExperience
import Testing

@testable import ScenarioFiles

@Suite struct ReferenceTests {
  private var leaves: [(path: String, node: KeyNode)] { leaves(KeyNode.scenario, "") }

  private func leaves(_ nodes: [KeyNode], _ path: String) -> [(path: String, node: KeyNode)] {
    nodes.flatMap { node -> [(path: String, node: KeyNode)] in
      let here = path.isEmpty ? node.name : "\(path).\(node.name)"
      return [(here, node)] + leaves(node.children, here)
    }
  }

  @Test func everyKeyHasOnePlainLineOfHelp() {
    #expect(leaves.count > 180)
    for (path, node) in leaves {
      #expect(node.help.hasSuffix("."), "\(path)")
      #expect(!node.help.contains("\n"), "\(path)")
      #expect((8...180).contains(node.help.count), "\(path): \(node.help.count)")
      #expect(node.name.allSatisfy { $0.isLowercase || $0 == "-" || $0 == "_" }, "\(path)")
    }
  }

  @Test func noNameIsDeclaredTwice() {
    func check(_ nodes: [KeyNode]) {
      let names = nodes.map { canonical($0.name) }
      #expect(Set(names).count == names.count)
      for node in nodes { check(node.children) }
    }
    check(KeyNode.scenario)
    #expect(Set(KeyReference.allPaths).count == KeyReference.allPaths.count)
  }

  @Test func everyDefaultLiesInItsRange() throws {
    let reader = ValueReader(path: "key", measuring: Measuring())
    for (path, node) in leaves {
      guard let leaf = node.leaf, let text = leaf.standard, text != leaf.word else { continue }
      switch leaf.form {
      case .number(let unit, let range): _ = try reader.number(text, unit, in: range)
      case .integer(let unit, let range): _ = try reader.integer(text, unit, in: range)
      case .law(let unit, let range, _):
        _ = try reader.law(text, unit, in: range) { _, _ in [] }
      case .choice(let words): #expect(words.contains(text), "\(path)")
      default: break
      }
    }
  }

  @Test func everyPropertyOfTheScenarioHasAKey() {
    func count<Value: Declared>(_ value: Value, less: Int = 0) {
      let properties = Mirror(reflecting: value).children.map { $0.label ?? "" }
        .filter { $0 != "id" }
      #expect(properties.count - less == Value.keys.count, "\(Value.self): \(properties)")
    }
    // `extends` is a key without a property; `courses` and `phases` are both `plan`.
    count(Scenario())
    count(Clock())
    count(Customers())
    count(Contract())
    count(Segment())
    count(Moves())
    count(Acquisition())
    count(Marketing())
    count(WordOfMouth())
    count(Journey())
    count(Need())
    count(Peak())
    count(JourneyMemory())
    count(Touchpoint())
    count(Route())
    count(Promise())
    count(Offer())
    count(Team())
    count(Trait())
    count(Novice())
    count(Replacement())
    count(Course())
    count(Background())
    count(DayPeak())
    count(Quality())
    count(Usage())
    count(Expectations())
    count(Satisfaction())
    count(Complaints())
    count(Handling())
    count(Loyalty())
    count(Measurement())
    count(Survey())
    count(Economics())
    count(Market())
    count(Rival())
    count(Promotion())
    count(Evidence())
    count(GrowthCurve())
    count(PlanEntry())
  }

  @Test func everyPathIsExplained() {
    for path in KeyReference.allPaths {
      let text = KeyReference.explain(path)
      #expect(text?.hasPrefix(path + "  ") == true, "\(path)")
      #expect(text?.split(separator: "\n").allSatisfy { $0.count <= 100 } == true, "\(path)")
    }
  }

  @Test func aKeyIsExplainedOnAPage() {
    #expect(
      KeyReference.explain("quality.between_staff") == """
        quality.between-staff     points (0 to 30), default 6                               [design default]
        How much employees differ beyond skill and engagement (standard deviation).
        See: Rust, Inman, Jia & Zahorik 1999
        """)
    #expect(KeyReference.explain("teams")?.contains("\n  turnover     Share of the staff") == true)
  }

  @Test func idsMayStandInAPathOrBeLeftOut() {
    let plain = KeyReference.explain("teams.training.gain")
    #expect(plain != nil)
    #expect(KeyReference.explain("teams.first-line.training.x.gain") == plain)
    #expect(KeyReference.explain("teams.first-line.training.gain") == plain)
    #expect(KeyReference.explain("teams.training.x.gain") == plain)
    #expect(KeyReference.explain("teams.staff") == KeyReference.explain("teams.staff.staff"))
    #expect(KeyReference.explain("customers.segments.x.weights.empathy") != nil)
    #expect(KeyReference.explain("journeys.fault.touchpoints.call.unresolved[0].share") != nil)
    #expect(KeyReference.explain("zebra") == nil)
    #expect(KeyReference.explain("quality.mean.x") == nil)
    #expect(KeyReference.explain("") == nil)
  }

  @Test func theNearestPathIsOffered() {
    #expect(KeyReference.nearest(to: "quality.betwen-staff") == "quality.between-staff")
    #expect(KeyReference.nearest(to: "qualty") == "quality")
    #expect(KeyReference.nearest(to: "qualty.mean") == "quality.mean")
    #expect(KeyReference.nearest(to: "turnover") == "teams.turnover")
    #expect(KeyReference.nearest(to: "xyzzy") == nil)
  }

  @Test func theReferencePageHoldsEveryKey() {
    let page = KeyReference.markdown()
    for (path, node) in leaves { #expect(page.contains("| `\(node.name)`"), "\(path)") }
    #expect(page.contains("## `teams.<team>`"))
    #expect(page.contains("### `teams.<team>.training.<course>`"))
  }
}
