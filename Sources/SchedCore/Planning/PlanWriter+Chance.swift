extension PlanWriter {
  /// Sets the fields that say what chance had to do with a post's slot, and removes those that are
  /// not true of it.
  func setChance(
    of index: Int, _ line: JSONLine, _ outcome: AccountPlan.Outcome, in edit: inout JSONEdit
  ) {
    let post = input.posts[index]
    guard let instant = outcome.instant else {
      return SlotChance().replace(fieldsOf: line, in: &edit)
    }
    if let lot = outcome.lot {
      edit.set(PostField.experiment) { lot.append(at: instant, to: &$0) }
      // The lot decided then, whatever was drawn before.
      return HourDraw.remove(from: line, in: &edit)
    }
    if post.isPinnedElsewhere {
      return setInheritedChance(of: index, line, in: &edit)
    }
    // A new slot that no lot dealt has no record of one, even if it is the old slot again.
    if post.pin == nil || !SlotChance.isDealt(line, at: instant) {
      edit.remove(PostField.experiment)
    }
    if HourDraw(line)?.contains(instant) != true { HourDraw.remove(from: line, in: &edit) }
  }
  /// Sets the fields to what the other file says that has pinned the post, or knows that it went out;
  /// what the line says is of another slot.
  func setInheritedChance(of index: Int, _ line: JSONLine, in edit: inout JSONEdit) {
    (input.chances[index] ?? SlotChance()).replace(fieldsOf: line, in: &edit)
  }
}
