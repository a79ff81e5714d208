import CustomerExperience

extension Encoder {
  func dimensions(_ values: Dimensions, _ unit: Unit) -> ValueNode {
    let numbers = [
      values.reliability, values.responsiveness, values.assurance, values.empathy,
      values.tangibles,
    ]
    return .mapping(
      zip(Dimensions.names, numbers).map { .init($0, .word(measuring.text($1, unit))) })
  }

  func attributes(_ attributes: [Attribute]) -> ValueNode {
    .mapping(
      attributes.map { attribute in
        .init(
          attribute.name,
          .mapping(
            attribute.values.map { .init($0.value, .word(measuring.text($0.share, .fraction))) }))
      })
  }

  func citations(_ sources: [Source]) -> ValueNode {
    .mapping(sources.map { .init($0.id, .text($0.citation)) })
  }

  func settings(_ settings: [Setting]) -> ValueNode {
    .mapping(settings.map { .init($0.path, .raw($0.value)) })
  }

  func levers(_ levers: [Lever]) -> ValueNode {
    .mapping(
      levers.map { lever in
        if let range = lever.range, range.count == 2 {
          let ends: [ValueNode.Pair] = [
            .init("from", .raw(range[0])), .init("to", .raw(range[1])),
          ]
          return .init(lever.path, .mapping(ends))
        }
        return .init(lever.path, .sequence((lever.values ?? []).map(ValueNode.raw)))
      })
  }

  /// The plan as entries: first what items cost, then the changes of settings, then the courses.
  func plan(items: [PlanItem], courses: [CourseRun], phases: [Phase]) -> ValueNode {
    var entries = items.map { item in
      ValueNode.mapping(
        [
          .init("at", .word(measuring.text(item.at))), .init("item", .word(item.id)),
          item.owner.map { .init("owner", .text($0)) },
          .init("cost", .word(measuring.text(item.cost, .money))),
        ].compactMap { $0 })
    }
    entries += phases.map { phase in
      let pairs = phase.changes.map { change -> ValueNode.Pair in
        let parts = change.split(separator: " = ", maxSplits: 1)
        return .init(String(parts[0]), .raw(parts.count > 1 ? String(parts[1]) : "~"))
      }
      return ValueNode.mapping([
        .init("at", .word(measuring.text(phase.at))), .init("set", .mapping(pairs)),
      ])
    }
    entries += courses.map { run in
      .mapping([
        .init("at", .word(measuring.text(run.at))), .init("train", .word(run.team)),
        .init("course", .word(run.course)),
        .init(
          "every", .word(run.everyMonths.map { measuring.text($0, .months) } ?? "never")),
        .init("until", run.until.map { .word(measuring.text($0)) } ?? .absent("not given")),
      ])
    }
    return .sequence(entries)
  }

  /// A number in the unit of the metric beside it.
  func measured<Root: Declared>(_ value: Double, beside root: Root) -> ValueNode {
    for key in Root.keys where key.name == "metric" {
      if case .text(let path) = key.slot, let metric = Metric.named(root[keyPath: path]) {
        return .word(measuring.text(value, metric: metric.unit))
      }
    }
    return .word(Decimal.text(value))
  }
}
