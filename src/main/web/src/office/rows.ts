// Listings and rosters as rows of a table. A column that a file does not have stays as it is published; a new desk needs all of them.
import type { ListingBody, OfficeDesk, Roster } from '../core/port'
import type { Table, TableRow } from './table'

const DAY_SECONDS = 86_400
const FORMAT = 1
const DAY_MINUTES = 1_440
const DESK = /^[A-Z]{2}-[A-Z0-9]{2,8}-[A-Z0-9]{1,8}$/

/** What a row or a file cannot be read for. */
export type Fault =
  | { kind: 'column', name: string } | { kind: 'cell', row: number, name: string, value: string } | { kind: 'twice', row: number, desk: string }
  | { kind: 'lacks', row: number, desk: string, names: string[] } | { kind: 'readers' }

export type Read<T> = { faults: Fault[], rows: T[] }

class Wrong extends Error {}

const split = (cell: string): string[] => cell.split('|').map((one) => one.trim()).filter((one) => one !== '')
const joined = (all: string[]): string => all.join(' | ')

function whole(cell: string): number {
  if (!/^\d{1,4}$/.test(cell)) throw new Wrong()
  return Number(cell)
}

function minutes(clock: string): number {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  const sum = Number(hour) * 60 + Number(minute)
  if (hour === undefined || Number(minute) > 59 || sum > DAY_MINUTES) throw new Wrong()
  return sum
}

