// Find the right desk: search as you type over the verified copy, which tells nobody whom one looks for.
import { createContext, memo, useCallback, useContext, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { Dialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Grey } from '../app/desk'
import { useHub } from '../app/hub'
import { go } from '../app/places'
import type { Answered, Facet, Freshness } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Empty, FreshMark } from '../ui/parts'
import { groups, nameOf, same } from './facets'
import { TYPED_CHARS_MAX, useFound, type Asked } from './found'
import { Row } from './row'
import { WorldMap } from './world'

const PAGE_ROWS = 30
const ROWS_MAX = 480

// What was asked last stays while one looks at a card or changes the language.
const asked = { by: '', typed: '', facets: [] as Facet[] }

/** Nobody finds what somebody else looked for. */
function remembered(officer: string): Asked {
  if (asked.by !== officer) Object.assign(asked, { by: officer, typed: '', facets: [] })
  return { typed: asked.typed, facets: asked.facets, limit: PAGE_ROWS }
}

export function Directory(): ReactNode {
  const text = useText()
  const { owner, world, edition } = useHub()
  const [first] = useState(() => remembered(owner?.officer ?? ''))
  const [facets, choose] = useState(first.facets)
  const [limit, setLimit] = useState(first.limit)
  const list = useRef<HTMLUListElement>(null)
  const { shown, settled, counted, ask, whenShown } = useFound(first, owner, edition, list)
  const found = shown?.found ?? null
  const [sheet, setSheet] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => { document.title = `${text.t('directory.title')} – Hublink` }, [text])
  useEffect(() => {
    asked.facets = facets
    ask({ facets, limit })
  }, [ask, facets, limit])

  const typed = useCallback((words: string): void => {
    asked.typed = words
    ask({ typed: words })
  }, [ask])
  const toggle = useCallback((facet: Facet): void => {
    setLimit(PAGE_ROWS)
    choose((now) => (now.some((one) => same(one, facet)) ? now.filter((one) => !same(one, facet)) : [...now, facet]))
  }, [])
  const toggleState = useCallback((value: string): void => toggle({ kind: 'country', value }), [toggle])
  const clear = useCallback((): void => {
    if (field.current) field.current.value = ''
    typed('')
    choose([])
  }, [typed])
  const onKey = useCallback((e: KeyboardEvent): void => {
    // Enter opens the best desk for what stands in the field, not for what stood there a key before.
    if (e.key === 'Enter' && !e.nativeEvent.isComposing) {
      whenShown((now) => {
        const best = now.hits[0]
        if (best) go({ room: 'listing', id: best.id })
      })
    }
    else if (e.key === 'ArrowDown') {
      e.preventDefault()
      list.current?.querySelector<HTMLElement>('a')?.focus()
    }
  }, [whenShown])
  const inList = (e: KeyboardEvent): void => {
    const step = e.key === 'ArrowDown' || e.key === 'j' ? 1 : e.key === 'ArrowUp' || e.key === 'k' ? -1 : 0
    if (step === 0) return
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    if (at < 0) return
    e.preventDefault()
    if (at + step < 0) document.querySelector<HTMLElement>('input[type=search]')?.focus()
    else links[at + step]?.focus()
  }
  const empty = world !== null && world.desks === 0
  const filters = useMemo(() => <Filters found={counted} chosen={facets} onToggle={toggle} />, [counted, facets, toggle])
  const close = useCallback(() => setSheet(false), [])
  const open = useCallback(() => setSheet(true), [])
  return (
    <>
      <div>
        <h1>{text.t('directory.title')}</h1>
        {world && <p className="soft">{text.t('directory.summary', { desks: world.desks, states: world.states.length })}</p>}
      </div>
      <Field first={first.typed} field={field} onTyped={typed} onKey={onKey} />
      <Chips facets={facets} understood={found?.understood ?? NONE} clears={facets.length > 0 || (shown?.typed ?? first.typed) !== ''}
        onToggle={toggle} onClear={clear} onSheet={open} />
      <div className="columns filters">
        <aside className="card facets only-wide" aria-label={text.t('directory.filters')}><div className="inside">{filters}</div></aside>
        <div className="stack wide-gap">
          {world && <WorldMap world={world} country={settled?.hits[0]?.country ?? ''} onState={toggleState} />}
          <section className="card results" aria-label={text.t('directory.results')} data-answers={shown?.typed} data-desks={world?.desks}>
            <header>
              <h2><span role="status">{found ? text.t('directory.matches', { count: found.total }) : ''}</span></h2>
              <span className="soft small">{text.t('directory.order')}</span>
            </header>
            {found !== null && found.missed.length > 0 && found.total > 0 && (
              <p className="note"><Icon name="info" />{text.t('directory.missed', { words: text.list(found.missed) })}</p>
            )}
            {found === null ? <Grey /> : empty ? <Empty icon="book" title={text.t('directory.empty')} /> : found.total === 0
              ? <Empty icon="search" title={text.t('directory.matches', { count: 0 })}><p>{text.t('directory.none')}</p></Empty>
              : (
                <ul className={shown !== null && shown.rows < found.hits.length ? 'rows comes' : 'rows'} ref={list} onKeyDown={inList}>
                  {found.hits.slice(0, shown?.rows).map((hit) => <Row key={hit.id} hit={hit} now={found.time} />)}
                </ul>
              )}
            {found !== null && found === settled && found.total > found.hits.length && limit < ROWS_MAX && (
              <div className="inside"><Button className="button full" onPress={() => setLimit(Math.min(ROWS_MAX, limit + PAGE_ROWS * 3))}>{text.t('directory.more')}</Button></div>
            )}
            {found !== null && found.hits.length > 0 && world && (
              <footer className="proof-line">
                <b><Icon name="shield" />{text.t('directory.proved', { count: found.hits.length })}</b>
                <span>{text.t('directory.proved.by')}</span><span>{text.t('directory.proved.log', { size: world.logSize })}</span>
              </footer>
            )}
          </section>
        </div>
      </div>
      <Sheet open={sheet} onClose={close}>{filters}</Sheet>
    </>
  )
}

