// The main job as an officer does it, by keyboard alone but for the choice of the vault's file; then a server that is away, and one
// that lies. Prints one JSON line a check: { check, ok, detail }.
import { axe, browser, DESK, open, options, proxy, synced, unlock } from './stage.mjs'

const given = options()
const between = await proxy(given.origin)
const chromium = await browser(given.chromium, between.url)
const say = (check, ok, detail = '') => console.log(JSON.stringify({ check, ok: ok === true, detail: String(detail) }))
const WAIT = 60_000

async function inLanguage(language, theme = 'light') {
  const context = await chromium.newContext({ locale: language, colorScheme: theme, viewport: { width: 1360, height: 900 } })
  return { context, ...await open(context, given.origin) }
}

async function job() {
  const { context, page, faults } = await inLanguage('en')
  await page.setInputFiles('input[data-vault]', given.vault)
  await page.waitForSelector('#passphrase')
  await page.waitForLoadState('networkidle')
  const before = between.state.seen.length
  await page.keyboard.type('not the passphrase')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[role=alert]', { timeout: WAIT })
  say('a wrong passphrase is said and nothing is sent', between.state.seen.length === before, between.state.seen.slice(before))
  await page.keyboard.press('Control+A')
  await page.keyboard.type(given.passphrase)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.frame', { timeout: WAIT })
  await synced(page)
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await page.waitForSelector('.rows .desk', { timeout: WAIT })
  await page.keyboard.press('/')
  await page.keyboard.type('child exploitation brasil')
  await page.waitForFunction((desk) => document.querySelector('.rows .desk a')?.getAttribute('href') === `#/directory/${desk}`, DESK, { timeout: WAIT })
  await page.keyboard.press('Enter')
  await page.waitForSelector('.proof-line b', { timeout: WAIT })
  say('typed, Enter: the card of the desk is open', page.url().endsWith(`#/directory/${DESK}`), page.url())
  await page.keyboard.press('p')
  await page.waitForSelector('#proof', { timeout: WAIT })
  const steps = await page.$$eval('#proof li', (all) => all.map((one) => `${one.dataset.step} ${one.dataset.result}`))
  say('the proof has seven links and each holds', steps.length === 7 && steps.every((one) => one.endsWith(' trusted')), steps)
  const focus = await page.evaluate(() => document.activeElement !== document.body)
  say('focus is never lost', focus)
  say('nothing broke the policy or failed', faults.length === 0, faults)
  const strangers = between.state.seen.filter((one) => !one.split(' ')[1].startsWith(`${given.origin}/`))
  say('nothing was asked of anybody else', strangers.length === 0, strangers)
  await page.click('.choice')
  await page.click('[role=menuitemradio]:has-text("العربية")')
  await page.waitForFunction(() => document.documentElement.dir === 'rtl', null, { timeout: WAIT })
  say('another language keeps the place', page.url().endsWith(`#/directory/${DESK}`) && await page.isVisible('#proof'), page.url())

  between.state.mode = 'away'
  await page.click('header .square:last-child')
  await unlock(page, null, given.passphrase)
  await page.waitForSelector('.banner-warn', { timeout: WAIT })
  await page.evaluate(() => { location.hash = '#/directory' })
  await page.waitForSelector('.rows .desk', { timeout: WAIT })
  const kept = await page.$$eval('.rows .desk', (all) => all.length)
  say('with no server the verified copy is searched and the page says so', kept > 0, `${kept} rows`)
  between.state.mode = 'honest'
  await context.close()
}

async function lie() {
  between.state.mode = 'lying'
  const { context, page } = await inLanguage('en')
  await unlock(page, given.vault, given.passphrase)
  await page.waitForSelector('.banner-bad', { timeout: WAIT * 3 })
  await page.evaluate((desk) => { location.hash = `#/directory/${desk}` }, DESK)
  await page.waitForSelector('.card.refused', { timeout: WAIT })
  const words = await page.innerText('.card.refused')
  const numbers = await page.evaluate(() => /\+\d/.test(document.body.innerText))
  say('an altered telephone number is refused with its reason', words.includes('listing-altered'), words)
  say('no number of that desk can be copied or called', !numbers)
  const others = await page.evaluate(() => {
    location.hash = '#/directory'
    return new Promise((seen) => setTimeout(() => seen(document.querySelectorAll('.rows .desk').length), 2000))
  })
  say('the rest of the directory still works', others > 0, `${others} rows`)
  between.state.mode = 'honest'
  await context.close()
}

async function looks() {
  for (const language of ['en', 'ar']) {
    for (const theme of ['light', 'dark']) {
      const { context, page } = await inLanguage(language, theme)
      const check = async (name) => {
        const found = await axe(page)
        say(`axe: ${name}, ${language}, ${theme}`, found.length === 0, found.join(' | '))
      }
      await page.setInputFiles('input[data-vault]', given.vault)
      await page.waitForSelector('#passphrase')
      await check('unlock')
      await unlock(page, null, given.passphrase)
      await synced(page)
      await check('desk')
      await page.evaluate(() => { location.hash = '#/directory' })
      await page.waitForSelector('.rows .desk', { timeout: WAIT })
      await check('directory')
      await page.evaluate((desk) => { location.hash = `#/directory/${desk}` }, DESK)
      await page.waitForSelector('.proof-line b', { timeout: WAIT })
      await page.click('[aria-controls=proof]')
      await page.waitForSelector('#proof')
      await check('listing with its proof')
      await page.evaluate(() => { location.hash = '#/directory/FR-NONE-1' })
      await page.waitForSelector('.card.refused', { timeout: WAIT })
      await check('a desk that is not there')
      await context.close()
    }
  }
}

const parts = { job, lie, looks }
try {
  for (const name of (given.parts ?? 'job,lie,looks').split(',')) {
    try {
      await parts[name]()
    } catch (e) {
      say(`${name} ran to its end`, false, e.stack ?? e)
    }
  }
} finally {
  await chromium.close()
  between.close()
}
