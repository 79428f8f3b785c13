/// The hours of one content type as other tools and people read them: a line for each.
struct LearnedHours: Sendable {
  let contentType: ContentType
  let platform: String
  let posterior: DaypartPosterior
  let evidence: DaypartEvidence
  /// How many posts have an outcome.
  let posts: Int

  /// Appends the lines.
  func append(to writer: inout JSONWriter) {
    writer.line { line in
      line.add("kind", "curve")
      line.add("platform", platform)
      line.add("content_type", contentType.name)
      line.add("outcomes", evidence.count)
      line.add("probability", 1 - posterior.effect.noEffect)
    }
    for index in 0..<WeekHour.count {
      let hour = WeekHour(index: index)
      let (alpha, beta) = (posterior.alpha[index], posterior.beta[index])
      writer.line { line in
        line.add("kind", "daypart")
        line.add("platform", platform)
        line.add("content_type", contentType.name)
        line.add("day", hour.weekday.name)
        line.add("hour", hour.hour)
        line.add("weight", posterior.weights[index])
        line.add("posts", posterior.posts[index])
        line.add("rate", alpha / (alpha + beta))
        line.add("alpha", alpha)
        line.add("beta", beta)
        line.add("effect", posterior.effect.values[index])
        line.add("spread", posterior.effect.spreads[index])
        line.add("outcomes", evidence.counts[index])
      }
    }
  }
}

extension PlatformLearning {
  /// The hours of the content types of which anything is known.
  func hours(_ ledger: PostLedger, _ catalogue: PlatformCatalogue) -> [LearnedHours] {
    guard let effects else { return [] }
    let found = catalogue.platforms[platform]
    return found.contentTypes.indices.compactMap { index in
      let type = found.contentTypes[index]
      let instants = posts.filter { Int(ledger.posts[$0].contentType) == type }
        .map { ledger.posts[$0].instant.milliseconds }
      guard evidence[index].count > 0 else { return nil }
      let span = (instants.max() ?? 0) - (instants.min() ?? 0)
      let posterior = DaypartPosterior(
        effects.types[index], evidence[index], catalogue.contentTypes[type],
        weeks: Double(span) / (7 * 86_400_000))
      return LearnedHours(
        contentType: catalogue.contentTypes[type], platform: found.name, posterior: posterior,
        evidence: evidence[index], posts: instants.count)
    }
  }

  /// Appends a line for each account whose hours differ from those of the others.
  func appendAccounts(to writer: inout JSONWriter, _ catalogue: PlatformCatalogue) {
    for (account, curve) in (effects?.accounts ?? [:]).sorted(by: { $0.key < $1.key }) {
      writer.line { line in
        line.add("kind", "hours")
        line.add("platform", catalogue.platforms[platform].name)
        line.add("account", account)
        line.add("effects", curve.values)
        line.add("spreads", curve.spreads)
      }
    }
  }
}