const NONE: Facet[] = []

/** What it was narrowed to. An answer to each key brings the same as new objects, for which nothing is drawn again. */
const Chips = memo(function Chips({ facets, understood, clears, onToggle, onClear, onSheet }: {
  facets: Facet[], understood: Facet[], clears: boolean, onToggle: (facet: Facet) => void, onClear: () => void, onSheet: () => void
}): ReactNode {
  const text = useText()
  return (
    <div className="row wrap chips">
      <Button className="button only-small" onPress={onSheet}><Icon name="filter" />{text.t('directory.filters.count', { count: facets.length })}</Button>
      {facets.map((facet) => (
        <Button key={facet.kind + facet.value} className="chip chip-accent" aria-label={text.t('directory.remove', { name: nameOf(text, facet) })}
          onPress={() => onToggle(facet)}>{nameOf(text, facet)}<Icon name="close" /></Button>
      ))}
      {understood.map((facet) => <span key={facet.kind + facet.value} className="chip">{nameOf(text, facet)}</span>)}
      {clears && <Button className="button button-quiet button-small" onPress={onClear}>{text.t('directory.clear')}</Button>}
    </div>
  )
}, (a, b) => a.facets === b.facets && a.clears === b.clears && a.onToggle === b.onToggle && a.onClear === b.onClear && a.onSheet === b.onSheet
  && a.understood.length === b.understood.length && a.understood.every((one, i) => same(one, b.understood[i] as Facet)))

/** The filters where there is no room beside the list. */
const Sheet = memo(function Sheet({ open, onClose, children }: { open: boolean, onClose: () => void, children: ReactNode }): ReactNode {
  const text = useText()
  return (
    <ModalOverlay className="veil" isOpen={open} isDismissable onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog className="dialog facets">
          <header>
            <Heading slot="title">{text.t('directory.filters')}</Heading>
            <Button className="square" aria-label={text.t('app.close')} onPress={onClose}><Icon name="close" /></Button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
})

/** Its letters are the browser's own business: nothing is drawn for them. */
const Field = memo(function Field({ first, field, onTyped, onKey }: {
  first: string, field: RefObject<HTMLInputElement | null>, onTyped: (words: string) => void, onKey: (e: KeyboardEvent) => void
}): ReactNode {
  const text = useText()
  return (
    <label className="search">
      <Icon name="search" large />
      <input type="search" ref={field} defaultValue={first} placeholder={text.t('directory.placeholder')} aria-label={text.t('directory.search')} dir="auto"
        maxLength={TYPED_CHARS_MAX} autoComplete="off" spellCheck={false} onInput={(e) => onTyped(e.currentTarget.value)} onKeyDown={onKey} />
      <span className="small soft only-wide">{text.t('directory.hint')}</span><kbd aria-hidden="true" className="only-wide">/</kbd>
    </label>
  )
})

const Counts = createContext<Answered['counts']>([])

function Count({ kind, value }: Facet): ReactNode {
  const text = useText()
  const count = useContext(Counts).find((one) => same(one, { kind, value }))?.count ?? 0
  return <span className="count">{text.number(count)}</span>
}

/** Drawn again when it is chosen and not when its count changes, which each answer brings. */
const Filter = memo(function Filter({ kind, value, chosen, onToggle }: Facet & { chosen: boolean, onToggle: (facet: Facet) => void }): ReactNode {
  const text = useText()
  return (
    <Checkbox className="check" isSelected={chosen} onChange={() => onToggle({ kind, value })}>
      <span className="box"><Icon name="tick" /></span>
      {kind === 'freshness' && <span className={`fresh fresh-${value}`}><FreshMark freshness={value as Freshness} /></span>}
      <span>{nameOf(text, { kind, value })}</span><Count kind={kind} value={value} />
    </Checkbox>
  )
})

const Filters = memo(function Filters({ found, chosen, onToggle }: { found: Answered | null, chosen: Facet[], onToggle: (facet: Facet) => void }): ReactNode {
  const text = useText()
  const { owner } = useHub()
  const all = useMemo(() => groups(text, owner?.languages ?? [], found?.counts ?? [], chosen), [text, owner, found, chosen])
  return (
    <Counts value={found?.counts ?? []}>
      {all.map((group) => (
        <div role="group" key={group.title} aria-label={text.t(group.title)}>
          <h2>{text.t(group.title)}</h2>
          {group.facets.map((facet) => (
            <Filter key={facet.kind + facet.value} {...facet} chosen={chosen.some((one) => same(one, facet))} onToggle={onToggle} />
          ))}
        </div>
      ))}
    </Counts>
  )
})
