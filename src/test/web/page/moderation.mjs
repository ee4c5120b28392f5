// Moderation from the report to the appeal, each step clicked by one and seen by the others on the page that they have open.
import { axe } from './stage.mjs'
import { at, comments, hash, state, take, TITLE, WAIT } from './people.mjs'

const NAMES = { en: 'English', ar: 'العربية' }
const REPORTER = 'harbour-17'

const seen = (page, selector) => page.waitForSelector(selector, { timeout: WAIT })
// A moderator's turns lie behind a summary.
const offers = (page, selector) => page.waitForSelector(selector, { timeout: WAIT, state: 'attached' })
const gone = (page, selector) => page.waitForSelector(selector, { timeout: WAIT, state: 'detached' })
const offered = (page, post) => page.$$eval(`${post} [data-take]`, (all) => all.map((one) => one.dataset.take))

export async function moderates(stage, people, id) {
  const { say } = stage
  const { asker, expert, moderator, second } = Object.fromEntries(Object.entries(people).map(([who, { page }]) => [who, page]))
  for (const page of [asker, expert, second]) await at(page, id)
  const remark = await comments(expert, '[data-form=answer]', 'This remark is off the topic.')
  await seen(asker, remark)
  await reports(stage, people, id, remark)

  await at(moderator, id)
  await looks(stage, moderator, 'a question as a moderator sees it', `${remark} [data-moderation]`)
  await take(moderator, 'warn', { post: remark, fields: { reason: 'off-topic' }, words: 'Please stay with the clock.' })
  await seen(expert, `${remark} [data-decision=warn]`)
  const warned = await expert.innerText(remark)
  say('who is warned reads by whom and why, and his words stay', warned.includes('farol-2') && warned.includes('Please stay') && warned.includes('This remark'), warned)

  await take(moderator, 'hide', { post: remark, fields: { reason: 'off-topic' }, words: 'Out of the answer.' })
  await seen(asker, `${remark}[data-fate=hidden]`)
  const place = await asker.innerText(remark)
  say('what a moderator hides keeps its place, with who and why, and no words', place.includes('farol-2') && place.includes('Out of the answer') && !place.includes('This remark'), place)

  await take(expert, 'appeal', { post: remark, words: 'It is about the clock of the camera.' })
  const appealed = `${remark} [data-decision]:has-text("appeal")`
  await seen(moderator, appealed)
  const own = await offered(moderator, remark)
  await offers(second, `${remark} [data-take=uphold]`)
  say('who decided does not decide about the appeal, another moderator may', !own.includes('uphold') && !own.includes('restore') && (await offered(second, remark)).includes('restore'), own)
  await take(second, 'uphold', { post: remark, words: 'Rightly hidden.' })
  await gone(expert, appealed)
  await offers(moderator, `${remark} [data-take=restore]`)
  say('upheld by another moderator: it stays hidden for the others', await asker.isVisible(`${remark}[data-fate=hidden]`))
  await take(moderator, 'restore', { post: remark, words: 'Shown again.' })
  await seen(asker, `${remark}[data-fate=shown] .prose`)
  say('shown again: everybody reads it', (await asker.innerText(remark)).includes('This remark'))

  const insult = await comments(expert, '[data-form=answer]', 'Words that must go for ever.')
  await seen(moderator, insult)
  await take(moderator, 'remove', { post: insult, fields: { reason: 'abusive' } })
  await moderator.click('[data-confirm]', { timeout: WAIT })
  await seen(asker, `${insult}[data-fate=removed]`)
  const [left, banners] = [await asker.innerText(insult), await asker.$$eval('.banner-bad', (all) => all.length)]
  say('removed: an empty place with who and why, and nothing is said to be kept back', left.includes('farol-2') && !left.includes('must go') && banners === 0, `${left} ${banners}`)
  say('what was removed can be neither appealed nor shown again', (await offered(expert, insult)).length === 0 && !(await offered(second, insult)).includes('restore'))

  await take(moderator, 'move', { fields: { to: 'law' }, words: 'A question of evidence.' })
  await seen(asker, 'nav.path:has-text("Law")')
  say('moved to another space: the others see it there', (await asker.innerText('.tlp')).includes('CLEAR'))
  await take(moderator, 'move', { fields: { to: 'techniques' } })
  await seen(asker, 'nav.path:has-text("Techniques")')

  await take(moderator, 'lock', { words: 'Until tomorrow.' })
  await seen(second, '.banner:has-text("Until tomorrow.")')
  const closed = await second.$$eval('[data-tool=comment], [data-vote], [data-take=verify]', (all) => all.length)
  say('locked: the others read why, and are offered nothing that would be refused', closed === 0, closed)
  await take(moderator, 'unlock')
  await seen(second, '[data-form=answer] [data-tool=comment]')

  await keeps(stage, people)
  await tags(stage, people)
  await merges(stage, people, id)
  await logged(stage, people, id)
}

