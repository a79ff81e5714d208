import DiscreteEvents
import Testing

@Suite("Civil dates")
struct CivilDateTests {
  @Test(
    "known days",
    arguments: [
      ("1970-01-01", 0, 3), ("2026-01-05", 20_458, 0), ("2000-02-29", 11_016, 1),
      ("1969-12-31", -1, 2), ("1900-03-01", -25_508, 3), ("2024-12-31", 20_088, 1),
      ("0000-03-01", -719_468, 2),
    ])
  func known(text: String, number: Int, weekday: Int) throws {
    let date = try #require(CivilDate(iso: text))
    #expect(date.dayNumber == number)
    #expect(date.weekday == weekday)
    #expect(date.description == text)
    #expect(CivilDate(dayNumber: number) == date)
  }

  @Test("every day follows the one before, over eight centuries")
  func succession() {
    var expected = (year: 1599, month: 12, day: 31)
    var date = CivilDate(dayNumber: -135_141)
    for number in -135_141..<157_054 {
      date = CivilDate(dayNumber: number)
      #expect(date.dayNumber == number)
      if number > -135_141 {
        expected.day += 1
        if expected.day > CivilDate.days(inMonth: expected.month, of: expected.year) {
          (expected.day, expected.month) = (1, expected.month + 1)
        }
        if expected.month > 12 { (expected.month, expected.year) = (1, expected.year + 1) }
      }
      let same = (date.year, date.month, date.day) == expected
      if !same { Issue.record("day \(number) is \(date), not \(expected)") }
    }
    #expect(date.description == "2399-12-31")
  }

  @Test(
    "only real days, written in full, are read",
    arguments: [
      "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-05", "20260105",
      "2026-01-05 ", "2026/01/05", "", "2O26-01-05", "2026-01-00",
    ])
  func refused(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test(
    "adding months keeps the day or takes the month's last",
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
      ("2026-01-05", 12, "2027-01-05"),
      ("2026-01-05", -1, "2025-12-05"), ("2026-03-31", -13, "2025-02-28"),
      ("2026-11-30", 3, "2027-02-28"),
      ("2026-05-17", 0, "2026-05-17"),
    ])
  func months(text: String, months: Int, result: String) {
    #expect(CivilDate(iso: text)?.adding(months: months).description == result)
  }

  @Test("adding days and comparing")
  func days() throws {
    let date = try #require(CivilDate(iso: "2026-12-30"))
    #expect(date.adding(days: 3).description == "2027-01-02")
    #expect(date < date.adding(days: 1))
    #expect(date.adding(months: -1) < date)
  }
}
