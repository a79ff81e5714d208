import CustomerExperience

/// Regular expressions for the values of a scenario, as JSON Schema takes them.
enum SchemaPatterns {
  static let number = #"[-+]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][-+]?[0-9]+)?"#
  static let id = "^[a-z0-9-]+$"
  static let path = #"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$"#
  static let date = #"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"#
  static let moment = #"^(month [0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2})$"#
  static let timeOfDay = #"^[0-9]{1,2}:[0-9]{2}$"#
  static let price =
    #"^(as ours|[0-9.]+ ?% (below|above) ours|"# + money + #"( ?(/|per) ?"#
    + timeWords + #")?)$"#
  static let law = "^(exponential|lognormal|gamma|uniform|triangular|beta|empirical) .+$"

  static let hours: String = {
    let day = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun|daily|[A-Za-z]+day)"
    let part = "\(day)(-\(day))? [0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}"
    return "^(always|24/7|\(part)(( and |[,;] ?)\(part))*)$"
  }()

  static let timesOfWeek: String = {
    let day = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun|daily|[A-Za-z]+day)"
    let time = "[0-9]{1,2}:[0-9]{2}"
    let part = "\(day)(-\(day))?( \(time))+"
    return "^\(part)(( and |[,;] ?)(\(part)|\(time)))*$"
  }()

  /// A pattern for a number with a unit.
  static func quantity(_ unit: Unit) -> String {
    let per = "( per | ?/ ?)"
    switch unit.dimension {
    case .duration: return "^\(number) ?\(timeWords)$"
    case .rate: return "^\(number) ?%?\(per)\(timeWords)$"
    case .chance: return "^\(number) ?%?\(per)\(timeWords)$"
    case .money(let stored):
      if unit == .price { return "^\(money)(\(per)\(timeWords))?$" }
      return stored == nil ? "^\(money)$" : "^\(money)\(per)\(timeWords)$"
    case .fraction: return "^\(number) ?%?$"
    case .number(let words):
      return words.isEmpty ? "^\(number)$" : "^\(number)( (\(words.joined(separator: "|"))))?$"
    }
  }

  private static let timeWords =
    "(" + TimeUnit.allCases.flatMap(\.spellings).joined(separator: "|") + ")"
  private static let money = "([-+]?[£$€¥] ?\(number)|[A-Z]{3} ?\(number)|\(number) ?[A-Z]{3})"
}
