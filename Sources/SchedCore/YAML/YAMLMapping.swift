/// A mapping whose keys are checked, with typed access to what they are set to.
///
/// A key that is set to nothing (`quota:`, `quota: ~`) counts as not written.
package struct YAMLMapping: Sendable {
  package let place: Place
  /// The pairs in the order of the file, also those that are set to nothing.
  package let pairs: [YAMLPair]

  /// A mapping of known keys.
  /// - Throws: the first unknown key, with its own place and the nearest known key.
  package init(
    _ node: YAMLNode, knownKeys: [String], about subject: String? = nil
  ) throws(Message) {
    try self.init(node, about: subject)
    for pair in pairs where !knownKeys.contains(pair.key) {
      throw .unknownKey(pair, known: knownKeys)
    }
  }

  /// A mapping whose keys are the writer's own: names of platforms, profiles or zones.
  package init(_ node: YAMLNode, about subject: String? = nil) throws(Message) {
    place = node.place
    pairs = try node.pairs(subject)
  }

  /// What the key is set to; nil if the key is missing or set to nothing.
  ///
  /// Hand-written mappings of known keys are short, so the search is linear.
  package subscript(key: String) -> YAMLNode? {
    guard let node = pairs.first(where: { $0.key == key })?.value, !node.isNull else { return nil }
    return node
  }
}

extension YAMLMapping {
  /// What the key is set to, which must be there.
  package func required(_ key: String) throws(Message) -> YAMLNode {
    guard let node = self[key] else { throw .missing(key, at: place) }
    return node
  }

  /// What the parser makes of the text that the key is set to.
  package func value<T>(
    _ key: String, _ parse: (String) throws(Message) -> T
  ) throws(Message) -> T? {
    guard let node = self[key] else { return nil }
    return try node.value(as: key, parse)
  }

  package func string(_ key: String) throws(Message) -> String? {
    try self[key]?.string(key)
  }

  package func double(_ key: String, in range: ClosedRange<Double>) throws(Message) -> Double? {
    try self[key]?.double(key, in: range)
  }

  package func integer(_ key: String, in range: ClosedRange<Int>) throws(Message) -> Int? {
    try self[key]?.integer(key, in: range)
  }

  package func boolean(_ key: String) throws(Message) -> Bool? {
    try self[key]?.boolean(key)
  }

  /// The mapping of known keys that the key is set to.
  package func mapping(_ key: String, knownKeys: [String]) throws(Message) -> YAMLMapping? {
    guard let node = self[key] else { return nil }
    return try YAMLMapping(node, knownKeys: knownKeys, about: key)
  }

  /// The mapping of free keys that the key is set to.
  package func mapping(_ key: String) throws(Message) -> YAMLMapping? {
    guard let node = self[key] else { return nil }
    return try YAMLMapping(node, about: key)
  }

  /// The elements of the list that the key is set to; a single value is a list of one.
  package func list(_ key: String) -> [YAMLNode]? {
    self[key]?.elements
  }

  /// The texts of the list that the key is set to; a single text is a list of one.
  package func strings(_ key: String) throws(Message) -> [String]? {
    guard let nodes = list(key) else { return nil }
    var texts: [String] = []
    for node in nodes { texts.append(try node.string(key)) }
    return texts
  }
}

extension Message {
  fileprivate static func unknownKey(_ pair: YAMLPair, known: [String]) -> Message {
    Message(
      "unknown key\(Suggestion.advice(for: pair.key, among: known))", about: pair.shownKey,
      at: pair.keyPlace, status: .configuration)
  }

  fileprivate static func missing(_ key: String, at place: Place) -> Message {
    Message("this key is missing here", about: key, at: place, status: .configuration)
  }
}
