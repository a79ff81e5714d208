/// stand-in
public struct WeeklyHours: Sendable, Equatable, Hashable { public static let always = WeeklyHours() }
