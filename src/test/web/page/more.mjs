// What an officer relies on beside the main job: a locked page that rings, the palette, a page that opens without a network, drafts that
// outlive a reload, 200 % zoom and the order of the keys.
import { DESK, synced, unlock } from './stage.mjs'

const WAIT = 60_000
const RING_AGAIN_MILLIS = 6_000
const SECRET = 'draft-secret-4711'

/** Runs in the page before its own scripts: notes each tone and each notification. */
export function heard() {
  globalThis.tones = []
  globalThis.notes = []
  const start = AudioScheduledSourceNode.prototype.start
  AudioScheduledSourceNode.prototype.start = function begun(...when) {
    globalThis.tones.push(performance.now())
    return start.apply(this, when)
  }
  globalThis.Notification = class {
    static permission = 'granted'
    constructor(title, more) { globalThis.notes.push(JSON.stringify([title, more])) }
  }
}

const lock = (page) => page.click('header .square:last-child')
const go = (page, hash) => page.evaluate((to) => { location.hash = to }, hash)

/** @param answerer a page of the desk's officer, unlocked  @param asks sends that desk an emergency */
export async function bell({ given, say, answerer: page, asks }) {
  await lock(page)
  await page.waitForSelector('.said[data-hears=true]', { timeout: WAIT })
  await asks()
  await page.waitForSelector('.door [data-heard]', { timeout: WAIT })
  const words = await page.innerText('.door .banner-bad')
  say('an emergency rings a locked page and names the desk alone', words.includes(DESK) && !/stream|abused|198\.51|DEMO-1|FR-/.test(words), words)
  const again = await page.waitForFunction(() => globalThis.tones.length > 1, null, { timeout: WAIT }).then(() => true, () => false)
  const tones = await page.evaluate(() => globalThis.tones)
  say('it sounds again until somebody answers', again && tones[1] - tones[0] > RING_AGAIN_MILLIS / 2, tones)
  const notes = await page.evaluate(() => globalThis.notes)
  say('a notification says that something waits and nothing else', notes.length > 0 && notes.every((one) => !/[A-Z]{2}-[A-Z]|emerg|198\.|stream/i.test(one)), notes)
  await page.click('[data-heard]')
  const before = await page.evaluate(() => globalThis.tones.length)
  await page.waitForTimeout(RING_AGAIN_MILLIS + 1_000)
  say('whoever has heard it is not rung again for it', await page.evaluate(() => globalThis.tones.length) === before)
  await unlock(page, null, given.passphrase)
  await page.click('.banner-bad a.button-alarm', { timeout: WAIT })
  await page.click('[data-take=acknowledge]', { timeout: WAIT })
  await page.waitForSelector('li[data-step=acknowledge][data-verdict=trusted]', { timeout: WAIT })
  await page.waitForSelector('.banner-bad a.button-alarm', { state: 'detached', timeout: WAIT })
  say('the emergency stands above every room until it is acknowledged', true)
}

export async function more({ given, inLanguage, say, between }) {
  const { context, page, faults } = await inLanguage('en')
  await unlock(page, given.vault, given.passphrase)
  await synced(page)
  await palette(page, say)
  await drafts(page, given, say)
  await keys(page, say)
  await zoom(page, say)
  say('nothing of this broke the policy', faults.length === 0, faults)
  await offline(page, given, say, between)
  await context.close()
}

async function palette(page, say) {
  await page.keyboard.press('Control+K')
  await page.waitForSelector('[role=combobox]', { timeout: WAIT })
  await page.keyboard.type('brasil child')
  await page.waitForFunction((desk) => document.querySelector('[role=option][aria-selected=true]')?.dataset.hit === desk, DESK, { timeout: WAIT })
  await page.keyboard.press('Enter')
  await page.waitForSelector('.proof-line b', { timeout: WAIT })
  say('the palette finds a desk, and Enter opens it', page.url().endsWith(`#/directory/${DESK}`), page.url())
  await page.keyboard.press('Control+K')
  await page.waitForSelector('[role=combobox]', { timeout: WAIT })
  await page.keyboard.type('log')
  await page.waitForSelector('[data-hit=log]', { timeout: WAIT })
  while (await page.getAttribute('[role=option][aria-selected=true]', 'data-hit') !== 'log') await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.hash === '#/log', null, { timeout: WAIT })
  await page.keyboard.press('Control+K')
  await page.waitForSelector('[role=combobox]', { timeout: WAIT })
  await page.keyboard.press('Escape')
  await page.waitForSelector('[role=combobox]', { state: 'detached', timeout: WAIT })
  say('the palette runs a command by the arrows, and Escape closes it', page.url().endsWith('#/log'), page.url())
}

