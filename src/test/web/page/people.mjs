// The forum's people, a browser context each, and what they do all the time.
import { synced, unlock } from './stage.mjs'

export const WAIT = 90_000
export const PEOPLE = { asker: 'FR-officer-1', expert: 'FR-officer-2', second: 'BR-officer-1', moderator: 'BR-officer-2' }
export const TITLE = 'How do we write down the drift of a recorder clock?'

export const hash = (page, to) => page.evaluate((place) => { location.hash = `#/${place}` }, to)

export async function inside({ given, inLanguage }, who, language = 'en', theme = 'light') {
  const opened = await inLanguage(language, theme)
  await unlock(opened.page, given.vault.replace(PEOPLE.asker, PEOPLE[who]), given.passphrase)
  await synced(opened.page)
  return opened
}

/** Reads a question as it stands now. */
export async function at(page, id) {
  await hash(page, 'forum/log')
  await page.waitForSelector('[data-log]', { timeout: WAIT })
  await hash(page, `forum/${id}`)
  await page.waitForSelector(`[data-question="${id}"]`, { timeout: WAIT })
}

/** Takes a turn: within a post where that is named, with words and whatever else its form wants. */
export async function take(page, step, { words, post = '', fields = {} } = {}) {
  const judging = `${post} [data-moderation]:not([open]) > summary`
  const button = `${post} [data-take=${step}]`
  await page.waitForSelector(button, { timeout: WAIT, state: 'attached' })
  if (!await page.isVisible(button)) await page.click(judging)
  await page.click(`${button} >> visible=true`, { timeout: WAIT })
  const form = `${post} form[data-turn=${step}]`
  for (const [name, value] of Object.entries(fields)) {
    const field = await page.waitForSelector(`${form} [name=${name}]`, { timeout: WAIT })
    if (await field.evaluate((one) => one.tagName === 'SELECT')) await field.selectOption(value)
    else await field.fill(value)
  }
  if (words !== undefined) await page.fill(`${form} textarea`, words)
  if (words !== undefined || Object.keys(fields).length > 0) await page.click(`${form} button[type=submit]`)
}

export const state = (page, wanted) => page.waitForSelector(`[data-question][data-state="${wanted}"]`, { timeout: WAIT })

/** Says something under a post, and gives the post that came of it. */
export async function comments(page, on, words) {
  await page.click(`${on} [data-tool=comment]`)
  await page.fill(`${on} [data-composer=comment] textarea`, words)
  await page.click(`${on} [data-composer=comment] button[type=submit]`)
  const post = await page.waitForSelector(`[data-form=comment]:has(.prose:has-text("${words}"))`, { timeout: WAIT })
  return `[data-post="${await post.getAttribute('data-post')}"]`
}
