extension Cycle {
  /// What the advised hours were worth, by each way to know it.
  func timingValues() -> [TimingValue] {
    TimingValue.values(of: learned.flatMap(valuedPosts))
  }

  /// How many of a platform's posts that nothing was drawn for are looked at, the latest ones; chosen.
  private static let mostObserved = 10_000

  /// The posts of a platform with an outcome, and what was said of their hours beforehand.
  ///
  /// That is the score that a plan gave the slot, or for a post that was not planned what the
  /// published figures say: what was learned of its outcome says nothing of it here.
  private func valuedPosts(_ platform: PlatformLearning) -> [ValuedPost] {
    var published: [Int16: [Double]] = [:]
    let firstObserved = platform.posts.count - Self.mostObserved
    return platform.posts.indices.compactMap { index in
      let post = state.ledger.posts[platform.posts[index]]
      let choice = state.ledger.choice(of: post)
      guard index >= firstObserved || !choice.propensity.isNaN else { return nil }
      let curve =
        published[post.contentType]
        ?? EvidenceCurve.values(of: request.catalogue.contentTypes[Int(post.contentType)])
      published[post.contentType] = curve
      return ValuedPost(
        outcome: platform.outcomes[index],
        advice: choice.advice.isNaN ? curve[Int(post.weekHour)] : Double(choice.advice),
        stratum: Int(post.account) * request.catalogue.contentTypes.count + Int(post.contentType),
        lot: choice.lot > 0 ? choice.lot : nil,
        propensity: choice.propensity.isNaN ? nil : Double(choice.propensity),
        isExplored: choice.isExplored)
    }
  }
}
