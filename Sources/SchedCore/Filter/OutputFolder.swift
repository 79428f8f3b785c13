import Glibc

/// A folder whose files are replaced, each as a whole.
package struct OutputFolder {
  package let path: String

  /// The folder at a path, which is made if there is none.
  /// - Throws: why nothing can be written there, with status 74.
  package init(path: String) throws(Message) {
    self.path = path
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw SystemError.last.message(about: path, status: .inputOutput)
    }
    // Also asks whether it is a folder.
    guard access("\(path)/.", W_OK | X_OK) == 0 else {
      throw SystemError.last.message(about: path, status: .inputOutput)
    }
  }

  /// Gives a file of the folder new content.
  /// - Throws: what failed, with status 74; the old file is then still there.
  package func write(_ bytes: [UInt8], to name: String) throws(Message) {
    let file = try OutputFile(path: "\(path)/\(name)")
    try file.write(bytes)
    try file.finish()
  }
}
