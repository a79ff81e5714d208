/// stand-in
public struct WeeklyHours: Sendable, Equatable, Hashable { public static let always = WeeklyHours(intervals: [0..<10_080]); public init(intervals: [Range<Int>] = []) {self.intervals = intervals}; public let intervals: [Range<Int>] }
