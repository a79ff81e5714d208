import Testing

@testable import Documents

/// The examples that NIST publishes with FIPS 180-4.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func knownAnswers(text: String, hash: String) {
    #expect(SHA256.hex(text.utf8) == hash)
  }

  @Test func aMillionTimesTheLetterA() {
    #expect(
      SHA256.hex(repeatElement(0x61, count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func everyLengthAroundABlockIsPadded() {
    let hashes = (50...130).map { SHA256.hex([UInt8](repeating: 0x61, count: $0)) }
    #expect(Set(hashes).count == hashes.count)
    #expect(hashes[5] == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318")
  }
}
