import Documents

/// How a class is joined and led: what the terminal and the trainer's page tell.
public struct ClassInvitation: Sendable {
  /// What pupils join with, such as `K7MP3QXW`.
  public var code: String
  /// Where pupils find the class, one address a network; none where the machine is in no network.
  public var rooms: [(network: String, address: String)]
  /// The trainer's way in, with the key behind the `#`, which a browser sends to nobody.
  public var trainer: String
  /// What the trainer has to know, such as what of the class could not be read.
  public var notes: [String]

  init(_ record: ClassRoomRecord, port: Int, addresses: [RoomAddress], notes: [String]) {
    (code, self.notes) = (record.code, notes)
    rooms = addresses.map { ($0.network, "http://\($0.address):\(port)/") }
    trainer = "http://127.0.0.1:\(port)/#lead=\(record.key)"
  }

  /// The code in two halves, which are easier to read out.
  public var spelled: String { "\(code.prefix(4))-\(code.dropFirst(4))" }

  /// The invitation with a QR code of each address, which holds the join code.
  var json: JSONValue {
    [
      "code": .string(spelled), "notes": .texts(notes),
      "rooms": .array(
        rooms.map { room in
          let link = "\(room.address)#join=\(code)"
          return [
            "network": .string(room.network), "address": .string(room.address),
            "link": .string(link),
            "qr": QRCode(link).map { .texts($0.rows) } ?? .null,
          ]
        }),
    ]
  }
}
