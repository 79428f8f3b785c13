import Glibc

/// A file of somebody else's as bytes in UTF-8 that can be read twice.
///
/// What a column means is known once all of it was seen, so each file is read first to survey it
/// and then to convert it. A pipe, and a table in UTF-16, are copied for that to a temporary file
/// without a name, which is gone with the process.
final class ForeignFile: Sendable {
  /// The name in messages.
  let name: String
  let byteCount: Int
  /// Where the content begins: after a byte-order mark.
  let start: Int
  private let descriptor: Int32

  private static let copiedBytes = 1 << 20

  /// Opens an operand; `-` is standard input.
  /// - Throws: why it cannot be opened (66), read or copied (74), or what else it is (65).
  init(operand: String) throws(Message) {
    Self.allowManyFiles
    let source = try InputSource(operand: operand)
    name = source.name
    // What was read of standard input before is not of the file.
    let origin = source.regularFile.map { max(0, Int(lseek($0, 0, SEEK_CUR))) } ?? 0
    let head = try Self.head(of: source)
    let encoding = UTF16Text.ByteOrder(mark: head)
    if encoding == nil { try Self.checkContainer(head, name: source.name) }
    if let descriptor = source.regularFile, encoding == nil {
      self.descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
      guard self.descriptor >= 0 else {
        throw SystemError.last.message(about: source.name, status: .noInput)
      }
      byteCount = source.byteCount
      start = try Self.startOfText(descriptor, from: origin, name: source.name)
    } else {
      descriptor = try Self.temporary()
      byteCount = try Self.copy(source, after: head, encoding, to: descriptor)
      start = try Self.startOfText(descriptor, from: 0, name: source.name)
    }
  }

  deinit {
    close(descriptor)
  }

  /// Reads so many bytes at an offset.
  ///
  /// Threads may call it at once.
  /// - Throws: what the system says, or that the file became shorter (74).
  func read(
    into buffer: UnsafeMutablePointer<UInt8>, at offset: Int, count: Int
  ) throws(Message) {
    let read = try Self.read(descriptor, into: buffer, at: offset, count: count, name: name)
    guard read == count else { throw .becameShorter(name) }
  }

  /// The first bytes, at most so many.
  func head(_ count: Int) throws(Message) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(count, max(0, byteCount - start)))
    try bytes.withUnsafeMutableBufferPointer { buffer throws(Message) in
      if let base = buffer.baseAddress { try read(into: base, at: start, count: buffer.count) }
    }
    return bytes
  }
}

extension ForeignFile {
  private static func read(
    _ descriptor: Int32, into buffer: UnsafeMutablePointer<UInt8>, at offset: Int, count: Int,
    name: String
  ) throws(Message) -> Int {
    var done = 0
    while done < count {
      let result = pread(descriptor, buffer + done, count - done, off_t(offset + done))
      if result == 0 { break }
      if result > 0 {
        done += result
      } else if errno != EINTR {
        throw SystemError.last.message(about: name, status: .inputOutput)
      }
    }
    return done
  }

  /// As many first bytes as tell what a file is; a regular file is read on from its start later.
  private static func head(of source: InputSource) throws(Message) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    while count < head.count, !source.hasEnded {
      count += try head.withUnsafeMutableBufferPointer { buffer throws(Message) in
        guard let base = buffer.baseAddress else { return 0 }
        return try source.read(into: base + count, atMost: buffer.count - count)
      }
    }
    head.removeLast(head.count - count)
    return head
  }

  private static func checkContainer(_ head: [UInt8], name: String) throws(Message) {
    switch head.withUnsafeBufferPointer({ Container.sniff($0) }) {
    case let container? where [.gzip, .zstd, .zip, .oldWorkbook, .calendar].contains(container):
      throw .wrongContainer(container, in: name, wanted: .export)
    default: break
    }
    let hasLines = head.contains(UInt8(ascii: "\n"))
    if !hasLines, head.contains(UInt8(ascii: "\r")), head.count > 1000 {
      throw Message(
        "lines end with CR alone (tr '\\r' '\\n' makes them lines)", at: Place(file: name))
    }
  }

  /// A file that has no name: what `sort` keeps in TMPDIR, too.
  private static func temporary() throws(Message) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/sched-import.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw SystemError.last.message(about: folder, status: .inputOutput)
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return descriptor
  }

  private static func copy(
    _ source: InputSource, after head: [UInt8], _ encoding: UTF16Text.ByteOrder?,
    to descriptor: Int32
  ) throws(Message) -> Int {
    var decoder = encoding.map { UTF16Text($0) }
    var count = 0
    func take(_ bytes: some Collection<UInt8>, isLast: Bool) throws(Message) {
      let text = decoder?.utf8(of: bytes, isLast: isLast) ?? Array(bytes)
      var written = 0
      while written < text.count {
        let result = text[written...].withUnsafeBytes {
          write(descriptor, $0.baseAddress, $0.count)
        }
        if result >= 0 {
          written += result
        } else if errno != EINTR {
          throw SystemError.last.message(about: "the copy of \(source.name)", status: .inputOutput)
        }
      }
      count += text.count
    }
    try take(head, isLast: false)
    var block = [UInt8](repeating: 0, count: copiedBytes)
    while !source.hasEnded {
      let read = try block.withUnsafeMutableBufferPointer { buffer throws(Message) in
        guard let base = buffer.baseAddress else { return 0 }
        return try source.read(into: base, atMost: buffer.count)
      }
      try take(block[..<read], isLast: false)
    }
    try take([], isLast: true)
    return count
  }

  /// Where the text begins: after a byte-order mark.
  private static func startOfText(
    _ descriptor: Int32, from origin: Int, name: String
  ) throws(Message) -> Int {
    var mark: [UInt8] = [0, 0, 0]
    let count = try mark.withUnsafeMutableBufferPointer { buffer throws(Message) in
      guard let base = buffer.baseAddress else { return 0 }
      return try read(descriptor, into: base, at: origin, count: 3, name: name)
    }
    return count == 3 && mark == [0xEF, 0xBB, 0xBF] ? origin + 3 : origin
  }

  /// Each operand is open to the end of the run, so that the system's own limit holds, and not the
  /// lower one that a shell sets.
  private static let allowManyFiles: Void = {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }()
}

extension Message {
  fileprivate static func becameShorter(_ file: String) -> Message {
    Message(
      "the file became shorter while it was read", at: Place(file: file), status: .inputOutput)
  }
}
