// Search as one types. A key costs the page nothing but its own letter: the question goes to the core when the letter stands there, one
// at a time and the newest next, and its answer is shown piece by piece when there is time: first as many desks as a screen shows, and
// when the typing pauses the rest, the map and the counts. The next key waits for one piece at most.
import { startTransition, useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { hub } from '../app/hub'
import type { Answered, Facet, Owner } from '../core/port'

// How many desks a screen shows, at least and at most.
const SCREEN_ROWS = [4, 8] as const
const ROW_PIXELS = 62
// Drawing so many takes less time than a key may wait.
const PIECE_ROWS = 5
const IDLE_MILLIS_MAX = 1000
const PAUSE_MILLIS = 500
export const TYPED_CHARS_MAX = 200

export interface Asked { typed: string, facets: Facet[], limit: number }
/** @param rows how many of the desks are drawn */
export interface Shown { typed: string, found: Answered, rows: number }

/** Does it when the page has nothing else to do. */
function whenIdle(then: () => unknown): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(then, { timeout: IDLE_MILLIS_MAX })
  else setTimeout(then)
}

/** As many as there is room for on the screen below where the list begins. */
function screenRows(list: HTMLElement | null): number {
  const room = list === null ? Infinity : Math.ceil((window.innerHeight - list.getBoundingClientRect().top) / ROW_PIXELS)
  return Math.max(SCREEN_ROWS[0], Math.min(SCREEN_ROWS[1], room))
}

/** When the next frame has been made: the core's work and its answer would only stand in that one's way. Nobody draws a hidden page. */
function afterFrame(then: () => void): void {
  if (document.hidden) return then()
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = then
    port2.postMessage(null)
  })
}

/**
 * @param edition asked again when it changes, for the directory has
 * @param list where the desks are drawn
 */
export function useFound(first: Asked, owner: Owner | null, edition: number, list: RefObject<HTMLElement | null>): {
  /** What the list shows, and for which text. */
  shown: Shown | null
  /** The last answer to which one has stopped to type. */
  settled: Answered | null
  /** The same, a moment later. */
  counted: Answered | null
  ask: (change: Partial<Asked>) => void
  /** Calls back with the answer to what is asked now: at once where it is there. */
  whenShown: (then: (found: Answered) => void) => void
} {
  const [shown, show] = useState<Shown | null>(null)
  const [settled, settle] = useState<Answered | null>(null)
  const [counted, count] = useState<Answered | null>(null)
  const asked = useRef(first)
  const state = useRef({ busy: false, again: false, whole: true, timer: 0, gone: false, last: null as Shown | null, waits: null as ((found: Answered) => void) | null })
  const own = useRef(owner)

  const grow = useCallback((from: Shown, whole: boolean): void => {
    const now = state.current
    // Somebody who has typed on waits for nothing of it.
    if (now.gone || now.last !== from || asked.current.typed !== from.typed) return
    if (from.rows >= from.found.hits.length) {
      if (!whole) return
      startTransition(() => settle(from.found))
      return whenIdle(() => now.last === from && startTransition(() => count(from.found)))
    }
    now.last = { ...from, rows: from.rows + PIECE_ROWS }
    const { last } = now
    startTransition(() => show(last))
    whenIdle(() => grow(last, whole))
  }, [])

  const run = useCallback(async (): Promise<void> => {
    const now = state.current
    now.again = true
    if (now.busy) return
    now.busy = true
    while (now.again && !now.gone) {
      now.again = false
      const { typed, facets, limit } = asked.current
      const whole = now.whole
      const question = {
        text: typed.slice(0, TYPED_CHARS_MAX), facets, own: own.current?.country ?? '', languages: own.current?.languages ?? [], from: 0, limit: whole ? limit : screenRows(list.current),
      }
      const answer = await hub.port.ask({ ask: 'find', of: [question] })
      // Somebody who has typed on is not shown what he does not ask any more.
      if (now.gone || answer.refused !== undefined || asked.current.typed !== typed || asked.current.facets !== facets) continue
      const drawn = now.last?.rows ?? 0
      now.last = { typed, found: answer.value, rows: whole ? Math.max(PIECE_ROWS, Math.min(drawn, limit)) : PIECE_ROWS }
      const { last } = now
      startTransition(() => show(last))
      whenIdle(() => grow(last, whole))
      now.waits?.(last.found)
      now.waits = null
    }
    now.busy = false
  }, [grow, list])

  const ask = useCallback((change: Partial<Asked>): void => {
    const now = state.current
    const types = change.typed !== undefined && change.typed !== asked.current.typed
    asked.current = { ...asked.current, ...change }
    clearTimeout(now.timer)
    now.whole = !types
    if (types) {
      now.waits = null
      now.timer = window.setTimeout(() => {
        now.whole = true
        void run()
      }, PAUSE_MILLIS)
      afterFrame(() => void run())
    } else void run()
  }, [run])

  const whenShown = useCallback((then: (found: Answered) => void): void => {
    const { last } = state.current
    if (last !== null && last.typed === asked.current.typed) then(last.found)
    else state.current.waits = then
  }, [])

  useEffect(() => {
    own.current = owner
    void run()
  }, [run, owner, edition])
  useEffect(() => {
    const now = state.current
    now.gone = false
    return () => {
      now.gone = true
      clearTimeout(now.timer)
    }
  }, [])
  return { shown, settled, counted, ask, whenShown }
}
