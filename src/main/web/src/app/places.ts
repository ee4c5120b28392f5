// Where in the page one is, in the part of the address that never leaves the browser.
import { useSyncExternalStore } from 'react'

export type Place = { room: 'desk' } | { room: 'directory' } | { room: 'listing' | 'request' | 'case', id: string }

const WITH_ID = /^#\/(directory|request|cases)\/([A-Z]{2}-[A-Z0-9-]{1,32}|[0-9a-f]{32})$/

function read(hash: string): Place {
  const [, room, id] = WITH_ID.exec(hash) ?? []
  if (id !== undefined) return { room: room === 'directory' ? 'listing' : room === 'request' ? 'request' : 'case', id }
  return { room: hash === '#/directory' ? 'directory' : 'desk' }
}

export function address(place: Place): string {
  if (!('id' in place)) return `#/${place.room}`
  return place.room === 'listing' ? `#/directory/${place.id}` : `#/${place.room === 'case' ? 'cases' : 'request'}/${place.id}`
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
