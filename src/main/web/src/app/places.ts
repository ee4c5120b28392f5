// Where in the page one is, in the part of the address that never leaves the browser.
import { useMemo, useSyncExternalStore } from 'react'

export const TABS = ['signatures', 'desks', 'listings', 'people', 'watch'] as const
export type Tab = (typeof TABS)[number]
/** The forum's own pages beside its list, which is the first. */
export const FORUM_PARTS = ['list', 'ask', 'digest', 'reports', 'log'] as const
export type ForumPart = (typeof FORUM_PARTS)[number]
export type Place =
  | { room: 'desk' } | { room: 'directory' } | { room: 'log' } | { room: 'office', tab: Tab } | { room: 'listing' | 'request' | 'case' | 'edit' | 'leaf' | 'question', id: string }
  | { room: 'forum', part: ForumPart }

const WITH_ID = /^#\/(directory|request|cases|office\/listings|log|forum)\/([A-Z]{2}-[A-Z0-9-]{1,32}|[0-9a-f]{32}|[0-9]{1,10})$/
const ROOM_OF = { directory: 'listing', request: 'request', cases: 'case', 'office/listings': 'edit', log: 'leaf', forum: 'question' } as const
const PATH_OF = { listing: 'directory', request: 'request', case: 'cases', edit: 'office/listings', leaf: 'log', question: 'forum' } as const

function read(hash: string): Place {
  const [, room, id] = WITH_ID.exec(hash) ?? []
  if (id !== undefined) return { room: ROOM_OF[room as keyof typeof ROOM_OF], id }
  const tab = TABS.find((one) => hash === `#/office/${one}`)
  if (tab !== undefined || hash === '#/office') return { room: 'office', tab: tab ?? 'signatures' }
  const part = FORUM_PARTS.find((one) => hash === `#/forum/${one}`)
  if (part !== undefined || hash === '#/forum') return { room: 'forum', part: part ?? 'list' }
  return { room: hash === '#/directory' ? 'directory' : hash === '#/log' ? 'log' : 'desk' }
}

export function address(place: Place): string {
  if ('id' in place) return `#/${PATH_OF[place.room]}/${place.id}`
  if (place.room === 'forum') return place.part === 'list' ? '#/forum' : `#/forum/${place.part}`
  return place.room === 'office' ? `#/office/${place.tab}` : `#/${place.room}`
}

export function go(place: Place): void {
  location.hash = address(place)
}

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return useMemo(() => read(hash), [hash])
}
