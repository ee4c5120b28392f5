// The mapping of Markdown with hostile input, without a browser: what comes out is our own small tree, and comes soon.
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { quietHours } from './notices.mjs'

const WEB = join(process.cwd(), 'src/main/web')
const MILLIS_MAX = 4_000
const KINDS = ['text', 'code', 'unseen', 'mention', 'break', 'rule', 'p', 'em', 'strong', 'head', 'quote', 'item', 'list', 'pre', 'link', 'dead', 'image']

const all = (pieces) => pieces.flatMap((one) => [one, ...all(one.of ?? [])])
const depth = (pieces) => pieces.reduce((most, one) => Math.max(most, 1 + depth(one.of ?? [])), 0)

const HOSTILE = {
  'script address': '[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](java\tscript:alert(1)) [w](&#106;avascript:alert(1)) <javascript:alert(1)>',
  'data and other addresses': '[x](data:text/html;base64,PHNjcmlwdD4=) [y](vbscript:x) [z](file:///etc/passwd) [w](blob:x) [v](//evil.example) [u](/api)',
  'a name within the address': '[bank](https://bank.example@evil.example/)',
  'reference to a script': '[x]\n\n[x]: javascript:alert(1)',
  'markup': '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<b onclick=x>y</b> <!-- z -->',
  'image': '![a](https://evil.example/pixel.png) ![b][c]\n\n[c]: https://evil.example/c.png',
  'quotes': '>'.repeat(5_000),
  'lists': '- '.repeat(9_000),
  'numbered lists': '1. '.repeat(6_000),
  'stars': '*'.repeat(19_999),
  'open stars': '*a '.repeat(6_600),
  'stars and underscores': '*_'.repeat(9_999),
  'brackets': '['.repeat(19_999),
  'links within links': '[a]('.repeat(4_900),
  'images within images': '![a]('.repeat(3_900),
  'backticks': Array.from({ length: 190 }, (_, i) => '`'.repeat(i + 1)).join(' '),
  'entities': '&#x202e;'.repeat(2_400),
  'definitions': Array.from({ length: 900 }, (_, i) => `[${i}]: https://x.example/${i}`).join('\n'),
  'a megabyte': 'a'.repeat(1 << 20),
  'lone halves of characters': '\ud800 \udc00 `\ud800`',
}

export async function markdown(say) {
  const { createServer } = await import(createRequire(join(WEB, 'package.json')).resolve('vite'))
    .catch(() => import(join(WEB, 'node_modules/vite/dist/node/index.js')))
  const server = await createServer({ root: WEB, configFile: false, logLevel: 'silent', appType: 'custom', server: { middlewareMode: true, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } })
  try {
    const { read } = await server.ssrLoadModule('/src/forum/markdown.ts')
    const { detect } = await server.ssrLoadModule('/src/forum/detect.ts')
    for (const [name, text] of Object.entries(HOSTILE)) {
      const began = performance.now()
      const pieces = read(text)
      const took = performance.now() - began
      const kinds = all(pieces)
      const strange = kinds.filter((one) => !KINDS.includes(one.kind)).map((one) => one.kind)
      const links = kinds.filter((one) => one.kind === 'link' && !/^(?:https?|mailto):/.test(one.href)).map((one) => one.href)
      say(`Markdown, ${name}: nothing that runs, not deep, soon`, strange.length === 0 && links.length === 0 && depth(pieces) < 60 && took < MILLIS_MAX, `${strange} ${links} depth ${depth(pieces)} ${Math.round(took)} ms`)
    }
    for (const name of ['script address', 'data and other addresses', 'a name within the address', 'reference to a script']) {
      say(`Markdown, ${name}: no link at all`, !all(read(HOSTILE[name])).some((one) => one.kind === 'link'), JSON.stringify(read(HOSTILE[name])))
    }
    const code = all(read('```\nx = "\u202e\u2066y\u200b"\n```'))
    say('Markdown: what cannot be seen in code is shown by its number', ['U+202E', 'U+2066', 'U+200B'].every((wanted) => code.some((one) => one.kind === 'unseen' && one.code === wanted)), JSON.stringify(code))
    const link = all(read('[the bank](https://b\u00e4nk.example/x)')).find((one) => one.kind === 'link')
    say('Markdown: a link shows the host as the machine reads it', link?.host === 'xn--bnk-qla.example', link?.host)
    const named = all(read('@ipe-22. and mail@ipe-22 and @stranger and @ip\u0435-22', new Set(['ipe-22']))).filter((one) => one.kind === 'mention').map((one) => one.handle)
    say('Markdown: only who spoke here can be named', named.length === 1 && named[0] === 'ipe-22', named)
    const found = detect('a.b@c.example, +33 1 99 00 01 02, ٠٠٣٣١٩٩٠٠٠١٠٢, 198.51.100.7, 2001:db8::1, d41d8cd98f00b204e9800998ecf8427e, GB82 WEST 1234 5698 7654 32, 48.85837, 2.29448; at 09:12:31 on 2026-07-14, RFC 3339, std::vector, version 1.2.3')
    const kinds = found.map((one) => one.kind).sort().join(' ')
    say('what may not belong into an open space is found, and no time or version is', kinds === 'hash iban ip ip mail phone phone place', `${kinds} ${JSON.stringify(found)}`)
    await quietHours(say, server)
  } finally {
    await server.close()
  }
}
