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
const ROUNDS = 4
// Seven letters in a second, which few type; a word is looked at before the next.
const LETTER_MILLIS = [80, 220]
const PAUSE_MILLIS = [300, 900]
// A finger takes longer than a frame to leave its key.
const HELD_MILLIS = 50
const LONGEST_TOLD = 5
const WORDS = ['brasil', 'crimes', 'france', 'portugal', 'chinna', 'kenya', 'japan', 'cyber', 'victim', 'regional', 'bavil', 'interpol']

const files = new Map(readdirSync(join(built, 'assets')).filter((one) => !one.endsWith('.br')).map((name) => {
  const twin = join(built, 'assets', `${name}.br`)
  try { return [name, statSync(twin).size] } catch { return [name, statSync(join(built, 'assets', name)).size] }
}))
const size = (wanted) => [...files].filter(([name]) => wanted.test(name)).reduce((sum, [, bytes]) => sum + bytes, 0)
const html = readFileSync(join(built, 'index.html')).length
const unlockBytes = html + size(/^(index|en-(?!XA)|style|countries|labels|mark)-/)
const firstBytes = unlockBytes + size(/^(shell|worker|core)-/)

// A frame is made when it is due and not when a screen of 60 Hz would next show it, which has nothing to do with the page.
const chromium = await browser(given.chromium, undefined, ['--disable-frame-rate-limit', '--disable-gpu-vsync'])
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
  const listings = await page.evaluate(() => Number(document.querySelector('[data-desks]')?.dataset.desks ?? 0))
  // What the machine itself takes just now: the same keys in a field on a page that has nothing else.
  const bare = await context.newPage()
  await bare.setContent('<input type=search><p class=results></p>')
  await bare.evaluate(() => {
    const [input, results] = [document.querySelector('input'), document.querySelector('.results')]
    input.addEventListener('input', () => { requestAnimationFrame(() => { results.dataset.answers = input.value }) })
  })
  const floor = await typed(bare, () => NaN)
  await bare.close()
  await page.bringToFront()
  const { echoes, results, cpu, longest } = await typed(page, await mainThread(chromium))
  const at = (times, share) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] * 10) / 10
  answer.speeds = {
    interactiveMillis: interactive, interactiveMillisMax: INTERACTIVE_MILLIS_MAX, listings,
    keystrokes: echoes.length, keystrokeMillisP50: at(echoes, 0.5), keystrokeMillisP99: at(echoes, 0.99), keystrokeMillisMax: KEYSTROKE_MILLIS_MAX,
    barePageMillisP50: at(floor.echoes, 0.5), barePageMillisP99: at(floor.echoes, 0.99),
    resultsMillisP50: at(results, 0.5), resultsMillisP99: at(results, 0.99),
    ...(cpu.length > 0 ? { cpuMillisP50: at(cpu, 0.5), cpuMillisP99: at(cpu, 0.99) } : {}),
    longest: longest.map(({ text, waited, whole }) => ({ text, waitedMillis: Math.round(waited), millis: Math.round(whole) })), load: loadavg()[0],
  }
  answer.passed = unlockBytes <= UNLOCK_BYTES_MAX && firstBytes <= FIRST_BYTES_MAX && interactive <= INTERACTIVE_MILLIS_MAX
    && answer.speeds.keystrokeMillisP99 <= KEYSTROKE_MILLIS_MAX
} finally {
  await chromium.close()
}
console.log(JSON.stringify(answer, null, 2))
process.exitCode = answer.passed ? 0 : 1

// Keys at the rate of a quick typist, whether the list has answered or not, with pauses between the words in which the whole answer
// comes. Each one's time runs from the moment that the browser says it was pressed until the frame that shows it has been made; beside
// it the time until the list has answered this very text and shows it, where no next key came before, and how long the page's own
// thread worked until the next key, which a busy machine makes no longer.
async function typed(page, cpuMillis) {
  const cpu = []
  await page.evaluate(() => {
    const input = document.querySelector('input[type=search]')
    const results = document.querySelector('.results')
    const made = (then) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => then(performance.now())
      port2.postMessage(null)
    })
    const seen = { echoes: [], results: [], last: null }
    let watcher = null
    input.addEventListener('input', () => {
      const text = input.value
      const key = { began: seen.pressed, text, came: performance.now() }
      made((now) => { seen.echoes.push({ text, waited: key.came - key.began, whole: now - key.began }) })
      watcher?.disconnect()
      seen.last = new Promise((done) => {
        const mine = new MutationObserver(() => {
          if (results.dataset.answers !== text) return
          mine.disconnect()
          made((now) => { seen.results.push(now - key.began); done() })
        })
        mine.observe(results, { attributes: true, attributeFilter: ['data-answers'] })
        watcher = mine
      })
    })
    // The event carries when the browser got it, before any of the page ran.
    addEventListener('keydown', (e) => { seen.pressed = e.timeStamp }, { capture: true })
    globalThis.seenKeys = seen
  })
  await page.focus('input[type=search]')
  const between = gaps()
  // Nobody types in the moment in which a window comes to the front.
  await new Promise((done) => { setTimeout(done, between(PAUSE_MILLIS)) })
  for (let round = 0; round < ROUNDS; round++) {
    for (const word of WORDS) {
      for (const letter of word) {
        const next = new Promise((done) => { setTimeout(done, between(LETTER_MILLIS)) })
        const before = cpuMillis()
        // Nothing is asked of the page meanwhile, which would stand in the letter's way.
        await page.keyboard.press(letter, { delay: HELD_MILLIS })
        await next
        cpu.push(cpuMillis() - before)
      }
      await page.evaluate(() => globalThis.seenKeys.last)
      await new Promise((done) => { setTimeout(done, between(PAUSE_MILLIS)) })
      await page.keyboard.press('Control+A')
      await new Promise((done) => { setTimeout(done, between(LETTER_MILLIS)) })
      await page.keyboard.press('Delete', { delay: HELD_MILLIS })
      await new Promise((done) => { setTimeout(done, between(LETTER_MILLIS)) })
    }
  }
  const { echoes, results } = await page.evaluate(() => globalThis.seenKeys)
  const longest = [...echoes].sort((a, b) => b.whole - a.whole).slice(0, LONGEST_TOLD)
  const sorted = (times) => times.sort((a, b) => a - b)
  const told = (times) => (times.some(Number.isNaN) ? [] : sorted(times))
  return { echoes: sorted(echoes.map((one) => one.whole)), results: sorted(results), cpu: told(cpu), longest }
}

// The same each time: a run's gaps are no reason for another figure.
function gaps() {
  let state = 20_260_418
  return ([least, most]) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return least + (state / 2 ** 32) * (most - least)
  }
}

// How long the page's own thread has worked, which other programs do not lengthen; NaN where the system does not tell.
async function mainThread(chromium) {
  const { processInfo } = await (await chromium.newBrowserCDPSession()).send('SystemInfo.getProcessInfo')
  const worked = (id) => {
    try { return Number(readFileSync(`/proc/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6 } catch { return NaN }
  }
  const [page] = processInfo.filter((one) => one.type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)
  return () => worked(page?.id)
}
