extension PlanWriter {
  /// Sets what the clocks of the request's zone show at a post's slot, and removes what is not true
  /// of it.
  ///
  /// Without a zone, the time that an earlier plan wrote stays while the post keeps its slot; whatever
  /// else a record calls `local` is its own.
  func setLocal(of slot: Instant?, _ line: JSONLine, in edit: inout JSONEdit) {
    guard let slot else { return edit.remove(PostField.local) }
    if let zone = input.request.zone {
      edit.set(PostField.local) { buffer in
        buffer.append(UInt8(ascii: "\""))
        zone.append(slot, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
      }
    } else if let written = try? RecordReader(line).instant(PostField.local), written != slot {
      edit.remove(PostField.local)
    }
  }
}
