// Many listings or rosters at once, from a table and into one. A file only proposes: what it changes is shown whole, a new number is
// called, and then it is signed as any other change is.
import { useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub } from '../app/hub'
import type { ListingBody, ListingChanges, OfficeDesk } from '../core/port'
import { useText, type Texts } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Ltr } from '../ui/parts'
import { Called, Changes, numbers, RosterChange } from './changes'
import { lacksOf } from './desks'
import type { Work } from './office'
import { LISTING_COLUMNS, listingRow, readListings, readRosters, ROSTER_COLUMNS, rosterRow, type Fault, type RosterOf } from './rows'
import { outcome, why } from './said'
import { readTable, ROWS_MAX, writeTable, type Table } from './table'

const REVOKE_MILLIS = 10_000

function said(text: Texts, fault: Fault): string {
  if (fault.kind === 'column') return text.t('office.import.column', { name: fault.name })
  if (fault.kind === 'cell') return text.t('office.import.cell', { row: fault.row, name: fault.name, value: fault.value })
  if (fault.kind === 'twice') return text.t('office.import.twice', { row: fault.row, desk: fault.desk })
  return fault.kind === 'lacks' ? text.t('office.import.lacks', { row: fault.row, desk: fault.desk, names: text.list(fault.names) }) : text.t('office.import.readers')
}

function saved(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MILLIS)
}

/** Reads a table, and saves one: the columns are named in what was saved. */
export function TableButtons({ onTable, onSave }: { onTable: (table: Table | null) => Promise<void>, onSave: () => Promise<void> }): ReactNode {
  const text = useText()
  const file = useRef<HTMLInputElement>(null)
  const choose = async (input: HTMLInputElement): Promise<void> => {
    const chosen = input.files?.[0]
    // The same file may be chosen again when it has been mended.
    if (chosen) await onTable(await readTable(chosen))
    input.value = ''
  }
  return (
    <>
      <input ref={file} type="file" hidden accept=".csv,text/csv" data-table="" onChange={(e) => void choose(e.target)} />
      <Button className="button button-small" onPress={() => file.current?.click()}><Icon name="file" />{text.t('office.import')}</Button>
      <Button className="button button-small" data-save="" onPress={() => void onSave()}>{text.t('office.import.save')}</Button>
    </>
  )
}

/** Why a file proposes nothing, all of it at once; empty where it is sound. */
const faultsOf = (text: Texts, table: Table | null, faults: Fault[]): string[] =>
  table === null ? [text.t('office.import.file', { count: ROWS_MAX })] : faults.map((one) => said(text, one))

function Faults({ words }: { words: string[] }): ReactNode {
  return <ul className="stack" role="alert" data-faults={words.length}>{words.map((one) => <li key={one} className="error"><Icon name="octagon" /><bdi>{one}</bdi></li>)}</ul>
}

interface Proposal { bodies: ListingBody[], changes: ListingChanges | null, faults: string[] }

export function useListingImport({ ask, tell, refresh }: Work, desks: string[], now: number): { buttons: ReactNode, proposal: ReactNode } {
  const text = useText()
  const [proposed, propose] = useState<Proposal | null>(null)
  const [called, call] = useState<string[]>([])
  const own = async (): Promise<ListingBody[]> => {
    const cards = await Promise.all(desks.map((id) => hub.port.ask({ ask: 'card', of: [id] })))
    return cards.flatMap((one) => (one.refused === undefined ? [one.value.body] : []))
  }
  const take = async (table: Table | null): Promise<void> => {
    call([])
    const { rows: bodies, faults } = table === null ? { rows: [], faults: [] } : readListings(table, await own(), now)
    const words = faultsOf(text, table, faults)
    const audience = bodies[0]?.validity.audience ?? ''
    const seen = words.length > 0 ? null : await hub.office('preview', { audience, listings: bodies, removed: [] })
    propose({ bodies, changes: seen?.refused === undefined ? seen?.value ?? null : null, faults: seen?.refused === undefined ? words : [why(text, seen.refused)] })
  }
  const save = async (): Promise<void> => saved('listings.csv', writeTable(LISTING_COLUMNS, (await own()).map(listingRow)))
  const changes = proposed?.changes ?? null
  const fresh = changes === null ? [] : [...new Set(numbers(changes))]
  // Versions and dates of unchanged rows are no change of what they say.
  const moved = changes === null ? [] : [...changes.added, ...changes.changed.filter((one) => one.fields.some((field) => !field.field.startsWith('validity.')))].map((one) => one.id)
  const bodies = proposed?.bodies.filter((one) => moved.includes(one.id)) ?? []
  const gap = bodies.length === 0 ? text.t('office.edit.same') : fresh.some((one) => !called.includes(one)) ? text.t('office.edit.callFirst') : ''
  const sign = (): void => ask({
    title: text.t('office.import.sign', { count: bodies.length }), action: text.t('office.sign.first'), icon: 'pen',
    children: <ul className="small">{moved.map((one) => <li key={one}><Ltr mono>{one}</Ltr></li>)}</ul>,
    run: async () => {
      const done = await hub.office('publish', { audience: bodies[0]?.validity.audience ?? '', listings: bodies, removed: [] })
      tell(done.refused === undefined ? outcome(text, done.value) : why(text, done.refused), done.refused !== undefined)
      if (done.refused === undefined) propose(null)
      await refresh()
    },
  })
  return {
    buttons: <TableButtons onTable={take} onSave={save} />,
    proposal: proposed && (
      <Card title={text.t('office.import.proposes')} icon="file">
        <div className="stack wide-gap" data-proposed={bodies.length}>
          {proposed.faults.length > 0 && <Faults words={proposed.faults} />}
          {changes && bodies.length > 0 && <Changes changes={{ ...changes, changed: changes.changed.filter((one) => moved.includes(one.id)) }} />}
          <Called fresh={fresh} called={called} call={call} />
          {proposed.faults.length === 0 && gap !== '' && <p className="hint"><Icon name="info" />{gap}</p>}
          <Choice onClose={() => propose(null)} onSign={sign} shut={proposed.faults.length > 0 || gap !== ''} />
        </div>
      </Card>
    ),
  }
}

