// The forum's questions: what moved last, or what is searched. The words of each row are proved; which rows there are, their order and
// their counts are the server's word, and it says so.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Grey } from '../app/desk'
import { hub, useHub } from '../app/hub'
import { useNow } from '../app/shell'
import type { ForumAuthor, ForumRow } from '../core/port'
import { LANGUAGES, plain } from '../i18n/languages'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { query, useAsked, useSettled } from './asked'
import { hear } from './live'
import { useMarks } from './marks'
import { Nothing, NotThere, Row } from './parts'
import { SPACES, space, state, STATES, tag, TOPICS } from './words'

const TYPED_CHARS_MAX = 200
const PAGE_ROWS = 20
const ROWS_MAX = 200
const TOPICS_MAX = 6

interface Filters { typed: string, space: string, language: string, tag: string, state: string, only: '' | 'unanswered' | 'waiting', whose: '' | 'me' | 'mine', author: string }
const NONE: Filters = { typed: '', space: '', language: '', tag: '', state: '', only: '', whose: '', author: '' }
// What was asked last stays while one reads a question; whoever left the forum and comes back for something else begins anew. A filter
// that was set an hour ago would hide what is looked for now.
const asked = { by: '', filters: NONE }
export const forget = (): void => { asked.filters = NONE }

const AUTHOR = /^[A-Z]{2}\/[a-z0-9._-]{1,32}$/

/** @param reader his language: what is said in it comes first */
function asQuery(f: Filters, own: ForumAuthor | undefined, limit: number, reader: string): string {
  const author = f.whose === 'mine' && own !== undefined ? `${own.country}/${own.handle}` : AUTHOR.test(f.author) ? f.author : ''
  return query({ q: f.typed.trim().normalize('NFC'), space: f.space, language: f.language, tag: f.tag, state: f.state, only: f.only, author, reader, limit })
}

/** The topics of an expert are several lists in one: the server takes one tag at a time. */
function useForMe(f: Filters, own: ForumAuthor | undefined, edition: number, reader: string): { total: number, hits: ForumRow[] } | null {
  const [value, set] = useState<{ total: number, hits: ForumRow[] } | null>(null)
  const wanted = f.whose === 'me' && own !== undefined ? own.topics.slice(0, TOPICS_MAX).map((one) => asQuery({ ...f, tag: one }, own, PAGE_ROWS, reader)).join('\n') : ''
  useEffect(() => {
    if (wanted === '') return set(null)
    let current = true
    void Promise.all(wanted.split('\n').map((one) => hub.port.forum('forum-list', { query: one }))).then((answers) => {
      if (!current) return
      const all = new Map(answers.flatMap((one) => one.value?.hits ?? []).map((hit) => [hit.thread, hit]))
      set({ total: all.size, hits: [...all.values()].sort((a, b) => b.moved - a.moved) })
    })
    return () => { current = false }
  }, [wanted, edition])
  return value
}

// Nothing jumps under the reader's hands: the list says what moved since it came, and is asked for anew by whoever wants it.
function useMovedSince(came: unknown, own: ForumAuthor | undefined): number {
  const [threads, set] = useState<readonly string[]>([])
  useEffect(() => set([]), [came])
  useEffect(() => hear((change) => {
    if (change === null || change.kind === 'vote' || (change.handle === own?.handle && change.country === own.country)) return
    set((before) => (before.includes(change.thread) ? before : [...before, change.thread].slice(-ROWS_MAX)))
  }), [own?.handle])
  return threads.length
}

