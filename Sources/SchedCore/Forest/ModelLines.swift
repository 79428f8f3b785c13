/// The lines of one model within the bytes of a file.
struct ModelLines: Sendable {
  struct Line: Sendable {
    var range: Range<Int>
    var number: Int
  }

  let path: String
  /// Of the whole file; kept until the trees are read.
  let bytes: [UInt8]
  let threads: Int
  let header: Line
  var trees: [Line] = []

  func place(_ line: Line) -> Place { Place(file: path, line: line.number) }

  /// The trees, or what is wrong with the first that is none.
  func forest(_ header: ModelHeader) -> Result<Forest, Message> {
    let text = TreeText(bins: header.model.bins, leafUnit: header.leafUnit)
    let results = OrderedParallelMap.map(count: trees.count, threads: threads) { index in
      tree(trees[index], text)
    }
    return Result { () throws(Message) in
      var forest = Forest()
      forest.trees.reserveCapacity(results.count)
      for result in results { forest.trees.append(try result.get()) }
      return forest
    }
  }

  private func tree(_ line: Line, _ text: TreeText) -> Result<Tree, Message> {
    bytes.withUnsafeBufferPointer { bytes in
      do throws(Message) {
        return .success(
          try TreeTextReader.tree(UnsafeBufferPointer(rebasing: bytes[line.range]), text))
      } catch {
        return .failure(error.at(place(line)))
      }
    }
  }

  /// Of the header before its checksum, and of all trees.
  var checksum: String {
    var checksum = Checksum()
    bytes.withUnsafeBufferPointer { bytes in
      let end = ",\"checksum\":\"0123456789abcdef\"}".utf8.count
      checksum.add(UnsafeBufferPointer(rebasing: bytes[header.range].dropLast(end)))
      for line in trees { checksum.add(UnsafeBufferPointer(rebasing: bytes[line.range])) }
    }
    return checksum.text
  }
}
