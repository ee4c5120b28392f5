// What calls somebody to the forum: the count at the room's name, which his quiet hours hold back, and the hours themselves by a clock
// that is put forward and back.
import { at, comments, hash, WAIT } from './people.mjs'

const UNREAD = '.rail [data-unread]'
const HOUR_MILLIS = 3_600_000
const utc = (millis) => new Date(millis).toISOString().slice(11, 16)
const seconds = (time) => Date.parse(time) / 1000

/** Somebody speaks in a question that the asker follows, while he is elsewhere. */
export async function calls({ say }, people, id) {
  const asker = people.asker.page
  const expert = people.expert.page
  await at(asker, id)
  await hash(asker, 'desk')
  await at(expert, id)
  await comments(expert, '[data-form=answer]', 'Seen again at another shop.')
  await asker.waitForSelector(UNREAD, { timeout: WAIT })
  const name = await asker.innerText('.rail a[href="#/forum"]')
  say('what moved in what one follows is counted at the room, on every page', Number(await asker.getAttribute(UNREAD, 'data-unread')) > 0 && name.includes('concern'), name)

  await hash(asker, 'forum/digest')
  await asker.waitForSelector(`[data-digest] [data-thread="${id}"]`, { timeout: WAIT })
  const chosen = await asker.getAttribute('[data-which][aria-pressed=true]', 'data-which')
  say('what is unread is shown first', chosen === 'unread', chosen)
  const now = Date.now()
  const hours = async (from, to) => {
    await asker.fill('input[name=quiet-from]', utc(from))
    await asker.fill('input[name=quiet-to]', utc(to))
  }
  await asker.click('[data-quiet] .check')
  await asker.selectOption('select[name=quiet-zone]', 'UTC')
  await hours(now - HOUR_MILLIS, now + HOUR_MILLIS)
  await asker.waitForSelector('[data-quiet=now]', { timeout: WAIT })
  await asker.waitForSelector(UNREAD, { state: 'detached', timeout: WAIT })
  const held = await asker.innerText('[data-quiet]')
  say('in quiet hours nothing calls, and it says until when', held.includes(utc(now + HOUR_MILLIS)), held)
  await hours(now + 2 * HOUR_MILLIS, now + 3 * HOUR_MILLIS)
  await asker.waitForSelector(UNREAD, { timeout: WAIT })
  say('after them what was held is told together', Number(await asker.getAttribute(UNREAD, 'data-unread')) > 0)
  await asker.click(`[data-digest] [data-thread="${id}"] a`)
  await asker.waitForSelector(`[data-question="${id}"]`, { timeout: WAIT })
  await asker.waitForSelector(UNREAD, { state: 'detached', timeout: WAIT })
  say('what is read calls no more', true)
}

/** @param server Vite's, which reads the page's modules without a browser */
export async function quietHours(say, server) {
  const { quietUntil, readQuiet } = await server.ssrLoadModule('/src/forum/quiet.ts')
  const night = { on: true, from: 22 * 60, to: 7 * 60, zone: 'Europe/Paris' }
  const spring = { on: true, from: 60, to: 150, zone: 'Europe/Paris' }
  const cases = [
    ['before midnight', night, '2026-01-10T21:30:00Z', '2026-01-11T06:00:00Z'],
    ['after midnight', night, '2026-01-11T02:00:00Z', '2026-01-11T06:00:00Z'],
    ['at the first second', night, '2026-01-10T21:00:00Z', '2026-01-11T06:00:00Z'],
    ['a second before', night, '2026-01-10T20:59:59Z', ''],
    ['at the end', night, '2026-01-11T06:00:00Z', ''],
    ['by day', night, '2026-01-11T12:00:00Z', ''],
    ['in the night in which the clock is put forward', night, '2026-03-28T23:00:00Z', '2026-03-29T05:00:00Z'],
    ['in the night in which the clock is put back', night, '2026-10-24T23:00:00Z', '2026-10-25T06:00:00Z'],
    ['an end that the clock leaves out is the leap', spring, '2026-03-29T00:30:00Z', '2026-03-29T01:00:00Z'],
    ['after the leap', spring, '2026-03-29T01:00:00Z', ''],
    ['an end that the clock shows twice is the later one', spring, '2026-10-25T00:45:00Z', '2026-10-25T01:30:00Z'],
    ['between the two', { ...spring, from: 150, to: 180 }, '2026-10-25T01:10:00Z', '2026-10-25T02:00:00Z'],
    ['a clock that is put back by half an hour', { ...night, zone: 'Australia/Lord_Howe' }, '2026-04-04T14:00:00Z', '2026-04-04T20:30:00Z'],
    ['of one clock and not of another', { ...night, zone: 'Asia/Shanghai' }, '2026-01-11T06:00:00Z', ''],
    ['switched off', { ...night, on: false }, '2026-01-11T02:00:00Z', ''],
    ['from a time to the same', { ...night, to: night.from }, '2026-01-11T02:00:00Z', ''],
  ]
  for (const [name, quiet, now, until] of cases) {
    const found = quietUntil(quiet, seconds(now))
    say(`quiet hours, ${name}`, found === (until === '' ? 0 : seconds(until)), found === 0 ? 'none' : new Date(found * 1000).toISOString())
  }
  const read = readQuiet({ on: true, from: 99_999, to: 'x', zone: 'Nowhere/At-All' }, 'UTC')
  say('quiet hours that were kept wrongly are the usual ones', read.from === 22 * 60 && read.to === 7 * 60 && read.zone === 'UTC', JSON.stringify(read))
}