/** Asks the page until it says yes. A page that polls by itself does not await what it is polled with. */
async function until(page, asks, what) {
  const end = Date.now() + WAIT
  while (!await page.evaluate(asks)) {
    if (Date.now() > end) throw new Error(`not seen: ${what}`)
    await page.waitForTimeout(100)
  }
}

/** Bytes of the sealed record in which drafts and what somebody follows stand together; 0 = there is none. */
async function keptBytes() {
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result) })
    const kept = db.objectStoreNames.contains('records')
      ? await new Promise((done) => { const asked = db.transaction('records').objectStore('records').get('drafts'); asked.onsuccess = () => done(asked.result) })
      : undefined
    db.close()
    if (kept !== undefined) return kept.byteLength
  }
  return 0
}

async function drafts(page, given, say) {
  await go(page, `#/request/${DESK}`)
  await page.waitForSelector('textarea[name=facts]', { timeout: WAIT })
  const before = await page.evaluate(keptBytes)
  await page.fill('textarea[name=facts]', SECRET)
  // The text is in it when it has grown by more than the text; what is followed stood in it before.
  await until(page, new Function(`return (${keptBytes})().then((now) => now > ${before + SECRET.length})`), 'a draft in the store')
  // All that this browser keeps of the page, byte by byte.
  const clear = await page.evaluate(async (secret) => {
    const found = []
    if (JSON.stringify({ ...localStorage, ...sessionStorage }).includes(secret)) found.push('localStorage')
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result) })
      for (const store of db.objectStoreNames) {
        const rows = await new Promise((done) => { const asked = db.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result) })
        for (const row of rows) {
          const words = row instanceof Uint8Array ? new TextDecoder('latin1').decode(row) : JSON.stringify(row)
          if (words.includes(secret)) found.push(`${name}/${store}`)
        }
      }
      db.close()
    }
    for (const name of await caches.keys()) for (const one of await (await caches.open(name)).matchAll()) if ((await one.text()).includes(secret)) found.push(name)
    return found
  }, SECRET)
  say('a draft is nowhere kept in clear', clear.length === 0, clear)
  await page.reload()
  await unlock(page, null, given.passphrase)
  await go(page, '#/desk')
  await go(page, `#/request/${DESK}`)
  await page.waitForSelector('textarea[name=facts]', { timeout: WAIT })
  say('a draft outlives a reload', await page.inputValue('textarea[name=facts]') === SECRET, await page.inputValue('textarea[name=facts]'))
  await page.click('.note .plain-link')
  say('and is thrown away when it is begun anew', await page.inputValue('textarea[name=facts]') === '')
}

// From the top of a page by Tab alone: in the order in which it is read, each stop seen.
async function keys(page, say) {
  for (const [name, place, ready] of [['directory', '#/directory', '.rows .desk'], ['request', `#/request/${DESK}`, 'select[name=measure]'], ['log', '#/log', 'main table']]) {
    await go(page, place)
    await page.waitForSelector(ready, { timeout: WAIT })
    await page.evaluate(() => document.activeElement?.blur())
    const wrong = []
    let stops = 0
    for (; stops < 24; stops++) {
      await page.keyboard.press('Tab')
      const found = await page.evaluate(() => {
        const now = document.activeElement
        if (now === null || now === document.body) return 'lost'
        const before = globalThis.stoodAt
        // A field of a date has several stops within it, which are the browser's own.
        if (before === now) return ''
        globalThis.stoodAt = now
        const ringed = (one, up = 0) => one !== null && up < 4 && ((getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 1) || ringed(one.parentElement, up + 1))
        const what = `${now.tagName} ${now.getAttribute('aria-label') ?? now.textContent?.slice(0, 20) ?? ''}`
        if (!ringed(now)) return `no ring: ${what}`
        if (before?.isConnected && !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING)) return `out of order: ${what}`
        return ''
      })
      if (found !== '') wrong.push(found)
    }
    await page.evaluate(() => { globalThis.stoodAt = null })
    say(`focus is seen and goes in the order of reading: ${name}`, wrong.length === 0, wrong)
  }
}

