/// Builds nodes from events, and counts them.
struct YAMLBuilder {
  /// What an alias stands for, and what it costs.
  private struct Anchor {
    let node: YAMLNode
    let nodeCount: Int
    /// The levels of the node, 1 for a scalar.
    let height: Int
  }

  let events: YAMLEventReader
  private var anchors: [String: Anchor] = [:]
  /// The nodes so far, aliases expanded.
  private var nodeCount = 0
  /// The deepest level seen since the last reset by `node`.
  private var deepest = 0

  init(events: YAMLEventReader) { self.events = events }

  mutating func document() throws(Message) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try events.next()
      switch event.kind {
      case .streamEnd: return root.flatMap { $0.isNull ? nil : $0 }
      case .documentStart:
        guard root == nil else { throw .secondDocument(at: event.place) }
        root = try node(from: try events.next(), depth: 1)
      default: continue
      }
    }
  }

  private mutating func node(from event: YAMLEvent, depth: Int) throws(Message) -> YAMLNode {
    let countBefore = nodeCount
    let deepestBefore = deepest
    deepest = depth
    try count(1, depth: depth, at: event.place)
    let node: YAMLNode
    switch event.kind {
    case .alias(let name):
      guard let anchor = anchors[name] else { throw .unknownAlias(name, at: event.place) }
      try count(anchor.nodeCount - 1, depth: depth + anchor.height - 1, at: event.place)
      node = anchor.node
    case .scalar(let text, let isPlain):
      node = YAMLNode(.scalar(text, isPlain: isPlain), at: event.place)
    case .sequenceStart:
      node = YAMLNode(.sequence(try elements(depth: depth + 1)), at: event.place)
    case .mappingStart:
      node = YAMLNode(.mapping(try pairs(depth: depth + 1)), at: event.place)
    case .streamEnd, .documentStart, .end, .other:
      throw .defect("a YAML event out of order")
    }
    if let name = event.anchor {
      anchors[name] = Anchor(
        node: node, nodeCount: nodeCount - countBefore, height: deepest - depth + 1)
    }
    deepest = max(deepest, deepestBefore)
    return node
  }

  private mutating func elements(depth: Int) throws(Message) -> [YAMLNode] {
    var elements: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .end = event.kind { return elements }
      elements.append(try node(from: event, depth: depth))
    }
  }

  private mutating func pairs(depth: Int) throws(Message) -> [YAMLPair] {
    var pairs: [YAMLPair] = []
    var keys: Set<String> = []
    while true {
      let event = try events.next()
      if case .end = event.kind { return pairs }
      let keyNode = try node(from: event, depth: depth)
      guard case .scalar(let key, let isPlain) = keyNode.content, !key.isEmpty else {
        throw .notAKey(at: event.place)
      }
      guard key != "<<" || !isPlain else { throw .mergeKey(at: event.place) }
      // Few keys are compared faster than hashed: it saves a tenth of the built-in file's time.
      if pairs.count == 16 { keys = Set(pairs.map(\.key)) }
      let isNew =
        pairs.count < 16 ? !pairs.contains { $0.key == key } : keys.insert(key).inserted
      guard isNew else {
        let line = pairs.first { $0.key == key }?.keyPlace.line
        throw .doubledKey(YAMLPair.shown(key), firstLine: line, at: event.place)
      }
      let value = try node(from: try events.next(), depth: depth)
      pairs.append(YAMLPair(key: key, keyPlace: event.place, value: value))
    }
  }

  /// Counts nodes that stand at a depth, or reach down to it.
  private mutating func count(_ nodes: Int, depth: Int, at place: Place) throws(Message) {
    nodeCount += nodes
    guard nodeCount <= YAMLParser.mostNodes else { throw .tooManyNodes(at: place) }
    deepest = max(deepest, depth)
    guard depth <= YAMLParser.greatestDepth else { throw .tooDeep(at: place) }
  }
}

/// What libyaml saw next, and where it begins.
struct YAMLEvent {
  enum Kind {
    case documentStart, streamEnd, sequenceStart, mappingStart, other
    /// The end of a sequence or mapping.
    case end
    case alias(String)
    case scalar(String, isPlain: Bool)
  }

  let kind: Kind
  let anchor: String?
  let place: Place
}

extension Message {
  private static func yaml(
    _ text: String, about subject: String? = nil, at place: Place
  ) -> Message {
    Message(text, about: subject, at: place, status: .configuration)
  }

  fileprivate static func tooDeep(at place: Place) -> Message {
    yaml("nested more than \(YAMLParser.greatestDepth) levels deep", at: place)
  }

  fileprivate static func tooManyNodes(at place: Place) -> Message {
    yaml("more than \(YAMLParser.mostNodes) values, aliases expanded", at: place)
  }

  fileprivate static func secondDocument(at place: Place) -> Message {
    yaml("a second document begins here (one document a file)", at: place)
  }

  fileprivate static func unknownAlias(_ name: String, at place: Place) -> Message {
    yaml("no anchor &\(YAMLPair.shown(name)) is complete before this alias", at: place)
  }

  fileprivate static func notAKey(at place: Place) -> Message {
    yaml("a key must be a single value, and not empty", at: place)
  }

  fileprivate static func mergeKey(at place: Place) -> Message {
    yaml("merge keys are not supported (write the keys out)", about: "<<", at: place)
  }

  fileprivate static func doubledKey(
    _ key: String, firstLine: Int?, at place: Place
  ) -> Message {
    let first = firstLine.map { " (first in line \($0))" } ?? ""
    return yaml("this key stands twice\(first)", about: key, at: place)
  }
}