export function List({ own }: { own: ForumAuthor | undefined }): ReactNode {
  const text = useText()
  const { owner, edition: synced } = useHub()
  const now = useNow(60)
  const marks = useMarks(own)
  if (asked.by !== (owner?.officer ?? '')) Object.assign(asked, { by: owner?.officer ?? '', filters: NONE })
  const [filters, choose] = useState(asked.filters)
  const [limit, setLimit] = useState(PAGE_ROWS)
  const settled = useSettled(filters)
  const reader = plain(text.language)
  const list = useRef<HTMLUListElement>(null)
  const mine = settled.whose === 'me'
  const [round, turn] = useState(0)
  const edition = synced + round
  const one = useAsked('forum-list', mine ? null : { query: asQuery(settled, own, Math.min(limit, 50), reader) }, edition)
  const second = useAsked('forum-list', mine || limit <= 50 ? null : { query: `${asQuery(settled, own, 50, reader)}&from=50` }, edition)
  const forMe = useForMe(settled, own, edition, reader)
  const came = mine ? forMe : one.value
  const moved = useMovedSince(came, own)
  const hits = [...came?.hits ?? [], ...second.value?.hits ?? []]
  useEffect(() => { document.title = `${text.t('forum.title')} – Hublink` }, [text])
  const change = (part: Partial<Filters>): void => {
    setLimit(PAGE_ROWS)
    asked.filters = { ...asked.filters, ...part }
    choose(asked.filters)
  }
  const keys = (e: KeyboardEvent): void => {
    const move = e.key === 'ArrowDown' || e.key === 'j' ? 1 : e.key === 'ArrowUp' || e.key === 'k' ? -1 : 0
    const links = [...(list.current?.querySelectorAll<HTMLElement>('.thread-title a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    if (move === 0 || at < 0) return
    e.preventDefault()
    if (at + move < 0) document.querySelector<HTMLElement>('input[type=search]')?.focus()
    else links[at + move]?.focus()
  }
  const pick = (name: 'space' | 'language' | 'tag' | 'state', label: string, codes: string[], word: (code: string) => string): ReactNode => (
    <label className="field"><span>{label}</span>
      <select className="input" name={name} value={filters[name]} onChange={(e) => change({ [name]: e.target.value })}>
        <option value="">{text.t('forum.all')}</option>{codes.map((code) => <option key={code} value={code}>{word(code)}</option>)}
      </select></label>
  )
  const chip = (on: boolean, words: string, toggle: () => void, name: string): ReactNode => (
    <Button className={on ? 'button button-small on' : 'button button-small'} aria-pressed={on} data-filter={name} onPress={toggle}>{on && <Icon name="tick" />}{words}</Button>
  )
  const picks = (
    <>
      {pick('space', text.t('forum.space'), SPACES, (code) => space(text, code))}
      {pick('state', text.t('forum.state'), STATES, (code) => state(text, code))}
      {pick('language', text.t('forum.language'), Object.keys(LANGUAGES), (code) => LANGUAGES[code as keyof typeof LANGUAGES])}
      {pick('tag', text.t('forum.tag'), TOPICS, (code) => tag(text, code))}
      <label className="field"><span>{text.t('forum.author')}</span>
        <input className="input" name="author" dir="ltr" maxLength={35} placeholder="NL/voorbeeld-3" value={filters.author} onChange={(e) => change({ author: e.target.value.trim() })} />
        {filters.author !== '' && !AUTHOR.test(filters.author) && <span className="hint">{text.t('forum.author.hint')}</span>}</label>
    </>
  )
  const clean = JSON.stringify(filters) === JSON.stringify(NONE)
  const picked: [keyof Filters, string][] = [
    ['space', space(text, filters.space)], ['state', state(text, filters.state)], ['language', LANGUAGES[filters.language as keyof typeof LANGUAGES] ?? ''], ['tag', tag(text, filters.tag)], ['author', filters.author],
  ]
  const set = picked.filter(([name]) => filters[name] !== '')
  const narrowed = JSON.stringify({ ...filters, typed: '' }) !== JSON.stringify(NONE)
  return (
    <>
      <label className="search"><Icon name="search" /><input type="search" name="q" aria-label={text.t('forum.search')} placeholder={text.t('forum.search')} dir="auto" autoComplete="off"
        maxLength={TYPED_CHARS_MAX} value={filters.typed} onChange={(e) => change({ typed: e.target.value })}
        onKeyDown={(e) => { if (e.key === 'ArrowDown') { e.preventDefault(); list.current?.querySelector<HTMLElement>('.thread-title a')?.focus() } }} /></label>
      <div className="row wrap chips" role="group" aria-label={text.t('directory.filters')}>
        {chip(filters.only === 'unanswered', text.t('forum.unanswered'), () => change({ only: filters.only === 'unanswered' ? '' : 'unanswered' }), 'unanswered')}
        {own !== undefined && own.topics.length > 0 && chip(filters.whose === 'me', text.t('forum.forMe'), () => change({ whose: filters.whose === 'me' ? '' : 'me' }), 'me')}
        {own !== undefined && chip(filters.whose === 'mine', text.t('forum.mine'), () => change({ whose: filters.whose === 'mine' ? '' : 'mine' }), 'mine')}
        {own?.badge === 'moderator' && chip(filters.only === 'waiting', text.t('forum.waiting'), () => change({ only: filters.only === 'waiting' ? '' : 'waiting' }), 'waiting')}
        {set.map(([name, words]) => (
          <Button key={name} className="button button-small on" data-picked={name} aria-label={text.t('forum.filter.remove', { what: words })} onPress={() => change({ [name]: '' })}><bdi dir="auto">{words}</bdi><Icon name="close" /></Button>
        ))}
        {!clean && <Button className="button button-quiet button-small" onPress={() => change(NONE)}>{text.t('directory.clear')}</Button>}
      </div>
      <div className="columns filters">
        <aside className="card only-wide" aria-label={text.t('directory.filters')}><div className="inside stack">{picks}</div></aside>
        <details className="card only-small"><summary className="inside">{text.t('directory.filters')}</summary><div className="inside stack">{picks}</div></details>
        <section className="card results" aria-label={text.t('forum.results')} data-answers={one.current ? settled.typed : undefined} data-shown={came === null ? '' : hits.length}>
          <header><h2><span role="status">{came === null ? text.t('forum.loading') : text.t('forum.matches', { count: came.total })}</span></h2>
            <span className="small soft row"><Icon name="info" />{text.t('forum.serverSays')}</span></header>
          {moved > 0 && <p className="inside" role="status" data-moved={moved}><Button className="button button-small" onPress={() => turn(round + 1)}><Icon name="forum" />{text.t('forum.moved', { count: moved })}</Button></p>}
          {one.refused !== '' && <div className="inside"><NotThere refused={one.refused} again={one.again} /></div>}
          {came === null && one.refused === '' && <Grey />}
          {came !== null && hits.length === 0 && <Nothing title={text.t('forum.none')}><p>{text.t('forum.none.text')}</p>
            {narrowed && filters.typed !== '' && <Button className="button" data-widen="" onPress={() => change({ ...NONE, typed: filters.typed })}>{text.t('forum.none.clear')}</Button>}</Nothing>}
          <ul className="rows" ref={list} onKeyDown={keys}>{hits.map((row) => <Row key={row.thread} row={row} now={now} fresh={marks.fresh(row.thread)} />)}</ul>
          {came !== null && !mine && hits.length < Math.min(came.total, ROWS_MAX / 2) && (
            <footer><Button className="button" onPress={() => setLimit(limit + PAGE_ROWS + 10)}>{text.t('directory.more')}</Button></footer>
          )}
        </section>
      </div>
    </>
  )
}
