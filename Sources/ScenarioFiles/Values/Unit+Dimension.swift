import CustomerExperience

extension Unit {
  /// What a unit measures, with the unit of time in which it is stored.
  enum Dimension: Equatable {
    case duration(TimeUnit)
    case rate(TimeUnit)
    case chance(TimeUnit)
    case money(TimeUnit?)
    case fraction
    case number(words: [String])
  }

  var dimension: Dimension {
    switch self {
    case .minutes: .duration(.minute)
    case .hours: .duration(.hour)
    case .days: .duration(.day)
    case .months, .wholeMonths: .duration(.month)
    case .perHour, .perOpenHour: .rate(.hour)
    case .perDay: .rate(.day)
    case .perMonth: .rate(.month)
    case .perYear: .rate(.year)
    case .money, .price: .money(nil)
    case .moneyPerHour: .money(.hour)
    case .moneyPerMonth: .money(.month)
    case .fraction: .fraction
    case .chancePerMonth: .chance(.month)
    case .chancePerYear: .chance(.year)
    case .points: .number(words: ["points", "point", "pts"])
    case .times: .number(words: ["times", "x"])
    case .people: .number(words: ["people", "person"])
    case .customers: .number(words: ["customers", "customer"])
    case .utility, .logOdds, .count: .number(words: [])
    }
  }

  /// The name in the reference, such as `points` or `money per hour`.
  var title: String {
    switch self {
    case .minutes, .hours, .days, .months, .wholeMonths: "duration"
    case .perHour, .perDay, .perMonth, .perYear: "rate"
    case .perOpenHour: "rate per open hour"
    case .money: "money"
    case .price: "money (a month under a contract, a visit in a repertoire market)"
    case .moneyPerHour, .moneyPerMonth: "money per time"
    case .fraction: "share"
    case .chancePerMonth, .chancePerYear: "chance over a period"
    case .points: "points"
    case .utility: "utility"
    case .logOdds: "log-odds"
    case .times: "factor"
    case .people: "people"
    case .customers: "customers"
    case .count: "number"
    }
  }
}

extension Measuring {
  /// What a value of a unit looks like, for messages: `money per time, such as £12.50/h`.
  func example(of unit: Unit) -> String {
    switch resolved(unit) {
    case .minutes: "a duration, such as 8 min"
    case .hours: "a duration, such as 37.5 h"
    case .days: "a duration, such as 42 days"
    case .months, .wholeMonths: "a duration, such as 6 months"
    case .perHour: "a rate, such as 60 per h"
    case .perOpenHour: "a rate per hour of opening, such as 60 per h"
    case .perDay: "a rate, such as 14 per day"
    case .perMonth: "a rate, such as 0.02 per month"
    case .perYear: "a rate, such as 3 per week"
    case .money, .price: "money, such as \(currency.text("75"))"
    case .moneyPerHour: "money per time, such as \(currency.text("12.50"))/h"
    case .moneyPerMonth: "money per time, such as \(currency.text("32"))/month"
    case .fraction: "a share, such as 25%"
    case .chancePerMonth: "a chance over a period, such as 4% per month"
    case .chancePerYear: "a chance over a period, such as 21% per year"
    case .points: "a number of points, such as 6"
    case .utility: "a number, such as 0.5"
    case .logOdds: "a number (log-odds), such as 0.35"
    case .times: "a factor, such as 1.5"
    case .people: "a number of people, such as 3"
    case .customers: "a number of customers, such as 300"
    case .count: "a number, such as 4"
    }
  }
}
