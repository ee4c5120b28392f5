// CommonMark to a small tree of our own, which can say nothing but what stands here: no markup, no image, no address that a browser
// would run. What is not allowed stays readable as dead text; nothing of what somebody wrote is dropped without a trace.
import { fromMarkdown } from 'mdast-util-from-markdown'

export type Piece =
  | { kind: 'text' | 'code', text: string }
  /** A character that cannot be seen, by its number. */
  | { kind: 'unseen', code: string }
  | { kind: 'mention', handle: string }
  | { kind: 'break' | 'rule' }
  | { kind: 'p' | 'em' | 'strong' | 'head' | 'quote' | 'item', of: Piece[] }
  | { kind: 'list', start: number | null, of: Piece[] }
  | { kind: 'pre', of: Piece[] }
  | { kind: 'link', href: string, host: string, of: Piece[] }
  /** An address that is not followed. */
  | { kind: 'dead', address: string, of: Piece[] }
  | { kind: 'image', alt: string }

/** What hangs deeper is shown flat, and what begins deeper is not read as Markdown at all. */
const DEPTH_MAX = 24
const MARKERS_MAX = 12
const TEXT_CHARS_MAX = 20_000
/** Runs of stars and underscores, and brackets: the parser compares each with all before it, for minutes if it is let. */
const RUNS_MAX = 1_500
const RUN = /\*+|_+|\[/g
const HANDLE = /@([a-z0-9][a-z0-9._-]{0,31})/g
// Direction marks, overrides, isolates, and characters without width: in code each of them can hide what it runs.
const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/
const MARKER = /^[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/

interface Node {
  type: string, children?: Node[], value?: string, url?: string, alt?: string | null, identifier?: string, ordered?: boolean | null, start?: number | null
}

/** @param handles of those who spoke in the thread, whom one may name */
export function read(text: string, handles: ReadonlySet<string> = new Set()): Piece[] {
  if (text.length > TEXT_CHARS_MAX || (text.match(RUN)?.length ?? 0) > RUNS_MAX || tooDeep(text)) return [plain(text)]
  let tree: Node
  try { tree = fromMarkdown(text) as unknown as Node } catch { return [plain(text)] }
  const addresses = new Map<string, string>()
  define(tree, addresses, 0)
  return new Reader(handles, addresses).all(tree.children ?? [], 0)
}

const plain = (text: string): Piece => ({ kind: 'pre', of: shown(text) })

// Quotes and lists within each other cost the parser time by the square: such a text is shown as it was typed.
function tooDeep(text: string): boolean {
  for (const line of text.split('\n')) {
    let rest = line
    for (let n = 0; n <= MARKERS_MAX; n++) {
      const marker = MARKER.exec(rest)
      if (marker === null) break
      if (n === MARKERS_MAX) return true
      rest = rest.slice(marker[0].length)
    }
  }
  return false
}

function define(node: Node, addresses: Map<string, string>, depth: number): void {
  if (depth > DEPTH_MAX) return
  if (node.type === 'definition' && node.identifier !== undefined && !addresses.has(node.identifier)) addresses.set(node.identifier, node.url ?? '')
  for (const child of node.children ?? []) define(child, addresses, depth + 1)
}

class Reader {
  #handles: ReadonlySet<string>
  #addresses: Map<string, string>

  constructor(handles: ReadonlySet<string>, addresses: Map<string, string>) {
    this.#handles = handles
    this.#addresses = addresses
  }

  all(nodes: Node[], depth: number): Piece[] {
    return nodes.flatMap((node) => this.#one(node, depth))
  }

  #one(node: Node, depth: number): Piece[] {
    if (depth > DEPTH_MAX) return [{ kind: 'text', text: words(node, 0) }]
    const of = (): Piece[] => this.all(node.children ?? [], depth + 1)
    const value = node.value ?? ''
    switch (node.type) {
      case 'text': return this.#said(value)
      case 'inlineCode': return shown(value).map((one) => (one.kind === 'text' ? { kind: 'code', text: one.text } : one))
      case 'code': return [{ kind: 'pre', of: shown(value) }]
      // Markup of any kind is what was typed, and nothing else.
      case 'html': return [{ kind: 'text', text: value }]
      case 'break': return [{ kind: 'break' }]
      case 'thematicBreak': return [{ kind: 'rule' }]
      case 'paragraph': return [{ kind: 'p', of: of() }]
      case 'emphasis': return [{ kind: 'em', of: of() }]
      case 'strong': return [{ kind: 'strong', of: of() }]
      case 'heading': return [{ kind: 'head', of: of() }]
      case 'blockquote': return [{ kind: 'quote', of: of() }]
      case 'listItem': return [{ kind: 'item', of: of() }]
      case 'list': return [{ kind: 'list', start: node.ordered ? node.start ?? 1 : null, of: of() }]
      case 'link': return [address(node.url ?? '', of())]
      case 'linkReference': return [address(this.#addresses.get(node.identifier ?? '') ?? '', of())]
      case 'image': case 'imageReference': return [{ kind: 'image', alt: node.alt ?? '' }]
      case 'definition': return []
      default: return [{ kind: 'text', text: words(node, 0) }]
    }
  }

  #said(text: string): Piece[] {
    const out: Piece[] = []
    let from = 0
    for (const found of text.matchAll(HANDLE)) {
      const handle = (found[1] ?? '').replace(/[._-]+$/, '')
      const before = text[found.index - 1]
      if (!this.#handles.has(handle) || (before !== undefined && /[\p{L}\p{N}]/u.test(before))) continue
      if (found.index > from) out.push({ kind: 'text', text: text.slice(from, found.index) })
      out.push({ kind: 'mention', handle })
      from = found.index + 1 + handle.length
    }
    if (from < text.length) out.push({ kind: 'text', text: text.slice(from) })
    return out
  }
}

function words(node: Node, depth: number): string {
  if (depth > 2 * DEPTH_MAX) return '…'
  return node.value ?? (node.children ?? []).map((one) => words(one, depth + 1)).join(' ')
}

/** Code, with what nobody sees made visible. */
function shown(text: string): Piece[] {
  const out: Piece[] = []
  let run = ''
  for (const c of text) {
    if (!UNSEEN.test(c)) {
      run += c
      continue
    }
    if (run !== '') out.push({ kind: 'text', text: run })
    run = ''
    out.push({ kind: 'unseen', code: `U+${c.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}` })
  }
  if (run !== '') out.push({ kind: 'text', text: run })
  return out
}

/** A link to where it says, or dead text: other schemes, names within addresses, and what cannot be read as an address. */
function address(url: string, of: Piece[]): Piece {
  const dead: Piece = { kind: 'dead', address: url, of }
  let read: URL
  try { read = new URL(url) } catch { return dead }
  if (read.protocol === 'mailto:') return read.pathname === '' || UNSEEN.test(url) ? dead : { kind: 'link', href: read.href, host: read.pathname, of }
  if (read.protocol !== 'https:' && read.protocol !== 'http:') return dead
  return read.username !== '' || read.password !== '' || read.host === '' ? dead : { kind: 'link', href: read.href, host: read.host, of }
}
