/// The lot that dealt a post its slot: what `--experiment` writes.
///
///     {"group":"3f1c09a25b7be4d8","propensity":0.25,"at":"2026-11-24T09:00:00Z"}
///
/// Posts that could change places without loss take the slots of their group in an order that is
/// drawn, each order with the same probability. Which posts have a slot, and which slots these are,
/// is settled before by `QueueOrder`, so that the plan is worth the same and each of n posts gets
/// each of the n slots with probability 1/n.
///
/// Urgent posts are worth less with each minute and are not dealt; nor are posts without an id, which
/// nothing tells from each other whatever the order of the input.
struct SlotLot: Sendable {
  /// A hash of the posts and the slots, which names the group and makes its draw its own.
  let group: Checksum
  /// How many posts were dealt as many slots.
  let count: Int
}

extension SlotLot {
  /// Deals the slots of all groups anew, and gives the lot of each post that was dealt.
  static func deal(_ problem: AccountProblem, on board: inout SlotBoard) -> [Int: SlotLot] {
    var lots: [Int: SlotLot] = [:]
    for group in QueueOrder.groups(of: problem, board.model) {
      let posts = group.filter {
        board.isPlaced($0) && problem.post($0).id != nil
          && problem.problem.posts[$0].decayOrigin == nil
      }
      guard posts.count > 1 else { continue }
      let instants = posts.map { board.instants[$0] }.sorted()
      let lot = SlotLot(group: hash(of: posts, instants, problem), count: posts.count)
      var random = SeededGenerator(seed: problem.input.request.seed, stream: lot.group.value)
      for post in posts { board.remove(post) }
      for (post, instant) in zip(posts, shuffled(instants, &random)) {
        board.place(post, at: instant)
        lots[post] = lot
      }
    }
    return lots
  }

  /// Draws an order, each with the same probability.
  ///
  /// Fisher and Yates's algorithm (Durstenfeld 1964, doi 10.1145/364520.364540). It is written here
  /// because the standard library does not promise to draw the same order in its next version.
  private static func shuffled(
    _ instants: [Int64], _ random: inout SeededGenerator
  ) -> [Int64] {
    var instants = instants
    for last in instants.indices.dropFirst().reversed() {
      instants.swapAt(last, random.next(below: last + 1))
    }
    return instants
  }

  /// The posts come in the order of their ids, the instants in that of time.
  private static func hash(
    of posts: [Int], _ instants: [Int64], _ problem: AccountProblem
  ) -> Checksum {
    let catalogue = problem.input.request.catalogue
    var checksum = Checksum()
    for post in posts.map(problem.post) {
      let type = catalogue.contentTypes[post.identity.contentType]
      checksum.add(type.name)
      let platform = catalogue.platforms[type.platform].name
      checksum.add(post.key(platform: platform) ?? "")
    }
    for instant in instants { checksum.add(Instant(milliseconds: instant).description) }
    return checksum
  }
}

extension SlotLot {
  /// Appends the record of the slot that was dealt.
  func append(at instant: Instant, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: "{\"group\":\"\(group.text)\",\"propensity\":".utf8)
    JSONNumber.append(1 / Double(count), to: &buffer)
    buffer.append(contentsOf: ",\"at\":\"".utf8)
    instant.append(to: &buffer)
    buffer.append(contentsOf: "\"}".utf8)
  }

  /// How much was dealt, for `-v`.
  static func explanation(of accounts: [AccountPlan]) -> Message {
    let lots = accounts.flatMap(\.outcomes).compactMap(\.lot)
    let groups = Set(lots.map(\.group.value)).count
    let words = groups == 1 ? "1 group" : "\(groups) groups"
    return Message(
      "\(lots.count) posts in \(words) have their slots by lot (posts that could change places)",
      about: "--experiment", level: .note)
  }
}
