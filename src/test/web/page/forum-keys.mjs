// The forum by keys alone: found, answered, accepted, and a turn of moderation. Wherever the keys lead, one sees where one is.
import { hash, TITLE, WAIT } from './people.mjs'

const TABS_MAX = 150

/** Goes on by Tab until what is wanted has the focus; gives what had it without showing it. */
async function tabTo(page, wanted, key = 'Tab') {
  const unseen = []
  await page.waitForSelector(wanted, { timeout: WAIT, state: 'attached' })
  for (let n = 0; n < TABS_MAX; n++) {
    await page.keyboard.press(key)
    const here = await page.evaluate((one) => {
      const { activeElement: has } = document
      if (has === null || has === document.body) return { there: false, seen: true }
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(has)
      const box = has.getBoundingClientRect()
      const marked = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none' || has.matches('.check *, .pick *')
      const inside = box.bottom > 0 && box.top < innerHeight
      return { there: has.matches(one), seen: marked && inside, name: `${has.tagName} ${has.className}` }
    }, wanted)
    if (!here.seen) unseen.push(here.name)
    if (here.there) return unseen
  }
  throw new Error(`not reached by ${key}: ${wanted}`)
}

/** Its place in the list is found by the search. */
async function finds(page) {
  await hash(page, 'desk')
  await page.waitForSelector('[data-question], [data-composer]', { timeout: WAIT, state: 'detached' })
  await page.evaluate(() => document.activeElement?.blur())
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await page.waitForSelector('input[name=q]', { timeout: WAIT })
  await page.waitForSelector('.results .thread', { timeout: WAIT })
  await page.keyboard.press('/')
  await page.waitForSelector('input[name=q]:focus', { timeout: WAIT })
  await page.keyboard.press('Control+A')
  await page.keyboard.type('drift recorder')
  await page.waitForSelector(`.results[data-answers="drift recorder"] .thread a:has-text("${TITLE}")`, { timeout: WAIT })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-question] h1', { timeout: WAIT })
}

export async function byKeys({ say }, people) {
  const asker = people.asker.page
  const expert = people.expert.page
  const moderator = people.moderator.page
  const unseen = []
  const to = async (page, wanted, key) => { unseen.push(...await tabTo(page, wanted, key)) }

  await finds(expert)
  say('found by keys alone', (await expert.innerText('h1')) === TITLE)
  await to(expert, '[data-composer=answer] textarea')
  await expert.keyboard.type('Keep the photographs with the copy.')
  await expert.keyboard.press('Control+Enter')
  const answer = await expert.waitForSelector('[data-form=answer]:has(.prose:has-text("Keep the photographs"))', { timeout: WAIT })
  const post = `[data-post="${await answer.getAttribute('data-post')}"]`
  say('answered by keys alone', true)

  await finds(asker)
  await asker.waitForSelector(post, { timeout: WAIT })
  await to(asker, `${post} [data-take=accept]`)
  await asker.keyboard.press('Enter')
  await asker.waitForSelector('form[data-turn=accept]', { timeout: WAIT })
  await to(asker, 'form[data-turn=accept] button[type=submit]')
  await asker.keyboard.press('Enter')
  await asker.waitForSelector(`${post}[data-accepted]`, { timeout: WAIT })
  say('accepted by keys alone', true)

  await finds(moderator)
  await moderator.waitForSelector(post, { timeout: WAIT })
  await to(moderator, `${post} [data-moderation] summary`)
  await moderator.keyboard.press('Enter')
  await to(moderator, `${post} [data-take=warn]`)
  await moderator.keyboard.press('Enter')
  await to(moderator, `${post} form[data-turn=warn] select`)
  await moderator.keyboard.type('Wrong')
  await to(moderator, `${post} form[data-turn=warn] textarea`)
  await moderator.keyboard.type('Name the law.')
  await to(moderator, `${post} form[data-turn=warn] button[type=submit]`)
  await moderator.keyboard.press('Enter')
  await asker.waitForSelector(`${post} [data-decision=warn]`, { timeout: WAIT })
  const warned = await asker.innerText(`${post} [data-decision=warn]`)
  say('moderated by keys alone', warned.includes('Wrong in substance') && warned.includes('Name the law.'), warned)
  say('wherever the keys lead, one sees where one is', unseen.length === 0, [...new Set(unseen)])
}
