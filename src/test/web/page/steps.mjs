// The forms of a step that say what they need by code, and the one that takes a request back: clicked through, and seen by both desks.
import { axe, DESK } from './stage.mjs'

const WAIT = 60_000
// The demo gives this desk no devices of its own.
const COLLEAGUES = 'BR-NCB-1'
const LATER_MILLIS = 3 * 86_400_000

/** @param answerer a page of the asked desk, @param asker one of the asking desk; both show a case that was acknowledged */
export async function steps({ answerer, asker, say }) {
  const form = (page) => page.locator('form:not([data-say])')
  // Why it was not taken, or nothing; then the other desk has it too.
  const taken = async (page, step) => {
    const refused = '.card form ~ .error[role=alert]'
    await page.waitForSelector(`li[data-step=${step}], ${refused}`, { timeout: WAIT })
    const why = await page.$(refused)
    if (why !== null) return why.innerText()
    for (const each of [answerer, asker]) await each.waitForSelector(`li[data-step=${step}][data-verdict=trusted]:not(.fails)`, { timeout: WAIT })
    return ''
  }
  for (const step of ['accept', 'start']) {
    await answerer.click(`[data-take=${step}]`, { timeout: WAIT })
    await taken(answerer, step)
  }
  await answerer.click('[data-take=delay]', { timeout: WAIT })
  const shut = await form(answerer).locator('button[type=submit]').isDisabled()
  await answerer.selectOption('select[name=code]', { index: 1 })
  await answerer.fill('input[name=until]', new Date(Date.now() + LATER_MILLIS).toISOString().slice(0, 16))
  await form(answerer).locator('button[type=submit]').click()
  const delayed = await taken(answerer, 'delay')
  say('a delay wants its ground and its time, and both desks see them', shut && delayed === '' && await asker.locator('li[data-step=delay] .words').count() === 1, delayed)

  await answerer.click('[data-take=forward]', { timeout: WAIT })
  await answerer.fill('input[name=towards]', COLLEAGUES)
  await answerer.check(`[role=radiogroup] input[value="${COLLEAGUES}"]`, { timeout: WAIT })
  await form(answerer).locator('button[type=submit]').click()
  const forwarded = await taken(answerer, 'forward')
  say('a case that would go on to a desk without devices of its own stays, and what to do is said', forwarded.includes('Ligue'), forwarded)

  await asker.click('[data-take=withdraw]', { timeout: WAIT })
  await form(asker).locator('textarea').fill('Asked of another state.')
  await form(asker).locator('button[type=submit]').click()
  const withdrawn = await taken(asker, 'withdraw')
  say('the asking desk takes its request back, and nothing more is to be done', withdrawn === '' && await answerer.locator('[data-take=answer]').count() === 0, withdrawn)
}

/** An emergency to a desk whose last page was closed; taken back, so that it rings at nobody's page later. */
export async function unheard({ asker, asks, say }) {
  await asks()
  await asker.waitForSelector('[data-nobody]', { timeout: WAIT })
  const words = await asker.innerText('.banner-bad:has([data-nobody])')
  const place = await asker.getAttribute('[data-nobody]', 'href')
  say('an emergency to a desk at which nobody is connected says so, and where its numbers are', words.includes(DESK) && words.includes('call it now') && place === `#/directory/${DESK}`, `${words} ${place}`)
  say('axe: an emergency that nobody hears', (await axe(asker)).length === 0, await axe(asker))
  await asker.click('[data-take=withdraw]', { timeout: WAIT })
  await asker.fill('form:not([data-say]) textarea', 'Called instead.')
  await asker.click('form:not([data-say]) button[type=submit]')
  await asker.waitForSelector('li[data-step=withdraw][data-verdict=trusted]', { timeout: WAIT })
  say('the banner goes with the request', await asker.$('[data-nobody]') === null)
}
