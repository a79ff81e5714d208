import CustomerExperience
import Foundation
import Testing

@testable import ScenarioFiles

@Suite("What keys are called")
struct LeverLabelTests {
  private func load(_ name: String) throws -> LoadedScenario {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scenarios/\(name).yaml")
    return try ScenarioLoader.load(file.standardized.path())
  }

  @Test(
    "keys are called as people say it",
    arguments: [
      ("customers.contract.price", "contract price"),
      ("customers.acquisition.marketing.spend", "marketing spend"),
      ("quality.mean", "mean quality"), ("quality.between-staff", "quality: between staff"),
      ("journeys.fault.remembers.mean", "A fault, remembers: mean"),
      ("teams.first-line.training.fault-finding.every", "First line, Fault finding: every"),
      ("complaints.handling.spread", "spread of complaints handling"),
      ("economics.margin", "margin"), ("loyalty.churn", "loyalty churn"),
      ("teams.first-line.staff", "First line: staff"),
      ("teams.first-line.skill.mean", "First line: mean skill"),
      ("customers.segments.families.initial", "families: initial"),
    ])
  func called(path: String, label: String) throws {
    let keys = ScenarioKeys(of: try load("broadband"))
    let found = try #require(keys.label(of: path.split(separator: ".").map(String.init)))
    #expect(found.lowercased() == label.lowercased(), "\(path)")
  }

  @Test("a lever and a sentence call it the same")
  func sentence() throws {
    let loaded = try load("broadband")
    let lever = try #require(loaded.levers.first { $0.path == "customers.contract.price" })
    #expect(lever.label == "contract price")
    let words = loaded.words(for: ["customers.contract.price=£29/month"])
    #expect(words.first?.hasPrefix("contract price £29/month instead of £") == true)
  }

  @Test(
    "no two keys of a scenario are called alike",
    arguments: [
      "bank", "broadband", "coffee-shop", "dentist", "first-steps", "gym", "hotel", "online-shop",
    ])
  func unique(name: String) throws {
    let labels = ScenarioKeys(of: try load(name)).all.map(\.label)
    for (label, uses) in Dictionary(grouping: labels, by: \.self) {
      #expect(uses.count == 1, "\(label)")
    }
    #expect(!labels.contains { $0.hasPrefix("customers, ") })
  }
}
