import Glibc

/// One writer at a time: a lock on a file that may be replaced by another while it is waited for.
///
/// The lock (flock) belongs to the file, not to its name, and whoever holds it replaces the file by
/// a rename. So the name is looked at again once the lock is there, and the wait begins anew where
/// it names another file by then. The end of the process, however it comes, sets the lock free.
package final class FileLock {
  private let descriptor: Int32

  /// Waits for the lock; a file that does not exist is made, without a byte.
  /// - Throws: why the file cannot be opened or locked, with status 74.
  package init(path: String) throws(Message) {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        throw SystemError.last.message(about: path, status: .inputOutput)
      }
      guard Self.isRegular(descriptor) else {
        close(descriptor)
        throw Message.notRegular(path)
      }
      guard Self.lock(descriptor) else {
        let error = SystemError.last
        close(descriptor)
        throw Message.cannotLock(error.words, path)
      }
      if Self.isStill(descriptor, at: path) {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit { close(descriptor) }

  /// Checks that a file could be locked, without waiting and without making it.
  /// - Returns: whether it exists.
  /// - Throws: why it cannot be opened, with status 74.
  package static func check(path: String) throws(Message) -> Bool {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno != ENOENT else { return false }
      throw SystemError.last.message(about: path, status: .inputOutput)
    }
    defer { close(descriptor) }
    guard isRegular(descriptor) else { throw Message.notRegular(path) }
    return true
  }

  private static func lock(_ descriptor: Int32) -> Bool {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  private static func isRegular(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether the open file is the one that the name stands for now.
  private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
  }
}

extension Message {
  fileprivate static func notRegular(_ path: String) -> Message {
    Message(
      "not a regular file, which --in-place needs", at: Place(file: path), status: .inputOutput)
  }

  fileprivate static func cannotLock(_ words: String, _ path: String) -> Message {
    Message(
      "it cannot be locked against others (\(words)); --in-place needs a file system with locks",
      at: Place(file: path), status: .inputOutput)
  }
}
