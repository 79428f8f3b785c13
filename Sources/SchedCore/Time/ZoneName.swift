import Glibc

extension Zone {
  /// The zone of that name: `UTC`, a fixed offset as `UTC-5` or `UTC+5:30`, or a name of the IANA
  /// database, read from `TZDIR` or /usr/share/zoneinfo.
  /// - Throws: an unknown name with the nearest known one, or a file that is no time zone's.
  package static func named(_ name: String) throws(Message) -> Zone {
    if name == utc.name { return utc }
    if let offset = try fixedOffset(name) { return Zone(name: name, fixedOffset: offset) }
    // A name that could leave the folder is unknown without a look at the disk.
    let isSafe =
      name.utf8.count <= 255 && name.utf8.allSatisfy(isNameByte)
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains("")
    guard isSafe, let bytes = contents(of: "\(folder)/\(name)") else { throw unknown(name) }
    do throws(Message) {
      return Zone(name: name, file: try TimeZoneFile(bytes))
    } catch {
      throw Message("\(Quoting.quoted(name)) is \(error.text)", status: error.status)
    }
  }

  /// Seconds ahead of UTC of `UTC+5:30`, or nil if the name is of another form.
  private static func fixedOffset(_ name: String) throws(Message) -> Int? {
    guard name.hasPrefix("UTC+") || name.hasPrefix("UTC-") else { return nil }
    let parts = name.dropFirst(4).split(separator: ":", omittingEmptySubsequences: false)
    let isNumeric = parts.allSatisfy { part in
      (1...2).contains(part.utf8.count) && part.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }
    guard isNumeric, parts.count <= 2, let hours = Int(parts[0]), hours < 24,
      let minutes = parts.count == 2 ? Int(parts[1]) : 0, minutes < 60
    else { throw Message("\(Quoting.quoted(name)) is no offset (such as UTC-5 or UTC+5:30)") }
    let seconds = (hours * 60 + minutes) * 60
    return name.hasPrefix("UTC-") ? -seconds : seconds
  }

  private static var folder: String {
    guard let folder = getenv("TZDIR"), folder[0] != 0 else { return "/usr/share/zoneinfo" }
    return String(cString: folder)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_+-/".utf8.contains(byte)
    }
  }

  /// The bytes of a regular file of at most 1 MiB (the largest zone has 4 KiB), or nil.
  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= 1 << 20
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      guard got > 0 else { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  private static func unknown(_ name: String) -> Message {
    Message(
      "unknown time zone \(Quoting.quoted(name))"
        + (knownNames.isEmpty
          ? " (there is no time zone database in \(Quoting.quoted(folder)); is tzdata installed?)"
          : Suggestion.advice(for: name, among: knownNames)))
  }

  /// Listed once, for a file may have an unknown name in each line.
  private static let knownNames: [String] = {
    for table in ["tzdata.zi", "zone.tab", "zone1970.tab"] {
      let text = String(decoding: contents(of: "\(folder)/\(table)") ?? [], as: UTF8.self)
      let names = names(in: text)
      if !names.isEmpty { return ["UTC"] + names }
    }
    return []
  }()

  /// Zones and links of tzdata.zi (`Z name …`, `L target name`), or the third column of a table.
  private static func names(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line -> String? in
      if line.hasPrefix("#") { return nil }
      let tabs = line.split(separator: "\t")
      if tabs.count >= 3 { return String(tabs[2]) }
      let words = line.split(separator: " ")
      if words.count >= 2, words[0] == "Z" { return String(words[1]) }
      return words.count == 3 && words[0] == "L" ? String(words[2]) : nil
    }
  }
}
