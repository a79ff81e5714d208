import CustomerExperience
import Testing

import func Foundation.exp
import func Foundation.log
import func Foundation.pow

@testable import ScenarioFiles

@Suite struct UnitTests {
  private let contract = Measuring()

  private func value(_ text: String, _ unit: Unit, _ measuring: Measuring? = nil) throws -> Double {
    try ValueReader(path: "key", measuring: measuring ?? contract).quantity(text, unit)
  }

  @Test(arguments: [
    ("90 s", Unit.minutes, 1.5), ("90 sec", .minutes, 1.5), ("30 seconds", .minutes, 0.5),
    ("8 min", .minutes, 8), ("8 minutes", .minutes, 8), ("1.5 h", .minutes, 90),
    ("1 hour", .minutes, 60), ("2 hours", .minutes, 120), ("1 day", .minutes, 1440),
    ("3 days", .minutes, 4320), ("1 week", .minutes, 10_080), ("2 weeks", .days, 14),
    ("1 month", .days, 30.4375), ("1 year", .months, 12), ("18 months", .months, 18),
    ("37.5 h", .hours, 37.5), ("8min", .minutes, 8), ("-3 min", .minutes, -3), ("0", .minutes, 0),
    ("1e1 min", .minutes, 10), (".5 h", .minutes, 30), ("+2 h", .hours, 2),
    ("60 per h", .perHour, 60), ("60/h", .perHour, 60), ("1 per min", .perHour, 60),
    ("3 per week", .perYear, 3 * 525_960.0 / 10_080), ("14 per day", .perDay, 14),
    ("12 per year", .perMonth, 1), ("0.21 per year", .perYear, 0.21), ("2/month", .perYear, 24),
    ("£75", .money, 75), ("75 GBP", .money, 75), ("GBP 75", .money, 75), ("-£5", .money, -5),
    ("£12.50/h", .moneyPerHour, 12.5), ("£4350/month", .moneyPerMonth, 4350),
    ("£1200 per year", .moneyPerMonth, 100), ("£32/month", .price, 32), ("0", .money, 0),
    ("62%", .fraction, 0.62), ("62 %", .fraction, 0.62), ("0.62", .fraction, 0.62),
    ("7%", .fraction, 0.07), ("4% per month", .chancePerMonth, 0.04),
    ("21% per year", .chancePerYear, 0.21), ("100% per year", .chancePerMonth, 1),
    ("6", .points, 6), ("6 points", .points, 6), ("1.5 times", .times, 1.5), ("3", .people, 3),
    ("3 people", .people, 3), ("300 customers", .customers, 300), ("0.35", .logOdds, 0.35),
    ("1e3", .count, 1000), ("0.5", .utility, 0.5),
  ])
  func reads(_ text: String, _ unit: Unit, _ expected: Double) throws {
    #expect(try value(text, unit) == expected)
  }

