import CustomerExperience
import RandomVariates
import Testing

@testable import ScenarioFiles

@Suite struct LawTests {
  private func law(
    _ text: String, _ unit: Unit = .minutes, in range: ClosedRange<Double> = 0...10_000
  ) throws -> Law {
    try ValueReader(path: "key", measuring: Measuring()).law(text, unit, in: range) { _, _ in
      [1, 2]
    }
  }

  @Test func everyLawIsRead() throws {
    #expect(try law("5 min") == .constant(5))
    #expect(try law("exponential 2 min") == .exponential(mean: 2))
    #expect(try law("lognormal 6 min cv 0.9") == .lognormal(mean: 6, sd: 6 * 0.9))
    #expect(try law("lognormal 6 min cv 90%") == .lognormal(mean: 6, sd: 6 * 0.9))
    #expect(try law("gamma 30 days sd 12 days", in: 0...1e6) == .gamma(mean: 43_200, sd: 17_280))
    #expect(try law("uniform 2 min to 9 min") == .uniform(low: 2, high: 9))
    #expect(
      try law("triangular 2 min to 4 min to 9 min") == .triangular(low: 2, mode: 4, high: 9))
    #expect(try law("beta 70% sd 10%", .fraction, in: 0...1) == .beta(mean: 0.7, sd: 0.1))
    #expect(
      try law("beta 4% per month sd 1%", .chancePerMonth, in: 0...1) == .beta(mean: 0.04, sd: 0.01))
    #expect(try law("empirical waits.csv minutes") == .empirical([1, 2]))
    let week = 525_960.0 / 10_080
    #expect(
      try law("gamma 6 per week cv 0.5", .perYear) == .gamma(mean: 6 * week, sd: 6 * week * 0.5))
    #expect(
      try law("triangular £25/month to £29/month to £33/month", .moneyPerMonth)
        == .triangular(low: 25, mode: 29, high: 33))
    #expect(try law("GBP 5", .money) == .constant(5))
  }

  @Test(arguments: [
    ("gamma 6 min", "gamma needs a spread"), ("lognormal cv 0.5", "needs a mean"),
    ("lognormal 6 min cv 0", "for a constant, write the value alone"),
    ("gamma 6 min sd 0 min", "'sd' must be above 0"), ("gamma 6 min cv 11", "at most 10"),
    ("gamma 6 min cv much", "ratio to the mean"), ("gamma 0 min cv 1", "mean above 0"),
    ("gamma -6 min cv 1", "mean above 0"), ("exponential", "needs a mean"),
    ("exponential 5 points", "the mean of key is a duration, such as 8 min; found '5 points'"),
    ("uniform 9 min to 2 min", "must go up"), ("uniform 2 min", "write 'uniform LOW to HIGH'"),
    ("triangular 2 min to 9 min to 4 min", "must go up"),
    ("triangular 2 min to 9 min", "write 'triangular"),
    ("beta 70% sd 10%", "beta lies between 0% and 100%"),
    ("empirical waits.csv", "with a file and a column"),
    ("normal 5 min sd 1 min", "unknown law 'normal'; it is a duration, such as 8 min, or a law"),
    ("gama 5 min sd 1 min", "unknown law 'gama' (did you mean 'gamma'?)"),
    ("uniform 2 min to 20000 min", "all values of uniform must be 0 min to 10000 min"),
    ("lognormal 20000 min cv 1", "the mean must be 0 min to 10000 min"),
    ("-5 min", "key must be 0 min to 10000 min"),
  ])
  func badLawsAreRefused(_ text: String, _ part: String) {
    let problem = #expect(throws: ValueProblem.self) { try law(text) }
    #expect(problem?.message.contains(part) == true, "\(problem?.message ?? "")")
  }

  @Test func sharesNeedABoundedLaw() {
    let problem = #expect(throws: ValueProblem.self) {
      try law("lognormal 5% cv 1", .fraction, in: 0...1)
    }
    #expect(problem?.message.contains("no upper end") == true)
    let wide = #expect(throws: ValueProblem.self) {
      try law("beta 70% sd 50%", .fraction, in: 0...1)
    }
    #expect(wide?.message == "key: a beta with mean 70% needs an sd below 45.8%")
    #expect(throws: ValueProblem.self) {
      try law("beta 21% per year sd 5%", .chancePerMonth, in: 0...1)
    }
    #expect(throws: ValueProblem.self) { try law("gamma 21% per year cv 1", .perYear) }
  }

  @Test(arguments: [
    "5 min", "exponential 2 min", "lognormal 6 min cv 0.9", "gamma 2 days cv 0.7",
    "uniform 2 min to 9 min", "triangular 2 min to 4 min to 9 min", "lognormal 100 s cv 0.5",
  ])
  func textIsWhatWasWritten(_ text: String) throws {
    #expect(Measuring().text(try law(text), .minutes) == text)
  }

  @Test func spreadWithoutARoundRatioIsGivenAsItIs() throws {
    let law = Law.gamma(mean: 7, sd: 2.0 / 3)
    let text = Measuring().text(law, .minutes)
    #expect(text.contains("sd"))
    #expect(try self.law(text) == law)
  }

  @Test func empiricalLawsReadDataFiles() throws {
    let bench = try Workbench([
      "base/waits.csv": "id,\"minutes, waited\",wait\n1,x,2.5\r\n2,\"y\",\"3\"\n\n3,,4e0\n",
      "base/parent.yaml": cafe("service: 100 s", "service: empirical waits.csv wait"),
      "child.yaml": "extends: base/parent.yaml",
    ])
    let loaded = try bench.load("child.yaml")
    #expect(loaded.scenario.journeys[0].touchpoints[0].service == .empirical([2.5, 3, 4]))
    #expect(loaded.inputs.map { $0.path.hasSuffix("waits.csv") } == [false, false, true])
    let text = ResolvedScenario.text(of: loaded)
    #expect(text.contains("service: empirical base/waits.csv wait"))
    try bench.write(text, to: "resolved.yaml")
    #expect(try bench.load("resolved.yaml").scenario == loaded.scenario)
  }

  @Test func dataFilesAreChecked() throws {
    let bench = try Workbench([
      "bad.csv": "wait\n2\nlong\n", "empty.csv": "", "header.csv": "wait\n", "minus.csv": "w\n-2\n",
    ])
    func message(_ law: String) throws -> String {
      try bench.write(cafe("service: 100 s", "service: \(law)"), to: "test.yaml")
      return bench.problems().first ?? ""
    }
    let place = "test.yaml:13:42 "
    #expect(
      try message("empirical none.csv wait") == place + "data file none.csv: no such file")
    #expect(
      try message("empirical bad.csv wait")
        == place + "bad.csv, line 3: column 'wait' is not a number: 'long'")
    #expect(
      try message("empirical bad.csv wayt")
        == place + "bad.csv has no column 'wayt' (did you mean 'wait'?)")
    #expect(
      try message("empirical empty.csv wait")
        == place + "empty.csv has no column 'wait'; it is empty")
    #expect(try message("empirical header.csv wait") == place + "header.csv holds no rows")
    #expect(try message("empirical minus.csv w").contains("all values of empirical must be 0 min"))
  }
}
