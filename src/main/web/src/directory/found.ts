// Search as one types. A key costs the page nothing but its own letter: the question goes to the core when the letter stands there, one
// at a time and the newest next, and its answer is shown when there is time. First come as many desks as a screen shows; the rest, the
// counts and the map follow when the typing pauses.
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { hub } from '../app/hub'
import type { Answered, Facet, Owner } from '../core/port'

const SCREEN_ROWS = 8
const PAUSE_MILLIS = 500
export const TYPED_CHARS_MAX = 200

export interface Asked { typed: string, facets: Facet[], limit: number }
export interface Shown { typed: string, found: Answered }

/** When the next frame has been made: the core's work and its answer would only stand in that one's way. Nobody draws a hidden page. */
function afterFrame(then: () => void): void {
  if (document.hidden) return then()
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = then
    port2.postMessage(null)
  })
}

/** @param edition asked again when it changes, for the directory has */
export function useFound(first: Asked, owner: Owner | null, edition: number): {
  /** What the list shows, and for which text. */
  shown: Shown | null
  /** The last answer to which one has stopped to type. */
  settled: Answered | null
  ask: (change: Partial<Asked>) => void
  /** Calls back with the answer to what is asked now: at once where it is there. */
  whenShown: (then: (found: Answered) => void) => void
} {
  const [shown, show] = useState<Shown | null>(null)
  const [settled, settle] = useState<Answered | null>(null)
  const asked = useRef(first)
  const state = useRef({ busy: false, again: false, whole: true, timer: 0, gone: false, last: null as Shown | null, waits: null as ((found: Answered) => void) | null })
  const own = useRef(owner)

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
        text: typed.slice(0, TYPED_CHARS_MAX), facets, own: own.current?.country ?? '', languages: own.current?.languages ?? [], from: 0, limit: whole ? limit : SCREEN_ROWS,
      }
      const answer = await hub.port.ask({ ask: 'find', of: [question] })
      // Somebody who has typed on is not shown what he does not ask any more.
      if (now.gone || answer.refused !== undefined || asked.current.typed !== typed || asked.current.facets !== facets) continue
      now.last = { typed, found: answer.value }
      const { last } = now
      startTransition(() => {
        show(last)
        if (whole) settle(last.found)
      })
      now.waits?.(last.found)
      now.waits = null
    }
    now.busy = false
  }, [])

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
    state.current.whole = true
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
  return { shown, settled, ask, whenShown }
}
