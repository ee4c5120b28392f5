// The main job as an officer does it, by keyboard alone but for the choice of the vault's file; then a server that is away, and one
// that lies. Prints one JSON line a check: { check, ok, detail }.
import { readFileSync } from 'node:fs'
import { contradiction } from './contradiction.mjs'
import { forum, forumLooks } from './forum.mjs'
import { markdown } from './markdown.mjs'
import { office, officeLooks } from './office.mjs'
import { bell, heard, more } from './more.mjs'
import { axe, browser, DESK, emergency, open, options, proxy, synced, timed, unlock } from './stage.mjs'
import { passkey } from './passkey.mjs'
import { steps, unheard } from './steps.mjs'
import { contentWatched, DRAWS, watch, watched } from './watch.mjs'

const given = options()
const between = await proxy(given.origin)
const chromium = await browser(given.chromium, between.url)
const say = (check, ok, detail = '') => console.log(JSON.stringify({ check, ok: ok === true, detail: String(detail) }))
const WAIT = 60_000
const STARTS_MAX = 3
const ATTACHED = 'Titular: Exemplo Modelo, ligado a 198.51.100.7.\n'
const secrets = given.secrets === undefined ? null : JSON.parse(readFileSync(given.secrets, 'utf8'))

async function inLanguage(language, theme = 'light') {
  const context = await chromium.newContext({ locale: language, colorScheme: theme, viewport: { width: 1360, height: 900 } })
  await context.addInitScript(heard)
  if (secrets) await context.addInitScript(watch, secrets)
  return { context, ...await open(context, given.origin) }
}

async function job() {
  const { context, page, faults } = await inLanguage('en')
  const asked = []
  context.on('request', (request) => asked.push(request.url()))
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
  // A letter is a letter while the field of the search still has the focus.
  await page.waitForSelector('button[aria-controls=proof]', { timeout: WAIT })
  await page.waitForFunction(() => !document.activeElement?.matches('input, textarea, select'), null, { timeout: WAIT })
  await page.keyboard.press('p')
  await page.waitForSelector('#proof', { timeout: WAIT })
  const steps = await page.$$eval('#proof li', (all) => all.map((one) => `${one.dataset.step} ${one.dataset.result}`))
  say('the proof has seven links and each holds', steps.length === 7 && steps.every((one) => one.endsWith(' trusted')), steps)
  say('an address of digits is offered no passkey', await page.locator('[data-passkey]').count() === 0)
  const focus = await page.evaluate(() => document.activeElement !== document.body)
  say('focus is never lost', focus)
  say('nothing broke the policy or failed', faults.length === 0, faults)
  const strangers = asked.filter((one) => !one.startsWith(`${given.origin}/`))
  say('nothing was asked of anybody else', strangers.length === 0, strangers)
  await page.click('.choice')
  await page.click('[role=menuitemradio]:has-text("العربية")')
  await page.waitForFunction(() => document.documentElement.dir === 'rtl', null, { timeout: WAIT })
  say('another language keeps the place', page.url().endsWith(`#/directory/${DESK}`) && await page.isVisible('#proof'), page.url())

  between.state.mode = 'away'
  between.state.cut()
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
  if (given.keys) await contradiction({ page, between, keys: given.keys, passphrase: given.passphrase, say })
  await context.close()
}

