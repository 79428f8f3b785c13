import Glibc

/// Values that depend on the bytes of a few fields alone, so that equal posts share the work.
///
/// Two spellings of one value are two keys; that costs a little work and is never wrong. The cache
/// is bounded: once its values and keys pass the limit it starts anew.
///
/// A table with open addressing, at most half full. A Dictionary would need a key of its own for
/// each look-up, which is an allocation a line.
struct FieldCache<Value: AnyObject> {
  private struct Entry {
    let hash: UInt64
    /// The fields' bytes, each behind its length.
    let key: [UInt8]
    let value: Value
  }

  private let names: [FieldName]
  private let mostBytes: Int
  /// The values of the names in the line at hand.
  private var found: [UnsafeBufferPointer<UInt8>?]
  private var bytes = 0
  private var entries: [Entry] = []
  /// Indices into `entries`, or -1; the count is a power of two.
  private var slots = [Int32](repeating: -1, count: 64)

  /// - Parameters:
  ///   - names: the fields that decide the value.
  ///   - mostBytes: the size at which the cache is emptied.
  init(of names: [FieldName], mostBytes: Int) {
    self.names = names
    self.mostBytes = mostBytes
    found = [UnsafeBufferPointer<UInt8>?](repeating: nil, count: names.count)
  }

  /// The value for a line; `make` gives it, with its size in bytes, if no equal line came before.
  mutating func value(
    for line: JSONLine, _ make: () throws(Message) -> (Value, bytes: Int)
  ) throws(Message) -> Value {
    for index in names.indices { found[index] = line.value(of: names[index]) }
    let hash = foundHash
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].hash == hash, isFound(at: index) { return entries[index].value }
      slot = (slot + 1) & (slots.count - 1)
    }
    let (value, size) = try make()
    add(Entry(hash: hash, key: foundKey, value: value), size: size)
    return value
  }

  private mutating func add(_ entry: Entry, size: Int) {
    let size = size + entry.key.count + 64
    if bytes + size > mostBytes {
      entries.removeAll()
      slots = [Int32](repeating: -1, count: 64)
      bytes = 0
    }
    bytes += size
    entries.append(entry)
    if entries.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      for index in entries.indices { place(index) }
    } else {
      place(entries.count - 1)
    }
  }

  private mutating func place(_ index: Int) {
    var slot = Int(truncatingIfNeeded: entries[index].hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }
}

extension FieldCache {
  /// Eight bytes at a time, each step multiplied by an odd number and folded.
  private var foundHash: UInt64 {
    var hash: UInt64 = 0
    for value in found {
      hash = Self.mixed(hash ^ UInt64(truncatingIfNeeded: value?.count ?? -1))
      guard let value, let base = UnsafeRawPointer(value.baseAddress) else { continue }
      var offset = 0
      while offset + 8 <= value.count {
        hash = Self.mixed(hash ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      while offset < value.count {
        hash = Self.mixed(hash ^ UInt64(value[offset]))
        offset += 1
      }
    }
    return hash
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 32)
  }

  private func isFound(at index: Int) -> Bool {
    entries[index].key.withUnsafeBytes { key in
      var offset = 0
      for value in found {
        guard key.count - offset >= 8,
          key.loadUnaligned(fromByteOffset: offset, as: Int.self) == value?.count ?? -1
        else { return false }
        offset += 8
        guard let value, let base = key.baseAddress, let start = value.baseAddress else { continue }
        guard key.count - offset >= value.count, memcmp(base + offset, start, value.count) == 0
        else { return false }
        offset += value.count
      }
      return true
    }
  }

  private var foundKey: [UInt8] {
    var key: [UInt8] = []
    for value in found {
      withUnsafeBytes(of: value?.count ?? -1) { key.append(contentsOf: $0) }
      if let value { key.append(contentsOf: value) }
    }
    return key
  }
}
