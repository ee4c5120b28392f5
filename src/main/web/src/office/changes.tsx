// What a signature would change: the old struck with a minus, the new underlined with a plus, field by field.
import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import type { FieldChange, ListingChanges, OfficeDesk, Roster } from '../core/port'
import { useText, type Texts } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Ltr } from '../ui/parts'

const DATES = ['validity.validFrom', 'validity.attestedOn', 'validity.attestBy']
const LISTS: Record<string, string> = {
  'scope.functions': 'functions', 'scope.offences': 'offences', 'scope.measures': 'measures', 'terms.requestLanguages': 'languages', 'terms.judicialOrder': 'measures',
  'terms.dualCriminality': 'dualCriminality', 'terms.handling': 'handling',
}
const two = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function value(text: Texts, field: string, said: unknown): string {
  if (said === null || said === undefined) return '–'
  if (typeof said === 'boolean') return said ? text.t('office.yes') : text.t('office.no')
  if (typeof said === 'number') return DATES.includes(field) ? text.date(said) : text.number(said)
  if (typeof said === 'string') return LISTS[field] ? text.code(LISTS[field], said) : said
  if (Array.isArray(said)) return said.length === 0 ? '–' : text.list(said.map((one) => item(text, field, one)))
  return item(text, field, said)
}

function item(text: Texts, field: string, one: unknown): string {
  if (typeof one !== 'object' || one === null) return value(text, field, one)
  const row = one as Record<string, unknown>
  if (field === 'channels') return `${text.code('channels', String(row['kind']))} ${String(row['address'] ?? '')}`
  if (field === 'hours.week') return text.t('listing.hours.span', { day: text.weekday(Number(row['day'])), from: two(Number(row['from'])), to: two(Number(row['to'])) })
  if (field === 'languages') return `${text.code('languages', String(row['language']))} (${text.code('levels', String(row['level']))})`
  if (field === 'scope.legalGrounds') return `${text.code('legalBases', String(row['basis']))}${row['with'] ? ` ${text.state(String(row['with']))}` : ''}`
  return Object.values(row).map((part) => value(text, field, part)).join(' ')
}

function lines(text: Texts, field: string, said: unknown): string[] {
  return Array.isArray(said) ? said.map((one) => item(text, field, one)) : said === null ? [] : [value(text, field, said)]
}

function name(text: Texts, field: string): string {
  const known = text.maybe(`office.field.${field}`, 'office.field.other')
  return known === text.t('office.field.other') ? field : known
}

export function Difference({ before, now }: { before: string[], now: string[] }): ReactNode {
  const text = useText()
  const gone = before.filter((one) => !now.includes(one))
  const fresh = now.filter((one) => !before.includes(one))
  return (
    <div className="diff">
      {gone.map((one, i) => <p className="minus" key={`-${i}`}><span aria-label={text.t('office.was')}>−</span><del><bdi>{one}</bdi></del></p>)}
      {fresh.map((one, i) => <p className="plus" key={`+${i}`}><span aria-label={text.t('office.is')}>+</span><ins><bdi>{one}</bdi></ins></p>)}
      {gone.length + fresh.length === 0 && <p className="soft small">{text.t('office.order')}</p>}
    </div>
  )
}

function Fields({ fields }: { fields: FieldChange[] }): ReactNode {
  const text = useText()
  return (
    <ul className="changes">
      {fields.map((one) => (
        <li key={one.field} data-field={one.field}><h3>{name(text, one.field)}</h3><Difference before={lines(text, one.field, one.before)} now={lines(text, one.field, one.now)} /></li>
      ))}
    </ul>
  )
}

export function Changes({ changes }: { changes: ListingChanges }): ReactNode {
  const text = useText()
  return (
    <div className="stack">
      <p className="soft">{text.t('office.changes', { added: changes.added.length, changed: changes.changed.length, removed: changes.removed.length, unchanged: changes.unchanged })}</p>
      {changes.attests && <p className="note warn"><Icon name="warning" />{text.t('office.attests')}</p>}
      {changes.changed.map((one) => <section key={one.id}><h2><Ltr mono>{one.id}</Ltr> {text.t('office.toVersion', { version: one.version })}</h2><Fields fields={one.fields} /></section>)}
      {changes.added.map((one) => <section key={one.id}><h2><Icon name="tick" /> <Ltr mono>{one.id}</Ltr> {text.t('office.added')}</h2><Fields fields={one.fields} /></section>)}
      {changes.removed.map((one) => <p key={one} className="diff"><span className="minus"><span>−</span><del><Ltr mono>{one}</Ltr></del></span></p>)}
    </div>
  )
}

/** Telephone numbers that a change brings: each must be called before it is signed. */
export function numbers(changes: ListingChanges): string[] {
  const found: string[] = []
  for (const listing of [...changes.added, ...changes.changed]) {
    for (const field of listing.fields.filter((one) => one.field === 'channels')) {
      const of = (said: unknown): string[] => (Array.isArray(said) ? said.map((one) => String((one as Record<string, unknown>)['address'] ?? '')).filter((one) => one.startsWith('+')) : [])
      const before = of(field.before)
      found.push(...of(field.now).filter((one) => !before.includes(one)))
    }
  }
  return found
}

/** A wrong digit sends emergencies into the void: each new number has its tick. */
export function Called({ fresh, called, call }: { fresh: string[], called: string[], call: (called: string[]) => void }): ReactNode {
  const text = useText()
  return fresh.map((one) => (
    <div key={one} className="stack" data-call={one}>
      {!called.includes(one) && <Banner tone="warn" icon="phone" title={text.t('office.edit.notCalled')}><p>{text.t('office.edit.notCalled.text')}</p></Banner>}
      <Checkbox className="check" isSelected={called.includes(one)} onChange={(on) => call(on ? [...called, one] : called.filter((other) => other !== one))}>
        <span className="box"><Icon name="tick" /></span><span>{text.t('office.edit.called', { number: '' })} <Ltr mono>{one}</Ltr></span></Checkbox>
    </div>
  ))
}

export function RosterChange({ before, now }: { before: OfficeDesk | undefined, now: Roster }): ReactNode {
  const text = useText()
  const rows: [string, string[], string[]][] = [
    [text.t('office.functions'), (before?.functions ?? []).map((one) => text.code('functions', one)), now.functions.map((one) => text.code('functions', one))],
    [text.t('office.members'), before?.members ?? [], now.members], [text.t('office.heads'), before?.heads ?? [], now.heads],
    [text.t('listing.alternates'), before?.alternates ?? [], now.alternates],
  ]
  return (
    <ul className="changes">
      {rows.map(([title, was, is]) => (
        <li key={title}><h3>{title}</h3>{was.join() === is.join() ? <p>{is.length === 0 ? '–' : text.list(is)}</p> : <Difference before={was} now={is} />}</li>
      ))}
    </ul>
  )
}
