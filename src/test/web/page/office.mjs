// A state's administration in four browsers: two operators, a newcomer, and an officer who sees what they signed.
import { axe, synced, unlock } from './stage.mjs'

const WAIT = 90_000
const OWN_DESK = 'FR-CSE-247'
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
  const third = await news({ given, inLanguage, say, clean, go, confirm }, first.page, second.page)
  const faults = [...first.faults, ...second.faults, ...third.faults, ...newcomer.faults]
  say('nothing broke the policy in the administration', faults.length === 0, faults)
  for (const each of [first, second, third, newcomer]) await each.context.close()
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
async function news({ given, inLanguage, say, clean, go, confirm }, one, two) {
  const officer = await inLanguage('en')
  const { page } = officer
  await unlock(page, given.vault, given.passphrase)
  await synced(page)
  const end = Date.now() + WAIT
  while (!await page.evaluate(known) && Date.now() < end) await page.waitForTimeout(200)
  say('what stood in the log before is no alarm', await page.evaluate(known) && await page.locator('[data-news]').count() === 0)
  await go(one, '#/office/desks')
  await one.click(`[data-desk="${OWN_DESK}"] button`, { timeout: WAIT })
  await one.check('input[name=members]:not(:checked)', { timeout: WAIT })
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
  await context.close()
}
