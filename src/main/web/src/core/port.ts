// The one door between the user interface and the core. Behind it runs a Worker that alone sees keys and passphrase; outwards
// go only answers and views. Trusted: the Worker. Not trusted: whatever the server says, which the core judges before it comes here.
import {
  CoreHost, type Answer, type Applied, type CaseRequest, type ForumTasks, type Invited, type Opened, type OfficerCard, type OfficeTasks, type Ops, type Owner, type Rung, type Shown, type Step, type View,
} from 'hub-core'
import bellUrl from 'hub-core/bell?worker&url'
import workerUrl from 'hub-core/worker?worker&url'
import countriesUrl from '../../../resources/reference/countries.json?url'
import labelsUrl from '../../../resources/reference/labels.json?url'
import { keyOf, makePasskey, passkeysOpen, unmake } from './passkey'
import { forgetVault, freshVault, keepVault, keptVault, withoutPasskey, type KeptVault } from './vaults'

export type {
  Answer, Answered, Applied, Card, Case, CaseAct, CaseFile, CaseRequest, Cases, Contradiction, DeviceStanding, Due, DeskHit, DeskRow, Facet, FieldChange, ForumAuthor, ForumHeads, ForumChange, ForumPost, ForumReason, ForumReport, ForumRow, ForumSaying, ForumSpace, ForumState,
  ForumStep, ForumTasks, ForumThread, ForumTurn, ForumVersion, Freshness, Invited, LeafRow, Leaves,
  ListingBody, ListingChanges, ListingProof, LogLeaf, LookedAt, MadeInvitation, Office, OfficeDesk, OfficeDevice, OfficerCard, OfficeTasks, OpenedApplication, Opening,
  Outcome, Owner, OwnName, ProofStep, ProofStepName, Problem, Question, Refused, Roster, Step, StepCode, Story, Unexpected, WaitingStatement, World,
} from 'hub-core'
export { forgetVault, freshVault, keepVault, keptVault, passkeysOpen, type KeptVault }

/** What may be asked of an unlocked core. */
type Asked = 'find' | 'card' | 'proof' | 'world' | 'owner' | 'cases' | 'story' | 'problems' | 'leaves' | 'leaf' | 'standing' | 'attached'
export type Request = { [K in Asked]: { ask: K, of: Parameters<Ops[K]> } }[Asked]
/** What the core tells by itself. 'restarted': it stopped, and is to be unlocked again. */
export type PortEvent = Shown | Rung | { kind: 'restarted' }

const VAULT_BYTES_MAX = 64 * 1024
/** The core's Worker did not start, several times: what CoreHost says then. */
const NO_START = 'core-does-not-start'

export interface Unlocked { owner: Owner, kept: KeptVault }

export type Done = Answer<View & { kind: 'finished' }>

export class Port {
  #host: CoreHost | null = null
  #bell: Worker | null = null
  #told: (event: PortEvent) => void
  #reference: Promise<[Uint8Array, Uint8Array]> | null = null

