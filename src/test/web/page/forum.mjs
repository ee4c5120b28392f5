// The forum as its people use it: one asks, an expert takes it, asks back, answers; it is accepted, verified by a second, reported and
// hidden by a moderator. Then what must not get in, and what must not get lost. Four vaults, a browser context each.
import { axe, DESK, synced, unlock } from './stage.mjs'

const WAIT = 90_000
const PEOPLE = { asker: 'FR-officer-1', expert: 'FR-officer-2', second: 'BR-officer-1', moderator: 'BR-officer-2' }
const TITLE = 'How do we write down the drift of a recorder clock?'

const hash = (page, to) => page.evaluate((place) => { location.hash = `#/${place}` }, to)

async function inside({ given, inLanguage }, who, language = 'en', theme = 'light') {
  const opened = await inLanguage(language, theme)
  await unlock(opened.page, given.vault.replace(PEOPLE.asker, PEOPLE[who]), given.passphrase)
  await synced(opened.page)
  return opened
}

/** Reads a question as it stands now. */
async function at(page, id) {
  await hash(page, 'forum/log')
  await page.waitForSelector('[data-log]', { timeout: WAIT })
  await hash(page, `forum/${id}`)
  await page.waitForSelector(`[data-question="${id}"]`, { timeout: WAIT })
}

async function take(page, step, words) {
  await page.click(`[data-take=${step}] >> visible=true`, { timeout: WAIT })
  if (words !== undefined) {
    await page.fill(`form[data-turn=${step}] textarea`, words)
    await page.click(`form[data-turn=${step}] button[type=submit]`)
  }
}

const state = (page, wanted) => page.waitForSelector(`[data-question][data-state="${wanted}"]`, { timeout: WAIT })

export async function forum(stage) {
  const { say } = stage
  const people = {}
  for (const who of Object.keys(PEOPLE)) people[who] = await inside(stage, who)
  const page = (who) => people[who].page
  const id = await asks(stage, page('asker'))

  await at(page('expert'), id)
  await take(page('expert'), 'claim')
  await state(page('expert'), 'claimed')
  await take(page('expert'), 'ask', 'Which recorder is it, and was it set by a network clock?')
  await state(page('expert'), 'needs-info')
  say('an expert takes the question and asks back', true)

  await at(page('asker'), id)
  const asked = await page('asker').innerText('[data-said=ask]')
  await take(page('asker'), 'inform', 'A shop recorder, never set since it was bought.')
  await state(page('asker'), 'claimed')
  say('the asker sees what is asked and tells it', asked.includes('network clock'), asked)

  await at(page('expert'), id)
  await page('expert').fill('[data-composer=answer] textarea', 'Photograph the recorder beside a clock that is right.\n\n1. Note both times.\n2. Repeat after a day.')
  await page('expert').click('[data-composer=answer] button[type=submit]')
  await page('expert').waitForSelector('[data-form=answer] .prose ol li', { timeout: WAIT })
  const left = await page('expert').inputValue('[data-composer=answer] textarea')
  say('the answer stands signed and the field is empty', left === '' && (await page('expert').innerText('[data-form=answer] [data-proof]')).includes('sorbier-31'), left)

  await at(page('asker'), id)
  await take(page('asker'), 'accept')
  await page('asker').click('form[data-turn=accept] button[type=submit]')
  await page('asker').waitForSelector('[data-accepted]', { timeout: WAIT })
  await at(page('second'), id)
  await take(page('second'), 'verify')
  await page('second').fill('form[data-turn=verify] textarea', 'Done so with three recorders.')
  await page('second').click('form[data-turn=verify] button[type=submit]')
  await page('second').waitForSelector('[data-verified]', { timeout: WAIT })
  say('accepted by the asker, verified by an expert of another state', (await page('second').innerText('[data-verified]')).includes('ipe-22'))

  await page('second').click('[data-vote] >> nth=0')
  await page('second').waitForSelector('[data-vote][aria-pressed=true]', { timeout: WAIT })
  await page('second').click('[data-vote][aria-pressed=true]')
  await page('second').waitForSelector('.votes [data-why]', { timeout: WAIT, state: 'attached' })
  say('a second vote of the same persona is refused by its reason', (await page('second').textContent('.votes [data-why]')).includes('forum.voted'))

  await moderates(stage, people, id)
  await keepsText(stage, people, id)
  await goesOn(stage, people, id)
  await lies(stage, people, id)
  const faults = Object.values(people).flatMap((one) => one.faults)
  say('nothing broke the policy in the forum', faults.length === 0, faults)
  for (const one of Object.values(people)) await one.context.close()
}