// 1280 × 800 at 200 %: half as many of CSS's pixels. Nothing runs out sideways, no words are cut, nothing lies over what can be pressed.
async function zoom(page, say) {
  await page.setViewportSize({ width: 640, height: 400 })
  for (const [name, place, ready] of [
    ['desk', '#/desk', '.lines li'], ['directory', '#/directory', '.rows .desk'], ['listing', `#/directory/${DESK}`, '.proof-line b'],
    ['request', `#/request/${DESK}`, 'select[name=measure]'], ['log', '#/log', 'main table'],
  ]) {
    await go(page, place)
    await page.waitForSelector(ready, { timeout: WAIT })
    const wrong = await page.evaluate(() => {
      const found = []
      const root = document.documentElement
      if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth - root.clientWidth} px sideways`)
      const what = (one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 24)}`
      for (const one of document.querySelectorAll('main *, header *')) {
        const { overflowX, textOverflow } = getComputedStyle(one)
        if (overflowX === 'hidden' && textOverflow !== 'ellipsis' && one.clientWidth > 4 && one.scrollWidth > one.clientWidth + 1 && one.children.length === 0) found.push(`cut: ${what(one)}`)
      }
      for (const one of [...document.querySelectorAll('main a, main button, main input, main select, main textarea')].slice(0, 60)) {
        one.scrollIntoView({ block: 'center', behavior: 'instant' })
        const at = one.getBoundingClientRect()
        if (at.width < 2 || at.height < 2 || getComputedStyle(one).opacity === '0' || one.closest('[aria-hidden=true]')) continue
        if (at.left < -1 || at.right > root.clientWidth + 1) { if (one.closest('.chips, [role=tablist]') === null) found.push(`out of the window: ${what(one)}`); continue }
        const top = document.elementFromPoint(at.left + Math.min(at.width / 2, 40), at.top + at.height / 2)
        if (top === null || !(one.contains(top) || top.contains(one) || top.closest('label')?.contains(one))) found.push(`covered: ${what(one)} by ${top && what(top)}`)
      }
      scrollTo(0, 0)
      return found
    })
    say(`200 % zoom loses nothing: ${name}`, wrong.length === 0, wrong.join(' | '))
  }
  await page.setViewportSize({ width: 1360, height: 900 })
}

async function offline(page, given, say, between) {
  await until(page, async () => {
    const kept = (await (await caches.open('hublink-page-1')).keys()).map((one) => new URL(one.url).pathname)
    return kept.includes('/') && kept.some((one) => one.endsWith('.wasm')) && kept.some((one) => one.includes('/case-'))
  }, 'the page among what is kept')
  between.state.html = (html) => html.replace('</head>', '<meta name="release" content="newer"></head>')
  await page.reload()
  await page.waitForSelector('.door', { timeout: WAIT })
  const newer = () => page.evaluate(() => document.querySelector('meta[name=release]')?.content)
  say('with a network the page is the server’s, never a kept one', await newer() === 'newer', await newer())
  between.state.html = null
  between.state.mode = 'down'
  between.state.cut()
  await page.reload()
  await page.waitForSelector('.door', { timeout: WAIT })
  say('with none the last one opens', await newer() === 'newer', await newer())
  await unlock(page, null, given.passphrase)
  await page.waitForSelector('.banner-warn', { timeout: WAIT })
  await go(page, '#/directory')
  await page.waitForSelector('.rows .desk', { timeout: WAIT })
  await go(page, `#/request/${DESK}`)
  await page.waitForSelector('select[name=measure]', { timeout: WAIT })
  say('and unlocks, searches and opens a room that was not entered before', true)
  const kept = await page.evaluate(async () => (await (await caches.open('hublink-page-1')).keys()).map((one) => new URL(one.url).pathname))
  say('nothing of the server’s interface is kept', kept.every((one) => one === '/' || one.startsWith('/assets/')), kept.filter((one) => one.includes('api')))
  between.state.mode = 'honest'
}
