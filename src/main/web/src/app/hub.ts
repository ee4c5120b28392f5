// What the page knows, beside what the core knows: who is in, how the verified copy stands, what was refused. No key is here.
import { useSyncExternalStore } from 'react'
import {
  forgetVault, freshVault, keepPage, keepVault, keptVault, passkeysOpen, Port, type Answer, type Cases, type DeviceStanding, type Done, type ForumChange, type KeptVault, type OfficeTasks, type Owner, type PortEvent,
  type Refused, type Unlocked, type World,
} from '../core/port'
import { Drafts } from './drafts'

const IDLE_MILLIS_MAX = 10 * 60_000
const FOLLOW_MILLIS = 60_000
// While the operators' signatures are waited for.
const STANDING_MILLIS = 5_000

const RINGS_MAX = 20

export type Link = 'starting' | 'syncing' | 'current' | 'offline' | 'failed'
export interface State {
  /** 'waiting': the keys are there, and the operators have not both signed yet. */
  phase: 'starting' | 'locked' | 'waiting' | 'open'
  why: 'first' | 'locked' | 'idle' | 'restarted'
  kept: KeptVault | null
  /** Whether passkeys of this browser can open a vault. */
  passkeys: boolean
  owner: Owner | null
  world: World | null
  link: Link
  progress: { stage: string, done: number, total: number } | null
  failed: string
  refusals: Refused[]
  cases: Cases | null
  /** What the log says of a device that waits. */
  standing: DeviceStanding | null
  /** What rang while the page was locked, newest last. */
  rings: { alert: string, desk: string, urgency: string }[]
  /** Whether a locked page hears. */
  hears: boolean
  /** The conversation that was opened last. */
  opened: string
  /** Conversations that a desk was asked in while the server said that nobody of it is connected. */
  nobody: string[]
  /** Grows when the directory has changed, so that what is shown is asked for again. */
  edition: number
}

const CLOSED = {
  owner: null, world: null, link: 'starting' as Link, progress: null, failed: '', refusals: [], cases: null, standing: null, opened: '', nobody: [], edition: 0,
}