  constructor(told: (event: PortEvent) => void) { this.#told = told }

  /** Starts the core before it is needed; the passphrase may be typed meanwhile. */
  warm(): void {
    this.#started()
    this.#reference ??= Promise.all([bytes(countriesUrl), bytes(labelsUrl)])
    this.#reference.catch(() => { this.#reference = null })
  }

  /** Opens a vault and the store that belongs to it, and judges again what the store holds. */
  async unlock(kept: KeptVault, passphrase: string, demo: boolean): Promise<Answer<Unlocked>> {
    if (kept.file.length > VAULT_BYTES_MAX) return { refused: 'vault-malformed' }
    return this.#enter(kept, demo, (host) => host.ask('openVault', kept.file, passphrase))
  }

  /** The same by the vault's passkey; one that fits no more is forgotten, and refused 'passkey-stale'. */
  async unlockByPasskey(kept: KeptVault, demo: boolean): Promise<Answer<Unlocked>> {
    const { passkey } = kept
    if (passkey === undefined) return { refused: 'passkey-stale' }
    const given = await keyOf(passkey)
    if (given.refused !== undefined) return given
    const entered = await this.#enter(kept, demo, (host) => host.ask('openWrapped', kept.file, passkey.wrapped, given.value))
    given.value.fill(0)
    if (entered.refused === undefined || !entered.refused.startsWith('vault-wrapped-')) return entered
    await this.forgetPasskey(kept)
    return { refused: 'passkey-stale' }
  }

  /** Makes a passkey that opens the vault which is open, and keeps it with the vault; refused as passkey.ts says. */
  async addPasskey(kept: KeptVault): Promise<Answer<KeptVault>> {
    if (this.#host === null) return { refused: 'locked' }
    const made = await makePasskey()
    if (made.refused !== undefined) return made
    const { id, salt, key } = made.value
    // Locked meanwhile, there is no vault any more whose key could be wrapped.
    const wrapped = this.#host === null ? { refused: 'locked' } : known(await this.#host.ask('wrapVault', key))
    key.fill(0)
    if (wrapped.refused !== undefined) {
      await unmake(id)
      return wrapped
    }
    const opens = { ...kept, passkey: { id, salt, wrapped: wrapped.value } }
    await keepVault(opens)
    return { value: opens }
  }

  async forgetPasskey(kept: KeptVault): Promise<KeptVault> {
    const without = withoutPasskey(kept)
    await keepVault(without)
    if (kept.passkey) await unmake(kept.passkey.id)
    return without
  }

  async #enter(kept: KeptVault, demo: boolean, open: (host: CoreHost) => Promise<Answer<Opened> | { trap: string }>): Promise<Answer<Unlocked>> {
    const host = this.#started()
    let answer = await open(host)
    // One that ended before it answered has been begun anew, until it is given up: only then is that the answer.
    while ('trap' in answer && !host.dead) answer = await open(host)
    const opened = known(answer)
    if (opened.refused !== undefined) return opened
    if (opened.value.kind === 'root' || opened.value.origin === '') return { refused: 'vault-without-server' }
    if (opened.value.origin !== location.origin) return { refused: `vault-of-other-server ${opened.value.origin}` }
    this.warm()
    let reference: [Uint8Array, Uint8Array]
    try {
      reference = await (this.#reference ?? Promise.reject(new Error('no reference')))
    } catch {
      return { refused: 'unreachable' }
    }
    const named = known(await host.ask('openReference', ...reference))
    if (named.refused !== undefined) return named
    const engine = known(await host.ask('openEngine', kept.store, demo))
    if (engine.refused !== undefined) return engine
    const owner = known(await host.ask('owner'))
    if (owner.refused !== undefined) return owner
    if (owner.value.kind === 'device') this.#handBell(host)
    const stored = known(await host.ask('command', { wish: 'open' }))
    if (stored.refused !== undefined) return stored
    // Another tab may have added or removed a passkey since this page read what is kept.
    const now = await keptVault()
    const current = now?.store !== kept.store ? kept : now.passkey ? { ...kept, passkey: now.passkey } : withoutPasskey(kept)
    const labelled = { ...current, name: owner.value.name, country: owner.value.country, unit: owner.value.unit }
    await keepVault(labelled)
    return { value: { owner: owner.value, kept: labelled } }
  }

  /** Asks the core; what it refuses comes back as a reason. */
  async ask<R extends Request>(request: R): Promise<Answer<ReturnType<Ops[R['ask']]>>> {
    if (this.#host === null) return { refused: 'locked' }
    return known(await this.#host.ask(request.ask, ...(request.of as never))) as Answer<ReturnType<Ops[R['ask']]>>
  }

  /** Follows the log, signs in, fetches and judges the directory. */
  async sync(): Promise<Done> {
    return this.#wish({ wish: 'sync' })
  }

  /** Claims this store's instance, takes what came for this device, and hears from now on what comes. */
  async listen(): Promise<void> {
    await this.#host?.ask('listen')
  }

  /** Hears from now on what moves in the forum. */
  async watch(): Promise<void> {
    await this.#host?.ask('watch')
  }

  /** Follows the log alone, without signing in. */
  async follow(): Promise<Done> {
    return this.#wish({ wish: 'follow' })
  }

  /** An operator's task; whoever is no operator is refused by the core. */
  async office<K extends keyof OfficeTasks>(task: K, of: OfficeTasks[K][0]): Promise<Answer<OfficeTasks[K][1]>> {
    if (this.#host === null) return { refused: 'locked' }
    return known(await this.#host.ask('task', { task, ...of } as Parameters<Ops['task']>[0])) as Answer<OfficeTasks[K][1]>
  }

  /** Asks the forum, or says something there; all that comes back is judged by the core. */
  async forum<K extends keyof ForumTasks>(task: K, of: ForumTasks[K][0]): Promise<Answer<ForumTasks[K][1]>> {
    if (this.#host === null) return { refused: 'locked' }
    return known(await this.#host.ask('task', { task, ...of } as Parameters<Ops['task']>[0])) as Answer<ForumTasks[K][1]>
  }

  /** Opens a guest for an invitation over a new store, and follows the log to the operators whom it names. */
  async invited(fragment: string, store: string, demo: boolean): Promise<Answer<Invited>> {
    const host = this.#started()
    const opened = known(await host.ask('openInvitation', fragment, location.origin))
    if (opened.refused !== undefined) return opened
    const engine = known(await host.ask('openEngine', store, demo))
    if (engine.refused !== undefined) return engine
    const followed = await this.follow()
    const why = followed.refused ?? followed.value.failed?.code ?? followed.value.refusals[0]?.reason
    return why === undefined ? opened : { refused: why }
  }

  /** Makes the keys, keeps the sealed vault in this browser, and only then sends the application. */
  async apply(card: OfficerCard, passphrase: string, country: string, store: string): Promise<Answer<Omit<Applied, 'file'> & { kept: KeptVault }>> {
    const host = this.#started()
    const applied = known(await host.ask('apply', card, passphrase))
    if (applied.refused !== undefined) return applied
    const { file, device, officer, digits } = applied.value
    const kept = { file, store, name: card.name, country, unit: card.unit, waiting: { device, digits } }
    await keepVault(kept)
    const sent = known(await host.ask('sendApplication'))
    if (sent.refused === undefined) return { value: { device, officer, digits, kept } }
    // Keys that nobody applied with are of no use, and would stand in the way of the next try.
    if (sent.refused !== 'unreachable') await forgetVault()
    return { refused: sent.refused }
  }

  async sendAgain(): Promise<Answer<null>> {
    return this.#host === null ? { refused: 'locked' } : known(await this.#host.ask('sendApplication'))
  }

  async openCase(request: CaseRequest, desk: string): Promise<Done> {
    return this.#wish({ wish: 'open-case', request, desk })
  }

  /** Asks once for what has come, beside the stream. */
  async connect(): Promise<Done> {
    return this.#wish({ wish: 'connect' })
  }

  /** Reads and files what the archives of one's desks lack; with it come their newest rosters. */
  async archives(): Promise<Done> {
    return this.#wish({ wish: 'archive-all' })
  }

  /** The officer knows of a statement about his own desk: it is no alarm any more. */
  async expect(subject: string): Promise<Done> {
    return this.#wish({ wish: 'expect', subject })
  }

  async step(conversation: string, step: Step): Promise<Done> {
    return this.#wish({ wish: 'step', conversation, step })
  }

  /** Something said in a case without taking a step. */
  async chat(conversation: string, text: string): Promise<Done> {
    return this.#wish({ wish: 'chat', conversation, text })
  }

  /** Seals a file and brings it to the server, chunk by chunk; a step names it afterwards. */
  async attach(conversation: string, file: File): Promise<Done> {
    if (this.#host === null) return { refused: 'locked' }
    return known(await this.#host.ask('attach', conversation, file.name.normalize('NFC'), file.type || 'application/octet-stream', file))
  }

  /** An attachment, whole and compared with what was signed, or why it is not. */
  async fetched(conversation: string, id: string): Promise<Answer<Blob>> {
    if (this.#host === null) return { refused: 'locked' }
    const answer = known(await this.#host.ask('fetchFile', conversation, id))
    if (answer.refused !== undefined) return answer
    const { content, finished } = answer.value
    return content === null ? { refused: finished.failed?.code ?? finished.refusals[0]?.reason ?? 'not-fetched' } : { value: content }
  }

  async #wish(wish: Parameters<Ops['command']>[0]): Promise<Done> {
    if (this.#host === null) return { refused: 'locked' }
    return known(await this.#host.ask('command', wish))
  }

  /** What was typed and not signed yet, sealed in the store; null: nothing. */
  async keepDrafts(typed: string | null): Promise<Answer<null>> {
    return this.#host === null ? { refused: 'locked' } : known(await this.#host.ask('keepDrafts', typed))
  }

  async drafts(): Promise<Answer<string | null>> {
    return this.#host === null ? { refused: 'locked' } : known(await this.#host.ask('drafts'))
  }

  /** Ends the Worker, and with it all keys. What rings goes on hearing. */
  lock(): void {
    this.#host?.close()
    this.#host = null
    this.#bell?.postMessage({ on: true })
  }

  /** From the core's Worker to the one that rings goes the session alone, past this page. */
  #handBell(host: CoreHost): void {
    if (this.#bell === null) {
      this.#bell = new Worker(script(bellUrl) as string, { type: 'module' })
      this.#bell.onmessage = ({ data }: MessageEvent<Rung>) => this.#told(data)
    }
    const { port1, port2 } = new MessageChannel()
    this.#bell.postMessage({ on: false, port: port1 }, [port1])
    host.hand(port2)
  }

  #started(): CoreHost {
    // Whoever asks again may try again, but nobody tries for ever by himself.
    if (this.#host?.dead === true) this.#host = null
    this.#host ??= new CoreHost(start, (event) => this.#told(event), () => this.#told({ kind: 'restarted' }))
    return this.#host
  }
}

// Trusted Types: these scripts are the only ones that this page may start.
const SERVICE = '/sw.js'
const scripts = window.trustedTypes?.createPolicy('core', {
  createScriptURL: (url) => {
    if (![workerUrl, bellUrl, SERVICE].includes(url)) throw new TypeError('not a script of this page')
    return url
  },
})

const script = (url: string): unknown => scripts?.createScriptURL(url) ?? url

function start(): Worker {
  return new Worker(script(workerUrl) as string, { type: 'module' })
}

/** Keeps the page's own files, all of them, for when there is no network. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(script(SERVICE) as string)
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage('keep')
}

function known<T>(answer: Answer<T> | { trap: string }): Answer<T> {
  if ('trap' in answer) return { refused: answer.trap === NO_START ? NO_START : 'core-stopped' }
  return answer
}

async function bytes(url: string): Promise<Uint8Array> {
  const reply = await fetch(url)
  if (!reply.ok) throw new Error(`${reply.status}`)
  return new Uint8Array(await reply.arrayBuffer())
}