async function reports({ say }, people, id, remark) {
  const asker = people.asker.page
  const moderator = people.moderator.page
  await asker.click(`${remark} [data-tool=report]`)
  await asker.selectOption('select[name=because]', 'off-topic')
  await asker.fill('[name=report-words]', 'Not about the clock.')
  await asker.click('form[data-report] button[type=submit]')
  await seen(asker, '[data-reported]')
  await hash(moderator, 'forum/reports')
  await seen(moderator, `[data-reports] a[href="#/forum/${id}"]`)
  const queue = await moderator.innerText('[data-reports]')
  say('a report stands in the queue with its reason and who made it', queue.includes(REPORTER) && queue.includes('Off topic') && queue.includes('Not about the clock'), queue)
  await looks({ say }, moderator, 'reports')
}

/** A report without ground: what it is about stays as it is, and the report waits no more. */
async function keeps({ say }, people) {
  const asker = people.asker.page
  const moderator = people.moderator.page
  const answer = `[data-post="${await asker.getAttribute('[data-form=answer]', 'data-post')}"]`
  await asker.click(`${answer} > .inside [data-tool=report] >> nth=0`)
  await asker.selectOption(`${answer} select[name=because]`, 'wrong')
  await asker.click(`${answer} form[data-report] button[type=submit]`)
  await seen(asker, `${answer} [data-reported]`)
  await take(moderator, 'keep', { post: answer, words: 'It is right.' })
  await gone(moderator, `${answer} form[data-turn=keep]`)
  say('what was reported without ground stays as it is', await asker.isVisible(`${answer}[data-fate=shown] .prose`))
}

/** A moderator puts a tag on that is nobody's topic: the others see it, and that it is proposed. */
async function tags({ say }, people) {
  const moderator = people.moderator.page
  const second = people.second.page
  await take(moderator, 'tag')
  await moderator.fill('form[data-turn=tag] input[name=other-tag]', 'clock-drift')
  await moderator.click('form[data-turn=tag] [data-add-tag]')
  await moderator.check('form[data-turn=tag] input[name=tag][value=chat-logs]')
  await moderator.click('form[data-turn=tag] button[type=submit]')
  await seen(second, '[data-tag=clock-drift].proposed')
  await seen(second, '[data-tag=chat-logs]:not([data-owners=""], [data-owners="0"])')
  const head = await second.innerText('.head')
  say('a tag has owners or is proposed, and who set it is said', head.includes('proposed') && head.includes('farol-2'), head)
}

/** In two scripts and both colours. */
async function looks({ say }, page, name, open) {
  for (const language of ['ar', 'en']) {
    await page.click('header .choice')
    await page.click(`[role=menuitemradio]:has-text("${NAMES[language]}")`)
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
    if (open !== undefined) await page.evaluate((one) => { document.querySelector(one).open = true }, open)
    for (const colorScheme of ['dark', 'light']) {
      // No colour is on its way while it is looked at.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const found = await axe(page)
      say(`axe: ${name}, ${language}, ${colorScheme}`, found.length === 0, found.join(' | '))
    }
  }
}

/** A question that was asked before leads to the one that has the answer; a mistake is undone. */
async function merges({ say }, people, id) {
  const moderator = people.moderator.page
  const second = people.second.page
  await hash(moderator, 'forum')
  await moderator.waitForSelector('.rows .thread', { timeout: WAIT })
  await moderator.selectOption('.only-wide select[name=state]', 'open')
  const other = await moderator.waitForSelector(`.rows .thread:has([data-state=open])[data-thread]:not([data-thread="${id}"])`, { timeout: WAIT })
  const thread = await other.getAttribute('data-thread')
  await at(second, thread)
  await at(moderator, thread)
  await take(moderator, 'duplicate', { fields: { earlier: `${new URL(moderator.url()).origin}/#/forum/${id}` }, words: 'The same clock.' })
  await state(second, 'duplicate')
  await second.click(`.banner a[href="#/forum/${id}"]`)
  await second.waitForSelector(`[data-question="${id}"] h1`, { timeout: WAIT })
  say('merged: the duplicate leads to the question that was asked before', (await second.innerText('h1')) === TITLE)
  await take(moderator, 'reopen', { words: 'It asks something else.' })
  await moderator.waitForSelector('[data-question]:not([data-state=duplicate])', { timeout: WAIT })
}

async function logged({ say }, people, id) {
  const asker = people.asker.page
  const second = people.second.page
  await hash(second, 'forum/reports')
  await second.waitForSelector('[data-reports="0"]', { timeout: WAIT, state: 'attached' })
  say('what was decided waits in the queue no more', true)
  await hash(asker, 'forum/log')
  await asker.waitForSelector('[data-log] [data-turn=reopen]', { timeout: WAIT })
  const turns = await asker.$$eval(`[data-log] [data-turn]:has(a[href="#/forum/${id}"])`, (all) => all.map((one) => one.dataset.turn))
  const wanted = ['tag', 'keep', 'unlock', 'lock', 'move', 'move', 'remove', 'restore', 'uphold', 'appeal', 'hide', 'warn']
  say('the public log has every turn, newest first', wanted.every((step, i) => turns[i] === step), turns)
  const log = await asker.innerText('[data-log]')
  say('the log says who decided, and not who reported', log.includes('farol-2') && log.includes('ipe-22') && !log.includes(REPORTER) && !log.includes('Not about the clock'))
  await at(asker, id)
}
