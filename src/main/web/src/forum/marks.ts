// What only this device knows of its officer in the forum: what was read, what is followed, which votes were given. Sealed with the
// drafts; the server is asked for all that moved, and never learns what of it is looked for.
import { useCallback, useEffect, useState } from 'react'
import { hub, useHub } from '../app/hub'
import { kept } from '../cases/drafts'
import type { ForumAuthor, ForumChange } from '../core/port'
import { hear } from './live'
import { readQuiet, type Quiet } from './quiet'

const WEEK_SECONDS = 7 * 86_400
const PAGES_MAX = 20
const CHANGES_MAX = 2_000
const SEEN_MAX = 500
const FOLLOWED_MAX = 200
const VOTES_MAX = 500

export interface Followed { threads: string[], tags: string[], spaces: string[] }
interface Kept extends Followed {
  /** Changes up to this number are a week old. */
  since: number
  /** What had happened when this device looked for the first time is not new. */
  began: number
  /** Number of the last change of a thread when it was read. */
  seen: [string, number][]
  votes: string[]
  /** Threads that are not followed any more. */
  left: string[]
  quiet?: Quiet
}
const EMPTY: Kept = { since: 0, began: -1, seen: [], votes: [], left: [], threads: [], tags: [], spaces: [] }

// Shared by the forum's pages while they are open, of one vault at a time.
const shared = { store: '', changes: [] as ForumChange[], next: 0, listeners: new Set<() => void>(), busy: false }

const memory = (): ReturnType<typeof kept<Kept>> => kept<Kept>('forum marks')
const now = (): Kept => ({ ...EMPTY, ...memory().get() })

function keep(part: Partial<Kept>): void {
  const before = now()
  const next = { ...before, ...part }
  if (JSON.stringify(before) !== JSON.stringify(next)) memory().keep(next)
  for (const one of shared.listeners) one()
}

/** What is told at once comes again with the next look, which alone goes on from where the last one ended. */
function add(changes: ForumChange[]): void {
  const all = new Map([...shared.changes, ...changes].map((one) => [one.seq, one]))
  shared.changes = [...all.values()].sort((a, b) => a.seq - b.seq).slice(-CHANGES_MAX)
}

async function look(own: ForumAuthor | undefined): Promise<void> {
  const store = hub.state().kept?.store ?? ''
  if (shared.store !== store) Object.assign(shared, { store, changes: [], next: now().since, busy: false })
  if (shared.busy) return
  shared.busy = true
  try {
    for (let page = 0; page < PAGES_MAX; page++) {
      const answer = await hub.port.forum('forum-changes', { query: `after=${shared.next}` })
      if (answer.refused !== undefined || shared.store !== store) break
      add(answer.value.changes)
      shared.next = answer.value.next
      if (!answer.value.more) break
    }
  } finally {
    shared.busy = false
  }
  const before = now()
  const old = Date.now() / 1000 - WEEK_SECONDS
  const since = shared.changes.filter((one) => one.at < old).at(-1)?.seq ?? before.since
  const mine = own === undefined ? [] : shared.changes.filter((one) => one.kind !== 'vote' && one.country === own.country && one.handle === own.handle).map((one) => one.thread)
  // Whoever wrote somewhere follows it, until he says otherwise.
  const fresh = [...new Set(mine)].filter((one) => !before.threads.includes(one) && !before.left.includes(one))
  keep({
    since, began: before.began < 0 ? shared.next : before.began, threads: [...before.threads, ...fresh].slice(-FOLLOWED_MAX),
  })
}

export interface Marks {
  /** Something of somebody else happened there that this device has not shown. */
  fresh: (thread: string) => boolean
  read: (thread: string) => void
  follows: Followed
  follow: (what: keyof Followed, code: string, on: boolean) => void
  /** Nothing that moved until now is new any more. */
  readAll: () => void
  quiet: Quiet
  keepQuiet: (quiet: Quiet) => void
  voted: (post: string) => boolean
  vote: (post: string) => void
  /** What moved within the last week, as the server says, oldest first. */
  changes: ForumChange[]
}

export const isFollowed = (follows: Followed, one: ForumChange): boolean =>
  follows.threads.includes(one.thread) || follows.spaces.includes(one.space) || one.tags.some((code) => follows.tags.includes(code))

// An expert is called to new questions of his topics without following them.
const isAsked = (own: ForumAuthor | undefined, one: ForumChange): boolean =>
  own?.badge === 'expert' && one.kind === 'question' && one.tags.some((code) => own.topics.includes(code))

export interface Moved { thread: string, count: number, last: ForumChange }

/** The followed threads in which somebody else did something since then, newest first; with them the new questions for an expert. */
export function moved(marks: Marks, own: ForumAuthor | undefined, since: number): Moved[] {
  const out = new Map<string, Moved>()
  for (const one of marks.changes) {
    const mine = own !== undefined && one.country === own.country && one.handle === own.handle
    if (one.at < since || mine || !(isFollowed(marks.follows, one) || isAsked(own, one))) continue
    out.set(one.thread, { thread: one.thread, count: (out.get(one.thread)?.count ?? 0) + 1, last: one })
  }
  return [...out.values()].sort((a, b) => b.last.seq - a.last.seq)
}

/** @param looks false: whoever is in has no name here, and nothing is asked for */
export function useMarks(own?: ForumAuthor, looks = true): Marks {
  const { edition } = useHub()
  const [, redraw] = useState(0)
  useEffect(() => {
    const told = (): void => redraw((n) => n + 1)
    shared.listeners.add(told)
    return () => { shared.listeners.delete(told) }
  }, [])
  useEffect(() => { if (looks) void look(own) }, [own?.handle, edition, looks])
  useEffect(() => (!looks ? undefined : hear((change) => {
    if (change === null) return void look(own)
    if (shared.changes.some((one) => one.seq === change.seq)) return
    add([change])
    for (const one of shared.listeners) one()
  })), [own?.handle, looks])
  const read = useCallback((thread: string): void => {
    const { seen } = now()
    const last = shared.changes.filter((one) => one.thread === thread).at(-1)?.seq ?? 0
    if ((seen.find(([one]) => one === thread)?.[1] ?? -1) >= last) return
    keep({ seen: [...seen.filter(([one]) => one !== thread), [thread, Math.max(last, shared.next)] as [string, number]].slice(-SEEN_MAX) })
  }, [])
  const state = now()
  const seen = new Map(state.seen)
  return {
    read,
    fresh: (thread) => {
      const last = shared.changes.filter((one) => one.thread === thread && !(own !== undefined && one.handle === own.handle && one.country === own.country)).at(-1)?.seq ?? 0
      return state.began >= 0 && last > Math.max(state.began, seen.get(thread) ?? 0)
    },
    follows: state,
    follow: (what, code, on) => {
      const before = now()
      const left = what === 'threads' ? { left: [...before.left.filter((one) => one !== code), ...(on ? [] : [code])].slice(-FOLLOWED_MAX) } : {}
      keep({ ...left, [what]: [...before[what].filter((one) => one !== code), ...(on ? [code] : [])].slice(-FOLLOWED_MAX) })
    },
    readAll: () => keep({ began: Math.max(state.began, shared.next, shared.changes.at(-1)?.seq ?? 0), seen: [] }),
    quiet: readQuiet(state.quiet, Intl.DateTimeFormat().resolvedOptions().timeZone),
    keepQuiet: (quiet) => keep({ quiet }),
    voted: (post) => state.votes.includes(post),
    vote: (post) => keep({ votes: [...now().votes.filter((one) => one !== post), post].slice(-VOTES_MAX) }),
    changes: shared.changes,
  }
}
