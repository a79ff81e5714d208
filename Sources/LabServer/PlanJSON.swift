import CustomerExperience
import Documents
import ScenarioFiles

extension LabScenario {
  /// The plan of the scenario, and what can be placed in it.
  var plan: JSONValue {
    let scenario = loaded.scenario
    let campaigns = scenario.customers.acquisition.campaigns
    return [
      "months": .integer(Int(scenario.clock.horizonMonths)),
      "entries": .array(loaded.planLines.map(Self.entry)),
      "teams": .array(
        scenario.teams.filter { !$0.training.isEmpty }.map { team in
          [
            "id": .string(team.id), "title": .string(team.displayName),
            "courses": .array(
              team.training.map { ["id": .string($0.id), "title": .string($0.displayName)] }),
          ]
        }),
      "keys": .array(loaded.plannedKeys.map { $0.json(hasOwnPast: hasOwnPast($0)) }),
      "campaigns": .array(campaigns.map { campaign($0) }),
      // One more beside others is another world: who came by which is counted from the beginning.
      "new_campaign_starts_anew": .bool(!campaigns.isEmpty),
    ]
  }

  private static func entry(_ line: PlanLine) -> JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      "month": .number(line.month), "text": .string(line.text), "train": text(line.train),
      "course": text(line.course), "every": text(line.every), "until": text(line.until),
      "item": text(line.item),
      "set": .array(line.set.map { ["path": .string($0.path), "value": .string($0.value)] }),
    ]
  }

  private func campaign(_ campaign: Campaign) -> JSONValue {
    [
      "id": .string(campaign.id), "title": .string(campaign.displayName),
      "type": .string(campaign.kind.rawValue),
      "month": .number(loaded.months(until: campaign.from)),
      "months": .number(campaign.months), "spend": .number(campaign.spend),
    ]
  }
}
