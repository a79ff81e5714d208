import Testing

@testable import Documents

/// That words on charts and pages can be read: a contrast of at least 4.5 with what is behind them.
@Suite struct PaletteTests {
  @Test func contrastIsThatOfTheStandard() {
    #expect(abs(Palette.contrast("#000000", "#ffffff") - 21) < 1e-9)
    #expect(Palette.contrast("#777777", "#ffffff") < 4.5)
    #expect(Palette.contrast("#767676", "#ffffff") >= 4.5)
  }

  @Test func everyColourOfWordsCanBeReadOnWhite() {
    for color in Palette.words {
      #expect(Palette.contrast(color, "#ffffff") >= 4.5, "\(color)")
    }
    // The colours of lines and bars could not all.
    #expect(Palette.lines.contains { Palette.contrast($0, "#ffffff") < 4.5 })
  }

  @Test func wordsOnAnyColourCanBeRead() {
    for level in 0...255 {
      let digits = (level < 16 ? "0" : "") + String(level, radix: 16)
      let grey = "#\(digits)\(digits)\(digits)"
      #expect(Palette.contrast(Palette.words(on: grey), grey) >= 4.5, "\(grey)")
    }
  }

  @Test func aColourBetweenOthersIsMixed() {
    let shades = ["#000000", "#808080", "#ffffff"]
    #expect(Palette.between(shades, 0) == "#000000" && Palette.between(shades, 1) == "#ffffff")
    #expect(Palette.between(shades, 0.25) == "#404040" && Palette.between(shades, 2) == "#ffffff")
  }

  @Test(arguments: [
    "#1a1d21", "#55606b", "#00558a", "#00694d", "#a84300", "#7a5200",
  ])
  func wordsOnPagesCanBeRead(color: String) {
    #expect(PageStyle.css.contains(color))
    for background in ["#ffffff", "#f4f7f9"] {
      #expect(Palette.contrast(color, background) >= 4.5)
    }
  }
}
