import Glibc

/// A file that is whole or untouched: written to a temporary file beside it, synced, renamed.
///
/// A symbolic link is followed, so that its target is replaced and not the link. What cannot be
/// replaced (a device, a FIFO, a descriptor of the caller's) is written straight.
package final class AtomicFile {
  let descriptor: Int32
  /// Whether the name is given to the bytes at the end only; false for what is written straight.
  package let isReplaced: Bool
  /// The name as the user gave it, for messages.
  private let name: String
  /// Where the bytes end up once links are resolved.
  private let path: String
  /// The temporary file's name while it exists.
  private var temporary: TemporaryName?
  private var isOpen = true

  /// - Throws: why the file cannot be made, with status 74.
  package convenience init(path: String) throws(Message) {
    try self.init(OutputTarget(path), name: path)
  }

  init(_ target: OutputTarget, name: String) throws(Message) {
    (self.name, path) = (name, target.path)
    switch target.kind {
    case .descriptor(let given):
      guard Self.isInherited(given) else {
        throw SystemError(number: EBADF).message(about: name, status: .inputOutput)
      }
      // Shares the offset and the flags, and can be closed, which may tell of a late error.
      descriptor = fcntl(given, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    case .special:
      descriptor = open(target.path, O_WRONLY | O_CLOEXEC)
    case .regular:
      var template = Array(Self.template(for: target.path).utf8CString)
      descriptor = mkstemp(&template)
      if descriptor >= 0 { temporary = TemporaryName(template) }
    }
    isReplaced = target.kind == .regular
    guard descriptor >= 0 else {
      throw SystemError.last.message(about: name, status: .inputOutput)
    }
    guard isReplaced else { return }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // mkstemp gives mode 0600.
    if let old = target.status {
      keepRights(of: old)
    } else {
      fchmod(descriptor, 0o666 & ~Self.mask)
    }
  }

  /// Whether the caller gave us the descriptor, and for writing.
  ///
  /// All that we open ourselves is closed at `exec`, and what was there before cannot be.
  private static func isInherited(_ descriptor: Int32) -> Bool {
    let (own, shared) = (fcntl(descriptor, F_GETFD), fcntl(descriptor, F_GETFL))
    return own >= 0 && own & FD_CLOEXEC == 0 && shared & O_ACCMODE != O_RDONLY
  }

  /// Gives the file the owner of the one that it replaces, as far as we may, and its mode without
  /// the bits that would let others act as that owner.
  private func keepRights(of old: stat) {
    if fchown(descriptor, old.st_uid, old.st_gid) != 0 {
      fchown(descriptor, .max, old.st_gid)
    }
    fchmod(descriptor, old.st_mode & 0o777)
  }

  private static var mask: mode_t {
    let mask = umask(0)
    umask(mask)
    return mask
  }

  deinit {
    if isOpen { close(descriptor) }
    temporary?.remove()
  }

  /// Syncs the bytes and gives the file its name; closes what is written straight.
  /// - Throws: what failed, with status 74; the old file is then still in its place.
  package func commit() throws(Message) {
    guard let temporary else { return try closeStraight() }
    guard fsync(descriptor) == 0, temporary.rename(to: path) else {
      throw SystemError.last.message(about: name, status: .inputOutput)
    }
    self.temporary = nil
    syncFolder()
  }

  private func closeStraight() throws(Message) {
    guard isOpen, !isReplaced else { return }
    isOpen = false
    guard close(descriptor) == 0 || errno == EINTR else {
      throw SystemError.last.message(about: name, status: .inputOutput)
    }
  }

  /// Makes the new name last over a power cut; a file system that cannot sync folders is let pass.
  private func syncFolder() {
    let folder = open(
      OutputTarget.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// `.plan.jsonl.XXXXXX` in the same folder, so that the rename stays within a file system.
  ///
  /// Long names are cut, for a file's name has at most 255 bytes.
  private static func template(for path: String) -> String {
    let short = String(decoding: OutputTarget.name(of: path).utf8.prefix(200), as: UTF8.self)
    return "\(OutputTarget.folder(of: path))/.\(short).XXXXXX"
  }
}
