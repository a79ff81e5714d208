import DiscreteEvents
import ScenarioFiles
import Testing

@testable import CustomerExperience

/// How much memory a customer is, before anything is remembered of the months observed: all tables with a row or more for
/// each of them.
struct StateOfACustomerTests {
  @Test(
    arguments: [
      "bank", "broadband", "coffee-shop", "dentist", "first-steps", "gym", "hotel", "online-shop",
    ])
  func aCustomerIsAtMost256Bytes(_ name: String) throws {
    #expect(MemoryLayout<Customer>.stride <= 120)
    let loaded = try ScenarioLoader.load("Scenarios/\(name).yaml")
    let world = try Model(loaded.scenario).settledWorld(seed: 1, replication: 1).simulation
    let headers = (0..<world.tables.count).map { world.tables.headers[$0] }
      .filter { $0.count >= world.customers.count }
    let bytes = headers.reduce(0) { $0 + $1.count * $1.stride }
    #expect(bytes <= 256 * world.customers.count)
  }
}
