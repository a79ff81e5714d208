import Documents

/// What a class reads of a result.
extension JSONValue {
  /// The items of a list; none where it is no list.
  var listed: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  private var numeric: Double? {
    switch self {
    case .number(let value): value.isFinite ? value : nil
    case .integer(let value): Double(value)
    case .unsigned(let value): Double(value)
    case .null, .bool, .string, .array, .object: nil
    }
  }

  private var written: String? { if case .string(let text) = self { text } else { nil } }

  private var band: ClassCurve.Band? {
    func list(_ name: String) -> [Double?] { self[name]?.listed.map(\.numeric) ?? [] }
    let band = ClassCurve.Band(mean: list("mean"), lower: list("lower"), upper: list("upper"))
    return band.mean.isEmpty ? nil : band
  }

  /// Who stays, of all customers, in a result of a what-if; nil where it does not say.
  var retention: ClassCurve? {
    guard
      let curve = self["curves"]?.listed.first(where: {
        $0["id"] == "retention" && $0["subject"] == "all"
      }), let base = curve["base"]?.band, let variant = curve["variant"]?.band,
      let difference = curve["difference"]?.band
    else { return nil }
    let months = curve["months"]?.listed.compactMap(\.numeric) ?? []
    return ClassCurve(months: months, base: base, variant: variant, difference: difference)
  }

  /// A headline of a result of a what-if; nil where the scenario has no such figure.
  func headline(_ metric: String, of subject: String) -> JSONValue? {
    self["headlines"]?.listed.first {
      $0["metric"] == .string(metric) && $0["subject"] == .string(subject)
    }
  }

  /// What the changed world of a headline reaches.
  ///
  /// - Parameter pairs: pairs of replications that the result rests on.
  func reached(over pairs: Int?) -> ClassReached? {
    guard let variant = self["variant"], let mean = variant["mean"]?.numeric else { return nil }
    return ClassReached(
      mean: mean, lower: variant["lower"]?.numeric, upper: variant["upper"]?.numeric,
      text: self["text"]?["variant"]?.written ?? "", pairs: pairs)
  }

  /// Pairs of replications of a result.
  var pairs: Int? { self["pairs"]?.numeric.flatMap { Int(exactly: $0) } }

  /// What a headline is called, and its unit.
  var labelAndUnit: (label: String, unit: String)? {
    guard let label = self["label"]?.written, let unit = self["unit"]?.written else { return nil }
    return (label, unit)
  }
}
