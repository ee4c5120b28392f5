// What moves in the forum while somebody looks: told by the server, by name of the question. It is asked for anew then, and judged as
// ever; whoever hears nothing gets it with the next minute.
import { useEffect, useState } from 'react'
import { hub } from '../app/hub'
import type { ForumChange } from '../core/port'

// Several turns of one moment are read at once.
const PAUSE_MILLIS = 250

/** Calls with what moves; null: more than was told may have moved. Answers how to hear no more. */
export function hear(told: (change: ForumChange | null) => void): () => void {
  hub.moves.add(told)
  void hub.port.watch()
  return () => { hub.moves.delete(told) }
}

/** Grows when something moved in the question. */
export function useMoved(thread: string): number {
  const [count, grow] = useState(0)
  useEffect(() => {
    let later = 0
    const deaf = hear((change) => {
      if (later !== 0 || (change !== null && change.thread !== thread)) return
      later = window.setTimeout(() => {
        later = 0
        grow((n) => n + 1)
      }, PAUSE_MILLIS)
    })
    return () => {
      clearTimeout(later)
      deaf()
    }
  }, [thread])
  return count
}

/** Which of what is there came while one looks: not what was there at first, nor what was looked at since. */
export function useArrived(ids: string[] | null): { arrived: string[], looked: () => void } {
  const [known, know] = useState<ReadonlySet<string> | null>(null)
  if (known === null && ids !== null) know(new Set(ids))
  const arrived = known === null || ids === null ? [] : ids.filter((id) => !known.has(id))
  return { arrived, looked: () => know(new Set(ids ?? [])) }
}
