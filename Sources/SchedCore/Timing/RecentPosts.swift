/// Reads the posts of `--recent`: JSON Lines of posts that went out or are to go out.
package enum RecentPosts {
  /// Adds a line's post to those that keep scores down, unless it has no instant yet.
  package static func add(
    _ line: JSONLine, to recency: inout RecencyFactor, catalogue: PlatformCatalogue
  ) throws(Message) {
    let record = RecordReader(line)
    // A slot of a refused post counts for nothing, were it the last of all.
    let life = try PostLife(record)
    guard let instant = life.heldInstant(past: .distantFuture) else { return }
    recency.add(try PostIdentity(record, catalogue: catalogue), at: instant)
  }

  /// Reads a whole file.
  /// - Throws: a file that cannot be opened (66) or read (74), or its first bad line (65): a post
  ///   that is overlooked here would be crowded.
  package static func read(
    from path: String, catalogue: PlatformCatalogue, maxLineBytes: Int
  ) throws(Message) -> RecencyFactor {
    var recency = RecencyFactor(catalogue: catalogue)
    try LineReader.forEachLine(of: path, maxLineBytes: maxLineBytes) { line throws(Message) in
      try add(line, to: &recency, catalogue: catalogue)
    }
    return recency
  }
}
