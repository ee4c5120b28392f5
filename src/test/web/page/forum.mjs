// The forum as its people use it: one asks, an expert takes it, asks back, answers; it is accepted, verified by a second, reported and
// hidden by a moderator. Then what must not get in, and what must not get lost. Four vaults, a browser context each.
import { lives, remembers, stays } from './forum-live.mjs'
import { byKeys } from './forum-keys.mjs'
import { heads } from './heads.mjs'
import { moderates } from './moderation.mjs'
import { calls } from './notices.mjs'
import { at, hash, inside, PEOPLE, state, take, TITLE, WAIT } from './people.mjs'
import { axe, DESK } from './stage.mjs'

export async function forum(stage) {
  const { say } = stage
  const people = {}
  for (const who of Object.keys(PEOPLE)) people[who] = await inside(stage, who)
  const page = (who) => people[who].page
  const id = await asks(stage, page('asker'))

  await at(page('expert'), id)
  await take(page('expert'), 'claim')
  await state(page('expert'), 'claimed')
  await take(page('expert'), 'ask', { words: 'Which recorder is it, and was it set by a network clock?' })
  await state(page('expert'), 'needs-info')
  say('an expert takes the question and asks back', true)

  await at(page('asker'), id)
  const asked = await page('asker').innerText('[data-said=ask]')
  await take(page('asker'), 'inform', { words: 'A shop recorder, never set since it was bought.' })
  await state(page('asker'), 'claimed')
  say('the asker sees what is asked and tells it', asked.includes('network clock'), asked)

  await lives(stage, people, id)
  await stays(stage, people)
  await at(page('second'), id)
  await take(page('second'), 'verify', { words: 'Done so with three recorders.' })
  await page('second').waitForSelector('[data-verified]', { timeout: WAIT })
  say('accepted by the asker, verified by an expert of another state', (await page('second').innerText('[data-verified]')).includes('ipe-22'))

  await page('second').click('[data-vote] >> nth=0')
  await page('second').waitForSelector('[data-vote][aria-pressed=true]', { timeout: WAIT })
  await page('second').click('[data-vote][aria-pressed=true]')
  await page('second').waitForSelector('.votes [data-why]', { timeout: WAIT, state: 'attached' })
  say('a second vote of the same persona is refused by its reason', (await page('second').textContent('.votes [data-why]')).includes('forum.voted'))

  await moderates(stage, people, id)
  await heads(stage, page('asker'), page('moderator'), id)
  await calls(stage, people, id)
  await keepsText(stage, people, id)
  await lies(stage, people, id)
  await remembers(stage, people, id)
  await byKeys(stage, people)
  await goesOn(stage, people, id)
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

/** Bad input: a clear word, and the text stays in the field. */
async function keepsText({ say }, people, id) {
  const asker = people.asker.page
  const moderator = people.moderator.page
  const field = '[data-composer=answer] textarea'
  await at(asker, id)
  const refused = async (name, text, reason) => {
    await asker.fill(field, text, { timeout: WAIT })
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
  // What was shown before stays until the typing settles.
  await asker.waitForSelector('[data-composer=answer] [data-shown] .prose :is(a, [data-dead])', { timeout: WAIT })
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
  await take(moderator, 'lock', { words: 'Until it is clear.' })
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
  if (ended[1] === '') {
    await take(people.moderator.page, 'unlock')
    await people.moderator.page.waitForSelector('[data-take=lock]', { timeout: WAIT })
  }
  say('of two turns at once one counts; the other is told, and its words stay', lost.length === 1 && lost[0].includes('forum.chain') && lost[0].endsWith('has come out.'), ended)
}

/** What belongs to a case goes into a sealed one, with the way back in it; what one follows is told on a page of its own. */
async function goesOn({ say }, people, id) {
  const asker = people.asker.page
  await hash(asker, 'forum/digest')
  await asker.click('[data-which=day]', { timeout: WAIT })
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
  await asker.check('input[name=level][value=emergency]')
  await asker.selectOption('select[name=measure]', 'identify-subscriber')
  await asker.selectOption('select[name=offence]', 'live-streaming')
  const words = {
    urgencyFacts: 'A child is being abused now.', value: '198.51.100.7', port: '40000', time: '2026-11-20T10:00:00', data: 'Subscriber of the address at the time.', link: 'The address sends the stream.',
    basis: 'Logs of the service.', reference: 'DEMO-7', callBack: '+33 1 99 00 01 02',
  }
  for (const [name, typed] of Object.entries(words)) await asker.fill(`[name=${name}]`, typed)
  await asker.click('button[type=submit]')
  await asker.waitForFunction(() => location.hash.startsWith('#/cases/') || document.querySelector('form [role=alert]'), null, { timeout: WAIT })
  const place = (await asker.evaluate(() => location.hash)).slice(2)
  const member = people.second.page
  await hash(member, 'desk')
  await member.click(`a[href="#/${place}"]`, { timeout: WAIT })
  await member.waitForSelector('[data-asked]', { timeout: WAIT })
  await member.click('[data-asked]')
  await member.waitForSelector(`[data-question="${id}"] h1`, { timeout: WAIT })
  say('sent as a sealed case: its members find the way back to the question', (await member.innerText('h1')) === TITLE)
  await at(people.moderator.page, id)
  say('nothing of the case stands at the question', !(await people.moderator.page.innerText('[data-question]')).includes('DEMO-7'))
}

/** A server that puts other words under somebody's signature, and one that keeps a post back. */
async function lies({ say, between }, people, id) {
  const banners = async (page) => {
    await page.waitForSelector('.banner-bad', { timeout: WAIT })
    return (await page.locator('.banner-bad').allInnerTexts()).join(' | ')
  }
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
  const banner = await banners(reader)
  const page = await reader.innerText('[data-question]')
  say('altered words are refused by their reason and not shown', banner.includes('signature') && !page.includes('Do not look') && page.includes('four minutes'), banner)
  between.state.other = altered((read) => {
    const at = read.acts.findIndex((one) => one.act && told(one.act).kind === 'turn' && told(one.act).body.step === 'hide')
    read.acts.splice(at, 1)
  })
  await at(reader, id)
  const broken = await banners(reader)
  say('a turn left out from between breaks the chain, and is seen', broken.includes('forum-chain'), broken)
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