/** By keys alone but for the fields' words. */
async function asks({ say }, page) {
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await page.waitForSelector('.rows .thread', { timeout: WAIT })
  await page.focus('a[href="#/forum/ask"]')
  await page.keyboard.press('Enter')
  await page.waitForSelector('input[name=title]', { timeout: WAIT })
  await page.focus('input[name=title]')
  await page.keyboard.type(TITLE)
  await page.focus('input[name=tag][value=e-evidence]')
  await page.keyboard.press('Space')
  await page.focus('[data-composer=question] textarea')
  await page.keyboard.type('A recorder of a shop is four minutes off. Write to a.person@example.org or call +33 1 99 00 01 02.')
  await page.waitForSelector('[data-found="2"]', { timeout: WAIT })
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('[data-composer=question] [data-why]', { timeout: WAIT })
  say('a mail address and a telephone number are found before anything is signed', page.url().endsWith('#/forum/ask'))
  await page.focus('[data-composer=question] textarea')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('A recorder of a shop is four minutes off. What do we write down, and how often?')
  await page.waitForSelector('[data-found]', { state: 'detached', timeout: WAIT })
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('[data-question]', { timeout: WAIT })
  const title = await page.innerText('h1')
  say('asked by keys alone, the question stands signed', title === TITLE && (await page.innerText('[data-form=question] [data-proof]')).includes('harbour-17'), title)
  return (await page.evaluate(() => location.hash)).split('/').pop()
}

async function moderates({ say }, people, id) {
  const asker = people.asker.page
  const moderator = people.moderator.page
  await at(people.expert.page, id)
  await people.expert.page.click('[data-form=answer] [data-tool=comment]')
  await people.expert.page.fill('[data-composer=comment] textarea', 'This remark is off the topic.')
  await people.expert.page.click('[data-composer=comment] button[type=submit]')
  await people.expert.page.waitForSelector('[data-form=comment] .prose', { timeout: WAIT })
  await at(asker, id)
  await asker.click('[data-form=comment] [data-tool=report]')
  await asker.selectOption('select[name=because]', 'off-topic')
  await asker.fill('[name=report-words]', 'Not about the clock.')
  await asker.click('form[data-report] button[type=submit]')
  await asker.waitForSelector('[data-reported]', { timeout: WAIT })
  await hash(moderator, 'forum/reports')
  await moderator.waitForSelector(`[data-reports] a[href="#/forum/${id}"]`, { timeout: WAIT })
  say('a report reaches the moderator with who made it', (await moderator.innerText('[data-reports]')).includes('harbour-17'))
  const reports = await axe(moderator)
  say('axe: reports', reports.length === 0, reports.join(' | '))
  await at(moderator, id)
  const judging = await axe(moderator)
  say('axe: a question as a moderator sees it', judging.length === 0, judging.join(' | '))
  await moderator.click('[data-form=comment] [data-moderation] summary')
  await moderator.click('[data-form=comment] [data-take=hide]')
  await moderator.selectOption('form[data-turn=hide] select[name=reason]', 'off-topic')
  await moderator.click('form[data-turn=hide] button[type=submit]')
  await moderator.waitForSelector('[data-form=comment][data-fate=hidden]', { timeout: WAIT })
  await at(asker, id)
  const gone = await asker.innerText('[data-form=comment]')
  say('what a moderator hides keeps its place, with who and why, and no words', gone.includes('farol-2') && !gone.includes('remark'), gone)
  await hash(asker, 'forum/log')
  await asker.waitForSelector('[data-turn=hide]', { timeout: WAIT })
  say('the log of the moderators does not say who reported', !(await asker.innerText('[data-log]')).includes('harbour-17'))
}

