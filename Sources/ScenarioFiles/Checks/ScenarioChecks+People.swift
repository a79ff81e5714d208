import CustomerExperience
import DiscreteEvents

// Who people are, what they need, and when they come.
extension ScenarioChecks {
  /// Checks that shares depend on attributes that are drawn before, and are those of the same values.
  func checkGiven(of segment: Segment, at trail: Trail) {
    let names = segment.people.map(\.name)
    checkSaidOnce(segment.given, at: trail)
    for (number, entry) in segment.given.enumerated() {
      let place = trail.index(number)
      guard let condition = names.firstIndex(of: entry.attribute) else {
        if !entry.attribute.isEmpty {
          decoder.unknownID(entry.attribute, of: "attribute", among: names, at: place.key("of"))
        }
        continue
      }
      let values = segment.people[condition].values.map(\.value)
      if !entry.value.isEmpty, !values.contains(entry.value) {
        decoder.unknownID(
          entry.value, of: "value of \(entry.attribute)", among: values, at: place.key("is"))
      }
      for attribute in entry.people {
        checkDependent(attribute, of: segment, on: condition, at: place.key("people"))
      }
    }
  }

  /// Checks that it is said once for each person how an attribute depends on another: of two entries that hold for
  /// somebody one would count for nothing.
  private func checkSaidOnce(_ given: [GivenShares], at trail: Trail) {
    struct Entry {
      let of: String
      let value: String
      let line: Int
    }
    var before: [String: [Entry]] = [:]
    for (number, entry) in given.enumerated() where !entry.attribute.isEmpty {
      let place = trail.index(number)
      for attribute in entry.people.map(\.name) {
        let here = place.key("people").id(attribute)
        let line = decoder.keyPlace(of: here).line
        defer {
          before[attribute, default: []].append(
            Entry(of: entry.attribute, value: entry.value, line: line))
        }
        let others = before[attribute] ?? []
        if let first = others.first(where: {
          $0.of == entry.attribute && $0.value == entry.value
        }) {
          decoder.report(
            "\(attribute) of people with \(entry.attribute) \(entry.value) is given twice (first in line \(first.line))",
            at: decoder.keyPlace(of: here), here)
        } else if let first = others.first(where: { $0.of != entry.attribute }) {
          decoder.report(
            "\(attribute) depends on \(entry.attribute) here and on \(first.of) in line \(first.line): of people of "
              + "whom both are so, only one can hold", at: decoder.keyPlace(of: here), here)
        }
      }
    }
  }

  private func checkDependent(
    _ attribute: Attribute, of segment: Segment, on condition: Int, at trail: Trail
  ) {
    let names = segment.people.map(\.name)
    guard let number = names.firstIndex(of: attribute.name) else {
      decoder.unknownID(attribute.name, of: "attribute", among: names, at: trail)
      return
    }
    let place = trail.id(attribute.name)
    if number <= condition {
      decoder.report(
        "\(attribute.name) cannot depend on \(names[condition]): name \(names[condition]) before "
          + "\(attribute.name) in 'people'", at: decoder.keyPlace(of: place), place)
    }
    let values = segment.people[number].values.map(\.value)
    for value in attribute.values.map(\.value) where !values.contains(value) {
      decoder.report(
        "\(attribute.name) has no value '\(value)' in 'people'"
          + Nearest.suggestion(value, among: values)
          + Nearest.known(values),
        at: decoder.keyPlace(of: place.id(value)), place)
    }
  }

  /// Checks that features are there which people make something else of, and that a channel says how much it is liked.
  func checkLeaning(_ leaning: Leaning, at trail: Trail) {
    let features = scenario.features.map(\.id)
    for feature in leaning.features where !features.contains(feature.id) {
      let place = trail.key("features").id(feature.id)
      decoder.report(
        "there is no feature '\(feature.id)'" + Nearest.suggestion(feature.id, among: features)
          + Nearest.known(features), at: decoder.keyPlace(of: place), place)
    }
    let times = trail.key("channel_times")
    if leaning.channel == nil, leaning.channelTimes != 1 {
      decoder.report(
        "say which 'channel' they start by \(measuringTimes(leaning.channelTimes)) as often",
        at: decoder.place(of: times), times)
    }
    if leaning.channel != nil, leaning.channelTimes == 1 {
      let place = trail.key("channel")
      decoder.doubt(
        "\(place.text) does nothing: say by 'channel_times' how many times as often they start by it",
        at: decoder.place(of: place), place)
    }
    if leaning.weights.vector.sum() <= 0 {
      let place = trail.key("weights")
      decoder.report(
        "something has to weigh with them: one of the weights must be above 0",
        at: decoder.place(of: place), place)
    }
    checkRhythm(leaning.rhythm, at: trail.key("rhythm"))
  }

  private func measuringTimes(_ times: Double) -> String {
    decoder.measuring.text(times, .times) + " times"
  }

  /// Checks when the people of a segment come.
  func checkWhen(_ segment: Segment, at trail: Trail) {
    checkRhythm(segment.rhythm, at: trail.key("rhythm"))
    guard let season = segment.season else { return }
    let place = trail.key("season")
    if season.months.reduce(0, +) <= 0 {
      decoder.report(
        "\(place.text): they must come in some month: one of the twelve must be above 0",
        at: decoder.place(of: place), place)
    }
    checkFollowed(place)
  }

  private func checkRhythm(_ rhythm: [Rush], at trail: Trail) {
    guard !rhythm.isEmpty else { return }
    checkFollowed(trail)
    checkEverComes(rhythm, at: trail)
  }

