import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("The house and its rooms")
struct HouseTests {
  @Test("no two purposes of draws share a number")
  func draws() {
    let all = House.rooms.flatMap { $0.draws }
    #expect(all.count > 30 && Set(all).count == all.count)
  }

  @Test("no two metrics share an id, and each has a definition that ends")
  func metrics() {
    #expect(Set(Metric.all.map(\.id)).count == Metric.all.count)
    for metric in Metric.all { #expect(metric.definition.hasSuffix("."), "\(metric.id)") }
  }

  @Test("a scenario's figures have a place each, and no two the same")
  func places() throws {
    let layout = FigureLayout(.everything(.repertoire))
    #expect(layout.keys.count == layout.slots && Set(layout.keys).count == layout.slots)
    #expect(layout.metrics == Metric.all)
    for (place, key) in layout.keys.enumerated() { #expect(layout.place(of: key) == place) }
    #expect(layout.rows.count == layout.slots)
  }

  @Test("a copy of a world has rows of its own in every table", arguments: Relationship.allCases)
  func copies(relationship: Relationship) throws {
    let model = try Model(.everything(relationship))
    let world = try model.settledWorld(seed: 1, replication: 1)
    let before = world.simulation.tables.bytes
    #expect(before.count > 10 && before.contains { $0.count > 10_000 })
    _ = world.run(model)
    #expect(world.simulation.tables.bytes == before)
    let copy = world.simulation.copied()
    #expect(copy.tables.bytes == before)
  }

  @Test("a table grows, and one that is empty takes no memory")
  func tables() {
    let tables = Tables()
    let table: TableHandle<Int32> = tables.make()
    #expect(tables.headers[table.number].rows == nil)
    let rows = Rows<Int32>(header: tables.headers + table.number)
    for n in 0..<1_000 { rows.append(Int32(n)) }
    rows[7] = -1
    #expect(rows.count == 1_000 && rows[999] == 999 && rows[7] == -1)
    #expect(rows.popLast() == 999 && rows.count == 999)
    let copy = Tables(copying: tables)
    Rows<Int32>(header: copy.headers + table.number)[8] = -1
    #expect(rows[8] == 8)
    rows.fill(with: 3, count: 5)
    rows.append(contentsOf: Rows(header: copy.headers + table.number))
    #expect(rows.count == 1_004 && rows[4] == 3 && rows[5] == 0 && rows[13] == -1)
    withExtendedLifetime((tables, copy)) {}
  }
}

extension Tables {
  /// The rows of each table as bytes.
  fileprivate var bytes: [[UInt8]] {
    (0..<count).map {
      let header = headers[$0]
      guard let rows = header.rows else { return [] }
      return Array(
        UnsafeRawBufferPointer(start: rows, count: header.count * header.stride))
    }
  }
}