/** Bad input: a clear word, and the text stays in the field. */
async function keepsText({ say }, people, id) {
  const asker = people.asker.page
  const moderator = people.moderator.page
  const field = '[data-composer=answer] textarea'
  await at(asker, id)
  const refused = async (name, text, reason) => {
    await asker.fill(field, text)
    await asker.click('[data-composer=answer] button[type=submit]')
    await asker.waitForSelector('[data-composer=answer] [data-why]', { timeout: WAIT })
    const kept = await asker.inputValue(field)
    const words = await asker.innerText('[data-composer=answer] [data-why]')
    say(`${name}: refused with its reason, the text stays`, kept === text && words.includes(reason), `${kept.length} ${words}`)
  }
  await refused('a megabyte', 'x'.repeat(1 << 20), '1,028,576')
  await refused('a turned direction', 'run \u202egnp.exe', 'forum.bidi')
  await refused('quotes within quotes', `${'>'.repeat(7)} deep`, 'forum.nesting')
  await asker.fill(field, '[a](javascript:alert(1)) [b](data:text/html,x) <script>alert(1)</script> ![c](https://example.org/c.png) [d](https://example.org/d)')
  await asker.click('[data-composer=answer] [data-preview]')
  await asker.waitForSelector('[data-composer=answer] [data-shown] .prose p', { timeout: WAIT })
  const shown = await asker.$eval('[data-composer=answer] [data-shown]', (one) => ({
    links: [...one.querySelectorAll('a')].map((link) => `${link.getAttribute('href')} ${link.rel}`), dead: one.querySelectorAll('[data-dead]').length, markup: one.querySelectorAll('script, img, iframe').length,
  }))
  say('script and data addresses are dead text, images are not loaded, a link shows its host', shown.links.length === 1 && shown.links[0] === 'https://example.org/d noopener noreferrer nofollow' && shown.dead === 2 && shown.markup === 0, JSON.stringify(shown))
  await asker.fill(field, '', { force: true }).catch(() => undefined)

  await asker.click('[data-form=question] [data-tool=edit]')
  const edit = '[data-composer=edit] textarea'
  await asker.waitForSelector(edit, { timeout: WAIT })
  await asker.fill(edit, 'A recorder is four minutes off, and it is winter.')
  await at(moderator, id)
  await take(moderator, 'lock')
  await moderator.click('form[data-turn=lock] button[type=submit]')
  await moderator.waitForSelector('[data-take=unlock]', { timeout: WAIT })
  await asker.click('[data-composer=edit] button[type=submit]')
  await asker.waitForSelector('[data-composer=edit] [data-why]', { timeout: WAIT })
  say('an edit after the lock: refused with its reason, the text stays', (await asker.inputValue(edit)).endsWith('it is winter.') && (await asker.innerText('[data-composer=edit] [data-why]')).includes('forum.locked'))
  await take(moderator, 'unlock')
  await moderator.waitForSelector('[data-take=lock]', { timeout: WAIT })
  await race({ say }, people, id)
}

/** Two turns on what both have read: the second follows what is no longer the last. */
async function race({ say }, people, id) {
  const both = [[people.expert.page, 'stale'], [people.moderator.page, 'lock']]
  for (const [page, step] of both) {
    await at(page, id)
    await take(page, step)
    await page.fill(`form[data-turn=${step}] textarea`, 'A new release has come out.')
  }
  await Promise.all(both.map(([page, step]) => page.click(`form[data-turn=${step}] button[type=submit]`)))
  const ended = await Promise.all(both.map(async ([page, step]) => {
    await page.waitForFunction((one) => document.querySelector('[data-why]') !== null || document.querySelector(`form[data-turn=${one}]`) === null, step, { timeout: WAIT })
    const why = await page.$('[data-why]')
    return why === null ? '' : `${await why.innerText()} ${await page.inputValue(`form[data-turn=${step}] textarea`)}`
  }))
  const lost = ended.filter((one) => one !== '')
  say('of two turns at once one counts; the other is told, and its words stay', lost.length === 1 && lost[0].includes('forum.chain') && lost[0].endsWith('has come out.'), ended)
}

