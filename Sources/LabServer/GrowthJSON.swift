import CustomerExperience
import Documents
import Experiments
import Reports

/// What satisfaction does to sales, as the page reads it: the same rows as `growth.csv` and `growth_observed.csv`.
struct GrowthJSON {
  let outcome: RunOutcome

  init(_ outcome: RunOutcome) { self.outcome = outcome }

  /// The curves.
  ///
  /// - Parameters:
  ///   - total: the replications that there will be.
  ///   - settings: what was set.
  func json(of total: Int, settings: [String]) -> JSONValue {
    let hasSlope = outcome.growthObserved.count > 1
    return [
      "pairs": .integer(outcome.replications), "of": .integer(total),
      "settings": .array(settings.map { .string($0) }),
      "dose_replications": .integer(
        min(outcome.replications, outcome.scenario.growth.replications)),
      "title": RunCharts.growthTitle(outcome).map { .string($0) } ?? .null,
      "observed_slope": hasSlope ? .number(RunCharts.observedSlope(outcome)) : .null,
      "causal": .array(outcome.growth.map(Self.point)),
      "observed": .array(outcome.growthObserved.map(Self.band)),
    ]
  }

  private static func point(_ point: GrowthPoint) -> JSONValue {
    [
      "dose": .number(point.dose), "satisfaction": .number(point.satisfaction),
      "sales_growth": point.salesGrowth.json, "retention": .number(point.retention),
      "acquisition": .number(point.acquisition), "frequency": .number(point.frequency),
      "price_mix": .number(point.priceMix),
    ]
  }

  private static func band(_ band: ObservedGrowthBand) -> JSONValue {
    [
      "band": .string(band.band), "satisfaction": .number(band.satisfaction),
      "sales_growth": .number(band.salesGrowth), "customers": .number(band.customers),
    ]
  }
}
