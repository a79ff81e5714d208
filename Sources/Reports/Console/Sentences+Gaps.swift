import CustomerExperience
import Documents
import Experiments

extension Sentences {
  /// A gap of the service in words.
  static func name(of gap: ServiceGap?) -> String {
    switch gap {
    case .listening: "gap 1, what customers expect is misjudged"
    case .standards: "gap 2, standards are set too low"
    case .delivery: "gap 3, standards are not met"
    case .promises: "gap 4, more is promised than delivered"
    case nil: "all of them"
    }
  }

  /// What closing each gap would do in a year, a line each.
  func closings(_ outcome: RunOutcome) -> [(name: String, value: String)] {
    outcome.gapClosings.map { closing in
      let parts = [
        closing.satisfaction.map {
          "satisfaction \(RunCharts.signed($0.mean, 1)) points \(interval($0, .points))"
        },
        closing.retention.map {
          "customers kept \(change($0, .fraction))"
        },
        closing.sales.map {
          "sales \(RunCharts.signed(100 * $0.mean, 1))% \(interval($0, .fraction))"
        },
      ]
      return (
        Display.capitalised(Self.name(of: closing.gap)),
        parts.compactMap(\.self).joined(separator: "; ")
      )
    }
  }
}