function Choice({ onClose, onSign, shut }: { onClose: () => void, onSign: () => void, shut: boolean }): ReactNode {
  const text = useText()
  return (
    <div className="row wrap"><Button className="button" onPress={onClose}>{text.t('app.back')}</Button>
      <Button className="button button-main" data-sign="" isDisabled={shut} onPress={onSign}><Icon name="pen" />{text.t('office.sign.first')}</Button></div>
  )
}

export function useRosterImport({ office, ask, tell, refresh }: Work): { buttons: ReactNode, proposal: ReactNode } {
  const text = useText()
  const [proposed, propose] = useState<{ rosters: RosterOf[], faults: string[] } | null>(null)
  const take = async (table: Table | null): Promise<void> => {
    const read = table === null ? { rows: [], faults: [] } : readRosters(table, office.desks)
    const lacking = read.rows.map(({ desk, now }) => [desk, lacksOf(text, desk, now)] as const).filter(([, words]) => words !== '')
    propose({ rosters: read.rows, faults: [...faultsOf(text, table, read.faults), ...lacking.map(([desk, words]) => text.t('office.import.desk', { desk, words }))] })
  }
  const save = async (): Promise<void> => saved('rosters.csv', writeTable(ROSTER_COLUMNS, office.desks.filter((one: OfficeDesk) => one.members !== undefined).map(rosterRow)))
  const rosters = proposed?.rosters ?? []
  const sign = (): void => ask({
    title: text.t('office.import.rosters', { count: rosters.length }), action: text.t('office.sign.first'), icon: 'pen',
    children: <ul className="small">{rosters.map((one) => <li key={one.desk}><Ltr mono>{one.desk}</Ltr></li>)}</ul>,
    run: async () => {
      let signed = 0
      for (const { desk, now } of rosters) {
        const done = await hub.office('desk', { desk, ...now })
        if (done.refused !== undefined) {
          tell(text.t('office.import.stopped', { count: signed, desk, why: why(text, done.refused) }), true)
          return refresh()
        }
        signed++
      }
      tell(text.t('office.import.signed', { count: signed }))
      propose(null)
      return refresh()
    },
  })
  return {
    buttons: <TableButtons onTable={take} onSave={save} />,
    proposal: proposed && (
      <Card title={text.t('office.import.proposes')} icon="file">
        <div className="stack wide-gap" data-proposed={rosters.length}>
          {proposed.faults.length > 0 && <Faults words={proposed.faults} />}
          {proposed.faults.length === 0 && rosters.map((one) => <section key={one.desk} data-roster={one.desk}><h2><Ltr mono>{one.desk}</Ltr></h2><RosterChange before={one.before} now={one.now} /></section>)}
          {proposed.faults.length === 0 && rosters.length === 0 && <p className="hint"><Icon name="info" />{text.t('office.edit.same')}</p>}
          <Choice onClose={() => propose(null)} onSign={sign} shut={proposed.faults.length > 0 || rosters.length === 0} />
        </div>
      </Card>
    ),
  }
}