async function request() {
  between.state.worker = (script) => DRAWS + script
  // Nobody can be asked who was never here.
  const answerer = await inLanguage('pt')
  await unlock(answerer.page, given.vault.replace('FR-officer', 'BR-officer'), given.passphrase)
  await synced(answerer.page)
  const asker = await inLanguage('en')
  await unlock(asker.page, given.vault, given.passphrase)
  await synced(asker.page)
  await asker.page.evaluate((desk) => { location.hash = `#/directory/${desk}` }, DESK)
  await asker.page.click('a.button-main[href^="#/request/"]', { timeout: WAIT })
  await asker.page.waitForSelector('select[name=measure]', { timeout: WAIT })
  await asker.page.waitForFunction(() => document.querySelector('select[name=desk]').value !== '', null, { timeout: WAIT })
  await asker.page.click('button[type=submit]')
  const lacking = await asker.page.$$eval('form [aria-invalid=true]', (all) => all.length)
  say('what is missing is marked and nothing is sent', lacking >= 5, lacking)
  await emergency(asker.page)
  say('an address without its time is refused by the core', (await asker.page.innerText('form')).includes('UTC'))
  await timed(asker.page)
  const alert = await asker.page.$('form [role=alert]')
  if (alert) return say('the request is sent and stands first in the line, proved', false, await alert.innerText())
  const id = (await asker.page.evaluate(() => location.hash)).split('/').pop()
  await asker.page.waitForSelector('li[data-step=send][data-verdict=trusted]', { timeout: WAIT })
  say('the request is sent and stands first in the line, proved', true, id)
  say('axe: a case', (await axe(asker.page)).length === 0, await axe(asker.page))

  await answerer.page.click(`a[href="#/cases/${id}"]`, { timeout: WAIT })
  const press = async (step) => {
    await answerer.page.click(`[data-take=${step}]`, { timeout: WAIT })
    await answerer.page.waitForSelector(`li[data-step=${step}][data-verdict=trusted]`, { timeout: WAIT })
  }
  await press('acknowledge')
  await press('accept')
  await press('start')
  await answerer.page.click('[data-take=forward]')
  await answerer.page.waitForSelector('input[name=towards]', { timeout: WAIT })
  await answerer.page.fill('input[name=towards]', 'paris')
  await answerer.page.waitForTimeout(1_000)
  const abroad = await answerer.page.$$eval('[role=radiogroup] input', (all) => all.map((one) => one.value).filter((one) => !one.startsWith('BR-')))
  say('what is TLP:AMBER is offered to no desk of another state', abroad.length === 0, abroad)
  await answerer.page.click('[data-take=answer]')
  await answerer.page.fill('textarea', 'Assinante identificado.')
  await answerer.page.setInputFiles('input[name=file]', { name: 'resposta.txt', mimeType: 'text/plain', buffer: Buffer.from(ATTACHED) })
  await answerer.page.waitForSelector('[data-attached], .card [role=alert]', { timeout: WAIT })
  await answerer.page.click('form button[type=submit]')
  await answerer.page.waitForSelector('li[data-step=answer], .card [role=alert]', { timeout: WAIT })
  const held = await answerer.page.$('.card [role=alert]')
  if (held) say('the answer goes out', false, await held.innerText())
  await asker.page.waitForSelector('li[data-step=answer][data-verdict=trusted]', { timeout: WAIT })
  const line = await asker.page.$$eval('.line > li', (all) => all.map((one) => `${one.dataset.step} ${one.dataset.verdict}`))
  say('the other desk takes it up and answers, and the asker sees each step proved', line.length === 5 && line.every((one) => one.endsWith(' trusted')), line)
  const saving = asker.page.waitForEvent('download', { timeout: WAIT })
  await asker.page.click('[data-file] button', { timeout: WAIT })
  const saved = readFileSync(await (await saving).path())
  say('the attachment arrives as it was sent', saved.toString() === ATTACHED, saved.length)
  if (secrets) {
    await watched(asker.page, secrets, say)
    await contentWatched(answerer.page, asker.page, between.state.sealed, ATTACHED, say)
  }
  say('nothing broke the policy in a case', asker.faults.length + answerer.faults.length === 0, [...asker.faults, ...answerer.faults])
  const asks = async () => {
    await asker.page.evaluate((desk) => { location.hash = `#/request/${desk}` }, DESK)
    await asker.page.waitForSelector('select[name=measure]', { timeout: WAIT })
    await emergency(asker.page)
    await asker.page.selectOption('select[name=tlp]', 'green')
    await timed(asker.page)
  }
  await bell({ given, say, answerer: answerer.page, asks })
  await steps({ answerer: answerer.page, asker: asker.page, say })
  say('nobody is said to be away who is there', await asker.page.$('[data-nobody]') === null)
  await answerer.context.close()
  await unheard({ asker: asker.page, asks, say })
  await asker.context.close()
}

// A core that does not start: begun three times, then given up with words, and begun again by whoever asks again.
async function broken() {
  between.state.worker = () => 'throw new Error("does not start")'
  const { context, page } = await inLanguage('en')
  const begun = () => between.state.seen.filter((one) => /\/assets\/worker-/.test(one)).length
  const from = begun()
  await page.setInputFiles('input[data-vault]', given.vault)
  await page.waitForSelector('#passphrase')
  await page.fill('#passphrase', given.passphrase)
  await page.keyboard.press('Enter')
  await page.waitForSelector('[role=alert]', { timeout: WAIT })
  const words = await page.innerText('[role=alert]')
  const tries = begun() - from
  await page.waitForTimeout(1_000)
  // Once for the page that was opened, and once for whoever asked.
  say('a core that does not start is given up and said', tries >= STARTS_MAX && tries <= 2 * STARTS_MAX && begun() - from === tries, `${tries}: ${words}`)
  between.state.worker = null
  await unlock(page, null, given.passphrase)
  say('whoever asks again may use it when it starts', await page.isVisible('.frame'))
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
      if (language === 'ar' || theme === 'dark') await officeLooks({ given, inLanguage, say }, language, theme)
    }
  }
}

const parts = { job, request, broken, lie, more: () => more({ given, inLanguage, say, between }), office: () => office({ given, inLanguage, say }), passkey: () => passkey({ given, chromium, secrets, say }), looks, markdown: () => markdown(say),
  forum: () => forum({ given, inLanguage, say, between }), forumLooks: () => forumLooks({ given, inLanguage, say }),
}
try {
  for (const name of (given.parts ?? 'job,passkey,request,more,lie,broken,office,looks').split(',')) {
    Object.assign(between.state, { mode: 'honest', worker: null, other: null })
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
