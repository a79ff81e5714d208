public import CustomerExperience

/// Scenario files to start from.
public enum ScenarioTemplate {
  /// A commented scenario file that loads and runs as it is.
  ///
  /// - Parameters:
  ///   - title: The title.
  ///   - relationship: What binds the customers: a café-like market, or contracts.
  /// - Returns: The text of the file.
  public static func starter(
    named title: String, relationship: Relationship = .repertoire
  ) -> String {
    let body =
      switch relationship {
      case .repertoire: repertoire
      case .contract: contract
      }
    let schema = "# yaml-language-server: $schema=scenario.schema.json\n"
    return schema + "title: \(FlowText.scalar(title))\n" + body
  }

  private static let repertoire = """
    about: What would a fourth barista, or a day of training, do for the regulars?
    currency: GBP

    clock: {start: 2026-01-05, horizon: 2 years}

    customers:
      relationship: repertoire                # nobody signs anything: they choose afresh each time
      segments:
        regulars:
          initial: 600                        # customers at the start
          occasions: gamma 6 per week cv 0.5  # how often each of them wants one, from anybody
          spend: lognormal £3.60 cv 0.4       # money spent on a visit
          patience: lognormal 5 min cv 0.6    # how long they wait in line before walking out
        passers-by:
          initial: 2000
          occasions: gamma 2 per month cv 0.9
          spend: lognormal £4.20 cv 0.5
          patience: exponential 3 min

    journeys:
      visit:                                  # a journey without a need is the visit to buy
        touchpoints:
          counter: {team: staff, service: lognormal 100 s cv 0.5}

    teams:
      staff:
        staff: 3                              # people on the payroll
        hours: Mon-Sat 07:00-18:00
        pay: £12.50/h
        training:
          service-basics: {hours: 8 h, cost: £140, teaches: {empathy: 100%, assurance: 100%}}

    economics: {overhead: £4000/month}        # rent, power and so on

    market:
      rivals:
        over-the-road: {name: Over the road, price: 5% below ours, quality: 74}

    # What a manager could change; try: cxlab compare FILE --set teams.staff.staff=4
    levers:
      teams.staff.staff: {from: 2, to: 5}
      teams.staff.training.service-basics.every: [never, 12 months, 6 months]

    # A dated change; take away the # signs to use it.
    # plan:
    #   - {at: month 3, train: staff, course: service-basics, every: 6 months}
    #   - {at: month 6, set: {teams.staff.staff: 4}}

    """

  private static let contract = """
    about: What would fault training, or one more agent, do for retention?
    currency: GBP

    clock: {start: 2026-01-05, horizon: 3 years}

    customers:
      relationship: contract                  # they have signed, and stay until they leave
      contract: {term: 18 months, price: £32/month}
      segments:
        households:
          initial: 3000                       # customers at the start
          patience: lognormal 25 min cv 1     # how long they hold the line before hanging up
          moves: {rate: 0.05 per year, lost: 35%}
      acquisition: {marketing: {spend: £2500/month, cost: £75}}

    journeys:
      fault:
        need: {rate: 1.7 per year}            # for each customer
        touchpoints:
          call:
            team: first-line
            channel: phone
            service: lognormal 9 min cv 0.9
            resolves: 62%
            unresolved: [{to: visit, share: 70%}, {to: call, share: 30%, after: gamma 2 days cv 0.7}]
          visit:
            team: field
            service: lognormal 55 min cv 0.6
            promise: {within: 3 days}
            resolves: 90%
            unresolved: [{to: call, share: 100%, after: gamma 2 days cv 0.7}]

    teams:
      first-line:
        name: First line
        staff: 3                              # people on the payroll
        week: 37.5 h
        hours: Mon-Sat 08:00-20:00
        absence: 13%
        pay: £11.80/h
        turnover: 21% per year
        training:
          fault-finding: {hours: 16 h, cost: £260, teaches: {reliability: 100%, assurance: 50%}}
      field: {name: Engineers, staff: 3, hours: Mon-Fri 08:00-18:00, pay: £15/h, capacity: 9 per day}

    market:
      rivals:
        bignet: {name: BigNet, price: £29/month, quality: 70}

    # What a manager could change; try: cxlab compare FILE --set teams.first-line.staff=4
    levers:
      teams.first-line.staff: {from: 2, to: 5}
      teams.first-line.training.fault-finding.every: [never, 12 months, 6 months]

    # A dated change; take away the # signs to use it.
    # plan:
    #   - {at: month 3, train: first-line, course: fault-finding, every: 6 months}
    #   - {at: month 6, set: {teams.first-line.staff: 4}}

    """
}
