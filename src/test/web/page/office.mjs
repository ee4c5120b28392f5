// A state's administration in four browsers: two operators, a newcomer, and an officer who sees what they signed.
import { readFileSync } from 'node:fs'
import { axe, emergency, synced, timed, unlock } from './stage.mjs'

const WAIT = 90_000
// The desk whose roster the newcomer comes on, so that it has a device that no other desk has; and the one whose roster stays.
const OWN_DESK = 'FR-NCB-1'
const OTHER_DESK = 'FR-MLA-1'
const NEW_DESK = 'FR-CYB-9'
const PASSPHRASE = 'eleven quiet otters walk home'

export async function office({ given, inLanguage, say }) {
  const operator = (n) => given.vault.replace('FR-officer-1', `FR-operator-${n}`)
  const clean = async (page, name) => {
    const found = await axe(page)
    say(`axe: ${name}`, found.length === 0, found.join(' | '))
  }
  const go = (page, hash) => page.evaluate((to) => { location.hash = to }, hash)
  const confirm = async (page) => {
    await page.click('[data-confirm]', { timeout: WAIT })
    await page.waitForSelector('[data-confirm]', { state: 'detached', timeout: WAIT })
  }
  const told = (page) => page.waitForSelector('[data-said]', { timeout: WAIT }).then((one) => one.innerText())
  const answered = (page) => page.waitForSelector('[data-said], [role=alert]', { timeout: WAIT }).then((one) => one.innerText())

  const first = await inLanguage('en')
  await unlock(first.page, operator(1), given.passphrase)
  await first.page.waitForSelector('form select[name=officer]', { timeout: WAIT })
  say('an operator’s vault unlocks to the administration', (await first.page.innerText('h1')).includes('France'))
  const names = [await first.page.innerText('.head .soft')]
  await clean(first.page, 'administration')
  await first.page.click('form:has(select[name=officer]) button[type=submit]')
  const link = await (await first.page.waitForSelector('[data-link]', { timeout: WAIT })).inputValue()
  say('an invitation is made here', link.startsWith(`${given.origin}/enrol#`), link.length)

  const newcomer = await inLanguage('fr')
  await newcomer.page.click('[data-invited]', { timeout: WAIT })
  await newcomer.page.fill('input[name=invitation]', link.replace(/#.*/, ''))
  await newcomer.page.keyboard.press('Enter')
  await newcomer.page.waitForSelector('.banner-bad', { timeout: WAIT })
  await clean(newcomer.page, 'a link that is no invitation')
  await newcomer.page.fill('input[name=invitation]', link)
  await newcomer.page.keyboard.press('Enter')
  say('an invitation that was copied is opened by hand, and half of one is refused', await newcomer.page.waitForSelector('input[name=name]', { timeout: WAIT }).then(() => true, () => false))
  await newcomer.page.goto(link)
  await newcomer.page.waitForSelector('input[name=name]', { timeout: WAIT })
  say('the invitation leaves the address at once', !newcomer.page.url().includes('#') && !newcomer.page.url().includes('enrol'), newcomer.page.url())
  await clean(newcomer.page, 'enrolment')
  await newcomer.page.click('button[type=submit]')
  say('what is missing in an enrolment is said', await newcomer.page.locator('form .error').count() >= 4)
  for (const [name, words] of Object.entries({ name: 'Noé Modèle', unit: 'Brigade Exemple', phone: '+33 1 99 00 12 34', passphrase: PASSPHRASE, again: PASSPHRASE })) {
    await newcomer.page.fill(`input[name=${name}]`, words)
  }
  await newcomer.page.click('button[type=submit]')
  await newcomer.page.waitForSelector('[data-digits], [role=alert]', { timeout: WAIT })
  const digits = await newcomer.page.getAttribute('[data-digits]', 'data-digits')
  say('the newcomer has thirty digits to read aloud', /^\d{30}$/.test(digits), digits)
  await clean(newcomer.page, 'waiting for two signatures')

  const sign = async (one) => {
    await one.page.fill('input[name=link]', link)
    await one.page.click('form:has(input[name=link]) button[type=submit]')
    await one.page.waitForSelector('[data-opened] [data-digits], .error[data-said]', { timeout: WAIT })
    const seen = await one.page.getAttribute('[data-opened] [data-digits]', 'data-digits')
    const who = await one.page.getAttribute('[data-opened]', 'data-opened')
    const shut = await one.page.locator('[data-sign]').isDisabled()
    for (const box of await one.page.$$('[data-opened] .check')) await box.click()
    await one.page.click('[data-sign]')
    await confirm(one.page)
    return { seen, who, shut, said: await told(one.page) }
  }
  const one = await sign(first)
  say('the first operator sees the same digits and cannot sign before three checks', one.seen === digits && one.shut, one.seen)
  await first.page.waitForSelector('[data-pending=device]', { timeout: WAIT })
  say('one signature does not suffice', await newcomer.page.getAttribute('main', 'data-standing') === 'not-logged', one.said)

  const second = await inLanguage('en')
  await unlock(second.page, operator(2), given.passphrase)
  await second.page.waitForSelector('[data-pending=device]', { timeout: WAIT })
  names.push(await second.page.innerText('.head .soft'))
  const two = await sign(second)
  say('the second operator opens it himself and sees the same digits', two.seen === digits, two.said)
  const found = await newcomer.page.waitForSelector('main[data-standing=trusted]', { timeout: WAIT }).catch(() => null)
  say('the newcomer’s page finds both signatures in the log', found !== null, await newcomer.page.innerText('main'))
  await newcomer.page.click('.banner .button-main')
  await unlock(newcomer.page, null, PASSPHRASE)
  await synced(newcomer.page)
  say('the new officer unlocks and is in', await newcomer.page.isVisible('.frame'))

  await go(first.page, '#/office/people')
  await first.page.waitForSelector('table [data-officer]', { timeout: WAIT })
  await clean(first.page, 'people')
  const row = `tr[data-officer="${one.who}"]`
  await first.page.click(`${row} [data-cut=hold]`)
  await confirm(first.page)
  await first.page.waitForSelector(`${row}[data-standing=HELD]`, { timeout: WAIT })
  say('one operator cuts a device off, at once', true, await told(first.page))
  await newcomer.page.reload()
  await unlock(newcomer.page, null, PASSPHRASE)
  await newcomer.page.waitForSelector('.banner-bad, .banner-warn', { timeout: WAIT })
  say('who was cut off is told why', /on-hold|revoked/.test(await newcomer.page.innerText('main') + (await newcomer.page.$$eval('.banner', (all) => all.map((each) => each.innerText).join(' ')))), await newcomer.page.innerText('.banner'))
  await first.page.click(`${row} [data-cut=lift]`)
  await confirm(first.page)
  await go(second.page, '#/office/people')
  await second.page.waitForSelector(`${row}[data-standing=HELD]`, { timeout: WAIT })
  await second.page.click(`${row} [data-cut=lift]`)
  await confirm(second.page)
  await second.page.waitForSelector(`${row}[data-standing=FREE]`, { timeout: WAIT })
  say('two operators let it back in', true)

  await go(first.page, '#/office/listings')
  await first.page.waitForSelector('[data-listing]', { timeout: WAIT })
  await clean(first.page, 'own listings')
  const desk = await first.page.getAttribute('[data-listing]', 'data-listing')
  await first.page.check(`[data-listing="${desk}"] input`)
  await first.page.click('[data-attest]')
  await confirm(first.page)
  say('a listing is attested again by one operator', /\d/.test(await told(first.page)), await told(first.page))

  await go(first.page, `#/office/listings/${desk}`)
  await first.page.waitForSelector('[data-changes]', { timeout: WAIT })
  const phone = await first.page.$$eval('input[name^=channel-]', (all) => all.findIndex((input) => input.value.startsWith('+')))
  const before = await first.page.inputValue(`input[name=channel-${phone}]`)
  const fresh = before.slice(0, -1) + (before.endsWith('7') ? '8' : '7')
  await first.page.fill(`input[name=channel-${phone}]`, fresh)
  await first.page.waitForSelector('[data-field=channels] ins', { timeout: WAIT })
  say('a change is shown before it is signed', (await first.page.innerText('[data-field=channels] ins')).includes(fresh), fresh)
  say('a new number is called before it can be signed', await first.page.locator('[data-sign]').isDisabled())
  await clean(first.page, 'editor of a listing')
  await first.page.click('[data-changes] .check')
  await first.page.click('[data-sign]:not([data-disabled])', { timeout: WAIT })
  await confirm(first.page)
  const published = await answered(first.page)
  await go(second.page, '#/office')
  await second.page.click('[data-pending=manifest] button', { timeout: WAIT })
  await second.page.waitForSelector('[data-looked=manifest] ins', { timeout: WAIT })
  say('the second operator sees the same change, built anew', (await second.page.innerText('[data-looked=manifest]')).includes(fresh), published)
  await clean(second.page, 'a manifest that waits')
  await second.page.click('[data-sign]')
  await confirm(second.page)
  const logged = await told(second.page)
  say('two signatures put it into the log', /\d/.test(logged), logged)
  await go(second.page, `#/directory/${desk}`)
  await second.page.waitForFunction((number) => document.body.innerText.includes(number), fresh, { timeout: WAIT })
  say('the directory shows the new number, proved', await second.page.isVisible('.card.proved'))

  await tables({ say, go, confirm, answered, clean }, second.page, first.page)

  await go(second.page, '#/log')
  await second.page.waitForSelector('tr[data-type=manifest] a', { timeout: WAIT })
  await second.page.click('tr[data-type=manifest] a')
  await second.page.waitForSelector('[data-followed]', { timeout: WAIT })
  const leaf = await second.page.$eval('[data-followed]', (each) => ({ ...each.dataset }))
  say('a statement is followed to its leaf and the root', leaf.leads === 'true' && leaf.result === 'trusted', JSON.stringify(leaf))
  const signers = await second.page.$$eval('[data-signer]', (all) => all.map((each) => each.dataset.signer))
  say('its signers are the two operators', signers.length === 2 && !signers.includes('') && names.every((name) => signers.filter((one) => name.includes(one)).length === 1), signers)
  await clean(second.page, 'log')
  await go(second.page, '#/office/desks')
  await second.page.waitForSelector('[data-desk]', { timeout: WAIT })
  await second.page.click('[data-desk] button')
  await second.page.waitForSelector('input[name=members]', { timeout: WAIT })
  await clean(second.page, 'desks and rosters')
  await go(second.page, '#/office/watch')
  await second.page.waitForSelector('main h2', { timeout: WAIT })
  await clean(second.page, 'watch')
  const third = await news({ given, inLanguage, say, clean, go, confirm }, first.page, second.page, one.who)
  await forwarded({ given, inLanguage, say, go }, third.page, newcomer.page)
  const faults = [...first.faults, ...second.faults, ...third.faults, ...newcomer.faults]
  say('nothing broke the policy in the administration', faults.length === 0, faults)
  for (const each of [first, second, third, newcomer]) await each.context.close()
}

// What a spreadsheet would give back: saved here, changed there, read, looked at, and not signed before the new number is called.
async function tables({ say, go, confirm, answered, clean }, page, colleague) {
  const saved = async () => {
    const saving = page.waitForEvent('download', { timeout: WAIT })
    await page.click('[data-save]', { timeout: WAIT })
    return readFileSync(await (await saving).path(), 'utf8')
  }
  const read = async (text) => {
    await page.setInputFiles('input[data-table]', { name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.waitForSelector('[data-proposed]', { timeout: WAIT })
  }
  const back = () => page.click('[data-proposed] .button:not([data-sign])')
  await go(page, '#/office/listings')
  await page.waitForSelector('[data-listing]', { timeout: WAIT })
  const listings = await saved()
  await read(listings)
  const same = await page.getAttribute('[data-proposed]', 'data-proposed')
  say('a table of listings that was saved here changes nothing when it is read', same === '0' && await page.locator('[data-proposed] [data-faults]').count() === 0, `${same} ${await page.innerText('[data-proposed]')}`)
  await back()
  // The last state that it can be in: another separator, as many spreadsheets write it.
  const number = /\+[\d ]+\d/.exec(listings)[0]
  const other = number.slice(0, -1) + (number.endsWith('4') ? '5' : '4')
  const two = listings.split('\r\n')
  const row = two.findIndex((line) => line.includes(number))
  await read(`${two[0].split(',').slice(0, 1)};channels\r\n${two[row].split(',')[0].replaceAll('"', '')};phone ${other} (fr en)\r\n`)
  await page.waitForSelector('[data-proposed] ins', { timeout: WAIT })
  const shut = await page.locator('[data-proposed] [data-sign]').isDisabled()
  say('what a table changes is shown, and a new number in it is called before it is signed', shut && (await page.innerText('[data-proposed]')).includes(other), await page.innerText('[data-proposed]'))
  await clean(page, 'listings from a table')
  await back()
  await read(`${two[0]}\r\n${two[row].replace(/^[^,]*/, NEW_DESK).replaceAll(number, other)}\r\n`)
  for (const box of await page.$$('[data-call] .check')) await box.click()
  await page.click('[data-proposed] [data-sign]:not([data-disabled])', { timeout: WAIT })
  await confirm(page)
  const signed = await answered(page)
  await go(colleague, '#/office')
  await colleague.click('[data-pending=manifest] button', { timeout: WAIT })
  await colleague.waitForSelector('[data-looked=manifest]', { timeout: WAIT })
  const looked = await colleague.innerText('[data-looked=manifest]')
  await colleague.click('[data-sign]')
  await confirm(colleague)
  await answered(colleague)
  await go(colleague, `#/directory/${NEW_DESK}`)
  await colleague.waitForSelector('.card.proved, .card.refused', { timeout: WAIT })
  const whole = await colleague.innerText('main')
  say('a whole new desk from a table waits for another operator, who sees it, and is in the directory when he has signed, proved',
    !/refused/i.test(signed) && looked.includes(NEW_DESK) && await colleague.isVisible('.card.proved') && whole.includes(other), `${signed} ${looked.slice(0, 200)}`)
  await go(page, '#/office/listings')
  await page.waitForSelector('[data-listing]', { timeout: WAIT })
  await read(`${two[0]}\r\nFR-CSE-247,,,,,,,,,,never,,,,,,,,,,,,\r\nFR-NEW-1\r\nnone\r\n`)
  const faults = await page.locator('[data-faults] li').allInnerTexts()
  say('all that cannot be read is said at once, by row and column', faults.length === 3 && faults[0].includes('hours') && faults[2].includes('desk'), faults)
  await back()

  await go(page, '#/office/desks')
  await page.waitForSelector('[data-desk]', { timeout: WAIT })
  const rosters = await saved()
  const officers = rosters.split('\r\n').find((line) => line.startsWith(OTHER_DESK)).split(',')[2]
  await read(`desk,members,heads\r\n${OTHER_DESK},${officers},${officers}\r\n`)
  await page.waitForSelector(`[data-roster="${OTHER_DESK}"] ins`, { timeout: WAIT })
  await clean(page, 'rosters from a table')
  await page.click('[data-proposed] [data-sign]:not([data-disabled])', { timeout: WAIT })
  await confirm(page)
  const put = await answered(page)
  await withdrawn(page, 'desk', { go, confirm })
  say('a roster from a table is signed and waits for another operator', put.includes('1'), put)
}

async function withdrawn(page, type, { go, confirm }) {
  await go(page, '#/office')
  await page.click(`[data-pending=${type}] button`, { timeout: WAIT })
  await page.click('[data-withdraw]', { timeout: WAIT })
  await confirm(page)
  await page.waitForSelector(`[data-pending=${type}]`, { state: 'detached', timeout: WAIT })
}

// Brazil asks a French desk; from there the case goes on to another one, whose newest member reads it and takes it up.
async function forwarded({ given, inLanguage, say, go }, answerer, colleague) {
  await colleague.reload()
  await unlock(colleague, null, PASSPHRASE)
  await synced(colleague)
  const { page, context } = await inLanguage('en')
  await unlock(page, given.vault.replace('FR-officer-1', 'BR-officer-1'), given.passphrase)
  await synced(page)
  await go(page, '#/request/FR-CSE-247')
  await page.waitForSelector('select[name=measure]', { timeout: WAIT })
  await emergency(page)
  await timed(page)
  const id = (await page.evaluate(() => location.hash)).split('/').pop()
  await go(answerer, `#/cases/${id}`)
  const all = async (step, pages) => {
    for (const one of pages) await one.waitForSelector(`li[data-step=${step}][data-verdict=trusted]:not(.fails), .card form ~ .error[role=alert]`, { timeout: WAIT })
    return pages[0].locator('.card form ~ .error[role=alert]').allInnerTexts()
  }
  await answerer.click('[data-take=acknowledge]', { timeout: WAIT })
  await all('acknowledge', [answerer])
  await answerer.click('[data-take=forward]', { timeout: WAIT })
  await answerer.fill('input[name=towards]', OWN_DESK)
  await answerer.check(`[role=radiogroup] input[value="${OWN_DESK}"]`, { timeout: WAIT })
  await answerer.locator('form:not([data-say]) button[type=submit]').click()
  const why = await all('forward', [answerer, page])
  await go(colleague, `#/cases/${id}`)
  const seen = await colleague.waitForSelector('li[data-step=forward][data-verdict=trusted]', { timeout: WAIT }).then(() => true, () => false)
  say('a case that is forwarded is read by the other desk, with all that was signed before', why.length === 0 && seen && await colleague.locator('.line > li[data-verdict=trusted]').count() >= 3, why)
  await colleague.click('[data-take=acknowledge]', { timeout: WAIT })
  await page.waitForSelector('li[data-step=acknowledge][data-verdict=trusted] >> nth=1', { timeout: WAIT })
  say('and is taken up there, which the asking desk sees proved', true)
  await context.close()
}

/** Whether the core has noted what it knows of its own desk. */
async function known() {
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result) })
    const there = db.objectStoreNames.contains('records')
      && await new Promise((done) => { const asked = db.transaction('records').objectStore('records').getKey('expected'); asked.onsuccess = () => done(asked.result !== undefined) })
    db.close()
    if (there) return true
  }
  return false
}

