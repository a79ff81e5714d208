#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The colours of Okabe and Ito, which people with any kind of colour vision can tell apart, each with
/// a dash of its own.
package enum Palette {
  package static let black = "#000000"
  package static let blue = "#0072B2"
  package static let vermilion = "#D55E00"
  package static let green = "#009E73"
  package static let purple = "#CC79A7"
  package static let orange = "#E69F00"
  package static let sky = "#56B4E9"
  package static let grey = "#8a8a8a"

  /// For things side by side, in order.
  package static let lines = [blue, vermilion, green, purple, orange, sky]

  /// For parts of a whole, in order.
  package static let parts = [blue, orange, green, purple, sky, vermilion, grey]

  /// A clear difference for the better, and one for the worse: dark enough to be written with, and never
  /// told apart by colour alone.
  package static let better = "#00694d"
  package static let worse = "#a84300"

  /// The colour that words about something are written in: as dark as it takes to read them, which the
  /// colours of lines and bars are not.
  package static func ink(_ color: String) -> String { inks[color] ?? color }

  private static let inks = [
    vermilion: "#b04c00", green: "#00755a", purple: "#99486f", orange: "#8a5f00", sky: "#1b6f9e",
    grey: "#666666",
  ]

  /// Every colour that words may be written in on white.
  package static let words =
    lines.map(ink) + parts.map(ink) + [
      black, better, worse, "#111111", "#333333", "#555555", "#666666",
    ]

  /// How well two colours stand out from one another, from 1 to 21 (WCAG 2.2, contrast ratio).
  package static func contrast(_ a: String, _ b: String) -> Double {
    let (first, second) = (luminance(a), luminance(b))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// The colour of words on a background: white or black, whichever stands out more.
  package static func words(on background: String) -> String {
    let (light, dark) = ("#ffffff", "#000000")
    return contrast(light, background) >= contrast(dark, background) ? light : dark
  }

  /// A colour between others, which stand at equal distances from 0 to 1.
  package static func between(_ colors: [String], _ share: Double) -> String {
    let place = min(max(share, 0), 1) * Double(colors.count - 1)
    let first = min(Int(place), colors.count - 2)
    let part = place - Double(first)
    let mixed = zip(channels(colors[first]), channels(colors[first + 1])).map {
      low, high -> String in
      let level = Int((255 * (low + part * (high - low))).rounded())
      return (level < 16 ? "0" : "") + String(level, radix: 16)
    }
    return "#" + mixed.joined()
  }

  private static func channels(_ color: String) -> [Double] {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    return [value >> 16, value >> 8, value].map { Double($0 & 255) / 255 }
  }

  /// Relative luminance (WCAG 2.2).
  private static func luminance(_ color: String) -> Double {
    let linear = channels(color).map { level in
      level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// A dash for the n-th line.
  package static func dash(_ n: Int) -> [Int] {
    [[], [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 2, 1, 2]][n % 6]
  }

  package static func line(_ n: Int) -> String { lines[n % lines.count] }
  package static func part(_ n: Int) -> String { parts[n % parts.count] }
}
