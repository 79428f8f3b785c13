import SchedCore
import Testing

struct SlotGridTests {
  private func grid(_ text: String, _ from: String, _ until: String) throws -> SlotGrid {
    try ConstraintsFiles.grid(text, from: from, until: until)
  }

  @Test
  func `slots are multiples since the epoch, from is inside and until is not`() throws {
    let grid = try grid("", "2026-11-23T09:00:00Z", "2026-11-23T09:45:00Z")
    #expect(
      grid.instants.map(\.description) == [
        "2026-11-23T09:00:00Z", "2026-11-23T09:15:00Z", "2026-11-23T09:30:00Z",
      ])
    #expect(grid.flags == [[], [], []])
    let later = try self.grid(
      "slot_minutes: 60", "2026-11-23T09:00:00.001Z", "2026-11-23T11:00:00.001Z")
    #expect(
      later.instants.map(\.description) == ["2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z"])
    let old = try self.grid("slot_minutes: 7", "1969-12-31T23:50:00Z", "1970-01-01T00:08:00Z")
    #expect(old.instants.map(\.seconds) == [-420, 0, 420])
  }

  @Test
  func `30 days of quarter hours are 2,880 slots`() throws {
    #expect(try grid("", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z").count == 2880)
  }

  @Test
  func `a horizon that ends before it begins has no slots`() throws {
    #expect(try grid("", "2026-11-23T09:00:00Z", "2026-11-22T09:00:00Z").count == 0)
    let listed = "platforms: {x: {slots: {at: 9:00}}}"
    #expect(try grid(listed, "2026-11-23T09:00:00Z", "2026-11-22T09:00:00Z").count == 0)
  }

  @Test(arguments: ["slot_minutes: 1", "platforms: {x: {slots: {at: 9:00}}}"])
  func `a horizon of ages is refused`(_ text: String) {
    let fault = ConstraintsFiles.fault {
      _ = try grid(text, "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
    }
    #expect(
      fault == "status usage: --until: more than 1048576 slots "
        + "(a nearer --until or larger slot_minutes is needed)")
  }

  @Test
  func `listed slots stand at their times, off the grid too, each once`() throws {
    let text = """
      time_zone: Europe/Berlin
      platforms:
        x: {slots: [{days: mon-tue, at: [9:07, "17:30"]}, {days: [tue], at: "09:07"}]}
      """
    let grid = try grid(text, "2026-11-23T00:00:00Z", "2026-11-30T08:07:00Z")
    // Berlin is one hour ahead of UTC; the last one is `until`, which is outside.
    #expect(
      grid.instants.map(\.description) == [
        "2026-11-23T08:07:00Z", "2026-11-23T16:30:00Z", "2026-11-24T08:07:00Z",
        "2026-11-24T16:30:00Z",
      ])
    let instagram = try ConstraintsFiles.grid(
      text, from: "2026-11-23T00:00:00Z", until: "2026-11-24T00:00:00Z", platform: "instagram")
    #expect(instagram.count == 96)
  }

  @Test
  func `24-00 is the midnight behind its day`() throws {
    let text = "time_zone: America/New_York\nplatforms: {x: {slots: {days: sun, at: 24:00}}}"
    let grid = try grid(text, "2026-11-23T05:00:00Z", "2026-11-30T05:00:00Z")
    #expect(grid.instants.map(\.description) == ["2026-11-23T05:00:00Z"])
  }

  @Test
  func `a window over midnight belongs to the day on which it begins`() throws {
    let text = """
      slot_minutes: 60
      platforms: {x: {prohibited_windows: [{days: fri, from: "22:00", until: "02:00"}]}}
      """
    // 2026-11-27 is a Friday.
    let grid = try grid(text, "2026-11-26T00:00:00Z", "2026-11-30T00:00:00Z")
    #expect(
      grid.instants(with: .prohibited) == [
        "2026-11-27T22:00:00Z", "2026-11-27T23:00:00Z", "2026-11-28T00:00:00Z",
        "2026-11-28T01:00:00Z",
      ])
    #expect(grid.flags.filter { !$0.isOpen }.count == 4)
  }

  @Test
  func `a window until 24-00 holds its day to the end`() throws {
    let text = """
      slot_minutes: 60
      platforms: {x: {prohibited_windows: [{days: [sat, sun], from: "00:00", until: "24:00"}]}}
      """
    let closed = try grid(text, "2026-11-26T00:00:00Z", "2026-12-02T00:00:00Z")
      .instants(with: .prohibited)
    #expect(closed.count == 48)
    #expect(closed.first == "2026-11-28T00:00:00Z")
    #expect(closed.last == "2026-11-29T23:00:00Z")
  }

  @Test
  func `a preferred window leaves the other slots open`() throws {
    let text = "slot_minutes: 60\nplatforms: {x: {preferred_windows: {from: 10:00, until: 12:00}}}"
    let grid = try grid(text, "2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z")
    #expect(
      grid.instants(with: .preferred) == ["2026-11-26T10:00:00Z", "2026-11-26T11:00:00Z"])
    #expect(grid.flags.filter(\.isOpen).count == 24)
  }

  @Test
  func `one strict window closes what lies outside all preferred ones`() throws {
    let text = """
      slot_minutes: 60
      platforms:
        x:
          preferred_windows:
            - {from: "10:00", until: "12:00", strict: true}
            - {from: "18:00", until: "19:00"}
      """
    let grid = try grid(text, "2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z")
    #expect(grid.instants(with: .outsideStrict).count == 21)
    #expect(
      grid.instants(with: .preferred) == [
        "2026-11-26T10:00:00Z", "2026-11-26T11:00:00Z", "2026-11-26T18:00:00Z",
      ])
    #expect(grid.flags.filter(\.isOpen).count == 3)
  }

  @Test
  func `the windows of one platform leave the others alone`() throws {
    let text = "platforms: {tiktok: {prohibited_windows: [{}]}}"
    let (from, until) = ("2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z")
    #expect(try grid(text, from, until).flags.filter(\.isOpen).count == 96)
    let tiktok = try ConstraintsFiles.grid(text, from: from, until: until, platform: "tiktok")
    #expect(tiktok.flags == [SlotFlags](repeating: .prohibited, count: 96))
  }

  @Test
  func `an instant off the grid has flags too`() throws {
    let text = "platforms: {twitter: {prohibited_windows: {from: 9:00, until: 9:30}}}"
    let constraints = try ConstraintsFiles.constraints(text)
    func flags(_ text: String) throws -> SlotFlags {
      constraints.flags(
        at: try Instant(rfc3339: text), platform: try ConstraintsFiles.platform("x"))
    }
    #expect(try flags("2026-11-26T09:29:59.999Z") == .prohibited)
    #expect(try flags("2026-11-26T09:30:00Z") == [])
  }

  @Test
  func `the first slot not before an instant is found`() throws {
    let grid = try grid("", "2026-11-23T09:00:00Z", "2026-11-23T09:45:00Z")
    let texts = [
      "2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T09:00:00.001Z",
      "2026-11-23T09:30:00Z", "2026-11-23T09:31:00Z",
    ]
    let indices = try texts.map { grid.firstIndex(notBefore: try Instant(rfc3339: $0)) }
    #expect(indices == [0, 0, 1, 2, 3])
  }
}
