// What others do comes onto an open page by itself, and takes neither focus nor place nor words from whoever is at work there.
import { synced, unlock } from './stage.mjs'
import { at, state, take, WAIT } from './people.mjs'

const FIELD = '[data-composer=answer] textarea'
const DRAFT = 'Half a thought about the recorder.'
// The next minute would bring it too.
const LIVE_MILLIS_MAX = 15_000

/** An expert answers while the asker types; then it is edited. The question is taken, and has no answer yet. */
export async function lives({ say }, people, id) {
  const asker = people.asker.page
  const expert = people.expert.page
  await at(asker, id)
  await at(expert, id)
  await asker.setViewportSize({ width: 1360, height: 420 })
  await asker.focus(FIELD)
  await asker.keyboard.type(DRAFT)
  for (let n = 0; n < 7; n++) await asker.keyboard.press('ArrowLeft')
  const where = () => asker.evaluate((field) => {
    const { activeElement: has } = document
    return { typed: document.querySelector(field).value, focused: has?.matches(field) === true, caret: has?.selectionStart, top: Math.round(document.querySelector(field).getBoundingClientRect().top), scrolled: scrollY > 0 }
  }, FIELD)
  const before = await where()
  await expert.fill(FIELD, 'Photograph the recorder beside a clock that is right.\n\n1. Note both times.\n2. Repeat after a day.')
  await expert.click('[data-composer=answer] button[type=submit]')
  const began = Date.now()
  await asker.waitForSelector('[data-form=answer] .prose ol li', { timeout: WAIT })
  const took = Date.now() - began
  say('an answer of another officer comes onto the open page by itself', took < LIVE_MILLIS_MAX, `${took} ms`)
  const after = await where()
  say('what comes takes neither focus nor caret, place nor words', before.focused && before.scrolled && JSON.stringify(before) === JSON.stringify(after), `${JSON.stringify(before)} ${JSON.stringify(after)}`)
  await expert.waitForSelector('[data-form=answer] .prose ol li', { timeout: WAIT })
  const left = await expert.inputValue(FIELD)
  say('the answer stands signed and the field is empty', left === '' && (await expert.innerText('[data-form=answer] [data-proof]')).includes('sorbier-31'), left)

  await asker.click('[data-arrived="1"] button')
  const shown = await asker.evaluate(() => document.activeElement?.matches('[data-form=answer]'))
  await asker.waitForSelector('[data-arrived="0"]', { state: 'attached', timeout: WAIT })
  say('what came is said at the foot of the page, and one is led to it', shown === true)
  await asker.setViewportSize({ width: 1360, height: 900 })
  await versions({ say }, asker, expert)
}

/** An edited answer: what it said before is there, proved, with what changed. */
async function versions({ say }, asker, expert) {
  await expert.click('[data-form=answer] [data-tool=edit]')
  await expert.fill('[data-composer=edit] textarea', 'Photograph the recorder beside a clock that is right.\n\n1. Note both times.\n2. Repeat after a week.')
  await expert.click('[data-composer=edit] button[type=submit]')
  await asker.waitForSelector('[data-form=answer] .prose:has-text("after a week")', { timeout: WAIT })
  await asker.click('[data-form=answer] [data-earlier="1"] > summary')
  const [was, is] = [await asker.innerText('[data-earlier] .minus'), await asker.innerText('[data-earlier] .plus')]
  const proved = await asker.innerText('[data-earlier] .proof-line')
  say('an earlier version is shown with its signature and what changed', was.includes('after a day') && is.includes('after a week') && proved.includes('sorbier-31'), `${was} ${is} ${proved}`)
}

/** Accepted, moved and voted while the other one's comment is begun: the field under the answer stays open, with its words. */
export async function stays({ say }, people) {
  const asker = people.asker.page
  const expert = people.expert.page
  await expert.click('[data-form=answer] [data-tool=comment]')
  await expert.focus('[data-form=answer] [data-composer=comment] textarea')
  await expert.keyboard.type('About the shop')
  await take(asker, 'accept')
  await asker.click('form[data-turn=accept] button[type=submit]')
  await state(expert, 'accepted')
  await expert.waitForSelector('[data-accepted]', { timeout: WAIT })
  await expert.keyboard.type(' clock.')
  const typed = await expert.inputValue('[data-accepted] [data-composer=comment] textarea')
  say('an answer is accepted while somebody comments on it: he types on', typed === 'About the shop clock.', typed)
  await expert.fill('[data-accepted] [data-composer=comment] textarea', '')
  await expert.click('[data-accepted] [data-tool=comment]')
}

async function sealed() {
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result) })
    const row = db.objectStoreNames.contains('records')
      && await new Promise((done) => { const asked = db.transaction('records').objectStore('records').get('drafts'); asked.onsuccess = () => done(asked.result) })
    db.close()
    if (row) return JSON.stringify(row, (_, part) => (part instanceof Uint8Array ? [...part].join() : part))
  }
  return ''
}

/** A reload keeps what was typed and not signed, and what was read and followed. */
export async function remembers({ say, given }, people, id) {
  const asker = people.asker.page
  const words = 'Begun before the reload.'
  await at(asker, id)
  await asker.fill(FIELD, '')
  const before = await asker.evaluate(sealed)
  await asker.fill(FIELD, words)
  while (await asker.evaluate(sealed) === before) await asker.waitForTimeout(100)
  await asker.reload()
  await unlock(asker, null, given.passphrase)
  await synced(asker)
  await asker.waitForSelector(`[data-question="${id}"]`, { timeout: WAIT })
  const kept = await asker.inputValue(FIELD)
  const follows = await asker.isVisible(`[data-follow="${id}"][data-selected]`)
  say('a reload keeps the text that was begun, and what is followed', kept === words && follows, `${kept} ${follows}`)
  await asker.fill(FIELD, '')
}
