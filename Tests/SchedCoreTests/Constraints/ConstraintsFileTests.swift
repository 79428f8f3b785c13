import SchedCore
import Testing

/// What is wrong in a constraints file, word for word, with line and column.
struct ConstraintsFileTests {
  private func expect(_ fault: String, in text: String) {
    #expect(
      ConstraintsFiles.fault { _ = try ConstraintsFiles.constraints(text) }
        == "constraints.yaml:\(fault)")
  }

  @Test(arguments: [
    ("slot_minute: 5", "1: slot_minute: unknown key (did you mean \"slot_minutes\"?)"),
    ("slot_minutes: 0", "15: slot_minutes: 0 is out of range (1 to 1440)"),
    ("slot_minutes: 7.5", "15: slot_minutes: \"7.5\" is not a whole number (1 to 1440)"),
    (
      "slot_minutes: \"15\"",
      "15: slot_minutes: \"15\" is a text, not a whole number (write it without quotes)"
    ),
    (
      "time_zone: Europe/Berln",
      "12: time_zone: unknown time zone \"Europe/Berln\" (did you mean \"Europe/Berlin\"?)"
    ),
    (
      "max_concurrent_posts: -1",
      "23: max_concurrent_posts: -1 is out of range (0 to 1000000)"
    ),
    (
      "max_urgent_concurrent: many",
      "24: max_urgent_concurrent: \"many\" is not a whole number (0 to 1000000)"
    ),
    (
      "campaign: {min_gap_hours: 1}",
      "12: min_gap_hours: unknown key (known: min_gap_minutes)"
    ),
    (
      "campaign: 30",
      "11: campaign: a single value stands here (a mapping such as {key: value} is needed)"
    ),
    (
      "campaign: {min_gap_minutes: -1}",
      "29: min_gap_minutes: -1 is out of range (0 to 525600)"
    ),
    ("backoff: {multiplier: 0.5}", "23: multiplier: 0.5 is out of range (1 to 1000)"),
    (
      "backoff: {max_second: 9}",
      "11: max_second: unknown key (did you mean \"max_seconds\"?)"
    ),
    ("aging: {low_hours: .inf}", "20: low_hours: \".inf\" is not a number (0 to 87600)"),
    (
      "[1]",
      "1: a list stands here (a mapping such as {key: value} is needed)"
    ),
    (
      "platforms: {instagran: {}}",
      "13: platform: unknown value \"instagran\" (did you mean \"instagram\"?)"
    ),
    (
      "platforms: {x: {}, twitter: {}}",
      "20: twitter: x stands twice, by two names (first in line 1)"
    ),
  ])
  func `the whole file`(_ text: String, _ fault: String) {
    expect("1:\(fault)", in: text)
  }

  /// Each stands in line 3, behind five spaces and `x: {`.
  @Test(arguments: [
    ("min_gap_hour: 3", "10: min_gap_hour: unknown key (did you mean \"min_gap_hours\"?)"),
    ("min_gap_hours: 9000", "25: min_gap_hours: 9000 is out of range (0 to 8760)"),
    ("max_per_day: 1.5", "23: max_per_day: \"1.5\" is not a whole number (0 to 1000000)"),
    (
      "max_concurrent_posts: two",
      "32: max_concurrent_posts: \"two\" is not a whole number (0 to 1000000)"
    ),
    (
      "quota: {kind: rollin, posts: 1}",
      "24: kind: unknown value \"rollin\" (did you mean \"rolling\"?)"
    ),
    ("quota: {kind: day, post: 1}", "29: post: unknown key (did you mean \"posts\"?)"),
    (
      "slots: [{days: mon, at: [\"9:60\"]}]",
      "35: at: \"9:60\" is not a time of day (00:00 to 24:00)"
    ),
    ("slots: [{days: mon}]", "18: at: this key is missing here"),
    ("slots: []", "17: slots: no times stand here (leave the key out for slots on the grid)"),
    (
      "slots: [{at: []}]",
      "17: slots: no times stand here (leave the key out for slots on the grid)"
    ),
    (
      "slots: [{at: 9:00, strict: true}]", "29: strict: unknown key (known: days, at, posts)"
    ),
    (
      "preferred_windows: [{days: mon-fry}]",
      "37: days: \"fry\" is not a day (mon, tue, wed, thu, fri, sat, sun)"
    ),
    (
      "preferred_windows: [{form: 9:00}]",
      "31: form: unknown key (did you mean \"from\"?)"
    ),
    (
      "preferred_windows: [{strict: yes}]",
      "39: strict: \"yes\" is not one of true or false (without quotes)"
    ),
    (
      "preferred_windows: [{from: 25:00}]",
      "37: from: \"25:00\" is not a time of day (00:00 to 24:00)"
    ),
    (
      "prohibited_windows: [{from: 9:00, until: 09:00}]",
      "31: from and until are both 09:00 (a whole day is 00:00 to 24:00)"
    ),
    (
      "prohibited_windows: [{from: 24:00, until: 0:00}]",
      "31: from 24:00 until 00:00 is no time at all (a whole day is 00:00 to 24:00)"
    ),
    (
      "prohibited_windows: [{strict: true}]",
      "32: strict: unknown key (known: days, from, until)"
    ),
    (
      "content_types: {x_pots: {}}",
      "26: content_type: unknown value \"x_pots\" (did you mean \"x_post\"?)"
    ),
    (
      "content_types: {tiktok_video: {}}",
      "26: content_type: \"tiktok_video\" belongs to tiktok, not to x"
    ),
    (
      "content_types: {x_post: {min_gap: 1}}",
      "35: min_gap: unknown key (known: min_gap_hours)"
    ),
    (
      "content_types: {x_post: {min_gap_hours: -1}}",
      "50: min_gap_hours: -1 is out of range (0 to 8760)"
    ),
    (
      "content_types: {x_post: {}, twitter_post: {}}",
      "38: twitter_post: x_post stands twice, by two names (first in line 3)"
    ),
  ])
  func `one platform`(_ key: String, _ fault: String) {
    expect("3:\(fault)", in: "slot_minutes: 15\nplatforms:\n     x: {\(key)}\n")
  }

  @Test
  func `a file that is not there ends with 66`() {
    let fault = ConstraintsFiles.fault {
      _ = try Constraints(contentsOf: "/nowhere/c.yaml", catalogue: .builtIn())
    }
    #expect(fault == "status noInput: /nowhere/c.yaml: No such file or directory")
  }
}
