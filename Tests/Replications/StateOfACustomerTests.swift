import DiscreteEvents
import ScenarioFiles
import Testing

@testable import CustomerExperience

/// How much memory a customer is, before anything is remembered of the months observed: all tables with a row or more for
/// each of them.
struct StateOfACustomerTests {
  /// Under a contract 256 bytes; in a repertoire market what a customer likes of each provider and does on their own
  /// occasions comes besides.
  @Test(
    arguments: [
      ("broadband", 256), ("bank", 256), ("dentist", 256), ("gym", 256), ("first-steps", 292),
      ("coffee-shop", 344), ("hotel", 344), ("online-shop", 352),
    ])
  func aCustomerIsFewBytes(_ name: String, most: Int) throws {
    #expect(MemoryLayout<Customer>.stride <= 152)
    let loaded = try ScenarioLoader.load("Scenarios/\(name).yaml")
    let world = try Model(loaded.scenario).settledWorld(seed: 1, replication: 1).simulation
    let headers = (0..<world.tables.count).map { world.tables.headers[$0] }
      .filter { $0.count >= world.customers.count }
    let bytes = headers.reduce(0) { $0 + $1.count * $1.stride }
    #expect(bytes <= most * world.customers.count)
  }
}
