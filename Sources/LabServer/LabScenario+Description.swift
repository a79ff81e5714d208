import CustomerExperience
import DiscreteEvents
import Documents
import ScenarioFiles

extension LabScenario {
  /// What the page needs to know before anything is simulated.
  var description: JSONValue {
    let scenario = loaded.scenario
    let segments = scenario.customers.segments.map { ($0.id, $0.displayName) }
    return [
      "id": .string(id), "version": version.map { .integer($0) } ?? .null,
      "title": .string(scenario.title.isEmpty ? loaded.stem : scenario.title),
      "about": .string(scenario.about), "currency": .string(scenario.currency),
      "relationship": .string(scenario.customers.relationship.rawValue),
      "months": .integer(Int(scenario.clock.horizonMonths)),
      "start": .string(CivilDate(dayNumber: scenario.clock.start).description),
      "seed": .unsigned(seed), "pairs": .integer(pairs),
      "customers": .integer(scenario.initialCustomers),
      "segments": .array(
        ([("all", "all customers")] + segments).map {
          ["id": .string($0), "title": .string($1)]
        }),
      "levers": .array(loaded.levers.map { $0.json(hasOwnPast: hasOwnPast($0)) }),
      "warnings": .array(loaded.warnings.map { .string($0.note) }),
    ]
  }
}
