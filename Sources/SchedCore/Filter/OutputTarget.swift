import Glibc

/// What the name of an output leads to, links followed.
///
/// A regular file is replaced as a whole. Nothing else can be: a device, FIFO or socket is written
/// straight, and a descriptor that the caller gave us is written through, never opened anew, so
/// that its offset and its append mode hold and what others write to it stays.
struct OutputTarget {
  enum Kind: Equatable {
    /// A descriptor of the caller's: `-`, `/dev/stdout`, `/dev/fd/3`, or a link to one.
    case descriptor(Int32)
    /// What exists and is no regular file.
    case special
    /// A regular file, or none yet.
    case regular
  }

  /// The name of standard output in flags.
  static let standardOutput = "-"

  let kind: Kind
  /// Where the bytes of a regular file end up once links are resolved, else the name as given.
  let path: String
  /// Of what exists.
  let status: stat?

  /// - Throws: why the file cannot be looked at, with status 74.
  init(_ name: String) throws(Message) {
    var status = stat()
    if let descriptor = Self.descriptor(behind: name) {
      guard fstat(descriptor, &status) == 0 else {
        throw SystemError.last.message(about: name, status: .inputOutput)
      }
      (kind, path, self.status) = (.descriptor(descriptor), name, status)
      return
    }
    guard stat(name, &status) == 0 else {
      guard errno == ENOENT else {
        throw SystemError.last.message(about: name, status: .inputOutput)
      }
      (kind, path, self.status) = (.regular, Self.resolvingLinks(name), nil)
      return
    }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    kind = isRegular ? .regular : .special
    // Not the resolved name of the others: the pipe behind a link in /proc has none.
    path = isRegular ? Self.resolvingLinks(name) : name
    self.status = status
  }

  /// Whether two outputs would be mixed, or one would take the other's place.
  ///
  /// Two descriptors may lead to one file, as after `2>&1`: each keeps what the other writes. A
  /// terminal or `/dev/null` takes whatever comes.
  func collides(with other: OutputTarget) -> Bool {
    if case .descriptor(let own) = kind, case .descriptor(let its) = other.kind {
      return own == its
    }
    guard let status, let its = other.status else {
      return status == nil && other.status == nil && path == other.path
    }
    return (status.st_dev, status.st_ino) == (its.st_dev, its.st_ino)
      && status.st_mode & S_IFMT != S_IFCHR
  }
}

extension OutputTarget {
  /// N, where links lead to `/proc/self/fd/N`, as `/dev/stdout` does.
  private static func descriptor(behind name: String) -> Int32? {
    guard name != standardOutput else { return STDOUT_FILENO }
    var path = name
    // Links in a circle end here, and `stat` tells them.
    for _ in 0..<40 {
      if resolvedFolder(of: path) == "/proc/\(getpid())/fd" {
        return Int32(self.name(of: path))
      }
      guard let next = link(at: path) else { return nil }
      path = next.hasPrefix("/") ? next : "\(folder(of: path))/\(next)"
    }
    return nil
  }

  private static func resolvingLinks(_ path: String) -> String {
    if let resolved = resolved(path) { return resolved }
    // A link to what does not exist yet; links in a circle have failed with ELOOP before.
    guard let next = link(at: path) else { return "\(resolvedFolder(of: path))/\(name(of: path))" }
    return resolvingLinks(next.hasPrefix("/") ? next : "\(folder(of: path))/\(next)")
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func link(at path: String) -> String? {
    var link = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &link, link.count)
    return count > 0 ? String(decoding: link[..<count], as: UTF8.self) : nil
  }

  private static func resolvedFolder(of path: String) -> String {
    resolved(folder(of: path)) ?? folder(of: path)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? "output"
  }
}
