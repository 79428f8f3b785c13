/// A user's file of things by name, over the built-in one.
extension YAMLNode {
  /// A file in which the things under a key have the keys that they do not set from the thing of their
  /// name in another file.
  package func laid(over lower: YAMLNode?, under key: String) throws(Message) -> YAMLNode {
    guard let lower else { return self }
    let known = try lower.pairs(nil).first { $0.key == key }?.value.pairs(key) ?? []
    var pairs: [YAMLPair] = []
    for pair in try self.pairs(nil) {
      guard pair.key == key else {
        pairs.append(pair)
        continue
      }
      var things: [YAMLPair] = []
      for thing in try pair.value.pairs(key) {
        var keys = try thing.value.pairs(thing.shownKey)
        let earlier = try known.first { $0.key == thing.key }?.value.pairs(nil) ?? []
        keys += earlier.filter { key in !keys.contains { $0.key == key.key } }
        things.append(
          YAMLPair(
            key: thing.key, keyPlace: thing.keyPlace,
            value: YAMLNode(.mapping(keys), at: thing.value.place)))
      }
      pairs.append(
        YAMLPair(
          key: pair.key, keyPlace: pair.keyPlace,
          value: YAMLNode(.mapping(things), at: pair.value.place)))
    }
    return YAMLNode(.mapping(pairs), at: place)
  }
}
