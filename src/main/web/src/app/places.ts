// Where in the page one is, in the part of the address that never leaves the browser.
import { useSyncExternalStore } from 'react'

export type Place = { room: 'desk' } | { room: 'directory' } | { room: 'listing', id: string }

const LISTING = /^#\/directory\/([A-Z]{2}-[A-Z0-9-]{1,32})$/

function read(hash: string): Place {
  const listing = LISTING.exec(hash)?.[1]
  if (listing !== undefined) return { room: 'listing', id: listing }
  return { room: hash === '#/directory' ? 'directory' : 'desk' }
}

export function address(place: Place): string {
  return place.room === 'listing' ? `#/directory/${place.id}` : `#/${place.room}`
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
