/// The ledger in the parameter file: an `open` line for each post whose figures may still change,
/// and of settled ones a `settled` line for some hundred of one account and content type.
///
///     {"kind":"settled","platform":"x","content_type":"x_post","account":"acme",
///      "figures":["likes","followers"],"posts":[["9f…",1700000000000,1700600000000,33,null,[12,900]],…]}
///
/// A post is its key, when it was posted and measured (milliseconds since the epoch), the hour of its
/// local week, its success (true, false or null), its figures, and where it is known how it came to
/// its hour, that.
package struct LedgerLines {
  /// How many posts a line holds, so that none is too long to be read; chosen.
  private static let postsPerLine = 500

  private let ledger: PostLedger
  private let catalogue: PlatformCatalogue

  package init(_ ledger: PostLedger, _ catalogue: PlatformCatalogue) {
    (self.ledger, self.catalogue) = (ledger, catalogue)
  }

  /// Writes the lines, some at a time; the posts are in order.
  package func write(_ write: ([UInt8]) throws(Message) -> Void) throws(Message) {
    var writer = JSONWriter()
    for post in ledger.posts where !ledger.hasSettled(post) {
      append(open: post, to: &writer)
      if writer.bytes.count > 1 << 20 {
        try write(writer.bytes)
        writer = JSONWriter()
      }
    }
    var start = 0
    let settled = ledger.posts.indices.filter { ledger.hasSettled(ledger.posts[$0]) }
    while start < settled.count {
      let first = ledger.posts[settled[start]]
      var end = start + 1
      while end < settled.count, end - start < Self.postsPerLine {
        let next = ledger.posts[settled[end]]
        guard next.account == first.account, next.contentType == first.contentType else { break }
        end += 1
      }
      append(settled: settled[start..<end], like: first, to: &writer)
      start = end
      if writer.bytes.count > 1 << 20 {
        try write(writer.bytes)
        writer = JSONWriter()
      }
    }
    try write(writer.bytes)
  }

  private func head(_ line: inout JSONWriter, _ kind: String, _ post: LedgerPost) {
    line.add("kind", kind)
    line.add("platform", catalogue.platforms[ledger.platform(of: post)].name)
    line.add("content_type", catalogue.contentTypes[Int(post.contentType)].name)
    line.add("account", ledger.accounts[Int(post.account)])
  }

  private func append(open post: LedgerPost, to writer: inout JSONWriter) {
    writer.line { line in
      head(&line, "open", post)
      line.add("post", Checksum.text(post.key))
      line.add("posted_at", post.instant.description)
      line.add("week_hour", Int(post.weekHour))
      if let measured = post.measuredAt { line.add("measured_at", measured.description) }
      if post.success != .unsaid { line.add("success", post.success == .yes) }
      let names = ledger.names[ledger.platform(of: post)]
      line.addObject("figures") { object in
        for (name, value) in zip(names, ledger.figures(of: post)) where !value.isNaN {
          object.add(name, exact: value)
        }
      }
      if post.choice >= 0 { line.addObject("choice", ledger.choice(of: post).append) }
    }
  }

  private func append(
    settled indices: ArraySlice<Int>, like first: LedgerPost, to writer: inout JSONWriter
  ) {
    let names = ledger.names[ledger.platform(of: first)]
    // What no post of the line has takes no room.
    let places = names.indices.filter { place in
      indices.contains { !ledger.figure(place, of: ledger.posts[$0]).isNaN }
    }
    writer.line { line in
      head(&line, "settled", first)
      line.addStrings("figures", places.map { names[$0] })
      line.addList("posts", indices) { list, index in
        let post = ledger.posts[index]
        list.array { element in
          element.element(Checksum.text(post.key))
          element.element(exact: post.instant.milliseconds)
          element.element(exact: post.measuredAt?.milliseconds ?? 0)
          element.element(exact: Int64(post.weekHour))
          element.element(post.success == .unsaid ? nil : post.success == .yes)
          element.elements(exact: places.lazy.map { ledger.figure($0, of: post) })
          if post.choice >= 0 { element.elementObject(ledger.choice(of: post).append) }
        }
      }
    }
  }
}

extension HourChoice {
  fileprivate func append(to object: inout JSONWriter) {
    if lot > 0 { object.add("lot", Checksum.text(lot)) }
    if !propensity.isNaN { object.add("propensity", exact: propensity) }
    if !advice.isNaN { object.add("advice", exact: advice) }
    if isExplored { object.add("explored", true) }
  }
}
