import Glibc

/// A small file, read at once.
enum WholeFile {
  /// All bytes up to the end, or one more than `most` if there are more than that.
  static func bytes(of descriptor: Int32, most: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= most {
      let count = read(descriptor, &block, min(block.count, most + 1 - bytes.count))
      if count == 0 { break }
      if count > 0 {
        bytes += block.prefix(count)
      } else if errno == EAGAIN {
        // A device or pipe that another program made non-blocking.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, -1)
      } else if errno != EINTR {
        throw SystemError.last
      }
    }
    return bytes
  }
}
