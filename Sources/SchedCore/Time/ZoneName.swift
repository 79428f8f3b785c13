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
    guard isSafe else { throw unknown(name) }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try contents(of: name)
    } catch {
      guard [ENOENT, ENOTDIR, EISDIR].contains(error.number) else {
        throw Message("time zone \(Quoting.quoted(name)) cannot be read: \(error.words)")
      }
      throw unknown(name)
    }
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

  /// The bytes of a file in the folder; of what is longer than 1 MiB (the largest zone has 4 KiB)
  /// only the start.
  private static func contents(of name: String) throws(SystemError) -> [UInt8] {
    let descriptor = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError.last }
    defer { close(descriptor) }
    return try WholeFile.bytes(of: descriptor, most: 1 << 20)
  }

  private static func unknown(_ name: String) -> Message {
    let advice =
      if known.names.isEmpty {
        " (there is no time zone database in \(Quoting.quoted(folder)); is tzdata installed?)"
      } else if let target = known.links[name] {
        // Some systems leave old names out.
        " (did you mean \(Quoting.quoted(target))?)"
      } else {
        Suggestion.advice(for: name, among: known.names)
      }
    return Message("unknown time zone \(Quoting.quoted(name))\(advice)")
  }

  /// The names, and what those are that stand for others.
  ///
  /// Listed once, for a file may have an unknown name in each line.
  private static let known: (names: [String], links: [String: String]) = {
    var names: [String] = []
    var links: [String: String] = [:]
    // `Z name …` and `L target name` in the one, names in the third column of the others.
    for table in ["tzdata.zi", "zone.tab", "zone1970.tab"] where names.isEmpty {
      let text = String(decoding: (try? contents(of: table)) ?? [], as: UTF8.self)
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        let tabs = line.split(separator: "\t")
        let words = line.split(separator: " ")
        if tabs.count >= 3 {
          names.append(String(tabs[2]))
        } else if words.count >= 2, words[0] == "Z" {
          names.append(String(words[1]))
        } else if words.count == 3, words[0] == "L" {
          names.append(String(words[2]))
          links[String(words[2])] = String(words[1])
        }
      }
    }
    return names.isEmpty ? ([], [:]) : (["UTC"] + names, links)
  }()
}
