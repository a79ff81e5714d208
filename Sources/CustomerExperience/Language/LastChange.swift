extension Scenario {
  /// When the plan, or a course that the settings repeat, last does something within the horizon that another
  /// scenario does not do: in months after the start; nil where it does nothing after the start.
  public func lastChange(besides base: Scenario) -> Double? {
    let grid = TimeGrid(clock)
    let end = Double(grid.horizon)
    func month(_ moment: Moment) -> Double { grid.month(at: grid.minute(of: moment)) }
    var last: [Double] = []
    for phase in phases
    where !base.phases.contains(where: { $0.at == phase.at && $0.changes == phase.changes }) {
      last.append(month(phase.at))
    }
    for item in planItems where !base.planItems.contains(item) { last.append(month(item.at)) }
    for course in courses where !base.courses.contains(course) {
      let stop = min(end, course.until.map(month) ?? end)
      last.append(Self.last(from: month(course.at), every: course.everyMonths, before: stop))
    }
    for team in teams {
      for course in team.training where course.everyMonths != nil {
        let before = base.teams.first { $0.id == team.id }?.training.first { $0.id == course.id }
        guard before != course else { continue }
        last.append(Self.last(from: 0, every: course.everyMonths, before: end))
      }
    }
    return last.filter { $0 > 0 && $0 < end }.max()
  }

  /// The last of the times from a first one on, every so many months, before an end.
  private static func last(from first: Double, every months: Double?, before end: Double) -> Double
  {
    guard let months, months > 0, first < end else { return first }
    return first + ((end - first) / months).rounded(.up) * months - months
  }
}