const clock = (of: number): string => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`

function hours(cell: string): { always: boolean, week: ListingBody['hours']['week'] } {
  if (cell === 'always') return { always: true, week: [] }
  return {
    always: false,
    week: split(cell).map((one) => {
      const [, day, from, to] = /^([1-7]) (\S+)-(\S+)$/.exec(one) ?? []
      if (day === undefined || from === undefined || to === undefined) throw new Wrong()
      return { day: Number(day), from: minutes(from), to: minutes(to) }
    }),
  }
}

function channels(cell: string, former: ListingBody['channels']): ListingBody['channels'] {
  return split(cell).map((one) => {
    const [, kind, address, languages] = /^(\S+) (.+?)(?: \(([a-z ]+)\))?$/.exec(one) ?? []
    if (kind === undefined || address === undefined) throw new Wrong()
    // A key is no matter of a table: it stays with the address that it belongs to.
    const key = former.find((other) => other.kind === kind && other.address === address)?.key
    return { kind, address, languages: (languages ?? '').split(' ').filter((word) => word !== ''), ...(key === undefined ? {} : { key }) }
  })
}

function pairs(cell: string): [string, string | undefined][] {
  return split(cell).map((one) => {
    const [first, second, more] = one.split(/\s+/)
    if (first === undefined || more !== undefined) throw new Wrong()
    return [first, second]
  })
}

interface Column { write: (of: ListingBody) => string, read: (cell: string, of: ListingBody) => void }

const list = (from: (of: ListingBody) => string[], to: (of: ListingBody, all: string[]) => void): Column => ({ write: (of) => joined(from(of)), read: (cell, of) => to(of, split(cell)) })
const word = (from: (of: ListingBody) => string, to: (of: ListingBody, one: string) => void): Column => ({ write: from, read: (cell, of) => to(of, cell) })

const LISTING: Record<string, Column> = {
  'unit-language': word((of) => of.unit.language, (of, one) => { of.unit.language = one }),
  unit: word((of) => of.unit.own, (of, one) => { of.unit.own = one }),
  'unit-en': word((of) => of.unit.names['en'] ?? '', (of, one) => {
    const { en: _, ...rest } = of.unit.names
    of.unit.names = one === '' ? rest : { ...rest, en: one }
  }),
  functions: list((of) => of.scope.functions, (of, all) => { of.scope.functions = all }),
  offences: list((of) => of.scope.offences, (of, all) => { of.scope.offences = all }),
  measures: list((of) => of.scope.measures, (of, all) => { of.scope.measures = all }),
  territory: list((of) => of.scope.territory, (of, all) => { of.scope.territory = all }),
  grounds: {
    write: (of) => joined(of.scope.legalGrounds.map((one) => (one.with === undefined ? one.basis : `${one.basis} ${one.with}`))),
    read: (cell, of) => { of.scope.legalGrounds = pairs(cell).map(([basis, other]) => (other === undefined ? { basis } : { basis, with: other })) },
  },
  zone: word((of) => of.hours.zone, (of, one) => { of.hours.zone = one }),
  hours: {
    write: (of) => (of.hours.always ? 'always' : joined(of.hours.week.map((one) => `${one.day} ${clock(one.from)}-${clock(one.to)}`))),
    read: (cell, of) => { of.hours = { ...of.hours, ...hours(cell) } },
  },
  closed: list((of) => of.hours.closed, (of, all) => { of.hours.closed = all }),
  languages: {
    write: (of) => joined(of.languages.map((one) => `${one.language} ${one.level}`)),
    read: (cell, of) => {
      of.languages = pairs(cell).map(([language, level]) => {
        if (level === undefined) throw new Wrong()
        return { language, level }
      })
    },
  },
  channels: {
    write: (of) => joined(of.channels.map((one) => `${one.kind} ${one.address}${one.languages.length === 0 ? '' : ` (${one.languages.join(' ')})`}`)),
    read: (cell, of) => { of.channels = channels(cell, of.channels) },
  },
  'request-languages': list((of) => of.terms.requestLanguages, (of, all) => { of.terms.requestLanguages = all }),
  'dual-criminality': word((of) => of.terms.dualCriminality, (of, one) => { of.terms.dualCriminality = one }),
  'judicial-order': list((of) => of.terms.judicialOrder, (of, all) => { of.terms.judicialOrder = all }),
  preservation: {
    write: (of) => (of.terms.preservation ? `${of.terms.preservation.days} ${of.terms.preservation.renewals} ${of.terms.preservation.renewalDays}` : ''),
    read: (cell, of) => {
      const { preservation: _, ...rest } = of.terms
      const [days, renewals, renewalDays, more] = cell.split(' ')
      if (cell !== '' && (renewals === undefined || renewalDays === undefined || more !== undefined)) throw new Wrong()
      of.terms = cell === '' ? rest : { ...rest, preservation: { days: whole(days ?? ''), renewals: whole(renewals ?? ''), renewalDays: whole(renewalDays ?? '') } }
    },
  },
  tlp: word((of) => of.terms.tlp, (of, one) => { of.terms.tlp = one }),
  handling: list((of) => of.terms.handling, (of, all) => { of.terms.handling = all }),
  alternates: list((of) => of.alternates, (of, all) => { of.alternates = all }),
  'attest-days': word((of) => String(Math.round((of.validity.attestBy - of.validity.attestedOn) / DAY_SECONDS)),
    (of, one) => { of.validity.attestBy = of.validity.attestedOn + whole(one) * DAY_SECONDS }),
  readers: word((of) => of.validity.audience, (of, one) => { of.validity.audience = one }),
}
export const LISTING_COLUMNS = ['desk', ...Object.keys(LISTING)]

export const listingRow = (of: ListingBody): string[] => [of.id, ...Object.values(LISTING).map((column) => column.write(of))]

const empty = (id: string, authority: ListingBody['authority'], now: number): ListingBody => ({
  format: FORMAT, id, version: 1, authority, unit: { language: '', own: '', names: {} },
  scope: { functions: [], offences: [], measures: [], territory: [], legalGrounds: [] },
  hours: { always: false, zone: '', week: [], closed: [] }, languages: [], channels: [],
  terms: { requestLanguages: [], dualCriminality: '', judicialOrder: [], tlp: '', handling: [] },
  alternates: [], validity: { audience: '', validFrom: now, attestedOn: now, attestBy: now },
})

/** Ids in the order of the file; what is wrong is all said at once. */
function eachDesk<T>(table: Table, known: string[], one: (row: TableRow, desk: string) => T | Fault): Read<T> {
  const faults: Fault[] = table.columns.filter((name) => !known.includes(name)).map((name) => ({ kind: 'column', name }))
  if (!table.columns.includes('desk')) faults.push({ kind: 'column', name: 'desk' })
  const rows: T[] = []
  const seen: string[] = []
  if (faults.length > 0) return { faults, rows }
  for (const row of table.rows) {
    const desk = row.cells.get('desk')?.toUpperCase() ?? ''
    const read = !DESK.test(desk) ? { kind: 'cell' as const, row: row.number, name: 'desk', value: desk } : seen.includes(desk) ? { kind: 'twice' as const, row: row.number, desk } : one(row, desk)
    seen.push(desk)
    if (typeof read === 'object' && read !== null && 'kind' in read) faults.push(read as Fault)
    else rows.push(read as T)
  }
  return { faults, rows }
}

/** @param own what the state has published; its authority's name goes to new desks too */
export function readListings(table: Table, own: ListingBody[], now: number): Read<ListingBody> {
  const authority = own[0]?.authority
  const read = eachDesk<ListingBody>(table, LISTING_COLUMNS, (row, desk) => {
    const former = own.find((one) => one.id === desk)
    const lacks = LISTING_COLUMNS.filter((name) => !row.cells.has(name))
    if (former === undefined && (lacks.length > 0 || authority === undefined)) return { kind: 'lacks', row: row.number, desk, names: lacks }
    const body = former === undefined ? empty(desk, authority ?? { language: '', own: '', names: {} }, now) : structuredClone(former)
    for (const [name, column] of Object.entries(LISTING)) {
      const cell = row.cells.get(name)
      if (cell === undefined) continue
      try {
        column.read(cell, body)
      } catch {
        return { kind: 'cell', row: row.number, name, value: cell }
      }
    }
    return body
  })
  if (new Set(read.rows.map((one) => one.validity.audience)).size > 1) read.faults.push({ kind: 'readers' })
  return read
}

export const ROSTER_COLUMNS = ['desk', 'functions', 'members', 'heads', 'alternates']

export const rosterRow = (of: OfficeDesk): string[] => [of.desk, joined(of.functions ?? []), joined(of.members ?? []), joined(of.heads ?? []), joined(of.alternates ?? [])]

export interface RosterOf { desk: string, before: OfficeDesk | undefined, now: Roster }

/** Those that differ from what is in the log. */
export function readRosters(table: Table, known: OfficeDesk[]): Read<RosterOf> {
  const read = eachDesk<RosterOf>(table, ROSTER_COLUMNS, (row, desk) => {
    const before = known.find((one) => one.desk === desk)
    const lacks = ROSTER_COLUMNS.filter((name) => !row.cells.has(name))
    if (before?.members === undefined && lacks.length > 0) return { kind: 'lacks', row: row.number, desk, names: lacks }
    const of = (name: 'functions' | 'members' | 'heads' | 'alternates'): string[] => {
      const cell = row.cells.get(name)
      return cell === undefined ? before?.[name] ?? [] : split(cell)
    }
    return { desk, before, now: { functions: of('functions'), members: of('members'), heads: of('heads'), alternates: of('alternates') } }
  })
  const same = ({ before, now }: RosterOf): boolean => before !== undefined && rosterRow({ ...before, ...now }).join() === rosterRow(before).join()
  return { faults: read.faults, rows: read.rows.filter((one) => !same(one)) }
}
