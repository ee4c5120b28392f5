// The core's wrapper (core.mjs) and the Worker's port (worker.mjs, host.mjs), for the page. Checked against the facade
// by CoreTypesTest: every export of the module stands in CoreExports with its arguments, and nothing else does.

/** What the WebAssembly module exports; nobody but core.mjs calls it. */
export interface CoreExports {
  openVault(doors: Doors, file: Uint8Array, passphrase: string): Uint8Array
  openEngine(doors: Doors, generation: Uint8Array, demo: boolean): Uint8Array
  turn(event: Uint8Array): Uint8Array
  openReference(doors: Doors, countries: Uint8Array, labels: Uint8Array): Uint8Array
  search(doors: Doors, typed: string, ownCountry: string, language: string, limit: number): Uint8Array
}

/** What the Worker supplies; none of them can fail. */
export interface Doors {
  random(n: number): Uint8Array
  now(): number
  nfc(s: string): string
  nfkd(s: string): string
  lower(s: string): string
  zoneKnown(zone: string): boolean
  offsetSeconds(zone: string, epochSecond: number): number
}

/** A value, or the stable code of why there is none. */
export type Answer<T> = { value: T, refused?: undefined } | { refused: string, value?: undefined }

export interface Opened { kind: 'device' | 'operator' | 'root', country: string, origin: string }
export interface Row { name: string, value: Uint8Array }
export interface Write { name: string, value: Uint8Array | null }
export interface Call { method: string, path: string, contentType: string | null, token: string | null, body: Uint8Array | null }

export type Event =
  | { kind: 'command', id: number, wish: Exclude<Wish, 'gossip'> }
  | { kind: 'command', id: number, wish: 'gossip', note: Uint8Array }
  | { kind: 'reply', id: number, status: number, body: Uint8Array }
  | { kind: 'loaded', id: number, rows: Row[] }
  | { kind: 'tick' | 'up' | 'down' }
export type Wish = 'open' | 'follow' | 'sign-in' | 'sync' | 'gossip' | 'may-send'

export type Effect =
  | { kind: 'send' | 'fetch', id: number, call: Call }
  | { kind: 'load', id: number, prefix: string, after: string, limit: number }
  | { kind: 'wake', time: number }
  | { kind: 'alert', code: string, detail: string }

export interface Refused { kind: 'refused', place: string, reason: string, detail: string }
export interface Failed { kind: 'failed', code: string, detail: string }
export type View =
  | Refused
  | Failed
  | { kind: 'progress', stage: string, done: number, total: number }
  | { kind: 'followed', size: number, cosignedAt: number, from: number }
  | { kind: 'directory', countries: number, listings: number, refused: number, fetched: number }
  | { kind: 'finished', commandId: number, refusals: Refused[], failed: Failed | null }

export interface Turn { writes: Write[], effects: Effect[], views: View[] }
export interface Hit { listing: Uint8Array, opening: string, changesAt: number, freshness: string, exact: boolean }
export interface Found { total: number, hits: Hit[] }

/** Nothing of the core that threw it may be used again. */
export class Trap extends Error {}

/** A wrong argument is a TypeError, before anything crosses; all else that is thrown is a Trap. */
export class Core {
  constructor(exports: CoreExports, doors: Doors)
  openVault(file: Uint8Array, passphrase: string): Answer<Opened>
  openEngine(generation: Uint8Array, demo: boolean): Answer<null>
  openReference(countries: Uint8Array, labels: Uint8Array): Answer<null>
  turn(event: Event): Answer<Turn>
  search(typed: string, ownCountry: string, language: string, limit: number): Answer<Found>
}

/** The Worker's ops, by name. A trap answers whatever waits; then the Worker is another one. */
export interface Ops {
  started(): number
  openVault(file: Uint8Array, passphrase: string): Opened
  openEngine(store: string, generation: Uint8Array, demo: boolean): null
  openReference(countries: Uint8Array, labels: Uint8Array): null
  search(typed: string, ownCountry: string, language: string, limit: number): Found
  command(wish: Wish, note?: Uint8Array): View & { kind: 'finished' }
}

export class CoreHost {
  constructor(start: () => Worker, shown: (view: View | Effect) => void, restarted: (detail: string) => void)
  ask<K extends keyof Ops>(op: K, ...args: Parameters<Ops[K]>): Promise<Answer<ReturnType<Ops[K]>> | { trap: string }>
  close(): void
}
