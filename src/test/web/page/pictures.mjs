// Pictures of every screen: --out=FOLDER [--languages=en,ar,zh] [--widths=390,1360] [--themes=light,dark]. Says which fonts are missing.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { browser, DESK, open, options, proxy, synced, unlock } from './stage.mjs'

const given = options()
const out = given.out ?? 'target/pictures'
const all = (name, usual) => (given[name] ?? usual).split(',')
mkdirSync(out, { recursive: true })
for (const [language, from] of [['ar', 'fonts-noto-core'], ['zh', 'fonts-noto-cjk']]) {
  const fonts = execFileSync('fc-list', [`:lang=${language}`]).toString()
  if (!/noto/i.test(fonts)) console.error(`no Noto font for ${language} here (Debian: apt-get install ${from})`)
}
const between = await proxy(given.origin)
const chromium = await browser(given.chromium, between.url)
try {
  for (const language of all('languages', 'en,ar,zh')) {
    for (const width of all('widths', '390,1360')) {
      const context = await chromium.newContext({ locale: language, viewport: { width: Number(width), height: width < 700 ? 844 : 900 } })
      const { page } = await open(context, given.origin)
      const themes = all('themes', 'light,dark')
      const shoot = async (name) => {
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme })
          await page.waitForTimeout(200)
          await page.screenshot({ path: join(out, `${name}-${language}-${theme}-${width}.png`), fullPage: true, animations: 'disabled' })
        }
      }
      await page.waitForSelector('.door')
      await shoot('unlock-first')
      await page.setInputFiles('input[data-vault]', given.vault)
      await page.waitForSelector('#passphrase')
      await unlock(page, null, given.passphrase)
      await synced(page)
      await page.waitForTimeout(500)
      await shoot('desk')
      await page.evaluate(() => { location.hash = '#/directory' })
      await page.waitForSelector('.rows .desk')
      await page.fill('input[type=search]', 'português child')
      await page.waitForTimeout(500)
      await shoot('directory')
      await page.evaluate((desk) => { location.hash = `#/directory/${desk}` }, DESK)
      await page.waitForSelector('.proof-line b')
      await page.click('[aria-controls=proof]')
      await page.waitForSelector('#proof')
      await shoot('listing')
      await page.evaluate((desk) => { location.hash = `#/request/${desk}` }, DESK)
      await page.waitForSelector('select[name=measure]')
      await page.check('input[name=level][value=emergency]')
      await page.click('button[type=submit]')
      await shoot('request')
      // A case, where an earlier run left one.
      await page.evaluate(() => { location.hash = '#/desk' })
      await page.waitForTimeout(1500)
      if (await page.$('a[href^="#/cases/"]')) {
        await shoot('desk-with-cases')
        await page.click('a[href^="#/cases/"]')
        await page.waitForSelector('.line')
        await shoot('case')
      }
      await context.close()
      const office = await chromium.newContext({ locale: language, viewport: { width: Number(width), height: width < 700 ? 844 : 900 } })
      const { page: admin } = await open(office, given.origin)
      await unlock(admin, given.vault.replace('FR-officer-1', 'FR-operator-1'), given.passphrase)
      for (const [name, place, ready] of [
        ['office-signatures', 'office', 'select[name=officer]'], ['office-desks', 'office/desks', '[data-desk]'], ['office-listings', 'office/listings', '[data-listing]'],
        ['office-people', 'office/people', 'table [data-officer]'], ['office-watch', 'office/watch', 'main h2'], ['office-editor', 'office/listings/FR-CSE-247', '[data-changes]'],
        ['log', 'log/200', '[data-followed]'],
      ]) {
        await admin.evaluate((to) => { location.hash = `#/${to}` }, place)
        await admin.waitForSelector(ready, { timeout: 120_000 })
        for (const theme of themes) {
          await admin.emulateMedia({ colorScheme: theme })
          await admin.waitForTimeout(200)
          await admin.screenshot({ path: join(out, `${name}-${language}-${theme}-${width}.png`), fullPage: true, animations: 'disabled' })
        }
      }
      await office.close()
    }
  }
  // A lie, once.
  between.state.mode = 'lying'
  const context = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  const { page } = await open(context, given.origin)
  await unlock(page, given.vault, given.passphrase)
  await page.waitForSelector('.banner-bad', { timeout: 180_000 })
  await page.evaluate((desk) => { location.hash = `#/directory/${desk}` }, DESK)
  await page.waitForSelector('.card.refused')
  await page.screenshot({ path: join(out, 'refused-en-light-1360.png'), fullPage: true })
} finally {
  await chromium.close()
  between.close()
}
