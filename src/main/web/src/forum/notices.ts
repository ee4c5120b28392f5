// What calls somebody to the forum: how many of the questions that are his concern moved, at the room's name on every page, and once
// more by a notification where he looks elsewhere. In his quiet hours nothing calls; what moved is told together after them.
import { useEffect, useRef } from 'react'
import { useHub } from '../app/hub'
import { useText } from '../i18n/text'
import { useAsked } from './asked'
import { moved, useMarks } from './marks'
import { quietUntil } from './quiet'

const TAG = 'hublink-forum'

/** @param now in seconds. @returns count: what calls now; held: what waits for the end of the quiet hours */
export function useNotices(now: number): { count: number, held: number, until: number } {
  const text = useText()
  const { owner, edition } = useHub()
  const { own } = useAsked('forum-own', owner?.kind === 'device' ? {} : null, edition).value ?? {}
  const marks = useMarks(own, owner?.kind === 'device')
  const unread = moved(marks, own, 0).filter((one) => marks.fresh(one.thread)).length
  const until = quietUntil(marks.quiet, now)
  const count = until > now ? 0 : unread
  const told = useRef(0)
  useEffect(() => {
    const more = count > told.current
    // What is held was not told.
    if (until <= now) told.current = count
    if (!more || !document.hidden || typeof Notification === 'undefined' || Notification.permission !== 'granted') return
    // It lies on a screen that anybody sees: no title, no name, no space.
    new Notification('Hublink', { body: text.t('forum.notice', { count }), tag: TAG })
  }, [count, until <= now, text])
  return { count, held: unread - count, until }
}
