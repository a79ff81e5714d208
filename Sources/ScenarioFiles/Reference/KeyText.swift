import CustomerExperience

/// Descriptions of keys in a few words.
enum KeyText {
  private static let measuring = Measuring()

  /// Unit, range and default: `points (0 to 30), default 6`.
  static func summary(of node: KeyNode) -> String {
    switch node.kind {
    case .section: return "section"
    case .table(let noun, _):
      return "sections, one \(Article.with(noun)), under ids that you choose"
    case .list: return "list"
    case .leaf(let leaf):
      var text = form(of: leaf.form)
      if let word = leaf.word, word != leaf.standard { text += " or '\(word)'" }
      if let standard = leaf.standard { text += ", default \(standard)" }
      if case .law(_, _, let drawn) = leaf.form { text += ", drawn \(drawn.rawValue)" }
      return text
    }
  }

  /// What a value is: `points (0 to 30)`.
  static func form(of form: KeyNode.Form) -> String {
    switch form {
    case .number(let unit, let range): "\(unit.title) (\(bounds(range, unit)))"
    case .integer(let unit, let range):
      "\(unit == .perDay ? "whole number per day" : unit == .count ? "whole number" : unit.title)"
        + " (\(bounds(Double(range.lowerBound)...Double(range.upperBound), unit)))"
    case .law(let unit, let range, _): "\(unit.title) or a law of it (\(bounds(range, unit)))"
    case .dimensions(let unit, let range, _): "\(unit.title) a dimension (\(bounds(range, unit)))"
    case .choice(let words): words.joined(separator: " | ")
    case .flag: "true | false"
    case .text: "text"
    case .date: "date"
    case .moment: "moment ('month 6' or a date)"
    case .hours: "opening hours ('Mon-Sat 08:00-20:00', several joined by 'and', 'always')"
    case .timesOfWeek: "times of the week ('Mon-Fri 09:00', several joined by 'and')"
    case .timeOfDay: "time of day"
    case .price: "price (money, '5% below ours', '5% above ours' or 'as ours')"
    case .measured: "number in the metric's unit"
    case .attributes: "attributes, each {value: share, ...}"
    case .citations: "{id: text, ...} or a list of texts"
    case .settings: "{path: value, ...}"
    case .levers: "{path: {from: ..., to: ...}, path: [value, ...], ...}"
    case .parent: "path of a file"
    }
  }

  /// Where the default comes from.
  static func source(of node: KeyNode) -> String { text(node.provenance, "design default") }

  /// Where the number plausibly lies, such as `0.15 to 0.6`; nil where no range is declared.
  static func plausible(_ node: KeyNode) -> String? {
    guard let plausible = node.plausible, let unit = node.leaf?.numbers?.unit else { return nil }
    let (low, high) = (plausible.low, plausible.high)
    return switch plausible.form {
    case .between: measuring.text(low...high, unit)
    case .times: "\(Decimal.text(low)) to \(Decimal.text(high)) times what the scenario says"
    case .within: "within \(measuring.text(high, unit)) of what the scenario says"
    }
  }

  /// Where the ends of that range come from.
  static func source(of plausible: Plausible) -> String {
    text(plausible.provenance, "design range")
  }

  private static func text(_ provenance: Provenance, _ ours: String) -> String {
    switch provenance {
    case .verified(let source): "verified: \(source)"
    case .computed(let source): "computed: \(source)"
    case .designDefault: ours
    }
  }

  private static func bounds(_ range: ClosedRange<Double>, _ unit: Unit) -> String {
    let low = measuring.text(range.lowerBound, unit)
    let high = measuring.text(range.upperBound, unit)
    return "\(low) to \(high)"
  }
}
