import Foundation

@testable import Designs

/// Ishigami & Homma's function (1990), whose indices are known exactly.
enum Ishigami {
  static let a = 7.0
  static let b = 0.1

  /// The function at a point of the unit cube; its own range is -pi to pi.
  static func value(_ unit: [Double]) -> Double {
    let x = unit.map { (2 * $0 - 1) * Double.pi }
    return sin(x[0]) + a * sin(x[1]) * sin(x[1]) + b * pow(x[2], 4) * sin(x[0])
  }

  static let variance = 0.5 + a * a / 8 + b * pow(.pi, 4) / 5 + b * b * pow(.pi, 8) / 18
  static let together = b * b * pow(.pi, 8) * 8 / 225
  static let alone = [pow(1 + b * pow(.pi, 4) / 5, 2) / 2, a * a / 8, 0]

  static var first: [Double] { alone.map { $0 / variance } }
  static var total: [Double] {
    [(alone[0] + together) / variance, alone[1] / variance, together / variance]
  }
  /// Of the pairs (0, 1), (0, 2) and (1, 2).
  static var second: [Double] { [0, together / variance, 0] }
}
