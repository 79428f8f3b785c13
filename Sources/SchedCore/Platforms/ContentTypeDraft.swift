/// A content type as it stands in the file: its own keys, and the layers below them.
struct ContentTypeDraft {
  let name: String
  let place: Place
  let platform: Int
  let platformName: String
  let own: YAMLMapping
  let platformKeys: YAMLMapping
  let defaults: YAMLMapping?

  /// The type in a message about names.
  var label: String { "\(name) of \(platformName)" }

  /// What a shared key is set to: by the type, else by its platform, else by default.
  private func shared(_ key: String) -> YAMLNode? {
    own[key] ?? platformKeys[key] ?? defaults?[key]
  }

  /// The finished content type.
  func contentType(windows: WeekCurve, trustCounts: TrustCounts) throws(Message) -> ContentType {
    let (trust, priorCounts) = try trustCounts.curve(shared("trust"))
    return ContentType(
      name: name,
      aliases: try own.strings("aliases") ?? [],
      platform: platform,
      windows: windows,
      format: try table(.format)?.curve(elsewhere: 0) ?? WeekCurve(repeating: 0),
      guardFactors: try guardFactors(),
      priorCounts: priorCounts,
      trust: trust,
      minGapHours: try own.minGapHours(),
      cadence: try CadenceAdvice.list(shared("cadence")),
      notes: try own.strings("notes") ?? [],
      sources: try FigureSource.list(own["sources"]))
  }

  private func guardFactors() throws(Message) -> WeekCurve {
    let quiet = try table(.quietHours)?.curve(elsewhere: 1)
    let rules = try table(.guard)?.curve(elsewhere: 1)
    guard let quiet, let rules else { return quiet ?? rules ?? WeekCurve(repeating: 1) }
    return WeekCurve { quiet[$0] * rules[$0] }
  }

  private func table(_ kind: WeekTable.Kind) throws(Message) -> WeekTable? {
    guard let node = shared(kind.rawValue) else { return nil }
    return try WeekTable(node, kind)
  }
}

extension ContentTypeDraft {
  /// The windows of all types, each after the one that it is like, in whatever order they stand.
  ///
  /// Chains are followed in a loop, not by recursion: a file may hold one of any length.
  /// - Throws: an unknown type, or a circle.
  /// - Complexity: O(n) for n types.
  static func windows(
    of drafts: [ContentTypeDraft], names: NameTable
  ) throws(Message) -> [WeekCurve] {
    var likes: [Int?] = []
    for draft in drafts { likes.append(try draft.like(among: names)) }
    var curves = [WeekCurve?](repeating: nil, count: drafts.count)
    var isVisited = [Bool](repeating: false, count: drafts.count)
    for start in drafts.indices {
      var chain: [Int] = []
      var next: Int? = start
      while let index = next, curves[index] == nil {
        guard !isVisited[index] else {
          throw circle(chain.drop { $0 != index }.map { drafts[$0] })
        }
        isVisited[index] = true
        chain.append(index)
        next = likes[index]
      }
      for index in chain.reversed() {
        curves[index] = try drafts[index].windows(like: likes[index].flatMap { curves[$0] })
      }
    }
    return curves.compactMap { $0 }
  }

  private func like(among names: NameTable) throws(Message) -> Int? {
    try own.value("like") { text throws(Message) in
      guard let index = names[text] else { throw .unknownValue(text, known: names.words) }
      return index
    }
  }

  /// The type's own windows, or the other's with its own laid over where they are larger.
  private func windows(like other: WeekCurve?) throws(Message) -> WeekCurve {
    let table = try own["windows"].map { node throws(Message) in try WeekTable(node, .windows) }
    let flatten = try own.double("flatten", in: 0...1)
    guard let other else {
      if let node = own["flatten"] { throw .onlyWithLike("flatten", at: node.place) }
      guard let table else { throw .noWindows(at: place, name: name) }
      return table.curve(elsewhere: try shared("floor")?.double("floor", in: 0...1) ?? 0)
    }
    let curve = flatten.map { other.flattened(by: $0) } ?? other
    return table?.raising(curve) ?? curve
  }

  /// The fault of types that are like each other all around, told of a user's file if one has part.
  private static func circle(_ drafts: [ContentTypeDraft]) -> Message {
    let nodes = drafts.compactMap { draft in draft.own["like"].map { (draft.name, $0) } }
    let user = nodes.first { $0.1.place.file != BuiltInPlatforms.fileName }
    guard let (name, node) = user ?? nodes.first else { return .defect("a circle of no types") }
    return .circle(backTo: name, at: node.place)
  }
}

extension WeekCurve {
  /// The curve drawn toward its mean by a share, then scaled so that the peak keeps its height.
  fileprivate func flattened(by share: Double) -> WeekCurve {
    let (mean, peak) = (mean, maximum)
    let flattenedPeak = peak + (mean - peak) * share
    let scale = flattenedPeak > 0 ? peak / flattenedPeak : 1
    return map { ($0 + (mean - $0) * share) * scale }
  }
}

extension Message {
  fileprivate static func noWindows(at place: Place, name: String) -> Message {
    Message(
      "a content type needs windows, or another that it is like", about: YAMLPair.shown(name),
      at: place, status: .configuration)
  }

  fileprivate static func onlyWithLike(_ key: String, at place: Place) -> Message {
    Message("needs the key like beside it", about: key, at: place, status: .configuration)
  }

  fileprivate static func circle(backTo name: String, at place: Place) -> Message {
    Message(
      "leads back to \(Quoting.quoted(name)) itself", about: "like", at: place,
      status: .configuration)
  }
}
