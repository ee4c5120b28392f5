// What was typed and not yet signed, of each vault for itself. It stays in this page's memory over a lock; over a reload it stays in the
// vault's store, sealed by the core as every record there. Nothing of it is ever written to the device in clear.
import type { Port } from '../core/port'

const PAUSE_MILLIS = 400
const DRAFTS_MAX = 40
const CHARS_MAX = 100_000
// Not a draft but what somebody chose: it is not crowded out.
const LASTING = 'forum marks'

export class Drafts {
  #all = new Map<string, Map<string, unknown>>()
  #port: Port
  #timer = 0

  constructor(port: Port) { this.#port = port }

  /** Brings in what was kept, after the vault was opened; what was typed since in this page stands above it. */
  async open(store: string): Promise<void> {
    const kept = await this.#port.drafts()
    if (kept.refused !== undefined || kept.value === null) return
    let read: unknown
    try { read = JSON.parse(kept.value) } catch { return }
    const of = this.#of(store)
    for (const [name, draft] of Array.isArray(read) ? read as [string, unknown][] : []) if (!of.has(name)) of.set(name, draft)
  }

  get(store: string, name: string): unknown {
    return this.#of(store).get(name)
  }

  /** @param draft undefined: there is none any more */
  put(store: string, name: string, draft: unknown): void {
    const of = this.#of(store)
    if (draft === undefined && !of.has(name)) return
    of.delete(name)
    if (draft !== undefined) of.set(name, draft)
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#keep(store), PAUSE_MILLIS)
  }

  async #keep(store: string): Promise<void> {
    const all = [...this.#of(store)]
    let kept = [...all.filter(([name]) => name !== LASTING), ...all.filter(([name]) => name === LASTING)].slice(-DRAFTS_MAX)
    // The oldest go first.
    while (kept.length > 0 && JSON.stringify(kept).length > CHARS_MAX) kept = kept.slice(1)
    await this.#port.keepDrafts(kept.length > 0 ? JSON.stringify(kept) : null)
  }

  #of(store: string): Map<string, unknown> {
    const of = this.#all.get(store) ?? new Map<string, unknown>()
    this.#all.set(store, of)
    return of
  }
}
