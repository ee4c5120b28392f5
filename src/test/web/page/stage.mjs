// What the page's tests stand on: the machine's own Chromium, and a proxy between it and the server that can go away or lie.
import { createServer, request } from 'node:http'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'

const here = createRequire(join(process.cwd(), 'src/main/web/package.json'))
const { chromium } = here('playwright-core')
export const AXE = here.resolve('axe-core/axe.min.js')
export const DESK = 'BR-CSE-247'
const LISTINGS = '/api/v1/directory/listings/fetch'
const CHUNKS = '/messaging/contents/'

export function options(argv = process.argv.slice(2)) {
  const named = Object.fromEntries(argv.map((one) => one.replace(/^--/, '').split('=')))
  for (const name of ['origin', 'vault']) if (!named[name]) throw new Error(`--${name}= is missing`)
  const program = named.chromium ?? 'chromium'
  const places = program.includes('/') ? [program] : process.env.PATH.split(delimiter).map((folder) => join(folder, program))
  return { passphrase: 'for the demo only', ...named, chromium: places.find((one) => existsSync(one)) ?? program }
}

export const local = (origin) => origin.replace('127.0.0.1', 'localhost')

// mode 'honest', 'away' (nobody answers but for the page's own files), 'down' (not even they) or 'lying' (the desk's telephone number
// is another one). state.html, where it is set, makes another page of the one that is asked for, and state.worker another script of the
// core's Worker; state.other, asked by a path, gives what makes another answer of that one. state.sealed holds the chunks of attachments that went to the server, by their address.
// The same server is there under the name of this machine, too: a passkey wants a name, and none of digits.
export async function proxy(origin) {
  const named = local(origin)
  const state = { mode: 'honest', seen: [], html: null, worker: null, other: null, sealed: new Map() }
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url, origin)
    state.seen.push(`${asked.method} ${url.href}`)
    if (url.origin !== origin && url.origin !== named) return answer.writeHead(502).end()
    const own = url.pathname === '/' || url.pathname === '/enrol' || url.pathname.startsWith('/assets/')
    if (state.mode === 'down' || (state.mode === 'away' && !own)) return asked.socket.destroy()
    const headers = { ...asked.headers, host: url.host }
    delete headers['proxy-connection']
    const lies = state.mode === 'lying' && url.pathname === LISTINGS
    const change = url.pathname === '/' ? state.html : /^\/assets\/worker-.*\.js$/.test(url.pathname) ? state.worker : state.other?.(url.pathname) ?? null
    const changes = change !== null
    if (lies || changes) delete headers['accept-encoding']
    const onward = request({ host: new URL(origin).hostname, port: url.port, method: asked.method, path: url.pathname + url.search, headers }, (reply) => {
      if (!lies && !changes) {
        answer.writeHead(reply.statusCode, reply.headers)
        return reply.pipe(answer)
      }
      const parts = []
      reply.on('data', (part) => parts.push(part)).on('end', () => {
        const given = Buffer.concat(parts)
        const body = lies ? otherNumber(given) : Buffer.from(change(given.toString()))
        answer.writeHead(reply.statusCode, { ...reply.headers, 'content-length': body.length, 'cache-control': 'no-store' })
        answer.end(body)
      })
    })
    onward.on('error', () => answer.socket?.destroy())
    if (asked.method === 'PUT' && url.pathname.includes(CHUNKS)) {
      const parts = []
      asked.on('data', (part) => parts.push(part)).on('end', () => state.sealed.set(url.pathname, Buffer.concat(parts)))
    }
    asked.pipe(onward)
  })
  // The stream's WebSocket comes as a tunnel; Chromium's own calls home come as tunnels or to other hosts, and end here.
  const tunnels = new Set()
  server.on('connect', (asked, socket) => {
    socket.on('error', () => socket.destroy())
    const far = `http://${asked.url}`
    if ((far !== origin && far !== named) || state.mode === 'away' || state.mode === 'down') return socket.destroy()
    const { hostname, port } = new URL(origin)
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket)
      socket.pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    tunnels.add(socket)
    socket.on('close', () => { tunnels.delete(socket); onward.destroy() })
  })
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens))
  state.cut = () => { for (const tunnel of tunnels) tunnel.destroy() }
  return { state, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

function otherNumber(body) {
  const at = body.indexOf(`"id":"${DESK}"`)
  if (at < 0) return body
  const phone = body.indexOf('"address":"+', at)
  const end = body.indexOf('"', phone + 12)
  body[end - 1] = body[end - 1] === 0x39 ? 0x30 : body[end - 1] + 1
  return body
}

export async function browser(executablePath, through, more = []) {
  return chromium.launch({
    executablePath, headless: true, chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-component-update', '--disable-background-networking', '--disable-sync', '--no-first-run', ...more],
    ...(through ? { proxy: { server: through, bypass: '<-loopback>' } } : {}),
  })
}

/** A page that notes what it must never do: break its policy, fail in its console, throw. */
export async function open(context, origin) {
  const page = await context.newPage()
  const faults = []
  page.on('console', (line) => {
    if (line.type() === 'error' && !/Failed to load resource|net::ERR/.test(line.text())) faults.push(line.text())
  })
  page.on('pageerror', (e) => faults.push(String(e)))
  await page.goto(origin)
  return { page, faults }
}

export async function unlock(page, vault, passphrase) {
  if (vault) await page.setInputFiles('input[data-vault]', vault)
  await page.waitForSelector('#passphrase')
  await page.fill('#passphrase', passphrase)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.frame', { timeout: 120_000 })
}

export async function synced(page) {
  await page.waitForSelector('.proofs b:not(.old)', { timeout: 180_000, state: 'attached' })
}

/** An emergency, all but the time of its address. */
export async function emergency(page) {
  await page.check('input[name=level][value=emergency]')
  await page.selectOption('select[name=measure]', 'identify-subscriber')
  await page.selectOption('select[name=offence]', 'live-streaming')
  const words = {
    urgencyFacts: 'A child is being abused now.', value: '198.51.100.7', port: '40000', facts: 'A live stream was seen by a user.',
    data: 'Subscriber of the address at the time.', link: 'The address sends the stream.', basis: 'Logs of the service.', reference: 'DEMO-1', callBack: '+33 1 99 00 01 02',
  }
  for (const [name, text] of Object.entries(words)) await page.fill(`[name=${name}]`, text)
  await page.click('button[type=submit]')
  await page.waitForSelector('#time-wrong, form .error', { timeout: 60_000 })
}

/** Gives it its time and sends it; ends at the case, or at the reason why not. */
export async function timed(page) {
  await page.fill('[name=time]', '2026-11-20T10:00:00')
  await page.click('button[type=submit]')
  await page.waitForFunction(() => location.hash.startsWith('#/cases/') || document.querySelector('form [role=alert]'), null, { timeout: 60_000 })
}

/** All that axe finds wrong with what is shown now. */
export async function axe(page) {
  // By the debugger's door, which the page's policy does not bind.
  if (!await page.evaluate(() => 'axe' in globalThis)) {
    const source = (await import('node:fs')).readFileSync(AXE, 'utf8')
    await page.evaluate(source)
  }
  // A colour on its way to another is neither, and what inherits it sets out when it has arrived.
  await page.evaluate(async () => {
    const drawn = () => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))
    for (await drawn(); document.getAnimations().length > 0; await drawn()) await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)))
  })
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`)
}
