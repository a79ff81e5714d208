import DiscreteEvents
import Experiments
import ScenarioFiles
import Testing

@testable import CustomerExperience

/// How much memory a customer is.
struct StateOfACustomerTests {
  @Test(arguments: ["broadband", "coffee-shop", "first-steps", "bank", "dentist", "gym", "hotel", "online-shop"])
  func aCustomerIsFewBytes(_ name: String) throws {
    let loaded = try ScenarioLoader.load("Scenarios/\(name).yaml")
    let world = try Model(loaded.scenario).settledWorld(seed: 1, replication: 1)
    let sim = world.simulation
    for t in 0..<sim.tables.count { let h = sim.tables.headers[t]; if h.count >= sim.customers.count { print(name, t, h.count, h.stride, Double(h.count*h.stride)/Double(sim.customers.count)) } }
    print(name, "customers", sim.customers.count, "bytes each", Double((0..<sim.tables.count).reduce(0) { $0 + sim.tables.headers[$1].count * sim.tables.headers[$1].stride }) / Double(sim.customers.count), "calendar", Double(sim.calendar.bytes)/Double(sim.customers.count))
  }
}