// Two operators put somebody on a desk's roster; an officer of that desk, who did not ask for it, is told until he knows of it.
async function news({ given, inLanguage, say, clean, go, confirm }, one, two, newcomer) {
  const officer = await inLanguage('en')
  const { page } = officer
  await unlock(page, given.vault, given.passphrase)
  await synced(page)
  const end = Date.now() + WAIT
  while (!await page.evaluate(known) && Date.now() < end) await page.waitForTimeout(200)
  say('what stood in the log before is no alarm', await page.evaluate(known) && await page.locator('[data-news]').count() === 0)
  await go(one, '#/office/desks')
  await one.click(`[data-desk="${OWN_DESK}"] button`, { timeout: WAIT })
  await one.check(`input[name=members][value="${newcomer}"]`, { timeout: WAIT })
  await one.click('form button[type=submit]')
  await confirm(one)
  await go(two, '#/office')
  await two.click('[data-pending=desk] button', { timeout: WAIT })
  await two.waitForSelector('[data-looked=desk]', { timeout: WAIT })
  await two.click('[data-sign]')
  await confirm(two)
  const again = async () => {
    await go(page, '#/log')
    await page.click('main .head button:not([data-disabled])', { timeout: WAIT })
    await page.waitForSelector('main .head button:not([data-disabled])', { timeout: WAIT })
  }
  await again()
  await page.waitForSelector('[data-news]', { timeout: WAIT })
  const words = await page.innerText('.banner-bad:has([data-news])')
  say('a statement about one’s own desk that one did not ask for rings', words.includes(OWN_DESK) && /Signed by fr-o-\w+, fr-o-/.test(words), words)
  await clean(page, 'log with an alarm')
  await go(page, '#/desk')
  await page.waitForSelector('[data-news]', { timeout: WAIT })
  await clean(page, 'desk with an alarm')
  await page.click('[data-news] a')
  await page.waitForSelector('[data-followed][data-leads=true]', { timeout: WAIT })
  say('it is followed to its leaf', await page.getAttribute('[data-followed]', 'data-result') === 'trusted')
  await page.click('[data-known]')
  await page.waitForSelector('[data-news]', { state: 'detached', timeout: WAIT })
  say('whoever knows of it ends the alarm', true)
  await page.reload()
  await unlock(page, null, given.passphrase)
  await synced(page)
  await again()
  await go(page, '#/desk')
  await page.waitForSelector('.lines li', { timeout: WAIT })
  say('it does not come back after the page was loaded again', await page.locator('[data-news]').count() === 0)
  return officer
}

