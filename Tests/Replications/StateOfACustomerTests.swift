import DiscreteEvents
import ScenarioFiles
import Testing

@testable import CustomerExperience

/// How much memory a customer is, before anything is remembered of the months observed.
struct StateOfACustomerTests {
  @Test(
    arguments: [
      "broadband", "coffee-shop", "first-steps", "bank", "dentist", "gym", "hotel", "online-shop",
    ])
  func aCustomerIsFewBytes(_ name: String) throws {
    #expect(MemoryLayout<Customer>.stride <= 152)
    let loaded = try ScenarioLoader.load("Scenarios/\(name).yaml")
    let world = try Model(loaded.scenario).settledWorld(seed: 1, replication: 1).simulation
    let headers = (0..<world.tables.count).map { world.tables.headers[$0] }
    let bytes = headers.reduce(0) { $0 + $1.count * $1.stride }
    print(name, Double(bytes) / Double(world.customers.count), headers.enumerated().filter { $0.element.count * $0.element.stride > world.customers.count }.map { "\($0.offset):\($0.element.stride)x\(Double($0.element.count) / Double(world.customers.count))" })
    #expect(bytes < 480 * world.customers.count)
  }
}
