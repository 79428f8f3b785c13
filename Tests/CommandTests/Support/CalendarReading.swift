import Testing

/// An independent reader of iCalendar, Python's icalendar, and of zones, its zoneinfo.
enum CalendarReading {
  static let zones = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata"]

  /// Makes a plan with a post every half hour around the clock changes of all the zones, and far from
  /// them; the test fails if the calendar does not say the same, or not of the zone.
  static func check(_ zone: String) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(script, to: "check.py")
      let python = try #require(try python(with: "icalendar"))
      try shell("'\(python)' check.py '\(zone)'", directory: directory).expect()
    }
  }

  private static let script = #"""
    import datetime, json, subprocess, sys, zoneinfo
    from icalendar import Calendar

    UTC = datetime.timezone.utc
    name = sys.argv[1]
    zone = zoneinfo.ZoneInfo(name)
    texts = ["Plain", "Comma, semicolon; back\\slash", "Two\nlines", "\U0001F331 " * 40 + "end", "'\"=:"]

    instants = [datetime.datetime(year, month, day, hour, minute, tzinfo=UTC)
                for year, month, day in [(2025, 7, 6), (2026, 3, 8), (2026, 3, 29), (2026, 4, 4),
                    (2026, 4, 5), (2026, 10, 3), (2026, 10, 4), (2026, 10, 25), (2026, 11, 1),
                    (2036, 7, 6), (2050, 7, 6), (2020, 1, 1)]
                for hour in range(24) for minute in (0, 30)]
    plan = [{"id": f"p{number}", "platform": "x", "text": texts[number % len(texts)],
             "scheduled_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "status": "scheduled"}
            for number, at in enumerate(instants)]
    with open("plan.jsonl", "w") as file:
        file.writelines(json.dumps(post) + "\n" for post in plan)
    text = subprocess.run(
        ["sched-view", "--to", "ics", "--tz", name, "--now", "2026-11-01T00:00:00Z", "plan.jsonl"],
        check=True, capture_output=True).stdout
    for line in text.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode()
    calendar = Calendar.from_ical(text)

    def naive(value):
        return value.dt.replace(tzinfo=None)

    # The events, each by its wall clock and zone alone.
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(plan)
    local = 0
    for post, at in zip(plan, instants):
        event = events[f"default/x/{post['id']}@sched"]
        written = event["DTSTART"].params.get("TZID")
        assert written in (None, name), written
        local += written is not None
        found = naive(event["DTSTART"]).replace(tzinfo=zone if written else UTC, fold=0)
        assert found.astimezone(UTC) == at, (found, at)
        first = post["text"].split("\n")[0]
        assert str(event["SUMMARY"]) == f"x_post: {first}", event["SUMMARY"]
        assert str(event["DESCRIPTION"]).startswith(post["text"] + "\n\naccount: default\n")
    repeated = sum(at.astimezone(zone).fold for at in instants)
    assert local == len([at for at in instants if 2025 <= at.year <= 2037]) - repeated, local
    assert str(calendar["X-WR-TIMEZONE"]) == name

    # The description of the zone, observance by observance.
    onsets = []
    described, = calendar.walk("VTIMEZONE")
    assert str(described["TZID"]) == name
    for part in described.walk():
        if part.name == "VTIMEZONE":
            continue
        dates = part.get("RDATE", [])
        dates = dates if isinstance(dates, list) else [dates]
        starts = [naive(part["DTSTART"])] + [naive(date) for dates in dates for date in dates.dts]
        for start in starts:
            onsets.append((start - part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td))
    onsets.sort()
    at = datetime.datetime(2025, 1, 1)
    while at < datetime.datetime(2038, 1, 1):
        offset = [offset for start, offset in onsets if start <= at][-1]
        assert offset == at.replace(tzinfo=UTC).astimezone(zone).utcoffset(), (at, offset)
        at += datetime.timedelta(minutes=30)
    """#
}
