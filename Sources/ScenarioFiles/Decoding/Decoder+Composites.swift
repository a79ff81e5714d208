import CustomerExperience
import DiscreteEvents

extension Decoder {
  /// Whether a key is an id: letters a to z, digits and hyphens.
  func isID(_ entry: Entry, of noun: String, at trail: Trail) -> Bool {
    let fits = entry.key.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    if fits, entry.key == "all" {
      report(
        "'all' cannot name \(Article.with(noun)): figures about everything together are called so",
        at: entry.keyPlace, trail.id(entry.key))
      return false
    }
    if fits, !entry.key.isEmpty { return true }
    report(
      "'\(reader(at: trail).shown(entry.key))' cannot name \(Article.with(noun)): use letters a to z, digits and "
        + "hyphens (and 'name:' for display)", at: entry.keyPlace, trail.id(entry.key))
    return false
  }

  /// A number for each of the five dimensions.
  func dimensions(
    _ tree: Tree, _ unit: Unit, _ range: ClosedRange<Double>, addsUp: Bool,
    into target: inout Dimensions, at trail: Trail
  ) {
    guard let entries = mapping(tree, at: trail) else { return }
    if addsUp, !isPartial { target = Dimensions(all: 0) }
    let paths: [String: WritableKeyPath<Dimensions, Double>] = [
      "reliability": \.reliability, "responsiveness": \.responsiveness, "assurance": \.assurance,
      "empathy": \.empathy, "tangibles": \.tangibles,
    ]
    var parts: [(String, Double)] = []
    for entry in entries where !entry.value.isDeletion {
      guard let path = paths[entry.key] else {
        report(
          "unknown dimension '\(reader(at: trail).shown(entry.key))'\(trail.phrase)"
            + Nearest.suggestion(entry.key, among: Dimensions.names)
            + "; there are \(Dimensions.names.joined(separator: ", "))", at: entry.keyPlace, trail)
        continue
      }
      let place = trail.key(entry.key)
      record(Origin(key: entry.keyPlace, value: entry.value.place), place)
      guard let text = word(entry.value, expecting: measuring.example(of: unit), at: place) else {
        fail(trail)
        continue
      }
      do {
        let value = try reader(at: place).number(text, unit, in: range)
        target[keyPath: path] = value
        parts.append((entry.key, value))
      } catch {
        report(error.message, at: entry.value.place, place)
        fail(trail)
      }
    }
    guard addsUp, !isPartial, !failed.contains(trail.text) else { return }
    checkTotal(parts, of: "'\(trail.last)'", at: tree.place, trail)
  }

  /// Checks that shares total 100%.
  func checkTotal(_ parts: [(String, Double)], of name: String, at place: Place, _ trail: Trail) {
    let total = parts.reduce(0) { $0 + $1.1 }
    guard abs(total - 1) > 1e-6 else { return }
    let list = parts.prefix(8).map { "\($0.0) \(measuring.text($0.1, .fraction))" }
    let more = parts.count > 8 ? " + …" : ""
    report(
      "shares of \(name) add up to "
        + "\(measuring.text(Decimal.rounded(total, digits: 6), .fraction)), must be 100% "
        + "(\(list.joined(separator: " + "))\(more))", at: place, trail)
  }

  /// Attributes of people, each with the shares of its values.
  func attributes(_ tree: Tree, at trail: Trail) -> [Attribute] {
    var attributes: [Attribute] = []
    for entry in mapping(tree, at: trail) ?? [] where !entry.value.isDeletion {
      let place = trail.id(entry.key)
      record(Origin(key: entry.keyPlace, value: entry.value.place), place)
      guard let values = mapping(entry.value, at: place) else { continue }
      var shares: [(value: String, share: Double)] = []
      for value in values where !value.value.isDeletion {
        let leaf = place.id(value.key)
        record(Origin(key: value.keyPlace, value: value.value.place), leaf)
        guard let text = word(value.value, expecting: measuring.example(of: .fraction), at: leaf)
        else { continue }
        do {
          shares.append((value.key, try reader(at: leaf).number(text, .fraction, in: 0...1)))
        } catch {
          report(error.message, at: value.value.place, leaf)
        }
      }
      if shares.count == values.count, !isPartial {
        checkTotal(
          shares.map { ($0.value, $0.share) }, of: "'\(entry.key)'", at: entry.value.place, place)
      }
      attributes.append(Attribute(name: entry.key, values: shares))
    }
    return attributes
  }

  /// Citations under ids, or a list of texts, which get the ids 1, 2 and so on.
  func citations(_ tree: Tree, at trail: Trail) -> [Source] {
    if tree.items != nil {
      return (list(tree, at: trail) ?? []).enumerated().compactMap { number, item in
        let place = trail.index(number)
        record(Origin(key: item.place, value: item.place), place)
        return word(item, expecting: "a citation as text", at: place).map {
          Source(id: String(number + 1), citation: $0)
        }
      }
    }
    return (mapping(tree, at: trail) ?? []).compactMap { entry in
      guard !entry.value.isDeletion, isID(entry, of: "source", at: trail) else { return nil }
      let place = trail.id(entry.key)
      record(Origin(key: entry.keyPlace, value: entry.value.place), place)
      return word(entry.value, expecting: "a citation as text", at: place).map {
        Source(id: entry.key, citation: $0)
      }
    }
  }

  /// Keys and what they are set to; the values are read when the plan is.
  func settings(_ tree: Tree, at trail: Trail) -> [Setting] {
    (mapping(tree, at: trail) ?? []).map {
      record(Origin(key: $0.keyPlace, value: $0.value.place), trail.id($0.key))
      return Setting(path: $0.key, value: FlowText.text($0.value))
    }
  }

  /// Opening hours, as one text or a list of them.
  func hours(_ tree: Tree, at trail: Trail) -> WeeklyHours? {
    let texts = tree.items?.map { $0.text ?? "" } ?? [tree.text ?? ""]
    let text = texts.joined(separator: " and ")
    guard let intervals = HoursText.intervals(text) else {
      report(
        "\(trail.text) is opening hours, such as 'Mon-Sat 08:00-20:00' or 'always'; found "
          + (tree.items == nil ? describe(tree) : "'\(reader(at: trail).shown(text))'"),
        at: tree.place, trail)
      return nil
    }
    return WeeklyHours(intervals: intervals)
  }

  /// A number in the unit of the metric named beside it.
  func measured(_ tree: Tree, of siblings: [Entry], at trail: Trail) -> Double? {
    let id = siblings.first { canonical($0.key) == "metric" }?.value.text
    guard let id, let metric = Metric.named(id) else { return nil }
    let example = measuring.example(ofMetric: metric.unit)
    guard let text = word(tree, expecting: example, at: trail) else { return nil }
    do {
      return try reader(at: trail).measured(text, in: metric.unit)
    } catch {
      report(error.message, at: tree.place, trail)
      return nil
    }
  }
}
