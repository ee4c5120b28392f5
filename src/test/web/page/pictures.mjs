// Pictures of every screen: --out=FOLDER [--languages=en,ar,zh] [--widths=390,1360] [--themes=light,dark] [--only=case,log]
// [--whole=no], which leaves out what lies below the window. One officer and one operator in one browser each, whose language, width and
// colours change; a case is asked of the demo's desk that answers by itself, so that it has something to show. Says which fonts are
// missing, and what runs out of the window sideways.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { browser, DESK, open, options, proxy, synced, unlock } from './stage.mjs'

const given = options()
const out = given.out ?? 'target/pictures'
const all = (name, usual) => (given[name] ?? usual).split(',')
const languages = all('languages', 'en,ar,zh')
const widths = all('widths', '390,1360').map(Number)
const themes = all('themes', 'light,dark')
const only = given.only?.split(',')
const NAMES = { en: 'English', ar: 'العربية', zh: '中文', fr: 'Français', es: 'Español', ru: 'Русский', nl: 'Nederlands', pt: 'Português' }
const ENOUGH = 300_000
const TALL_MAX = 4_000
mkdirSync(out, { recursive: true })
for (const [language, from] of [['ar', 'fonts-noto-core'], ['zh', 'fonts-noto-cjk']]) {
  const fonts = execFileSync('fc-list', [`:lang=${language}`]).toString()
  if (!/noto/i.test(fonts)) console.error(`no Noto font for ${language} here (Debian: apt-get install ${from})`)
}
const between = await proxy(given.origin)
const chromium = await browser(given.chromium, between.url)

// Every language, width and theme of what is shown now; places of its own are gone to before.
async function shoot(page, name, ready) {
  if (only !== undefined && !only.some((one) => name.startsWith(one))) return
  for (const width of widths) {
    const height = width < 700 ? 844 : 900
    await page.setViewportSize({ width, height })
    for (const language of languages) {
      if (await page.evaluate(() => document.documentElement.lang) !== language) {
        const menu = await page.$('header .choice')
        if (menu !== null) {
          await menu.click()
          await page.click(`[role=menuitemradio]:has-text("${NAMES[language]}")`)
        } else await page.click(`.languages [lang=${language}]`)
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
      }
      if (ready !== undefined) await page.waitForSelector(ready, { timeout: ENOUGH })
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme })
        await page.evaluate(() => {
          document.activeElement?.blur()
          scrollTo(0, 0)
        })
        await page.waitForTimeout(250)
        // A window as tall as the page: what keeps to the window's foot then stands at the page's.
        const whole = given.whole === 'no' ? 0 : await page.evaluate(() => document.documentElement.scrollHeight)
        await page.setViewportSize({ width, height: Math.min(TALL_MAX, Math.max(height, whole)) })
        await page.screenshot({ path: join(out, `${name}-${language}-${theme}-${width}.png`), animations: 'disabled' })
        await page.setViewportSize({ width, height })
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (over > 0) console.error(`${name}, ${language}, ${width}: ${over} px run out of the window sideways`)
    }
  }
}

const goTo = (page, place) => page.evaluate((to) => { location.hash = `#/${to}` }, place)

async function officer() {
  const context = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  const { page } = await open(context, given.origin)
  await page.waitForSelector('.door')
  await shoot(page, 'unlock-first')
  await page.setInputFiles('input[data-vault]', given.vault)
  await page.waitForSelector('#passphrase')
  await shoot(page, 'unlock')
  await page.fill('#passphrase', given.passphrase)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.frame', { timeout: ENOUGH })
  await synced(page)
  await shoot(page, 'desk', '.lines li')
  await goTo(page, 'directory')
  await page.waitForSelector('.rows .desk')
  await page.fill('input[type=search]', 'português child')
  await page.waitForTimeout(1_500)
  await shoot(page, 'directory', '.rows .desk')
  await goTo(page, `directory/${DESK}`)
  await page.waitForSelector('.proof-line b')
  await page.click('[aria-controls=proof]')
  await shoot(page, 'listing', '#proof')
  await goTo(page, `request/${DESK}`)
  await page.waitForSelector('select[name=measure]')
  await page.check('input[name=level][value=emergency]')
  await page.click('button[type=submit]')
  await shoot(page, 'request', 'select[name=measure]')
  const words = {
    urgencyFacts: 'A child is abused in a live stream that goes on while this is written.', value: '203.0.113.77', port: '4021', time: '2026-11-20T10:00:00',
    facts: 'The stream is paid for from France.', data: 'Subscriber and place of the address.', link: 'The address sent the stream.',
    basis: 'The provider keeps its assignments for a year.', reference: 'DEMO-2026-0418', callBack: '+33 1 99 00 77 12',
  }
  await page.selectOption('select[name=measure]', 'emergency-disclosure')
  await page.selectOption('select[name=offence]', 'live-streaming')
  for (const [name, text] of Object.entries(words)) await page.fill(`[name=${name}]`, text)
  await page.click('button[type=submit]')
  await page.waitForFunction(() => location.hash.startsWith('#/cases/'), null, { timeout: ENOUGH })
  const place = await page.evaluate(() => location.hash.slice(2))
  await page.waitForSelector('li[data-step=ask], li[data-step=answer]', { timeout: ENOUGH })
  await shoot(page, 'case', 'li[data-step=send]')
  await goTo(page, 'desk')
  await shoot(page, 'desk-with-cases', `a[href="#/${place}"]`)
  await context.close()
}

