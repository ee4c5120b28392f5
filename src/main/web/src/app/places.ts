// Where in the page one is, in the part of the address that never leaves the browser.
import { useSyncExternalStore } from 'react'

export const TABS = ['signatures', 'desks', 'listings', 'people', 'watch'] as const
export type Tab = (typeof TABS)[number]
export type Place =
  | { room: 'desk' } | { room: 'directory' } | { room: 'log' } | { room: 'office', tab: Tab } | { room: 'listing' | 'request' | 'case' | 'edit' | 'leaf', id: string }

const WITH_ID = /^#\/(directory|request|cases|office\/listings|log)\/([A-Z]{2}-[A-Z0-9-]{1,32}|[0-9a-f]{32}|[0-9]{1,10})$/
const ROOM_OF = { directory: 'listing', request: 'request', cases: 'case', 'office/listings': 'edit', log: 'leaf' } as const
const PATH_OF = { listing: 'directory', request: 'request', case: 'cases', edit: 'office/listings', leaf: 'log' } as const

function read(hash: string): Place {
  const [, room, id] = WITH_ID.exec(hash) ?? []
  if (id !== undefined) return { room: ROOM_OF[room as keyof typeof ROOM_OF], id }
  const tab = TABS.find((one) => hash === `#/office/${one}`)
  if (tab !== undefined || hash === '#/office') return { room: 'office', tab: tab ?? 'signatures' }
  return { room: hash === '#/directory' ? 'directory' : hash === '#/log' ? 'log' : 'desk' }
}

export function address(place: Place): string {
  if ('id' in place) return `#/${PATH_OF[place.room]}/${place.id}`
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
  return read(useSyncExternalStore(subscribe, () => location.hash))
}
