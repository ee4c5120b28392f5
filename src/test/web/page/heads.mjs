// What moderators log of all questions: one signs it on the page, and a question says since when it is logged.
import { axe } from './stage.mjs'

const WAIT = 90_000

const hash = (page, to) => page.evaluate((place) => { location.hash = `#/${place}` }, to)

/** @param fresh id of a question that is newer than what is logged */
export async function heads({ say }, reader, moderator, fresh) {
  await hash(reader, `forum/${fresh}`)
  await reader.waitForSelector(`[data-question="${fresh}"]`, { timeout: WAIT })
  say('a question newer than what is logged does not say that it is', await reader.locator('[data-logged]').count() === 0)
  await hash(reader, 'forum')
  const older = `[data-thread]:not([data-thread="${fresh}"])`
  await reader.waitForSelector(older, { timeout: WAIT })
  const id = await reader.getAttribute(older, 'data-thread')
  await hash(reader, `forum/${id}`)
  await reader.waitForSelector(`[data-question="${id}"] [data-logged]`, { timeout: WAIT })
  say('a question that two moderators logged says when', (await reader.innerText('[data-logged]')).includes('20'))
  await hash(moderator, 'forum/reports')
  await moderator.waitForSelector('[data-heads]:not([data-heads=""])', { timeout: WAIT })
  await moderator.click('[data-sign-heads]')
  await moderator.waitForSelector('[data-heads] [data-signed]', { timeout: WAIT })
  await moderator.waitForSelector('[data-heads] [data-waiting]', { timeout: WAIT })
  const after = await moderator.innerText('[data-waiting]')
  say('a moderator signs where all questions stand, and it waits for another', after.includes('farol-2') && await moderator.locator('[data-sign-heads]').count() === 0, after)
  const found = await axe(moderator)
  say('axe: the log of all questions', found.length === 0, found.join(' | '))
}
