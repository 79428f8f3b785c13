import Glibc

/// A file that is whole or untouched: written to a temporary file beside it, synced, renamed.
///
/// A symbolic link is followed, so that its target is replaced and not the link. What is no regular
/// file (a device, a FIFO) is written straight.
package final class AtomicFile {
  let descriptor: Int32
  /// The name as the user gave it, for messages.
  private let path: String
  /// Where the bytes end up once links are resolved.
  private let target: String
  /// The temporary file's name while it exists; nil where the target is written straight.
  private var temporary: TemporaryName?

  /// - Throws: why the file cannot be made, with status 74.
  package init(path: String) throws(Message) {
    self.path = path
    var status = stat()
    let exists = stat(path, &status) == 0
    guard exists || errno == ENOENT else {
      throw SystemError.last.message(about: path, status: .inputOutput)
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      // Not by its resolved name: the pipe behind /dev/stdout has none.
      target = path
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw SystemError.last.message(about: path, status: .inputOutput)
      }
      return
    }
    target = Self.resolvingLinks(path)
    var template = Array(Self.template(for: target).utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw SystemError.last.message(about: path, status: .inputOutput)
    }
    temporary = TemporaryName(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // mkstemp gives mode 0600.
    if exists { keepRights(of: status) } else { fchmod(descriptor, 0o666 & ~Self.mask) }
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
    close(descriptor)
    temporary?.remove()
  }

  /// Syncs the bytes and gives the file its name.
  /// - Throws: what failed, with status 74; the old file is then still in its place.
  package func commit() throws(Message) {
    guard let temporary else { return }
    guard fsync(descriptor) == 0, temporary.rename(to: target) else {
      throw SystemError.last.message(about: path, status: .inputOutput)
    }
    self.temporary = nil
    syncFolder()
  }

  /// Makes the new name last over a power cut; a file system that cannot sync folders is let pass.
  private func syncFolder() {
    let folder = open(Self.folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}

extension AtomicFile {
  private static func resolvingLinks(_ path: String) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    // A link to what does not exist yet; links in a circle have failed with ELOOP before.
    var link = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &link, link.count)
    guard count > 0 else { return path }
    let next = String(decoding: link[..<count], as: UTF8.self)
    return resolvingLinks(next.hasPrefix("/") ? next : "\(folder(of: path))/\(next)")
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `.plan.jsonl.XXXXXX` in the same folder, so that the rename stays within a file system.
  ///
  /// Long names are cut, for a file's name has at most 255 bytes.
  private static func template(for path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "output"
    let short = String(decoding: name.utf8.prefix(200), as: UTF8.self)
    return "\(folder(of: path))/.\(short).XXXXXX"
  }
}
