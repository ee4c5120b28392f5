// The small parts that all rooms share. Each mark has a shape and a word, colour comes last.
import type { ReactNode } from 'react'
import type { DeskRow, Freshness } from '../core/port'
import { useText } from '../i18n/text'
import { Icon, type IconName } from './icon'

/** Never turned round and never mixed into the line: numbers, ids, addresses, times. */
export function Ltr({ children, mono = false }: { children: ReactNode, mono?: boolean }): ReactNode {
  return <bdi dir="ltr" className={mono ? 'ltr mono' : 'ltr'}>{children}</bdi>
}

export function Iso({ code, large = false }: { code: string, large?: boolean }): ReactNode {
  return <span className={large ? 'iso iso-large' : 'iso'} aria-hidden="true">{code}</span>
}

export function Chip({ icon, tone, children }: { icon?: IconName, tone?: 'ok' | 'warn' | 'bad' | 'accent' | 'emergency', children: ReactNode }): ReactNode {
  return <span className={tone ? `chip chip-${tone}` : 'chip'}>{icon && <Icon name={icon} />}{children}</span>
}

const MARKS: Record<Freshness, ReactNode> = {
  fresh: <><circle cx="7" cy="7" r="6.5" fill="currentColor" /><path d="M4 7.2l2 2 4-4.3" className="cut" /></>,
  due: <><circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" /><path d="M7 1a6 6 0 0 0 0 12z" fill="currentColor" /></>,
  unverified: <><circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" /><path d="M3 3l8 8" stroke="currentColor" strokeWidth="1.6" /></>,
}

export function FreshMark({ freshness }: { freshness: Freshness }): ReactNode {
  return <svg className="fresh-mark" viewBox="0 0 14 14" aria-hidden="true">{MARKS[freshness]}</svg>
}

export function Fresh({ freshness, children }: { freshness: Freshness, children: ReactNode }): ReactNode {
  return <span className={`fresh fresh-${freshness}`}><FreshMark freshness={freshness} /><span>{children}</span></span>
}

const DAY_SECONDS = 86_400

export function FreshOf({ row, now }: { row: DeskRow, now: number }): ReactNode {
  const text = useText()
  const words = row.freshness === 'fresh'
    ? text.t('directory.attested', { days: Math.max(0, Math.floor((now - row.attestedOn) / DAY_SECONDS)) })
    : row.freshness === 'due'
      ? text.t('directory.due', { date: text.shortDate(row.dueAt) })
      : text.t('directory.unverified', { date: text.shortDate(row.unverifiedAt) })
  return <Fresh freshness={row.freshness}>{words}</Fresh>
}

export function Banner(props: { tone: 'bad' | 'warn' | 'info', icon: IconName, title: string, children?: ReactNode, action?: ReactNode }): ReactNode {
  return (
    <section className={`banner banner-${props.tone}`} role={props.tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={props.icon} large />
      <div className="grow"><strong>{props.title}</strong>{props.children}</div>
      {props.action}
    </section>
  )
}

export function Empty({ icon, title, children, first = false }: { icon: IconName, title: string, children?: ReactNode, first?: boolean }): ReactNode {
  return <div className="empty"><Icon name={icon} large />{first ? <h1>{title}</h1> : <strong>{title}</strong>}{children}</div>
}

export function Facts({ rows }: { rows: [string, ReactNode][] }): ReactNode {
  return <dl className="facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

export function Card(props: { title: string, icon?: IconName, side?: ReactNode, children: ReactNode, className?: string }): ReactNode {
  return (
    <section className={`card ${props.className ?? ''}`}>
      <header>{props.icon && <Icon name={props.icon} />}<h2>{props.title}</h2>{props.side}</header>
      <div className="inside">{props.children}</div>
    </section>
  )
}

/** The last part of a zone's name, as people say it: 'America/Sao_Paulo' is 'Sao Paulo'. */
export function place(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

/** 'UTC−3', 'UTC+5:30'. */
export function offset(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60))
  const rest = minutes % 60
  const sign = seconds < 0 ? '−' : '+'
  return minutes === 0 ? 'UTC' : `UTC${sign}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}

/** Digits to be compared aloud: left to right in every language, never broken within a group. */
export function Digits({ groups }: { groups: string[] }): ReactNode {
  return <p className="digits" dir="ltr" data-digits={groups.join('')}>{groups.map((one, i) => <span key={i}>{one}</span>)}</p>
}

/** An id as a list shows it: hexadecimal digits cut, words whole. */
export const shortId = (id: string): string => (/^[0-9a-f]{20,}$/.test(id) ? `${id.slice(0, 8)}…` : id.replace(/([0-9a-f]{8})[0-9a-f]{12,}/, '$1…'))

/** The tab one is on is never the one that runs out of a narrow window, in whatever language or width its row is drawn next. */
export function seen(tab: HTMLElement | null): (() => void) | undefined {
  const row = tab?.parentElement
  if (!tab || !row) return undefined
  const middle = (box: DOMRect): number => box.left + box.width / 2
  const drawn = new ResizeObserver(() => { row.scrollLeft += middle(tab.getBoundingClientRect()) - middle(row.getBoundingClientRect()) })
  for (const one of [row, ...row.children]) drawn.observe(one)
  return () => drawn.disconnect()
}
