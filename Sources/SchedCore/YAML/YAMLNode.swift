/// One node of a file that a person wrote: a scalar, a sequence or a mapping, and where it stands.
///
/// A scalar stays the text that was written: `22:00` is a time of day where a time of day is wanted,
/// never a base-60 number, and `no` is a word. What the text means is decided by who reads it.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    /// The text without quotes and escapes; plain if it stood without quotes and without `!!str`.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// The pairs in the order of the file; no key stands twice.
    case mapping([YAMLPair])
  }

  package let content: Content
  package let place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }
}

/// A key of a mapping, and what it is set to.
package struct YAMLPair: Sendable {
  package let key: String
  package let keyPlace: Place
  package let value: YAMLNode

  package init(key: String, keyPlace: Place, value: YAMLNode) {
    self.key = key
    self.keyPlace = keyPlace
    self.value = value
  }

  /// The key as the subject of a message: escaped, and cut like every foreign value.
  package var shownKey: String { YAMLPair.shown(key) }

  /// A key as the subject of a message.
  package static func shown(_ key: String) -> String {
    let cut = key.prefix(Quoting.longestShown)
    return Quoting.escaped(String(cut)) + (cut.endIndex < key.endIndex ? "…" : "")
  }
}

extension YAMLNode {
  /// Whether nothing stands here: nothing at all, `~` or `null`, without quotes.
  package var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
  }

  /// What kind of node it is, in the words of a message.
  package var kindInWords: String {
    switch content {
    case .scalar: isNull ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The elements of a sequence.
  package func sequence(_ subject: String?) throws(Message) -> [YAMLNode] {
    guard case .sequence(let elements) = content else {
      throw .wrongKind(self, wanted: "a list such as [a, b]", about: subject)
    }
    return elements
  }

  /// The elements of a sequence, or the node itself as the only one, for `mon` is short for `[mon]`.
  ///
  /// Nothing is an empty list.
  package var elements: [YAMLNode] {
    if case .sequence(let elements) = content { return elements }
    return isNull ? [] : [self]
  }

  /// The pairs of a mapping, none if nothing stands here.
  package func pairs(_ subject: String?) throws(Message) -> [YAMLPair] {
    if isNull { return [] }
    guard case .mapping(let pairs) = content else {
      throw .wrongKind(self, wanted: "a mapping such as {key: value}", about: subject)
    }
    return pairs
  }
}

extension Message {
  fileprivate static func wrongKind(
    _ node: YAMLNode, wanted: String, about subject: String?
  ) -> Message {
    Message(
      "\(node.kindInWords) stands here (\(wanted) is needed)", about: subject, at: node.place,
      status: .configuration)
  }
}
