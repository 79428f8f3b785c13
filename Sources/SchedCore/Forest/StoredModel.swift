/// A model of a file whose trees are read when the first post of its platform comes.
///
/// Its header and the checksum over all of its bytes were good, so that trees can only be bad in a
/// file that somebody made up; whoever needs them is told. Most runs need few of a file's platforms,
/// and trees are nearly all of a file.
package final class StoredModel: Sendable {
  /// Everything but the trees.
  let header: ModelHeader
  private let content: Locked<Content>

  private enum Content {
    case lines(ModelLines)
    case forest(Result<Forest, Message>)
  }

  init(_ header: ModelHeader, _ lines: ModelLines) {
    self.header = header
    content = Locked(.lines(lines))
  }

  /// The trees, read on all threads at the first call.
  /// - Throws: what makes a line no tree of this model (65), with its place.
  package func forest() throws(Message) -> Forest {
    let result = content.withLock { content -> Result<Forest, Message> in
      switch content {
      case .forest(let result): return result
      case .lines(let lines):
        let result = lines.forest(header)
        content = .forest(result)
        return result
      }
    }
    return try result.get()
  }

  /// The model with its trees.
  /// - Throws: as `forest()`.
  package func model() throws(Message) -> PlatformModel {
    var model = header.model
    model.forest = try forest()
    return model
  }
}
