// A person's quiet hours: from one time of his own clock to another, also over midnight. In them the forum does not call him; what
// moved meanwhile is told together afterwards. Cases and alerts know nothing of them. The server is not told.

/** Times are minutes since midnight of the zone's own clock; from equal to to: no quiet hours. */
export interface Quiet { on: boolean, from: number, to: number, zone: string }

const DAY_MINUTES = 1_440
const DAY_SECONDS = 86_400
// No clock change anywhere is longer than a day.
const SHIFT_SECONDS_MAX = DAY_SECONDS

export const UTC = 'UTC'
export const EVENING: Omit<Quiet, 'zone'> = { on: false, from: 22 * 60, to: 7 * 60 }

/** What was kept, whatever it is by now. */
export function readQuiet(kept: Partial<Quiet> | undefined, here: string): Quiet {
  const minutes = (value: unknown, otherwise: number): number => (Number.isInteger(value) && Number(value) >= 0 && Number(value) < DAY_MINUTES ? Number(value) : otherwise)
  return { on: kept?.on === true, from: minutes(kept?.from, EVENING.from), to: minutes(kept?.to, EVENING.to), zone: isZone(kept?.zone) ? kept.zone : here }
}

const isZone = (zone: unknown): zone is string => {
  try {
    return typeof zone === 'string' && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The second at which the quiet hours end that the given second is in; 0 where it is in none. */
export function quietUntil(quiet: Quiet, now: number): number {
  if (!quiet.on || quiet.from === quiet.to) return 0
  const shown = wall(quiet.zone, now)
  const midnight = shown - (((shown % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS)
  for (const day of [-1, 0, 1]) {
    const began = midnight + day * DAY_SECONDS + quiet.from * 60
    const ends = midnight + (day + (quiet.to <= quiet.from ? 1 : 0)) * DAY_SECONDS + quiet.to * 60
    const end = moment(quiet.zone, ends, true)
    if (moment(quiet.zone, began, false) <= now && now < end) return end
  }
  return 0
}

/**
 * When the zone's clock shows a time. A clock that is put back shows it twice, and the question says which is meant; one that is put
 * forward leaves it out, and it is the moment of the leap.
 * @param shown what the clock shows, as seconds since 1970 would be shown by UTC
 */
function moment(zone: string, shown: number, last: boolean): number {
  const offsets = [shown - SHIFT_SECONDS_MAX, shown + SHIFT_SECONDS_MAX].map((near) => wall(zone, near) - near)
  const hits = offsets.map((offset) => shown - offset).filter((one) => wall(zone, one) === shown).sort((a, b) => a - b)
  const hit = last ? hits.at(-1) : hits[0]
  if (hit !== undefined) return hit
  let [before, after] = [shown - Math.max(...offsets), shown - Math.min(...offsets)]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wall(zone, middle) < shown) before = middle
    else after = middle
  }
  return after
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the zone's clock shows then, as seconds since 1970 would be shown by UTC. */
function wall(zone: string, seconds: number): number {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  clocks.set(zone, clock)
  const of = new Map(clock.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => of.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000
}

export const asTime = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Of 'HH:MM'; null for what is no time. */
export function ofTime(typed: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typed) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}
