// The core's doors in a browser: randomness, clock, Unicode and time zones. None of them can fail.
const zones = new Map()

// The formatter of a zone, or null for a name that is not in the IANA table ('UTC+1', 'EST5EDT' and the like are none).
function formatter(zone) {
  if (!zones.has(zone)) {
    let made = null
    if (zone === 'UTC' || /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(zone)) {
      try {
        made = new Intl.DateTimeFormat('en-US', {
          timeZone: zone, hourCycle: 'h23',
          year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
        })
      } catch { made = null }
    }
    zones.set(zone, made)
  }
  return zones.get(zone)
}

export const doors = {
  random(n) {
    const bytes = new Uint8Array(n)
    for (let at = 0; at < n; at += 65536) crypto.getRandomValues(bytes.subarray(at, Math.min(n, at + 65536)))
    return bytes
  },
  now: () => Math.floor(Date.now() / 1000),
  nfc: (s) => s.normalize('NFC'),
  nfkd: (s) => s.normalize('NFKD'),
  lower: (s) => s.toLowerCase(),
  zoneKnown: (zone) => formatter(zone) !== null,
  offsetSeconds(zone, at) {
    const p = Object.fromEntries(formatter(zone).formatToParts(new Date(at * 1000)).map((x) => [x.type, Number(x.value)]))
    return Math.round(Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) / 1000 - at)
  },
}