export class Hub {
  readonly demo = document.querySelector<HTMLMetaElement>('meta[name=hublink-demo]')?.content === 'yes'
  readonly port = new Port((event) => this.#told(event))
  readonly drafts = new Drafts(this.port)
  /** Who wants to know what moves in the forum; null: more than was told may have moved. */
  readonly moves = new Set<(change: ForumChange | null) => void>()
  #state: State = { ...CLOSED, rings: [], hears: false, phase: 'starting', why: 'first', kept: null, passkeys: false }
  #listeners = new Set<() => void>()
  #idle = 0
  #follow = 0

  constructor() {
    keptVault().then((kept) => this.#set({ phase: 'locked', kept: kept ?? null }), () => this.#set({ phase: 'locked' }))
    void passkeysOpen().then((passkeys) => this.#set({ passkeys }))
    for (const event of ['keydown', 'pointerdown', 'wheel', 'touchstart']) addEventListener(event, () => this.#used(), { passive: true })
    addEventListener('online', () => void this.sync())
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): State => this.#state

  choose(file: Uint8Array): void {
    this.#set({ kept: freshVault(file) })
  }

  async forget(): Promise<void> {
    await forgetVault()
    this.#set({ kept: null, why: 'first' })
  }

  /** The reason why it stays locked, or null. */
  async unlock(passphrase: string): Promise<string | null> {
    return this.#unlocked((kept) => this.port.unlock(kept, passphrase, this.demo))
  }

  /** The same by the passkey; one that fits no more is gone then. */
  async unlockByPasskey(): Promise<string | null> {
    const refused = await this.#unlocked((kept) => this.port.unlockByPasskey(kept, this.demo))
    if (refused === 'passkey-stale') this.#set({ kept: (await keptVault()) ?? null })
    return refused
  }

  /** Why no passkey was added to the vault that is open, or null. */
  async addPasskey(): Promise<string | null> {
    const kept = this.#state.kept
    if (kept === null || this.#state.phase !== 'open') return 'locked'
    const added = await this.port.addPasskey(kept)
    if (added.refused !== undefined) return added.refused
    this.#set({ kept: added.value })
    return null
  }

  async forgetPasskey(): Promise<void> {
    if (this.#state.kept) this.#set({ kept: await this.port.forgetPasskey(this.#state.kept) })
  }

  async #unlocked(open: (kept: KeptVault) => Promise<Answer<Unlocked>>): Promise<string | null> {
    const kept = this.#state.kept
    if (kept === null) return 'no-vault'
    const opened = await open(kept)
    if (opened.refused !== undefined) return opened.refused
    await this.drafts.open(opened.value.kept.store)
    this.#set({ owner: opened.value.owner, kept: opened.value.kept })
    if (kept.waiting) await this.wait()
    else await this.#enter()
    return null
  }

  async #enter(): Promise<void> {
    this.#set({ phase: 'open', rings: [] })
    this.#used()
    void keepPage().catch(() => undefined)
    await this.#directory()
    void this.sync().then(() => (this.#state.owner?.kind === 'device' ? this.port.listen() : undefined))
  }

  /** Follows the log until the device counts, or until it is known that it does not. */
  async wait(kept: KeptVault | null = this.#state.kept): Promise<void> {
    if (kept?.waiting === undefined) return
    this.#set({ phase: 'waiting', kept })
    const followed = await this.port.follow()
    const answer = await this.port.ask({ ask: 'standing', of: [kept.country, kept.waiting.device] })
    if (this.#state.phase !== 'waiting') return
    const away = followed.refused ?? followed.value.failed?.code ?? followed.value.refusals[0]?.reason ?? ''
    this.#set({ failed: away, ...(answer.refused === undefined ? { standing: answer.value } : {}) })
    if (answer.refused === undefined && answer.value.result === 'trusted') {
      const { waiting: _, ...counts } = kept
      await keepVault(counts)
      this.#set({ kept: counts })
      // A guest has no keys opened: whoever just applied unlocks them now.
      if (this.#state.owner === null) this.#set({ why: 'first' })
      else await this.#enter()
      return
    }
    clearTimeout(this.#follow)
    this.#follow = window.setTimeout(() => void this.wait(), STANDING_MILLIS)
  }

  /** An operator's task; what it put into the log is read before it is shown. */
  async office<K extends keyof OfficeTasks>(task: K, of: OfficeTasks[K][0]): Promise<Answer<OfficeTasks[K][1]>> {
    const done = await this.port.office(task, of)
    if (done.refused === undefined && (done.value as { logged?: boolean }).logged === true) await this.sync()
    return done
  }

  lock(why: 'locked' | 'idle' | 'restarted' = 'locked'): void {
    this.port.lock()
    clearTimeout(this.#follow)
    clearTimeout(this.#idle)
    this.#set({ ...CLOSED, hears: false, phase: 'locked', why })
  }

  /** Brings the verified copy up to now, and again each minute while the page is open. */
  async sync(): Promise<void> {
    if (this.#state.phase !== 'open' || this.#state.link === 'syncing') return
    clearTimeout(this.#follow)
    this.#set({ link: 'syncing' })
    const done = await this.port.sync()
    if (this.#state.phase !== 'open') return
    if (done.refused !== undefined) {
      this.#set({ link: 'failed', failed: done.refused, progress: null })
    } else {
      const { failed, refusals } = done.value
      const away = failed?.code === 'unreachable'
      const kept = away && refusals.length === 0 ? this.#state.refusals : refusals
      this.#set({ link: failed ? (away ? 'offline' : 'failed') : 'current', failed: failed?.code ?? '', refusals: kept, progress: null })
      // A stream can fall silent without an end, where networks change: that costs a minute at most.
      if (failed === null && this.#state.owner?.kind === 'device') {
        await this.port.connect()
        await this.port.archives()
      }
      await this.#directory()
    }
    this.#follow = window.setTimeout(() => void this.sync(), FOLLOW_MILLIS)
  }

  /** Takes both in one change: each change of the edition draws again what is shown, beside whoever types. */
  async #directory(): Promise<void> {
    const [world, cases] = await Promise.all([this.port.ask({ ask: 'world', of: [] }), this.#cases()])
    if (this.#state.phase !== 'open' || (world.refused !== undefined && cases === null)) return
    this.#set({ ...(world.refused === undefined ? { world: world.value } : {}), ...(cases ? { cases } : {}), edition: this.#state.edition + 1 })
  }

  /** Asks for the conversations anew; what changed them has been stored before. */
  async #conversations(): Promise<void> {
    const cases = await this.#cases()
    if (cases && this.#state.phase === 'open') this.#set({ cases, edition: this.#state.edition + 1 })
  }

  /** Null where no device is in, or they are refused. */
  async #cases(): Promise<Cases | null> {
    if (this.#state.owner?.kind !== 'device') return null
    const cases = await this.port.ask({ ask: 'cases', of: [] })
    return cases.refused === undefined ? cases.value : null
  }

  /** Why it was not done, or an empty text. */
  async done(wish: Promise<Done>): Promise<string> {
    const done = await wish
    await this.#conversations()
    return done.refused ?? done.value.failed?.code ?? done.value.refusals[0]?.reason ?? ''
  }

  /** Ends an alarm about one's own desk; why not, or an empty text. */
  async expect(subject: string): Promise<string> {
    const done = await this.port.expect(subject)
    await this.#directory()
    return done.refused ?? done.value.failed?.code ?? ''
  }

  #told(event: PortEvent): void {
    if (event.kind === 'bell') this.#set({ hears: event.hears })
    if (event.kind === 'ring' && this.#state.phase !== 'open') {
      const others = this.#state.rings.filter((one) => one.alert !== event.alert)
      this.#set({ rings: event.over ? others : [...others, event].slice(-RINGS_MAX) })
    }
    if (event.kind === 'talk') {
      if (event.code === 'opened') this.#set({ opened: event.conversation })
      if (event.code === 'nobody-connected') this.#set({ nobody: [...this.#state.nobody, event.conversation] })
      void this.#conversations()
    }
    if (event.kind === 'moved') for (const one of this.moves) one(event.change)
    if (event.kind === 'restarted' && this.#state.phase !== 'locked') this.lock('restarted')
    if (event.kind === 'progress') this.#set({ progress: { stage: event.stage, done: event.done, total: event.total } })
  }

  #used(): void {
    clearTimeout(this.#idle)
    if (this.#state.phase === 'open' || this.#state.phase === 'waiting') this.#idle = window.setTimeout(() => this.lock('idle'), IDLE_MILLIS_MAX)
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

export const hub = new Hub()

export function useHub(): State {
  return useSyncExternalStore(hub.subscribe, hub.state)
}