  /// Checks that a rhythm leaves a time at which people come: without one nobody would, and nothing would tell.
  private func checkEverComes(_ rhythm: [Rush], at trail: Trail) {
    guard rhythm.contains(where: { $0.times == 0 }),
      !decoder.failed.contains(where: { $0.hasPrefix(trail.text) }), let hours = hoursOfVisits
    else { return }
    let comes = (0..<7 * 24 * 60).contains { minute in
      hours.isOpen(Double(minute))
        && !rhythm.contains { $0.times == 0 && $0.hours.isOpen(Double(minute)) }
    }
    guard !comes else { return }
    decoder.report(
      "\(trail.text): they must come at some time: 'times' is 0 in all of the "
        + (hours == .always ? "week" : "opening hours"), at: decoder.place(of: trail), trail)
  }

  /// When people can come: in a repertoire in the hours in which the visit to buy begins; nil where those could not be
  /// read, or are none.
  private var hoursOfVisits: WeeklyHours? {
    guard scenario.customers.relationship == .repertoire else { return .always }
    let visit = scenario.journeys.first { $0.need.rate == nil && $0.need.trigger == nil }
    guard let visit, let first = visit.touchpoints.first else { return nil }
    let start = visit.start.flatMap { visit.touchpoints[id: $0] } ?? first
    guard let id = start.team else { return .always }
    guard let team = scenario.teams[id: id], team.hours.minutesPerWeek > 0,
      !decoder.failed.contains(where: { $0.hasPrefix("teams.\(id)") })
    else { return nil }
    return team.hours
  }

  /// Notes a rhythm or a season that nothing follows: under a contract needs do that have a rate, at any time.
  private func checkFollowed(_ trail: Trail) {
    guard scenario.customers.relationship == .contract, isGiven(trail) else { return }
    let needs = scenario.journeys.map(\.need).filter { $0.rate != nil }
    guard needs.allSatisfy({ !$0.times.isEmpty }) else { return }
    decoder.doubt(
      "\(trail.text) does nothing: "
        + (needs.isEmpty
          ? "no journey has a need with a 'rate'"
          : "the needs with a 'rate' arise at fixed 'times' of the week"),
      at: decoder.keyPlace(of: trail), trail)
  }

  /// Checks how many persons stand behind customers, and that there are some who can hold an account together.
  func checkHousehold(of segment: Segment, at trail: Trail) {
    guard let household = segment.household else { return }
    let sizes = trail.key("sizes")
    let names = ["one", "two", "three", "four", "five"]
    guard !names.contains(where: { decoder.failed.contains(sizes.key($0).text) }) else { return }
    guard isGiven(sizes) else {
      decoder.doubt(
        "\(trail.text) does nothing: say in 'sizes' how many persons stand behind customers",
        at: decoder.keyPlace(of: trail), trail)
      return
    }
    decoder.checkTotal(
      Array(zip(names, household.sizes.shares)), of: "'sizes'", at: decoder.keyPlace(of: sizes),
      sizes)
    let family = trail.key("family")
    if household.family != nil, household.sizes.one >= 1 {
      decoder.doubt(
        "\(family.text) does nothing: behind nobody stand two persons or more",
        at: decoder.keyPlace(of: family), family)
    }
  }

  /// Checks the kinds of customers by what they need.
  func checkNeeds(at trail: Trail) {
    let kinds = scenario.customers.needs
    guard !kinds.isEmpty else { return }
    let people = scenario.customers.segments.flatMap(\.people)
    let names = scenario.attributeNames
    for kind in kinds {
      let place = trail.id(kind.id)
      checkLeaning(kind.leaning, at: place)
      for (number, entry) in kind.likelier.enumerated() where !entry.attribute.isEmpty {
        let here = place.key("likelier").index(number)
        guard names.contains(entry.attribute) else {
          decoder.unknownID(entry.attribute, of: "attribute", among: names, at: here.key("of"))
          continue
        }
        var values: [String] = []
        for value in people.filter({ $0.name == entry.attribute }).flatMap(\.values)
        where !values.contains(value.value) { values.append(value.value) }
        if !entry.value.isEmpty, !values.contains(entry.value) {
          decoder.unknownID(
            entry.value, of: "value of \(entry.attribute)", among: values, at: here.key("is"))
        }
      }
    }
    let failed = kinds.contains { decoder.failed.contains(trail.id($0.id).key("share").text) }
    guard !failed else { return }
    decoder.checkTotal(
      kinds.map { ($0.id, $0.share) }, of: "'customers.needs'", at: decoder.keyPlace(of: trail),
      trail)
  }

  /// Checks that there is something to find by dividing customers, and something to divide them by.
  func checkSegmentation() {
    guard let law = scenario.segmentation else { return }
    let trail = Trail.root.key("segmentation")
    let kinds = scenario.customers.needs
    if kinds.isEmpty {
      decoder.report(
        "segmentation has nothing to find: say in customers.needs what kinds of customers there are",
        at: decoder.keyPlace(of: trail), trail)
      return
    }
    if let want = law.want, !kinds.contains(where: { $0.id == want }) {
      decoder.unknownID(
        want, of: "kind of customer", among: kinds.map(\.id), at: trail.key("want"))
    }
    let names = scenario.attributeNames
    for (key, standard, list) in [
      ("geographic", Segmentation().geographic, law.geographic),
      ("demographic", Segmentation().demographic, law.demographic),
      ("lifestyle", Segmentation().lifestyle, law.lifestyle),
    ] where list != standard {
      for name in list.split(separator: ",").map(Self.trimmed) where !names.contains(name) {
        decoder.unknownID(name, of: "attribute", among: names, at: trail.key(key))
      }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
