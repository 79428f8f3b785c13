import Glibc

/// Reading a whole file that a person wrote: a regular file, a FIFO or a device.
extension YAMLParser {
  /// The only document of a file; nil if it is empty.
  /// - Throws: why the file cannot be opened, with status 66, or what is wrong in it, with 78.
  package static func parse(contentsOf path: String) throws(Message) -> YAMLNode? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last.message(about: path, status: .noInput) }
    defer { close(descriptor) }
    return try parse(bytes: try bytes(of: descriptor, path: path), file: path)
  }

  /// All bytes up to the end, or one more than are allowed.
  private static func bytes(of descriptor: Int32, path: String) throws(Message) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= mostBytes {
      let count = read(descriptor, &block, block.count)
      if count == 0 { break }
      if count > 0 {
        bytes += block.prefix(count)
        continue
      }
      let error = SystemError.last
      switch error.number {
      case EINTR: continue
      case EISDIR: throw error.message(about: path, status: .noInput)
      default: throw error.message(about: path, status: .inputOutput)
      }
    }
    return bytes
  }
}
