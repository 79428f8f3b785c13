/// Gathers the posts of a plan, with their lines and their scores.
final class PlanCollector {
  /// Names one post of an account and platform, which may be in the input once.
  private struct Name: Hashable {
    let account: String
    let platform: Int
    /// The id by its text: `1` and `"1"` are the same post.
    let id: String
  }

  /// In the order of the input.
  private(set) var posts: [PlanPost] = []
  private(set) var lines: [LineStore.Handle] = []
  /// The index of each post's scores in `curves`; -1 for none.
  private(set) var curveOfPost: [Int32] = []
  /// Scores that differ; many posts share them.
  private(set) var curves: [ScoreCurve] = []
  private(set) var store = LineStore()

  /// Until when platforms want to be left alone by accounts.
  private(set) var holds: [Parameters.Channel: Instant] = [:]

  /// What chance had to do with the slots of posts that are pinned elsewhere, by index.
  private(set) var chances: [Int: SlotChance] = [:]

  private let request: PlanRequest
  private var builtIn: BuiltInScores
  private var lineOfName: [Name: Place] = [:]
  private var indexOfCurve: [ScoreCurve: Int32] = [:]
  private let strip: JSONEdit

  init(_ request: PlanRequest) {
    self.request = request
    builtIn = BuiltInScores(request)
    var strip = JSONEdit()
    if !request.keepsScores { strip.remove(PostField.scores) }
    self.strip = strip
  }

  /// Takes a post of the input.
  /// - Throws: what is wrong in its record; a post of that name that was taken before.
  func take(_ line: JSONLine, at place: Place) throws(Message) {
    let record = RecordReader(line)
    var post = try PlanPost(
      record, at: place, past: request.past, catalogue: request.catalogue)
    let name = name(of: post)
    if let id = post.id, let name, let first = lineOfName[name] { throw .doubled(id, first) }
    let other = name.flatMap { committed[$0] }
    if let other { post.settle(by: other, past: request.past) }
    if request.replansOverdue, post.isOverdue(at: request.past) { post.loosen() }
    let curve = try self.curve(of: record, post)
    if let name { lineOfName[name] = place }
    if let id = other?.id, id.isNumber != post.id?.isNumber {
      if id.isNumber { committedNumbers += 1 } else { committedStrings += 1 }
    }
    if let name, post.isPinnedElsewhere { chances[posts.count] = committedChances[name] }
    note(holdOf: post)
    posts.append(post)
    curveOfPost.append(curve)
    lines.append(
      store.add { post.isSettled ? $0.append(contentsOf: line.bytes) : strip.append(line, to: &$0) }
    )
  }

  private func curve(of record: RecordReader, _ post: PlanPost) throws(Message) -> Int32 {
    guard let scores = try HourlyScores(of: record) else {
      guard post.plannedScore == nil else { return -1 }
      let builtIn = try builtIn.scores(of: record, post.identity)
      return builtIn.curve(addingTo: index(of:))
    }
    guard !scores.covers(from: request.from, until: request.until) else {
      return index(of: ScoreCurve(scores: scores, rest: nil))
    }
    let rest = builtIn.scoresStandingIn(of: record, post.identity)
    return index(of: ScoreCurve(scores: scores, rest: rest.scores))
  }

  private func index(of curve: ScoreCurve) -> Int32 {
    if let known = indexOfCurve[curve] { return known }
    let index = Int32(curves.count)
    curves.append(curve)
    indexOfCurve[curve] = index
    return index
  }

  private func platform(of post: PlanPost) -> Int {
    request.catalogue.contentTypes[post.identity.contentType].platform
  }

  private func name(of post: PlanPost) -> Name? {
    post.id.map { Name(account: post.identity.account, platform: platform(of: post), id: $0.text) }
  }

  private func note(holdOf post: PlanPost) {
    guard let hold = post.platformHold else { return }
    let channel = Parameters.Channel(account: post.identity.account, platform: platform(of: post))
    holds[channel] = holds[channel].map { max($0, hold) } ?? hold
  }

  /// How many ids are numbers in `--existing` and strings in the input, and the other way round.
  private var committedNumbers = 0
  private var committedStrings = 0

  /// What `--existing` says of a post last; that it went out stays true.
  private var committed: [Name: PlanPost] = [:]
  /// What it says of chance, of the same posts.
  private var committedChances: [Name: SlotChance] = [:]
  /// Posts of `--existing` without a name, which stay.
  private var unnamed: [PlanPost] = []

  /// Reads the posts of `--existing`, before those of the input.
  func readExisting(from path: String, maxLineBytes: Int) throws(Message) {
    var number = 0
    try LineReader.forEachLine(of: path, maxLineBytes: maxLineBytes) { line throws(Message) in
      number += 1
      let record = RecordReader(line)
      let post = try PlanPost(
        record, at: Place(file: path, line: number), past: request.past,
        catalogue: request.catalogue)
      note(holdOf: post)
      guard let name = name(of: post) else { return unnamed.append(post) }
      if post.life.stage != .published, committed[name]?.life.stage == .published { return }
      committed[name] = post
      // What has gone out may have done so a little after its slot.
      let slot = post.life.scheduledAt ?? post.pin
      let chance = slot.map { SlotChance(line, at: $0) } ?? SlotChance()
      committedChances[name] = chance.isEmpty ? nil : chance
    }
  }

  /// Tells of ids that are one post only by their text; nil if there are none.
  var mixedIDs: Message? {
    let count = committedNumbers + committedStrings
    guard count > 0, let file = committed.first?.value.place.file else { return nil }
    return .mixedIDs(
      count, here: committedStrings == 0 ? "number" : committedNumbers == 0 ? "string" : nil,
      in: file)
  }

  /// For each platform the instants at which posts stand that are not to be moved.
  var pins: [[Instant]] {
    var pins = [[Instant]](repeating: [], count: request.catalogue.platforms.count)
    for post in [posts, obstacles].joined() {
      guard let pin = post.pin else { continue }
      pins[platform(of: post)].append(pin)
    }
    return pins
  }

  /// The committed posts that hold an instant and are not posts of the input too, in the order of
  /// their file.
  var obstacles: [PlanPost] {
    let others = committed.filter { lineOfName[$0.key] == nil }.map(\.value)
    return (unnamed + others).filter { $0.pin != nil }
      .sorted { ($0.place.line ?? 0) < ($1.place.line ?? 0) }
  }
}

extension Message {
  /// `here` is how the file of `--existing` writes them, if all in the same way.
  fileprivate static func mixedIDs(_ count: Int, here: String?, in file: String) -> Message {
    let other = here == "number" ? "string" : "number"
    let what =
      switch (here, count) {
      case (let here?, 1): "1 id is a \(here) here and a \(other) in the input"
      case (let here?, _): "\(count) ids are \(here)s here and \(other)s in the input"
      case (nil, _): "\(count) ids are numbers in one file and strings in the other"
      }
    let same = count == 1 ? "it is treated as the same post" : "they are treated as the same posts"
    return Message(
      "\(what) (\(same); write ids as strings everywhere)", at: Place(file: file), level: .warning)
  }

  fileprivate static func doubled(_ id: PostID, _ first: Place) -> Message {
    Message(
      "\(id.shown) stands at \(first) already (one post of an account and platform has it)",
      about: PostField.id.string)
  }
}
