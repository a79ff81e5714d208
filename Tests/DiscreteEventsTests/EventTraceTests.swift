import DiscreteEvents
import Testing

@Suite("Event trace")
struct EventTraceTests {
  @Test("a line an event, in columns")
  func text() {
    var trace = EventTrace(limit: 3)
    trace.note(at: 0.5, "caller 1", "rings")
    trace.note(at: 12.3456, "agent 22", "answers caller 1")
    trace.note(at: 12.3456, "day", "ends")
    trace.note(at: 13, "caller 2", "is not kept")
    #expect(
      trace.text() == """
         0.500  caller 1  rings
        12.346  agent 22  answers caller 1
        12.346  day       ends
        ... and 1 more

        """)
    #expect(trace.text { _ in "now" }.hasPrefix("now  caller 1  rings\n"))
    #expect(trace.entries.count == 3 && trace.omitted == 1)
  }

  @Test("what is off records nothing")
  func off() {
    var trace = EventTrace()
    trace.note(at: 1, "a", "b")
    #expect(!trace.isRecording && trace.entries.isEmpty && trace.omitted == 0)
    #expect(trace.text().isEmpty)
  }

  @Test(
    "decimals",
    arguments: [(0.0, "0.000"), (-0.0001, "0.000"), (-1.5, "-1.500"), (7.0456, "7.046")])
  func decimals(_ time: Double, _ text: String) {
    #expect(EventTrace.decimals(time) == text)
    #expect(EventTrace.decimals(.infinity) == "inf")
  }

  @Test("the first difference from a stored trace is told")
  func difference() {
    #expect(EventTrace.firstDifference(of: "a\nb\n", from: "a\nb\n") == nil)
    #expect(
      EventTrace.firstDifference(of: "a\nc\n", from: "a\nb\n") == "line 2\n  is:  c\n  was: b")
    #expect(
      EventTrace.firstDifference(of: "a\n", from: "a\nb\n") == "line 2\n  is:  (no line)\n  was: b")
  }

  @Test("time cannot run backwards")
  func backwards() async {
    await #expect(processExitsWith: .failure) {
      var trace = EventTrace(limit: 9)
      trace.note(at: 2, "a", "b")
      trace.note(at: 1, "a", "b")
    }
  }
}
