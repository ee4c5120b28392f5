// A log that contradicts itself: its own keys sign another root for the size that the page has read before.
import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { axe, unlock } from './stage.mjs'

const WAIT = 60_000
const CHECKPOINT = '/log/checkpoint'
// What stands before the 32 bytes of an Ed25519 key's seed (RFC 8410 §7).
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const key = (folder, name) => createPrivateKey({
  key: Buffer.concat([PKCS8, Buffer.from(readFileSync(join(folder, name), 'ascii').trim(), 'base64')]), format: 'der', type: 'pkcs8',
})

/** The same size at the same time, under another root. */
function another(note, folder) {
  const [text, signatures] = note.split('\n\n')
  const [origin, size, root] = text.split('\n')
  const changed = Buffer.from(root, 'base64')
  changed[0] ^= 1
  const body = `${origin}\n${size}\n${changed.toString('base64')}\n`
  const lines = signatures.trim().split('\n').map((line) => {
    const [dash, name, given] = line.split(' ')
    const raw = Buffer.from(given, 'base64')
    const cosigned = name.endsWith('/cosigner')
    const said = cosigned ? `cosignature/v1\ntime ${raw.readBigUInt64BE(4)}\n${body}` : body
    const signed = sign(null, Buffer.from(said), key(folder, cosigned ? 'cosigner.key' : 'log.key'))
    return `${dash} ${name} ${Buffer.concat([raw.subarray(0, cosigned ? 12 : 4), signed]).toString('base64')}`
  })
  return `${body}\n${lines.join('\n')}\n`
}

/** In a page that is open and has read the log; the alarm must be there before anything else is done, and after a reload. */
export async function contradiction({ page, between, keys, passphrase, say }) {
  await page.evaluate(() => { location.hash = '#/' })
  await page.waitForSelector('.columns.side', { timeout: WAIT })
  say('a server that is honest is not accused', await page.$('[data-contradiction]') === null)
  const shown = []
  between.state.other = (path) => (path === CHECKPOINT ? (note) => {
    const other = another(note, keys)
    shown.push(note, other)
    return other
  } : null)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForSelector('[data-contradiction=log-fork]', { timeout: WAIT })
  const words = await page.innerText('.banner-bad:has([data-contradiction])')
  const roots = shown.slice(0, 2).map((note) => note.split('\n')[2])
  say('two heads that contradict each other are an alarm that shows both', roots.every((root) => words.replaceAll(' ', '').includes(root)), words)
  say('the alarm says what to do', words.includes('Do not trust this server') && words.includes('colleague'), words)
  say('axe: a server that contradicts itself', (await axe(page)).length === 0, await axe(page))
  between.state.other = null
  await page.reload()
  await unlock(page, null, passphrase)
  await page.waitForSelector('[data-contradiction=log-fork]', { timeout: WAIT })
  say('the alarm stands after a reload, though the server is honest again', true)
}