/** What belongs to a case goes into a sealed one, with the way back in it; what one follows is told on a page of its own. */
async function goesOn({ say }, people, id) {
  const asker = people.asker.page
  await hash(asker, 'forum/digest')
  await asker.waitForSelector(`[data-digest] [data-thread="${id}"] a:has-text("${TITLE}")`, { timeout: WAIT })
  say('what moved in what one follows stands in the digest', true)
  await at(asker, id)
  await asker.waitForSelector(`[data-follow="${id}"][data-selected]`, { timeout: WAIT })
  await asker.click('[data-sealed]')
  await asker.fill('input[name=case-desk]', DESK)
  await asker.click(`[data-desk=${DESK}]`, { timeout: WAIT })
  await asker.waitForSelector('[name=facts]', { timeout: WAIT })
  const facts = await asker.inputValue('[name=facts]')
  say('a sealed case begins with the way back to the question', facts.includes(`#/forum/${id}`), facts)
}

/** A server that puts other words under somebody's signature, and one that keeps a post back. */
async function lies({ say, between }, people, id) {
  const reader = people.second.page
  const altered = (change) => (path) => (path !== `/api/v1/forum/threads/${id}` ? undefined : (body) => {
    const read = JSON.parse(body)
    change(read)
    return JSON.stringify(read)
  })
  const told = (act) => JSON.parse(Buffer.from(act.payload, 'base64').toString())
  between.state.other = altered((read) => {
    const { act } = read.acts.find((one) => one.act && told(one.act).kind === 'answer')
    act.payload = Buffer.from(Buffer.from(act.payload, 'base64').toString().replace('Photograph', 'Do not look')).toString('base64')
  })
  await at(reader, id)
  const banner = await reader.innerText('.banner-bad')
  const page = await reader.innerText('[data-question]')
  say('altered words are refused by their reason and not shown', banner.includes('signature') && !page.includes('Do not look') && page.includes('four minutes'), banner)
  between.state.other = altered((read) => {
    const at = read.acts.findIndex((one) => one.act && told(one.act).kind === 'turn' && told(one.act).body.step === 'hide')
    read.acts.splice(at, 1)
  })
  await at(reader, id)
  say('a turn left out from between breaks the chain, and is seen', (await reader.innerText('.banner-bad')).includes('forum-chain'))
  between.state.other = null
}

/** Search in two scripts, and how it looks to axe in two languages and colours. */
export async function forumLooks(stage) {
  const { say } = stage
  for (const [language, theme, words, inScript] of [['en', 'light', '聊天记录', /[\u4e00-\u9fff]/], ['ar', 'dark', 'توقيت', /[\u0600-\u06ff]/], ['en', 'dark', 'chat log', /./], ['ar', 'light', 'رسالة', /./]]) {
    const { context, page } = await inside(stage, 'asker', language, theme)
    const check = async (name) => {
      const found = await axe(page)
      say(`axe: ${name}, ${language}, ${theme}`, found.length === 0, found.join(' | '))
    }
    await hash(page, 'forum')
    await page.waitForSelector('.rows .thread', { timeout: WAIT })
    await check('forum')
    await page.fill('input[name=q]', words)
    await page.waitForSelector(`.results[data-answers="${words}"] .thread`, { timeout: WAIT })
    const first = await page.innerText('.rows .thread >> nth=0')
    say(`search ${words}: a question of that script stands first`, inScript.test(first), first)
    await page.focus('input[name=q]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-question]', { timeout: WAIT })
    await page.waitForSelector('[data-similar]', { timeout: 5_000 }).catch(() => undefined)
    await check('question')
    await hash(page, 'forum/ask')
    await page.fill('input[name=title]', 'Which clock do the times of an exported chat log follow?')
    await page.selectOption('select[name=language]', 'en')
    await page.waitForSelector('[data-similar] a', { timeout: WAIT })
    say(`similar questions while the title is typed, ${language}, ${theme}`, (await page.innerText('[data-similar]')).includes('clock'), await page.innerText('[data-similar]'))
    for (const part of ['ask', 'digest', 'log']) {
      await hash(page, `forum/${part}`)
      await page.waitForSelector({ ask: 'input[name=title]', digest: '[data-digest]', log: '[data-log]' }[part], { timeout: WAIT })
      await check(part)
    }
    await context.close()
  }
}
