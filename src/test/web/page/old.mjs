// node old.mjs --origin= --chromium= --pictures=: what somebody sees whose browser is below the floor. The newest Chromium has no
// switch for that any more; its WebAssembly says no to what garbage collection needs, before the page's first script runs.
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { axe, browser } from './stage.mjs'

const named = Object.fromEntries(process.argv.slice(2).map((one) => one.replace(/^--/, '').split('=')))
const say = (check, ok, detail = '') => console.log(JSON.stringify({ check, ok: Boolean(ok), detail: String(detail) }))
const LANGUAGES = ['ar', 'en', 'es', 'fr', 'nl', 'pt', 'ru', 'zh']

const places = named.chromium.includes('/') ? [named.chromium] : process.env.PATH.split(delimiter).map((one) => join(one, named.chromium))
const started = await browser(places.find((one) => existsSync(one)) ?? named.chromium)
mkdirSync(named.pictures, { recursive: true })
try {
  for (const [locale, how] of [['fr-FR', 'no garbage collection'], ['ar-EG', 'no garbage collection'], ['ja-JP', 'no WebAssembly at all'], ['fr-FR', 'a browser of today']]) {
    const context = await started.newContext({ locale, viewport: { width: 1000, height: 900 } })
    const page = await context.newPage()
    const faults = []
    page.on('console', (line) => { if (/Content Security Policy|Trusted/.test(line.text())) faults.push(line.text()) })
    if (how === 'no garbage collection') await page.addInitScript(() => { WebAssembly.validate = () => false })
    if (how === 'no WebAssembly at all') await page.addInitScript(() => { delete globalThis.WebAssembly })
    await page.goto(named.origin, { waitUntil: 'load' })
    const today = how === 'a browser of today'
    await page.waitForSelector(today ? '#root *' : '#old section', { timeout: 20_000 })
    const seen = await page.evaluate(() => ({
      old: !document.getElementById('old').hidden,
      languages: [...document.querySelectorAll('#old section')].map((one) => one.lang),
      seen: document.getElementById('old').getClientRects().length > 0,
      words: document.getElementById('old').innerText,
      dir: document.documentElement.dir,
      root: document.getElementById('root') !== null,
      workers: performance.getEntriesByType('resource').filter((one) => /worker|core/.test(one.name)).length,
    }))
    const where = `${locale}, ${how}`
    if (today) {
      say(`${where}: nothing of it is seen`, !seen.old && !seen.seen && seen.root, JSON.stringify(seen))
    } else {
      const first = LANGUAGES.includes(locale.slice(0, 2)) ? locale.slice(0, 2) : 'en'
      say(`${where}: it is said, and one's own language comes first`, seen.old && seen.seen && seen.languages[0] === first, seen.languages)
      say(`${where}: all eight languages`, [...seen.languages].sort().join() === LANGUAGES.join() && seen.words.length > 1500, seen.words.length)
      say(`${where}: the page itself does not begin`, !seen.root && seen.workers === 0, seen.workers)
      say(`${where}: the direction is the language's`, seen.dir === (first === 'ar' ? 'rtl' : 'ltr'), seen.dir)
      const found = await axe(page)
      say(`${where}: axe`, found.length === 0, found)
      await page.screenshot({ path: join(named.pictures, `old-${locale}-${how.replaceAll(' ', '-')}.png`), fullPage: true })
    }
    say(`${where}: the policy holds`, faults.length === 0, faults)
    await context.close()
  }
} finally {
  await started.close()
}
