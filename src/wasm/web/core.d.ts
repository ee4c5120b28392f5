// The core's wrapper (core.mjs) and the Worker's port (worker.mjs, host.mjs), for the page. Checked against the facade
// by CoreTypesTest: every export of the module stands in CoreExports with its arguments, and nothing else does.

/** What the WebAssembly module exports; nobody but core.mjs calls it. */
export interface CoreExports {
  openVault(doors: Doors, file: Uint8Array, passphrase: string): Uint8Array
  openWrapped(doors: Doors, file: Uint8Array, wrapped: Uint8Array, wrappingKey: Uint8Array): Uint8Array
  wrapVault(doors: Doors, wrappingKey: Uint8Array): Uint8Array
  openEngine(doors: Doors, generation: Uint8Array, demo: boolean): Uint8Array
  turn(event: Uint8Array): Uint8Array
  cases(): Uint8Array
  story(conversation: string): Uint8Array
  attached(conversation: string): Uint8Array
  problems(doors: Doors, request: Uint8Array): Uint8Array
  openReference(doors: Doors, countries: Uint8Array, labels: Uint8Array): Uint8Array
  sealDrafts(typed: Uint8Array): Uint8Array
  openDrafts(sealed: Uint8Array): Uint8Array
  find(doors: Doors, question: Uint8Array): Uint8Array
  card(doors: Doors, id: string): Uint8Array
  proof(doors: Doors, id: string): Uint8Array
  world(doors: Doors): Uint8Array
  owner(doors: Doors): Uint8Array
  leaves(doors: Doors, question: Uint8Array): Uint8Array
  leaf(index: number): Uint8Array
  openInvitation(doors: Doors, fragment: string, origin: string): Uint8Array
  apply(card: Uint8Array, passphrase: string): Uint8Array
  standing(country: string, device: string): Uint8Array
  beginTask(doors: Doors, task: Uint8Array): Uint8Array
  goOn(status: number, body: Uint8Array): Uint8Array
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
export interface Call { method: string, path: string, contentType: string | null, token: string | null, body: Uint8Array | null, instance: string | null }

export type Event =
  | ({ kind: 'command', id: number } & Wish)
  | { kind: 'reply', id: number, status: number, body: Uint8Array }
  | { kind: 'loaded', id: number, rows: Row[] }
  | { kind: 'frame', batch: Uint8Array }
  /** null: it cannot be read. */
  | { kind: 'chunk', id: number, bytes: Uint8Array | null, last: boolean }
  | { kind: 'given', id: number, written: boolean }
  | { kind: 'tick' | 'up' | 'down' }

/** What can be asked of the engine; conversations by the 32 hexadecimal digits of their id. */
export type Wish =
  | { wish: 'open' | 'follow' | 'sign-in' | 'sync' | 'may-send' | 'connect' }
  | { wish: 'gossip', note: Uint8Array }
  | { wish: 'open-case', request: CaseRequest, desk: string }
  | { wish: 'step', conversation: string, step: Step }
  | { wish: 'chat', conversation: string, text: string }
  | { wish: 'bring-in', conversation: string, desk: string }
  /** The Worker's ops attach and fetchFile say these two: they know the files. */
  | { wish: 'attach', conversation: string, name: string, type: string, source: string }
  | { wish: 'fetch', conversation: string, file: string, sink: string }
  | { wish: 'archive', desk: string }
  | { wish: 'expect', subject: string }
  | { wish: 'archive-all' }

/** A request as PROTOCOL C3 has it; the codes are those of the reference tables. Texts are normalised on their way in. */
export interface CaseRequest {
  format: 1
  to: string
  measure: string
  offence: string
  urgency: { level: string, [more: string]: unknown }
  purpose: { authority: string, facts: string, data: string, holder?: string, link: string, basis: string, necessity?: string, mla: boolean }
  identifiers: { kind: string, [more: string]: unknown }[]
  handling: { [more: string]: unknown }
}
export interface Problem { code: string, field: string }

/** A step of a case and what it carries; the core says what is missing (step-incomplete) before anything is sent. */
export interface Step { step: StepCode, text?: string, code?: string, until?: number, names?: string[], files?: CaseFile[] }
export type StepCode =
  | 'acknowledge' | 'accept' | 'ask' | 'clarify' | 'refuse' | 'forward' | 'start' | 'answer' | 'confirm' | 'reopen' | 'close'
  | 'withdraw' | 'delay' | 'escalate' | 'preserve' | 'renew' | 'lapse' | 'file-mla' | 'resolve'
export interface CaseFile { id: string, name: string, type: string, size: number, chunks: number, plain: string, sealed: string }

export type Party = 'requester' | 'answerer' | 'alternate'
export interface Place { desk: string, party: Party }
export type Due = { kind: 'acknowledge' | 'answer' | 'clarify' | 'confirm' | 'remind-preservation' | 'end-preservation', at: number }

/** An act as it was judged when it came: its words are there only if it is trusted. */
export interface CaseAct {
  n: number
  device: string
  arrived: number
  /** 'trusted', a reason, or empty while it cannot be judged yet. */
  verdict: string
  desk?: string
  party?: Party
  head?: boolean
  officer?: string
  country?: string
  kind?: 'transition' | 'chat' | string
  time?: number
  digest?: string
  /** Of a transition: 'taken', 'conflict', 'waiting', or why it does not count. */
  mark?: string
  body?: Partial<Step> & { request?: CaseRequest, step?: StepCode | 'send' }
}

/** A conversation in short; times are epoch seconds, 0 for none. */
export interface Case {
  id: string
  kind: 'case' | 'chat'
  desks: Place[]
  own: (Place & { head: boolean }) | null
  state: string
  interrupted: string
  escalated: boolean
  delayedUntil: number
  preservation: string
  preservedUntil: number
  request: CaseRequest | null
  /** Digests of the transitions that cannot all count. */
  conflict: string[]
  due: Due[]
  group: { id: string, epoch: number, devices: number, missing: number, trouble: string, waiting: number } | null
  count: number
  last: CaseAct | null
}
export interface Cases { stopped: string, conversations: Case[] }
export interface Member { device: string, officer: string, country: string, self: boolean, reached: boolean }
export interface Story extends Case { allowed: StepCode[], members: Member[], acts: CaseAct[] }

export type Effect =
  | { kind: 'send' | 'fetch', id: number, call: Call }
  | { kind: 'load', id: number, prefix: string, after: string, limit: number }
  | { kind: 'wake', time: number }
  | { kind: 'alert', code: string, detail: string }
  | { kind: 'take', id: number, source: string, index: number }
  | { kind: 'give', id: number, sink: string, index: number, bytes: Uint8Array, last: boolean }
  | { kind: 'discard', sink: string }
  | { kind: 'retake', id: number, sink: string, index: number }

export interface Refused { kind: 'refused', place: string, reason: string, detail: string }
export interface Failed { kind: 'failed', code: string, detail: string }
export type View =
  | Refused
  | Failed
  | { kind: 'progress', stage: string, done: number, total: number }
  | { kind: 'followed', size: number, cosignedAt: number, from: number }
  | { kind: 'talk', conversation: string, code: string, detail: string }
  | { kind: 'directory', countries: number, listings: number, refused: number, fetched: number }
  | { kind: 'finished', commandId: number, refusals: Refused[], failed: Failed | null }

export interface Turn { writes: Write[], effects: Effect[], views: View[] }

// What the page shows of the directory. Times are epoch seconds; changesAt is -1 where nothing changes.
export interface Facet { kind: string, value: string }
export interface Question { text: string, facets: Facet[], own: string, languages: string[], from: number, limit: number }
export interface OwnName { language: string, own: string, names: Record<string, string> }
export type Opening = 'OPEN' | 'CLOSED' | 'UNKNOWN'
export type Freshness = 'fresh' | 'due' | 'unverified'
export interface DeskRow {
  id: string, country: string, unit: OwnName, opening: Opening, always: boolean, changesAt: number, zone: string, offset: number,
  freshness: Freshness, attestedOn: number, dueAt: number, unverifiedAt: number,
  functions: string[], languages: string[], channels: string[], alternates: string[],
}
export interface DeskHit extends DeskRow { exact: boolean }
export interface Answered {
  time: number, total: number, hits: DeskHit[], understood: Facet[], missed: string[], counts: (Facet & { count: number })[],
}
export interface ListingBody {
  format: 1, id: string, version: number, authority: OwnName, unit: OwnName,
  scope: {
    functions: string[], offences: string[], measures: string[], territory: string[],
    legalGrounds: { basis: string, with?: string }[],
  },
  hours: { always: boolean, zone: string, week: { day: number, from: number, to: number }[], closed: string[] },
  languages: { language: string, level: string }[],
  channels: { kind: string, address: string, languages: string[], key?: string }[],
  terms: {
    requestLanguages: string[], dualCriminality: string, judicialOrder: string[],
    preservation?: { days: number, renewals: number, renewalDays: number }, tlp: string, handling: string[],
  },
  alternates: string[],
  validity: { audience: string, validFrom: number, attestedOn: number, attestBy: number },
}
export interface Card { time: number, row: DeskRow, body: ListingBody, alternates: DeskRow[] }
export type ProofStepName = 'root' | 'authority' | 'manifest' | 'listing' | 'leaf' | 'checkpoint' | 'revocation'
/** One link of the proof; result is 'trusted' or the reason's code, and what else is there depends on the step. */
export interface ProofStep {
  step: ProofStepName, result: string, version?: number, issued?: number, expires?: number, leaf?: number, persons?: string[],
  needed?: number, of?: number, listings?: number, digest?: string, hashes?: number, size?: number, root?: string, cosignedAt?: number,
}
export interface ListingProof { checkedAt: number, country: string, steps: ProofStep[] }
export interface World {
  time: number, desks: number, states: { country: string, freshness: Freshness }[], logSize: number, cosignedAt: number,
  /** What the log says of one's own desks, their officers and devices that nobody here has said to know of, oldest first. */
  unexpected: Unexpected[],
  /** What the server has signed and contradicted (L5), oldest first. */
  contradictions: Contradiction[],
}
/** Two notes as the log signed them, which cannot both be true: origin, size and root hash are their first three lines. */
export interface Contradiction { reason: string, one: string, other: string }
/** subject such as 'desk FR/FR-CSE-1', 'revocation FR/device:…'; officer is empty for a desk. */
export interface Unexpected { subject: string, officer: string, index: number }
export interface Owner {
  origin: string, kind: 'device' | 'operator', country: string, officer: string, name: string, unit: string, languages: string[],
}

// The log as this device has read it.
export interface LeafRow { index: number, type: string, country: string, id: string, version: number, issued: number }
export interface Leaves { time: number, size: number, root: string, cosignedAt: number, leaves: LeafRow[], more: boolean }
export interface LeavesQuestion { before: number, country: string, type: string, subject: string }
export interface LogLeaf extends LeafRow {
  expires: number, result: string, signers: { key: string, name: string }[], hash: string, parts: string[], path: string[], leads: boolean,
  size: number, root: string, cosignedAt: number, newest: number, allowedBy?: number, mode?: string, last?: number,
}

// Enrolment.
export interface Invited { country: string, officer: string, expires: number, roles: string[] }
export interface OfficerCard { name: string, unit: string, languages: string[], phone: string }
/** The sealed vault to be kept, and the digits to be read aloud, which are no secret. */
export interface Applied { file: Uint8Array, device: string, officer: string, digits: string[] }
export interface DeviceStanding { device: string, result: string, leaf?: number, version?: number, expires?: number }

// An operator's administration. What waits is the server's word until 'look' has built it anew.
export interface WaitingStatement {
  digest: string, type: string, id: string, version: number, signed: string[], mine: boolean, issued: number, ends: number, expires: number,
}
export interface OfficeDevice {
  device: string, officer: string, roles: string[], version: number, leaf: number, expires: number, result: string,
  standing: 'FREE' | 'HELD' | 'FINAL', cut: string, seen: number, renewal: '' | 'first' | 'second' | 'waits' | 'withheld',
}
export interface Roster { functions: string[], members: string[], heads: string[], alternates: string[] }
export interface OfficeDesk extends Partial<Roster> { desk: string, version: number, expires: number, leaf: number }
export interface Office {
  time: number, country: string, operator: string, operators: string[], needed: number,
  applications: { invitation: string, received: number, expires: number }[], pending: WaitingStatement[], people: OfficeDevice[],
  desks: OfficeDesk[], thin: { desk: string, devices: number }[], alarms: { index: number, reason: string }[],
}
export interface MadeInvitation { invitation: string, officer: string, expires: number, link: string }
export interface OpenedApplication extends OfficerCard {
  invitation: string, officer: string, roles: string[], device: string, known: number, digits: string[], signed: string[], mine: boolean, needed: number, handle?: string,
}
/** Signed: in the log at index, or waiting for another operator. */
export interface Outcome { logged: boolean, index: number, digest: string }
export interface FieldChange { field: string, before: unknown, now: unknown }
export interface ListingChanges {
  audience: string, version: number, unchanged: number, added: { id: string, fields: FieldChange[] }[],
  changed: { id: string, version: number, fields: FieldChange[] }[], removed: string[], readers?: string[], attests?: boolean,
}
/** 'trusted' where this device comes to the same bytes, else why it is not to be signed. */
export interface LookedAt extends WaitingStatement { result: string, changes?: ListingChanges, roster?: Roster, before?: OfficeDesk, mode?: string }
export interface ListingEdit { audience: string, listings: ListingBody[], removed: string[] }
export interface OfficeTasks {
  overview: [object, Office]
  invite: [{ officer: string, expert: boolean, hours: number }, MadeInvitation]
  open: [{ link: string }, OpenedApplication]
  approve: [{ link: string, digits: string[], days: number }, Outcome]
  decline: [{ invitation: string }, { declined: string }]
  look: [{ digest: string }, LookedAt]
  sign: [{ digest: string }, Outcome]
  withdraw: [{ digest: string }, { withdrawn: string }]
  cut: [{ target: string, mode: 'hold' | 'lift' | 'final' }, Outcome]
  renew: [{ devices: string[] }, { renewed: number, waiting: number, logged: boolean, index: number }]
  desk: [{ desk: string } & Roster, Outcome]
  preview: [ListingEdit, ListingChanges]
  publish: [ListingEdit, Outcome]
  attest: [{ desks: string[], days: number }, { logged: boolean, index: number, attested: number }]
}

/** Who speaks in the forum, as his country's statement says; vouched: the operators who signed it. */
export interface ForumAuthor {
  country: string, handle: string, badge: 'officer' | 'expert' | 'moderator', topics: string[], leaf: number, vouched: string[]
}
export type ForumState = 'open' | 'claimed' | 'needs-info' | 'answered' | 'accepted' | 'stale' | 'updated' | 'obsolete' | 'duplicate' | 'removed'
export type ForumSpace = 'techniques' | 'tools' | 'law' | 'wellbeing' | 'notices'
export type ForumReason = 'personal-data' | 'case-data' | 'above-ceiling' | 'helps-offenders' | 'abusive' | 'wrong' | 'off-topic'
export type ForumStep = 'claim' | 'release' | 'ask' | 'inform' | 'accept' | 'verify' | 'stale' | 'update' | 'obsolete' | 'duplicate' | 'reopen'
  | 'move' | 'tag' | 'lock' | 'unlock' | 'warn' | 'hide' | 'remove' | 'appeal' | 'restore' | 'uphold' | 'keep'
/** A turn that counts; time: epoch seconds, its author's claim. */
export interface ForumTurn {
  step: ForumStep, author: ForumAuthor, time: number, sinceRevoked: boolean
  post?: string, thread?: string, space?: ForumSpace, reason?: ForumReason, tags?: string[], words?: string
}
export interface ForumVersion { time: number, leaf: number, body: { title?: string, text: string, tags?: string[] } }
/**
 * A post as its thread made it. digest: of its first version, which comments, votes and reports follow; head: of its newest,
 * which the next edit follows. votes: the server's word. earlier: what it said before it was edited, oldest first, each an act that
 * was judged; body: as the protocol's ForumPost has it. may: the steps about it that this vault's owner may take.
 */
export interface ForumPost {
  id: string, form: 'question' | 'answer' | 'comment', on?: string, author: ForumAuthor, time: number, sinceRevoked: boolean
  digest: string, head: string, edited: number, earlier: ForumVersion[], may: ForumStep[], language?: string, title?: string, tags: string[], text: string
  fate: 'shown' | 'hidden' | 'removed', appealed: boolean, reason?: ForumReason, decision?: ForumTurn, votes: number, verified: ForumTurn[]
}
/**
 * A thread judged act by act. head: what the next turn follows. refused: acts of the server's answer that do not count, with
 * the reason; withheld: posts that it keeps back without a moderator's removal. Their order is the server's word. logged: when two
 * moderators logged the thread, which is here at least as it was then; headsRefused: why what they logged cannot be compared. may: the
 * steps about the thread as a whole that this vault's owner may take.
 */
export interface ForumThread {
  thread: string, state: ForumState, space: ForumSpace | '', tags: string[], locked: boolean, accepted?: string, duplicateOf?: string, head?: string
  claimer?: ForumAuthor, own?: ForumAuthor, posts: ForumPost[], turns: ForumTurn[]
  refused: { seq: number, reason: string }[], withheld: string[], may: ForumStep[]
  logged?: number, headsRefused?: string
}
/** Heads of all threads, as moderators (country/handle) signed them; time: epoch seconds. */
export interface ForumHeads { time: number, threads: number, signed: string[] }
/**
 * A row of a list: author, title, tags and language are judged; state, counts, order and highlight are the server's word.
 * highlight: plain text with U+FFF9 and U+FFFB round what was found. refused: why the question does not count.
 */
export interface ForumRow {
  thread: string, space: ForumSpace, state: ForumState, answers: number, votes: number, created: number, moved: number, highlight: string
  refused?: string, author?: ForumAuthor, language?: string, title?: string, tags?: string[], time?: number
}
export interface ForumChange {
  seq: number, thread: string, id: string, kind: string, step: ForumStep | null, country: string, handle: string, at: number
  space: ForumSpace, language: string, tags: string[], state: ForumState
}
export interface ForumReport { thread: string, post: string, refused?: string, author?: ForumAuthor, time?: number, reason?: ForumReason, words?: string }
/** What is said: body as the protocol's ForumPost, ForumTurn and ForumMark have it; follows: a digest, absent for a question. */
export interface ForumSaying {
  kind: 'question' | 'answer' | 'comment' | 'edit' | 'turn' | 'vote' | 'report', thread: string, follows?: string, body: object
}
/** What a member may ask of the forum; query: an URL's query part, as the server's contract (openapi/forum.yaml) has it. */
export interface ForumTasks {
  'forum-own': [object, { own?: ForumAuthor }]
  'forum-list': [{ query: string }, { total: number, hits: ForumRow[] }]
  'forum-similar': [{ query: string }, { total: number, hits: ForumRow[] }]
  'forum-thread': [{ thread: string }, ForumThread]
  'forum-experts': [{ query: string }, { experts: ForumAuthor[] }]
  'forum-log': [{ query: string }, { turns: { thread: string, seq: number, turn?: ForumTurn, refused?: string }[] }]
  'forum-changes': [{ query: string }, { changes: ForumChange[], next: number, more: boolean }]
  'forum-reports': [object, { reports: ForumReport[] }]
  /** waiting: signed by one moderator. To be asked before a signature is begun. */
  'forum-heads': [object, { refused: string, logged?: ForumHeads, waiting?: ForumHeads }]
  /** Begins a signature: every thread that moved is to be asked for by 'forum-thread', then 'forum-heads-sign'. */
  'forum-heads-begin': [object, { moved: string[] }]
  'forum-heads-sign': [object, object]
  'forum-say': [ForumSaying, { seq: number }]
}
export type ForumTask = { [K in keyof ForumTasks]: { task: K } & ForumTasks[K][0] }[keyof ForumTasks]
export type OfficeTask = { [K in keyof OfficeTasks]: { task: K } & OfficeTasks[K][0] }[keyof OfficeTasks]
export type TaskStep = { done: unknown, call?: undefined } | { call: Call, done?: undefined }

/** Nothing of the core that threw it may be used again. */
export class Trap extends Error {}

/** Thrown before anything crosses; all else that is thrown is a Trap. */
export class WrongArgument extends TypeError {}

export class Core {
  constructor(exports: CoreExports, doors: Doors)
  openVault(file: Uint8Array, passphrase: string): Answer<Opened>
  openWrapped(file: Uint8Array, wrapped: Uint8Array, wrappingKey: Uint8Array): Answer<Opened>
  wrapVault(wrappingKey: Uint8Array): Answer<Uint8Array>
  openEngine(generation: Uint8Array, demo: boolean): Answer<null>
  openReference(countries: Uint8Array, labels: Uint8Array): Answer<null>
  turn(event: Event): Answer<Turn>
  cases(): Answer<Cases>
  story(conversation: string): Answer<Story>
  attached(conversation: string): Answer<CaseFile[]>
  problems(request: CaseRequest): Answer<Problem[]>
  sealDrafts(typed: Uint8Array): Answer<Uint8Array>
  openDrafts(sealed: Uint8Array): Answer<Uint8Array>
  find(question: Question): Answer<Answered>
  card(id: string): Answer<Card>
  proof(id: string): Answer<ListingProof>
  world(): Answer<World>
  owner(): Answer<Owner>
  leaves(question: LeavesQuestion): Answer<Leaves>
  leaf(index: number): Answer<LogLeaf>
  openInvitation(fragment: string, origin: string): Answer<Invited>
  apply(card: OfficerCard, passphrase: string): Answer<{ file: Uint8Array, made: Omit<Applied, 'file'>, body: Uint8Array }>
  standing(country: string, device: string): Answer<DeviceStanding>
  beginTask(task: OfficeTask | ForumTask): Answer<TaskStep>
  goOn(status: number, body: Uint8Array): Answer<TaskStep>
}

/** What goes out by itself. */
/** moved: what the server says has moved in the forum; null: perhaps more than it said. */
export type Shown = View | (Effect & { kind: 'alert' }) | { kind: 'engine-free' } | { kind: 'moved', change: ForumChange | null }

/** The Worker's ops, by name. A trap answers whatever waits; then the Worker is another one. */
export interface Ops {
  started(): number
  openVault(file: Uint8Array, passphrase: string): Opened
  /** Opens it by a key of 32 bytes and what wrapVault gave for it, without the passphrase. */
  openWrapped(file: Uint8Array, wrapped: Uint8Array, wrappingKey: Uint8Array): Opened
  /** The key of the opened vault's file, sealed under that other one; bare it never comes out. */
  wrapVault(wrappingKey: Uint8Array): Uint8Array
  /** Refused 'engine-in-other-tab' while another tab has this store open; { kind: 'engine-free' } is shown when it has gone. */
  openEngine(store: string, demo: boolean): null
  openReference(countries: Uint8Array, labels: Uint8Array): null
  /** What was typed and not signed yet, sealed in the store; null: nothing. */
  keepDrafts(typed: string | null): null
  drafts(): string | null
  find(question: Question): Answered
  card(id: string): Card
  proof(id: string): ListingProof
  world(): World
  owner(): Owner
  leaves(question: LeavesQuestion): Leaves
  leaf(index: number): LogLeaf
  /** Opens a guest in place of a vault; then openEngine, the wish to follow, and apply. */
  openInvitation(fragment: string, origin: string): Invited
  /** Makes the keys; the vault is to be kept before the application is sent. */
  apply(card: OfficerCard, passphrase: string): Applied
  sendApplication(): null
  standing(country: string, device: string): DeviceStanding
  /** Signs in, does an operator's task, and waits until what it logged is published. */
  task(task: OfficeTask | ForumTask): unknown
  problems(request: CaseRequest): Problem[]
  cases(): Cases
  story(conversation: string): Story
  /** One's own files that stand at the server and may be named by a step. */
  attached(conversation: string): CaseFile[]
  command(wish: Wish): View & { kind: 'finished' }
  /** Brings a file to the server; what became of it. A broken upload of the same file goes on where it was. */
  attach(conversation: string, name: string, type: string, file: Blob): View & { kind: 'finished' }
  /** An attachment that an act names; null where it was not fetched whole, and the view says why. */
  fetchFile(conversation: string, file: string): { finished: View & { kind: 'finished' }, content: Blob | null }
  /** Opens the server's stream and keeps it open; what it brings is shown as views. */
  listen(): null
  /** Opens the forum's watch and keeps it open; what moves is shown as { kind: 'moved' }. */
  watch(): null
}

export class CoreHost {
  constructor(start: () => Worker, shown: (view: Shown) => void, restarted: (detail: string) => void)
  ask<K extends keyof Ops>(op: K, ...args: Parameters<Ops[K]>): Promise<Answer<ReturnType<Ops[K]>> | { trap: string }>
  /** A port to bell.mjs, which hears for a locked page. */
  hand(port: MessagePort): void
  close(): void
  /** Its Worker ended several times before it had answered anything; { trap: 'core-does-not-start' } is all that comes now. */
  readonly dead: boolean
}

/** What bell.mjs tells: whether it hears, and what rings. No word of a case is in it. */
export type Rung = { kind: 'bell', hears: boolean } | { kind: 'ring', alert: string, desk: string, urgency: string, over: boolean }
