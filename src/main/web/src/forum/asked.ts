// One question to the forum, asked anew when it, or what is known, has changed. What came last stays on the screen until its
// successor is there; an older answer never takes the place of a newer one.
import { useCallback, useEffect, useState } from 'react'
import { hub } from '../app/hub'
import type { ForumTasks } from '../core/port'

/** current: the value answers this question, and not the one before it. */
export interface Asked<T> { value: T | null, current: boolean, refused: string, again: () => void }

/** @param of null: nothing is asked. @param edition asked again when it changes */
export function useAsked<K extends keyof ForumTasks>(task: K, of: ForumTasks[K][0] | null, edition = 0): Asked<ForumTasks[K][1]> {
  const asked = of === null ? '' : JSON.stringify(of)
  const [came, set] = useState<{ to: string, value: ForumTasks[K][1] | null, refused: string }>({ to: '', value: null, refused: '' })
  const [round, turn] = useState(0)
  useEffect(() => {
    if (asked === '') return
    let current = true
    void hub.port.forum(task, JSON.parse(asked) as ForumTasks[K][0]).then((answer) => {
      if (!current) return
      set((before) => (answer.refused === undefined ? { to: asked, value: answer.value, refused: '' } : { to: asked, value: before.to === asked ? before.value : null, refused: answer.refused }))
    })
    return () => { current = false }
  }, [task, asked, edition, round])
  const again = useCallback(() => turn((n) => n + 1), [])
  return asked === '' ? { value: null, current: true, refused: '', again } : { value: came.value, current: came.to === asked, refused: came.refused, again }
}

/** What is typed, once it has stood still. */
export function useSettled<T>(value: T, millis = 250): T {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const later = setTimeout(() => settle(value), millis)
    return () => clearTimeout(later)
  }, [value, millis])
  return settled
}

/** An address's query part: what is empty is left out. */
export function query(parts: Record<string, string | number>): string {
  const out = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== '' && value !== 0) out.set(name, String(value))
  return out.toString().replaceAll('+', '%20')
}
