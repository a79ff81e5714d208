import Testing

@testable import Documents

struct JSONReaderTests {
  @Test(arguments: [
    (#""\ud83d\ude00 \u00e9 caf\u00E9""#, "😀 é café"),
    (#""a\b\f\n\r\t\"\\\/z""#, "a\u{8}\u{C}\n\r\t\"\\/z"),
    ("\"\u{FEFF}a\"", "\u{FEFF}a"), (#""日本""#, "日本"),
  ])
  func aTextIsReadCharacterForCharacter(_ json: String, _ text: String) {
    let read = JSONReader.read(json.utf8)?.string
    #expect(read.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
  }

  @Test(arguments: [
    #""\ud83d""#, #""\ud83dx""#, #""\ud83d\u0041""#, #""\ude00""#, #""\u12g4""#, #""\u+123""#,
    #""\u12""#,
    #""\x""#, #""a"#, "\"a\nb\"",
  ])
  func whatIsNoTextIsRefused(_ json: String) {
    #expect(JSONReader.read(json.utf8) == nil)
  }
}