  @Test func probabilitiesAndRatesConvert() throws {
    func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 }
    #expect(close(try value("21% per year", .chancePerMonth), 1 - pow(0.79, 1.0 / 12)))
    #expect(close(try value("0.12 per year", .chancePerMonth), 1 - exp(-0.01)))
    #expect(close(try value("4% per month", .chancePerYear), 1 - pow(0.96, 12)))
    #expect(close(try value("21% per year", .perYear), -log(0.79)))
    #expect(close(try value("4% per month", .perYear), -12 * log(0.96)))
    #expect(throws: ValueProblem.self) { try value("100% per year", .perYear) }
  }

  @Test(arguments: [
    ("12 min", Unit.moneyPerHour, "key is money per time, such as £12.50/h; found '12 min'"),
    ("£12.50", .moneyPerHour, "key is money per time, such as £12.50/h; found '£12.50'"),
    ("12", .money, "key is money, such as £75; found '12'"),
    ("£5/h", .money, "key is money, such as £75; found '£5/h'"),
    ("8", .minutes, "key is a duration, such as 8 min; found '8'"),
    ("8 parsecs", .minutes, "key is a duration, such as 8 min; found '8 parsecs'"),
    ("soon", .months, "key is a duration, such as 6 months; found 'soon'"),
    ("5%", .chancePerMonth, "key is a chance over a period, such as 4% per month; found '5%'"),
    ("3", .perYear, "key is a rate, such as 3 per week; found '3'"),
    ("3 per visit", .perYear, "key is a rate, such as 3 per week; found '3 per visit'"),
    ("5 min", .fraction, "key is a share, such as 25%; found '5 min'"),
    ("5%", .points, "key is a number of points, such as 6; found '5%'"),
    ("nan", .points, "key is a number of points, such as 6; found 'nan'"),
    ("inf", .count, "key is a number, such as 4; found 'inf'"),
    ("", .times, "key is a factor, such as 1.5; found ''"),
    (
      "1,5 h", .hours,
      "key is a duration, such as 37.5 h; found '1,5 h' (write decimals with a point)"
    ),
    (
      "£4,350/month", .moneyPerMonth,
      "key is money per time, such as £32/month; found '£4,350/month' (write thousands without a comma)"
    ),
    ("€5", .money, "key is in €, but the scenario's currency is GBP"),
    ("USD 5", .money, "key is in USD, but the scenario's currency is GBP"),
    (
      "1e99999999999999999999%", .fraction,
      "key is too large a number; found '1e99999999999999999999%'"
    ),
    ("1e999", .count, "key is too large a number; found '1e999'"),
    ("1e308 years", .minutes, "key is too large a number; found '1e308 years'"),
  ])
  func refuses(_ text: String, _ unit: Unit, _ message: String) {
    #expect(throws: ValueProblem(message)) { try value(text, unit) }
  }

  @Test func currencyFollowsTheScenario() throws {
    let dollars = Measuring(currency: Currency(code: "USD"), relationship: .repertoire)
    #expect(try value("$3.60", .money, dollars) == 3.6)
    #expect(try value("USD 3.60", .money, dollars) == 3.6)
    #expect(try value("$3.60", .price, dollars) == 3.6)
    #expect(throws: ValueProblem.self) { try value("$3.60/month", .price, dollars) }
    #expect(throws: ValueProblem.self) { try value("£3.60", .money, dollars) }
    let crowns = Measuring(currency: Currency(code: "SEK"))
    #expect(crowns.text(12.5, .moneyPerHour) == "12.50 SEK/h")
    #expect(try value("12.5 SEK/h", .moneyPerHour, crowns) == 12.5)
  }

  @Test(arguments: Unit.allCases) func textReadsBackTheSame(_ unit: Unit) throws {
    let numbers = [
      0, 1, 0.07, 0.1, 1.0 / 3, 1.5, 2.5, 100.0 / 60, 9, 25, 36, 120, 1440, 43_830, 0.0193, 0.29,
      313.0714285714286, 12_345.678, 1e-7, 0.999, 123_456_789.125,
    ]
    for number in numbers where unit.dimension != .chance(.month) || number <= 1 {
      let text = contract.text(number, unit)
      #expect(try value(text, unit) == number, "\(text)")
    }
  }

  @Test func textIsWhatAPersonWouldWrite() {
    #expect(contract.text(1440, .minutes) == "1 day")
    #expect(contract.text(100.0 / 60, .minutes) == "100 s")
    #expect(contract.text(25, .minutes) == "25 min")
    #expect(contract.text(0.07, .fraction) == "7%")
    #expect(contract.text(0.29, .fraction) == "29%")
    #expect(contract.text(6 * 525_960.0 / 10_080, .perYear) == "6 per week")
    #expect(contract.text(32, .moneyPerMonth) == "£32/month")
    #expect(contract.text(0.21, .chancePerYear) == "21% per year")
    #expect(contract.text(1, .months) == "1 month")
  }
}