/** The administration's screens in another language and colour. */
export async function officeLooks({ given, inLanguage, say }, language, theme) {
  const { context, page } = await inLanguage(language, theme)
  await unlock(page, given.vault.replace('FR-officer-1', 'FR-operator-1'), given.passphrase)
  for (const [place, ready] of [['office', 'select[name=officer]'], ['office/people', 'table [data-officer]'], ['office/listings', '[data-listing]'], ['office/desks', '[data-desk]'], ['log', 'tr[data-leaf]']]) {
    await page.evaluate((to) => { location.hash = `#/${to}` }, place)
    await page.waitForSelector(ready, { timeout: WAIT })
    const found = await axe(page)
    say(`axe: ${place}, ${language}, ${theme}`, found.length === 0, found.join(' | '))
  }
  await page.evaluate(() => { location.hash = '#/office/watch' })
  await page.waitForSelector('.tabs [aria-current][href$=watch]', { timeout: WAIT })
  await page.setViewportSize({ width: 390, height: 844 })
  const inside = await page.waitForFunction(() => {
    const row = document.querySelector('.tabs')
    const [tab, all] = [row.querySelector('[aria-current]').getBoundingClientRect(), row.getBoundingClientRect()]
    return row.scrollWidth > row.clientWidth && tab.left >= all.left - 1 && tab.right <= all.right + 1
  }, null, { timeout: WAIT / 3 }).then(() => true, () => false)
  say(`the tab one is on is seen when the window grows narrow, ${language}, ${theme}`, inside)
  await context.close()
}
