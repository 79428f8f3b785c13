/// The tables of a folder, a file for each account or channel, gathered in memory.
struct AccountTables {
  private let folder: OutputFolder
  /// By the name of the file.
  private var tables: [String: (rows: [UInt8], count: Int)] = [:]

  init(_ folder: OutputFolder) { self.folder = folder }

  /// Appends a row to the file of an account, or with a platform to that of a channel.
  mutating func append(_ row: [UInt8], of account: String, platform: String?) {
    let name = Self.fileName(of: account, platform: platform)
    tables[name, default: ([], 0)].rows += row
    tables[name]?.count += 1
  }

  /// The files with their rows, by name.
  var rowCounts: [(file: String?, count: Int)] {
    files.map { name, table in ("\(folder.path)/\(name)", table.count) }
  }

  private var files: [(key: String, value: (rows: [UInt8], count: Int))] {
    tables.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// Replaces the files, one after another.
  /// - Throws: what failed, and how many files are new by then.
  func write(head: [UInt8]) throws(Message) {
    for (number, (name, table)) in files.enumerated() {
      do throws(Message) {
        try folder.write(head + table.rows, to: name)
      } catch {
        throw error.after(number, of: tables.count)
      }
    }
  }

  /// `roastery.csv` or `roastery@instagram.csv`: a name that no other account or channel has.
  static func fileName(of account: String, platform: String?) -> String {
    "\(encoded(account))\(platform.map { "@\(encoded($0))" } ?? "").csv"
  }

  /// Of a part of a name, in bytes; with its platform and a hash it stays below 255.
  private static let longestPart = 100

  /// A part of a name, in which all is percent-encoded that could mean something to a shell or a file
  /// system, and the end of a long one is a hash.
  private static func encoded(_ part: String) -> String {
    var bytes: [UInt8] = []
    for byte in part.utf8 {
      let isPlain =
        byte | 0x20 &- UInt8(ascii: "a") < 26 || "0123456789_".utf8.contains(byte) || byte >= 0x80
        || (!bytes.isEmpty && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")))
      if isPlain {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        Hexadecimal.append(UInt64(byte), digits: 2, to: &bytes)
      }
    }
    let text = String(decoding: bytes.prefix(longestPart), as: UTF8.self)
    return bytes.count > longestPart ? "\(text)-\(Checksum.text(Checksum.hash(part)))" : text
  }
}

extension Message {
  /// The message of a run that had done a part of its files before.
  fileprivate func after(_ done: Int, of count: Int) -> Message {
    var message = self
    message.text += " (\(done) of \(count) files were written before)"
    return message
  }
}
