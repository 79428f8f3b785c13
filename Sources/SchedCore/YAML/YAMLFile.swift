import Glibc

/// Reading a whole file that a person wrote: a regular file, a FIFO or a device.
extension YAMLParser {
  /// The only document of a file; nil if it is empty.
  /// - Throws: why the file cannot be opened, with status 66, or what is wrong in it, with 78.
  package static func parse(contentsOf path: String) throws(Message) -> YAMLNode? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last.message(about: path, status: .noInput) }
    defer { close(descriptor) }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try WholeFile.bytes(of: descriptor, most: mostBytes)
    } catch {
      throw error.message(about: path, status: error.number == EISDIR ? .noInput : .inputOutput)
    }
    try checkContainer(of: bytes, file: path)
    return try parse(bytes: bytes, file: path)
  }

  /// Refuses a container of another kind; JSON is YAML too, and UTF-16 with its mark is read.
  private static func checkContainer(of bytes: [UInt8], file: String) throws(Message) {
    switch bytes.withUnsafeBufferPointer(Container.sniff) {
    case nil, .jsonArray, .prettyJSON: return
    case .utf16 where bytes.first.map { $0 >= 0xFE } ?? false: return
    case let container?: throw .wrongContainer(container, in: file, wanted: .yaml)
    }
  }
}
