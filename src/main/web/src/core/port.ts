// The one door between the user interface and the core. Behind it runs a Worker that alone sees keys and passphrase; outwards
// go only answers and views. Trusted: the Worker. Not trusted: whatever the server says, which the core judges before it comes here.
import { CoreHost, type Answer, type CaseRequest, type Ops, type Owner, type Shown, type Step, type View } from 'hub-core'
import workerUrl from 'hub-core/worker?worker&url'
import countriesUrl from '../../../resources/reference/countries.json?url'
import labelsUrl from '../../../resources/reference/labels.json?url'
import { forgetVault, freshVault, keepVault, keptVault, type KeptVault } from './vaults'

export type {
  Answered, Card, Case, CaseAct, CaseRequest, Cases, Due, DeskHit, DeskRow, Facet, Freshness, ListingBody, ListingProof, Opening, Owner, OwnName, ProofStep, ProofStepName,
  Problem, Question, Refused, Step, StepCode, Story, World,
} from 'hub-core'
export { forgetVault, freshVault, keptVault, type KeptVault }

/** What may be asked of an unlocked core. */
type Asked = 'find' | 'card' | 'proof' | 'world' | 'owner' | 'cases' | 'story' | 'problems'
export type Request = { [K in Asked]: { ask: K, of: Parameters<Ops[K]> } }[Asked]
/** What the core tells by itself. 'restarted': it stopped, and is to be unlocked again. */
export type PortEvent = Shown | { kind: 'restarted' }

const VAULT_BYTES_MAX = 64 * 1024

export interface Unlocked { owner: Owner, kept: KeptVault }

export type Done = Answer<View & { kind: 'finished' }>

export class Port {
  #host: CoreHost | null = null
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
    const host = this.#started()
    const opened = known(await host.ask('openVault', kept.file, passphrase))
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
    const stored = known(await host.ask('command', { wish: 'open' }))
    if (stored.refused !== undefined) return stored
    const labelled = { ...kept, name: owner.value.name, country: owner.value.country, unit: owner.value.unit }
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

  async openCase(request: CaseRequest, desk: string): Promise<Done> {
    return this.#wish({ wish: 'open-case', request, desk })
  }

  /** Asks once for what has come, beside the stream. */
  async connect(): Promise<Done> {
    return this.#wish({ wish: 'connect' })
  }

  async step(conversation: string, step: Step): Promise<Done> {
    return this.#wish({ wish: 'step', conversation, step })
  }

  async #wish(wish: Parameters<Ops['command']>[0]): Promise<Done> {
    if (this.#host === null) return { refused: 'locked' }
    return known(await this.#host.ask('command', wish))
  }

  /** Ends the Worker, and with it all keys. */
  lock(): void {
    this.#host?.close()
    this.#host = null
  }

  #started(): CoreHost {
    this.#host ??= new CoreHost(start, (event) => this.#told(event), () => this.#told({ kind: 'restarted' }))
    return this.#host
  }
}

// Trusted Types: the Worker's own script is the only one that this page may start.
const scripts = window.trustedTypes?.createPolicy('core', {
  createScriptURL: (url) => {
    if (url !== workerUrl) throw new TypeError('not a script of this page')
    return url
  },
})

function start(): Worker {
  return new Worker((scripts?.createScriptURL(workerUrl) ?? workerUrl) as string, { type: 'module' })
}

function known<T>(answer: Answer<T> | { trap: string }): Answer<T> {
  return 'trap' in answer ? { refused: 'core-stopped' } : answer
}

async function bytes(url: string): Promise<Uint8Array> {
  const reply = await fetch(url)
  if (!reply.ok) throw new Error(`${reply.status}`)
  return new Uint8Array(await reply.arrayBuffer())
}
