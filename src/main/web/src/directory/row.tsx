// One desk in the list: the edge says proved, the mark says how fresh.
import { memo, type ReactNode } from 'react'
import { address } from '../app/places'
import type { DeskHit, DeskRow } from '../core/port'
import { useText, type Texts } from '../i18n/text'
import { Icons, type IconName } from '../ui/icon'
import { Chip, FreshOf, Iso, Ltr, place } from '../ui/parts'

export const CHANNEL_ICONS: Record<string, IconName> = {
  hub: 'screen', phone: 'phone', 'secure-phone': 'key', 'i-24-7': 'mast', siena: 'tree', mail: 'mail',
}
const LANGUAGES_MAX = 3

export function OpenChip({ row, long = '' }: { row: DeskRow, long?: string }): ReactNode {
  const text = useText()
  const words = long || (row.opening === 'OPEN' ? text.t('directory.open') : row.opening === 'CLOSED' ? text.t('directory.closed') : text.t('directory.unknown'))
  return <Chip icon="clock" {...(row.opening === 'OPEN' ? { tone: 'ok' as const } : {})}>{words}</Chip>
}

export function localClock(text: Texts, row: DeskRow, now: number): string {
  return text.clock(now + row.offset)
}

const MINUTE_SECONDS = 60

/** Drawn again when what it shows has changed; an answer to each key brings the same desks as new objects. */
export const Row = memo(function Row({ hit, now }: { hit: DeskHit, now: number }): ReactNode {
  const text = useText()
  const stale = hit.freshness !== 'fresh'
  return (
    <li className={hit.freshness === 'unverified' ? 'desk stale' : 'desk'}>
      <Iso code={hit.country} />
      <div className="desk-name">
        <a href={address({ room: 'listing', id: hit.id })}><bdi lang={hit.unit.language}>{hit.unit.own}</bdi></a>
        <span className="small soft block">{text.state(hit.country)} · <Ltr mono>{hit.id}</Ltr> · {text.code('functions', hit.functions[0] ?? '')}</span>
      </div>
      <div className="desk-open">
        <span className="row"><OpenChip row={hit} /><span>{text.t('directory.local', { time: localClock(text, hit, now), place: place(hit.zone) })}</span></span>
        <span className="small soft block">{text.list(hit.languages.slice(0, LANGUAGES_MAX).map((one) => text.code('languages', one)))}</span>
      </div>
      <div className="desk-fresh">
        <FreshOf row={hit} now={now} />
        <span className="row small soft">
          <Icons names={hit.channels.map((kind) => CHANNEL_ICONS[kind] ?? 'info')} label={text.list(hit.channels.map((kind) => text.code('channels', kind)))} />
          {stale && hit.alternates[0] !== undefined && <span className="whole">{text.t('directory.alternate', { id: hit.alternates[0] })}</span>}
        </span>
      </div>
      <span className="button button-small look" aria-hidden="true">{text.t('directory.view')}</span>
    </li>
  )
}, (a, b) => Math.floor(a.now / MINUTE_SECONDS) === Math.floor(b.now / MINUTE_SECONDS) && (a.hit === b.hit || JSON.stringify(a.hit) === JSON.stringify(b.hit)))
