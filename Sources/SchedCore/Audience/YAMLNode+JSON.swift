extension YAMLNode {
  /// A decoded JSON value as a node, so that a profile in a record is read like one in a file.
  ///
  /// It has no line of its own; messages get the place of the record.
  init(_ value: JSONValue, at place: Place) {
    switch value {
    case .null: self.init(.scalar("null", isPlain: true), at: place)
    case .boolean(let flag): self.init(.scalar("\(flag)", isPlain: true), at: place)
    case .number(let number):
      var text: [UInt8] = []
      JSONNumber.append(number, to: &text)
      self.init(.scalar(String(decoding: text, as: UTF8.self), isPlain: true), at: place)
    case .string(let text): self.init(.scalar(text, isPlain: false), at: place)
    case .array(let elements):
      self.init(.sequence(elements.map { YAMLNode($0, at: place) }), at: place)
    case .object(let members):
      self.init(
        .mapping(
          members.map { member in
            YAMLPair(
              key: member.key, keyPlace: place, value: YAMLNode(member.value, at: place))
          }), at: place)
    }
  }
}
