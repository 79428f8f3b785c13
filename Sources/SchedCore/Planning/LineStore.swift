/// The lines of a plan's posts, until the plan is known.
///
/// Chunks of 16 MiB, for an array that doubles would need three times its size while it grows.
/// Each line is followed by the padding that `JSONScanner` demands.
struct LineStore: Sendable {
  struct Handle: Sendable {
    fileprivate let chunk: Int32
    fileprivate let start: Int32
    fileprivate let count: Int32
  }

  private static let chunkBytes = 16 << 20
  private var chunks: [[UInt8]] = []

  /// Keeps the line that `write` appends.
  mutating func add(_ write: (inout [UInt8]) -> Void) -> Handle {
    if (chunks.last?.count ?? .max) >= Self.chunkBytes - (64 << 10) {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkBytes)
    }
    let chunk = chunks.count - 1
    let start = chunks[chunk].count
    write(&chunks[chunk])
    let count = chunks[chunk].count - start
    chunks[chunk].append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: 16))
    return Handle(chunk: Int32(chunk), start: Int32(start), count: Int32(count))
  }

  /// Lends a line's bytes, padded.
  func withLine<Result>(
    _ handle: Handle, _ body: (UnsafeBufferPointer<UInt8>) throws(Message) -> Result
  ) throws(Message) -> Result {
    do {
      return try chunks[Int(handle.chunk)].withUnsafeBufferPointer { buffer in
        try body(
          UnsafeBufferPointer(
            rebasing: buffer[Int(handle.start)..<Int(handle.start + handle.count)]))
      }
    } catch let error as Message {
      throw error
    } catch {
      throw .defect("\(error)")
    }
  }
}