async function operator() {
  const context = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  const { page } = await open(context, given.origin)
  await unlock(page, given.vault.replace('FR-officer-1', 'FR-operator-1'), given.passphrase)
  for (const [name, place, ready] of [
    ['office-signatures', 'office', 'select[name=officer]'], ['office-desks', 'office/desks', '[data-desk]'], ['office-listings', 'office/listings', '[data-listing]'],
    ['office-people', 'office/people', 'table [data-officer]'], ['office-watch', 'office/watch', 'main h2'], ['office-editor', 'office/listings/FR-CSE-247', '[data-changes]'],
    ['log', 'log', 'main table, main h1'], ['log-leaf', 'log/200', '[data-followed]'],
  ]) {
    await goTo(page, place)
    await page.waitForSelector(ready, { timeout: ENOUGH })
    await shoot(page, name, ready)
  }
  await context.close()
}

// The question with the longest way has most to show; a moderator's own pages, and what one asks oneself, by two people's browsers.
async function forum() {
  const context = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  const { page } = await open(context, given.origin)
  await unlock(page, given.vault, given.passphrase)
  await synced(page)
  for (const [name, place, ready] of [['forum', 'forum', '.rows .thread'], ['forum-digest', 'forum/digest', 'main h1'], ['forum-log', 'forum/log', '[data-log]']]) {
    await goTo(page, place)
    await page.waitForSelector(ready, { timeout: ENOUGH })
    await shoot(page, name, ready)
  }
  await goTo(page, 'forum')
  await page.waitForSelector('.rows .thread', { timeout: ENOUGH })
  await page.locator('.rows .thread:has(.chip-ok) a').or(page.locator('.rows .thread a')).first().click()
  await page.waitForSelector('[data-question]', { timeout: ENOUGH })
  await shoot(page, 'forum-question', '[data-question]')
  await goTo(page, 'forum/ask')
  await page.waitForSelector('input[name=title]', { timeout: ENOUGH })
  await page.fill('input[name=title]', 'How do we write down the drift of a recorder clock?')
  await page.fill('[data-composer=question] textarea', 'A recorder of a shop is four minutes off. Write to a.person@example.org.')
  await page.waitForSelector('[data-found]', { timeout: ENOUGH })
  await shoot(page, 'forum-ask', '[data-composer=question]')
  await page.click('[data-composer=question] [data-preview]')
  await shoot(page, 'forum-preview', '[data-composer=question] .prose')
  await goTo(page, 'forum/digest')
  await page.click('[data-quiet] .check')
  await shoot(page, 'forum-quiet', 'input[name=quiet-from]')
  await page.click('[data-quiet] .check')
  await goTo(page, 'forum')
  await page.locator('select[name=state] >> visible=true').or(page.locator('details summary >> visible=true')).first().waitFor()
  await page.setViewportSize({ width: 1360, height: 900 })
  await page.selectOption('.only-wide select[name=state]', 'obsolete')
  await page.fill('input[name=q]', 'recorder')
  await shoot(page, 'forum-none', '[data-widen]')
  const question = await page.evaluate(() => location.hash)
  between.state.mode = 'away'
  between.state.cut()
  await goTo(page, 'forum/log')
  await shoot(page, 'forum-offline', '.banner-warn')
  between.state.mode = 'honest'
  await goTo(page, question.slice(2))
  await context.close()
  const moderator = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  const other = await open(moderator, given.origin)
  await unlock(other.page, given.vault.replace('FR-officer-1', 'BR-officer-2'), given.passphrase)
  await synced(other.page)
  await goTo(other.page, 'forum/reports')
  await other.page.waitForSelector('[data-reports]', { timeout: ENOUGH, state: 'attached' })
  await other.page.waitForSelector('.empty, .rows .thread', { timeout: ENOUGH })
  await shoot(other.page, 'forum-reports', '[data-heads]')
  await goTo(other.page, 'forum')
  await other.page.waitForSelector('.rows .thread', { timeout: ENOUGH })
  const thread = await other.page.getAttribute('.rows .thread:has(.chip-ok)', 'data-thread')
  await goTo(other.page, `forum/${thread}`)
  await other.page.waitForSelector('[data-take=tag]', { timeout: ENOUGH })
  await other.page.click('[data-take=tag]')
  await other.page.evaluate(() => { for (const one of document.querySelectorAll('[data-moderation]')) one.open = true })
  await shoot(other.page, 'forum-moderator', '[data-question]')
  between.state.other = (path) => (path !== `/api/v1/forum/threads/${thread}` ? undefined : (body) => {
    const read = JSON.parse(body)
    const said = (one) => Buffer.from(one.act.payload, 'base64').toString()
    const { act } = read.acts.find((one) => one.act && said(one).includes('"kind":"answer"'))
    act.payload = Buffer.from(said({ act }).replace(/"text":"[^"]/, '"text":"X')).toString('base64')
    return JSON.stringify(read)
  })
  await goTo(other.page, 'forum/log')
  await goTo(other.page, `forum/${thread}`)
  // Two moderators logged it as it was: all of it is refused.
  await shoot(other.page, 'forum-refused', 'main .banner:has-text("forum")')
  between.state.other = null
  await moderator.close()
}

async function lie() {
  between.state.mode = 'lying'
  const context = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  const { page } = await open(context, given.origin)
  await unlock(page, given.vault.replace('FR-officer-1', 'FR-officer-2'), given.passphrase)
  await page.waitForSelector('.banner-bad', { timeout: ENOUGH })
  await goTo(page, `directory/${DESK}`)
  await shoot(page, 'refused', '.card.refused')
  await context.close()
}

try {
  for (const part of [officer, operator, forum, lie]) {
    if (given.parts === undefined || given.parts.split(',').includes(part.name)) await part()
  }
} finally {
  await chromium.close()
  between.close()
}
