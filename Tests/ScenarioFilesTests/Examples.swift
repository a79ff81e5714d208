/// The example scenarios, as a user would have them on disk.
enum Examples {
  static let broadband = """
    # yaml-language-server: $schema=scenario.schema.json
    title: Broadband contact centre
    about: >
      A regional broadband provider. Faults and bills make people ring; long waits, repeat calls and broken
      promises make them leave when the contract ends. Does first-line fault training beat one more agent?
    sources:
      ofcom-2016: "Ofcom, Comparing Service Quality 2016"
      ofcom-2022: "Ofcom, Comparing Customer Service 2023 (data for 2022)"
      cma-2015: "CMA and Which?, switching in the last three years, 2015"
    currency: GBP

    clock: {start: 2026-01-05, horizon: 3 years, settle: 60 months}

    customers:
      relationship: contract
      contract: {term: 18 months, price: £32/month, renew_at_end: 50%, renew_later: 4% per month}
      segments:
        families:
          initial: 2200
          people: {age: {25-44: 55%, 45-64: 45%}, home: {owner: 65%, renter: 35%}}
          weights: {reliability: 34%, responsiveness: 26%, assurance: 16%, empathy: 10%, tangibles: 14%}
          patience: lognormal 25 min cv 1.0            # each time
          moves: {rate: 0.04 per year, lost: 35%}      # leaving that no service could prevent
        students:
          initial: 1200
          weights: {reliability: 40%, responsiveness: 25%, assurance: 10%, empathy: 5%, tangibles: 20%}
          patience: lognormal 25 min cv 1.0
          moves: {rate: 0.7 per year, lost: 35%}
        retired:
          initial: 1600
          weights: {reliability: 30%, responsiveness: 18%, assurance: 22%, empathy: 22%, tangibles: 8%}
          patience: lognormal 25 min cv 1.0
          moves: {rate: 0.02 per year, lost: 35%}
      acquisition: {marketing: {spend: £4350/month, cost: £75}, word-of-mouth: {enabled: true}}

    journeys:
      fault:
        need: {rate: 1.7 per year}                     # per customer
        touchpoints:
          call:
            team: first-line
            channel: phone
            service: lognormal 9 min cv 0.9
            resolves: 62%
            unresolved: [{to: engineer, share: 70%}, {to: call, share: 30%, after: gamma 2 days cv 0.7}]
          engineer:
            team: field
            service: lognormal 55 min cv 0.6
            promise: {within: 3 days}
            resolves: 90%
            unresolved: [{to: call, share: 100%, after: gamma 2 days cv 0.7}]
      bill:
        need: {rate: 1.95 per year, peak: {day: 3, factor: 4}}
        touchpoints:
          call:
            team: first-line
            channel: phone
            service: lognormal 6 min cv 0.8
            resolves: 80%
            unresolved: [{to: call, share: 100%, after: gamma 3 days cv 0.7}]
      leaving:
        need: {when: intends-to-leave}
        touchpoints:
          desk: {team: retention-desk, channel: phone, service: lognormal 8 min cv 0.7, saves: 25%, offer: {discount: 15%, for: 6 months}}

    teams:
      first-line:
        name: First line
        staff: 5                                       # people on the payroll
        week: 37.5 h
        hours: Mon-Sat 08:00-20:00
        absence: 13%
        pay: £11.80/h
        turnover: 21% per year
        training:
          fault-finding: {hours: 16 h, cost: £260, teaches: {reliability: 1.0, assurance: 0.5}}
      field: {name: Engineers, staff: 4, hours: Mon-Fri 08:00-18:00, pay: £15/h, capacity: 14 per day}
      retention-desk: {name: Retention desk, staff: 1, hours: Mon-Fri 09:00-18:00, pay: £12.40/h}

    quality: {mean: 74, between-staff: 6, within-staff: 8, process: 4}

    market:
      rivals:
        bignet:  {name: BigNet, price: £29/month, quality: 70, promotions: [{at: month 9, price: £24/month, for: 2 months}]}
        fibreco: {name: FibreCo, price: £35/month, quality: 80, enters: month 18}

    evidence:
      - {metric: mean_wait, subject: team:first-line, low: 127 s, high: 187 s, used: fit, source: ofcom-2022}
      - {metric: abandonment_rate, subject: team:first-line, low: 4%, high: 21%, used: check, source: ofcom-2022}
      - {metric: complaint_incidence, low: 11%, high: 15%, used: fit, source: ofcom-2016}
      - {metric: satisfied_share, low: 79%, high: 85%, used: fit, source: ofcom-2022}
      - {metric: switched_36m, low: 24%, high: 28%, used: fit, source: cma-2015}

    levers:
      teams.first-line.staff: {from: 4, to: 8}
      teams.first-line.training.fault-finding.every: [never, 12 months, 6 months, 3 months]
      quality.between-staff: {from: 0, to: 12}

    """

  static let firstSteps = """
    # yaml-language-server: $schema=scenario.schema.json
    title: Corner café
    about: A café with one rival across the road. Customers choose afresh each time they want a coffee.
    currency: GBP

    clock: {start: 2026-01-05, horizon: 2 years}

    customers:
      relationship: repertoire                # nobody signs anything: people drift away
      segments:
        regulars:
          initial: 300
          occasions: gamma 6 per week cv 0.5  # how often each of them wants a coffee, from anybody
          spend: lognormal £3.60 cv 0.4       # each time
          patience: lognormal 5 min cv 0.6
        passers-by:
          initial: 1500
          occasions: gamma 2 per month cv 0.9
          spend: lognormal £4.20 cv 0.5
          patience: exponential 3 min

    journeys:
      coffee:
        touchpoints:
          counter: {team: baristas, service: lognormal 100 s cv 0.5}

    teams:
      baristas:
        staff: 3
        hours: Mon-Sat 07:00-18:00
        pay: £12.50/h
        background: {rate: 20 per h, peaks: [{from: 08:00, to: 09:30, factor: 3}]}
        training: {service-basics: {hours: 8 h, cost: £140, teaches: {empathy: 1.0, assurance: 1.0}}}

    market:
      rivals:
        bean-street: {name: Bean Street, price: 5% below ours, quality: 74}

    """

  static let firstStepsTraining = """
    # yaml-language-server: $schema=scenario.schema.json
    extends: first-steps.yaml
    title: Corner café, baristas trained twice a year
    plan:
      - {at: month 3, train: baristas, course: service-basics, every: 6 months}

    """

  /// Every example by its file's name.
  static let all = [
    "broadband.yaml": broadband, "first-steps.yaml": firstSteps,
    "first-steps-training.yaml": firstStepsTraining,
  ]
}
