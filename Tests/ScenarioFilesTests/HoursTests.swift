import Testing

@testable import ScenarioFiles

@Suite struct HoursTests {
  @Test func hoursAreRead() {
    #expect(HoursText.intervals("always") == [0..<10_080])
    #expect(HoursText.intervals("24/7") == [0..<10_080])
    #expect(HoursText.intervals("Tue 08:00-20:00") == [1920..<2640])
    #expect(HoursText.intervals("Mon-Tue 08:00-20:00") == [480..<1200, 1920..<2640])
    #expect(HoursText.intervals("daily 00:00-24:00") == [0..<10_080])
    #expect(HoursText.intervals("Sun 22:00-02:00") == [0..<120, 9960..<10_080])
    #expect(HoursText.intervals("Sat-Mon 08:00-09:00") == [480..<540, 7680..<7740, 9120..<9180])
    #expect(
      HoursText.intervals("Mon 08:00-12:00 and Mon 13:00-17:00") == [480..<720, 780..<1020])
    #expect(HoursText.intervals("Monday 8:00-12:00, Tuesday 8:00-9:00")?.count == 2)
  }

  @Test(arguments: [
    "", "Mon", "08:00-20:00", "Mon 8-20", "Mon 25:00-26:00", "Mon 08:00", "Mon 08:60-09:00",
    "Man 08:00-20:00", "Mon-Tue-Wed 08:00-20:00", "Mon 08:00-08:00", "and", "Mon 24:00-25:00",
  ])
  func otherTextIsNotHours(_ text: String) { #expect(HoursText.intervals(text) == nil) }

  @Test(arguments: [
    "always", "Mon-Sat 08:00-20:00", "Mon-Fri 09:00-18:00 and Sat 10:00-14:00",
    "Mon 08:00-12:00 and Mon 13:00-17:00", "Mon 00:00-02:00 and Sun 22:00-24:00",
  ])
  func textReadsBackTheSame(_ text: String) throws {
    let intervals = try #require(HoursText.intervals(text))
    #expect(HoursText.intervals(HoursText.text(intervals)) == intervals)
    #expect(HoursText.text(intervals) == text)
  }

  @Test func momentsAndTimesAreRead() {
    #expect(CalendarText.day("1970-01-01") == 0)
    #expect(CalendarText.day("2026-1-5") == nil)
    #expect(CalendarText.day("2025-02-29") == nil)
    #expect(CalendarText.text(day: 20_458) == "2026-01-05")
    #expect(CalendarText.minute("24:00") == 1440)
    #expect(CalendarText.minute("24:01") == nil)
    #expect(CalendarText.text(minute: 485) == "08:05")
  }

  @Test(arguments: ["as ours", "5% below ours", "12.5% above ours", "£29/month", "100% below ours"])
  func pricesReadBackTheSame(_ text: String) throws {
    let price = try ValueReader(path: "key", measuring: Measuring()).price(text)
    #expect(Measuring().text(price) == text)
  }

  @Test(arguments: ["5% ours", "below ours", "101% below ours", "5 below ours", "£29", "cheap"])
  func otherTextIsNoPrice(_ text: String) {
    #expect(throws: ValueProblem.self) {
      try ValueReader(path: "key", measuring: Measuring()).price(text)
    }
  }
}
