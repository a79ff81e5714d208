import Foundation
import Testing

@testable import Documents

/// Numbers as text: the quick way gives what C gives.
@Suite struct NumberTextTests {
  private func byC(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }

  @Test(arguments: [
    0.1, -0.25, 1.5, 123456.789, 1e-5, 9.999_999_999_9e-5, 0.000_123, 1e9 + 0.5, 1e10 + 0.5, 1e22,
    -1.797_693_134_862_315_7e308, 2.225_073_858_507_201_4e-308, .leastNonzeroMagnitude,
    999_999_999.95,
    99_999_999.999_99, 0.5, 2.5e-7, 1_234_567_890_123,
  ])
  func numbersAreThoseOfC(_ value: Double) {
    for digits in [1, 2, 4, 10, 16] where value != value.rounded() || abs(value) >= 1e9 {
      #expect(NumberText.significant(value, digits: Int32(digits)) == byC(value, digits))
    }
  }

  /// Halfway cases are where rounding twice would show.
  @Test func halvesAreRoundedAsTheNumberIs() {
    for k in 0..<20_000 {
      let value = (Double(k) + 0.5) / 1000
      #expect(NumberText.significant(value, digits: 3) == byC(value, 3), "\(value)")
    }
  }

  @Test func anyBitsAreThoseOfC() {
    var luck = UInt64(7)
    for _ in 0..<100_000 {
      luck = luck &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let bits = Double(bitPattern: luck ^ luck >> 17)
      let usual = Double(Int64(bitPattern: luck) >> 20) / 4_194_304
      for value in [bits, usual] where value.isFinite {
        guard value != value.rounded() || abs(value) >= 1e9 else { continue }
        #expect(NumberText.significant(value) == byC(value, 10))
      }
    }
  }
}
