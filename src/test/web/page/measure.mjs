// How much the page loads and how fast it is, as one JSON object. Sizes are of the built files' brotli twins; speeds are of this
// machine, whose load is told beside them. --origin and --vault as elsewhere, --page=target/classes/page.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { browser, open, options, synced, unlock } from './stage.mjs'

const given = options()
const built = given.page ?? 'target/classes/page'
const UNLOCK_BYTES_MAX = 200 * 1024
const FIRST_BYTES_MAX = 600 * 1024
const INTERACTIVE_MILLIS_MAX = 1500
const KEYSTROKE_MILLIS_MAX = 16

const files = new Map(readdirSync(join(built, 'assets')).filter((one) => !one.endsWith('.br')).map((name) => {
  const twin = join(built, 'assets', `${name}.br`)
  try { return [name, statSync(twin).size] } catch { return [name, statSync(join(built, 'assets', name)).size] }
}))
const size = (wanted) => [...files].filter(([name]) => wanted.test(name)).reduce((sum, [, bytes]) => sum + bytes, 0)
const html = readFileSync(join(built, 'index.html')).length
const unlockBytes = html + size(/^(index|en-(?!XA)|style|countries|labels|mark)-/)
const firstBytes = unlockBytes + size(/^(shell|worker|core)-/)

const chromium = await browser(given.chromium)
const answer = {
  sizes: {
    unlockBytes, unlockBytesMax: UNLOCK_BYTES_MAX, firstBytes, firstBytesMax: FIRST_BYTES_MAX, files: Object.fromEntries(files),
  },
}
try {
  const context = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  const { page } = await open(context, given.origin)
  await page.waitForSelector('.door')
  const interactive = await page.evaluate(() => Math.round(performance.now()))
  await unlock(page, given.vault, given.passphrase)
  await synced(page)
  await page.evaluate(() => { location.hash = '#/directory' })
  await page.waitForSelector('.rows .desk')
  const keystrokes = await page.evaluate(async () => {
    const input = document.querySelector('input[type=search]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    const results = document.querySelector('.results')
    // Until the list has answered this very text; then the browser has laid it out.
    const answered = (text) => new Promise((done) => {
      const watcher = new MutationObserver(() => {
        if (results.dataset.answers !== text) return
        watcher.disconnect()
        document.querySelector('.rows')?.getBoundingClientRect()
        done()
      })
      watcher.observe(results, { attributes: true, attributeFilter: ['data-answers'] })
    })
    const times = []
    for (let round = 0; round < 4; round++) {
      for (const text of ['b', 'br', 'bra', 'bras', 'fra', 'fran', 'por', 'chi', 'chin', 'ken', 'keny', 'jap', 'cyb', 'vic']) {
        const seen = answered(text)
        const began = performance.now()
        set.call(input, text)
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await seen
        times.push(performance.now() - began)
      }
    }
    return times.sort((a, b) => a - b)
  })
  const at = (share) => Math.round(keystrokes[Math.min(keystrokes.length - 1, Math.floor(share * keystrokes.length))] * 10) / 10
  answer.speeds = {
    interactiveMillis: interactive, interactiveMillisMax: INTERACTIVE_MILLIS_MAX,
    keystrokeMillisP50: at(0.5), keystrokeMillisP99: at(0.99), keystrokeMillisMax: KEYSTROKE_MILLIS_MAX, keystrokes: keystrokes.length,
    load: loadavg()[0],
  }
} finally {
  await chromium.close()
}
answer.ok = unlockBytes <= UNLOCK_BYTES_MAX && firstBytes <= FIRST_BYTES_MAX
console.log(JSON.stringify(answer, null, 2))
process.exitCode = answer.ok ? 0 : 1
