// The moderators' work: what was reported, what nobody takes, and the log of what they did, which is everybody's to read.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Grey } from '../app/desk'
import { useHub } from '../app/hub'
import { address } from '../app/places'
import { useNow } from '../app/shell'
import type { ForumAuthor, ForumTasks } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Card, Ltr } from '../ui/parts'
import { query, useAsked } from './asked'
import { Heads } from './heads'
import { Nothing, NotThere, Row, Who } from './parts'
import { When } from './when'
import { reason, space, step } from './words'

const ROWS = 20
type Logged = ForumTasks['forum-log'][1]['turns']

export function Reports({ own }: { own: ForumAuthor | undefined }): ReactNode {
  const text = useText()
  const { edition } = useHub()
  const now = useNow(60)
  const moderator = own?.badge === 'moderator'
  const reports = useAsked('forum-reports', moderator ? {} : null, edition)
  const waiting = useAsked('forum-list', moderator ? { query: query({ only: 'waiting', limit: ROWS }) } : null, edition)
  if (own !== undefined && !moderator) return <Banner tone="warn" icon="lock" title={text.t('forum.failed.not-a-moderator')} />
  return (
    <div className="stack wide-gap">
      {own !== undefined && moderator && <Heads own={own} />}
      <Card title={text.t('forum.reports')} icon="warning">
        {reports.refused !== '' && <NotThere refused={reports.refused} again={reports.again} />}
        {reports.value === null && reports.refused === '' && <Grey />}
        {reports.value?.reports.length === 0 && <p className="soft">{text.t('forum.reports.none')}</p>}
        <ul className="lines" data-reports={reports.value?.reports.length ?? ''}>{reports.value?.reports.map((one, i) => (
          <li key={one.post + i}>
            {one.refused !== undefined || one.author === undefined
              ? <span className="error grow"><Icon name="octagon" />{text.t('app.refused.code', { code: one.refused ?? '' })}</span>
              : <span className="stack tight grow"><span className="row wrap"><b>{reason(text, one.reason ?? '')}</b><Who author={one.author} />{one.time !== undefined && <span className="small soft"><When at={one.time} /></span>}</span>
                {one.words !== undefined && <bdi className="small" dir="auto">{one.words}</bdi>}</span>}
            <a className="button button-small" href={address({ room: 'question', id: one.thread })}>{text.t('forum.look')}</a>
          </li>
        ))}</ul>
      </Card>
      <section className="card">
        <header><Icon name="clock" /><h2>{text.t('forum.reports.waiting')}</h2></header>
        {waiting.value?.hits.length === 0 && <Nothing title={text.t('forum.reports.allTaken')} />}
        <ul className="rows">{waiting.value?.hits.map((row) => <Row key={row.thread} row={row} now={now} />)}</ul>
      </section>
    </div>
  )
}

/** What moderators did: each turn proved here, that none is missing is the server's word. */
export function ModeratorsLog(): ReactNode {
  const text = useText()
  const { edition } = useHub()
  const [before, go] = useState(0)
  const [older, add] = useState<Logged>([])
  const page = useAsked('forum-log', { query: query({ before }) }, before === 0 ? edition : 0)
  const [first, setFirst] = useState<Logged>([])
  useEffect(() => {
    const turns = page.value?.turns
    if (turns === undefined) return
    if (before === 0) setFirst(turns)
    else add((known) => [...known, ...turns.filter((one) => !known.some((other) => other.seq === one.seq))])
  }, [page.value, before])
  const all = [...first, ...older.filter((one) => !first.some((other) => other.seq === one.seq))]
  const last = all.at(-1)
  return (
    <section className="card" data-log={all.length}>
      <header><Icon name="tree" /><h2>{text.t('forum.tab.log')}</h2><span className="small soft">{text.t('forum.log.text')}</span></header>
      {page.refused !== '' && <div className="inside"><NotThere refused={page.refused} again={page.again} /></div>}
      {page.value === null && page.refused === '' && all.length === 0 && <Grey />}
      {page.value !== null && all.length === 0 && <Nothing title={text.t('forum.log.none')} />}
      <div className="inside"><ul className="lines">{all.map((one) => (
        <li key={one.seq} data-turn={one.turn?.step ?? 'refused'}>
          {one.turn === undefined ? <span className="error grow"><Icon name="octagon" />{text.t('app.refused.code', { code: one.refused ?? '' })}</span> : (
            <span className="stack tight grow">
              <span className="row wrap"><Icon name="shield" /><b>{step(text, one.turn.step)}</b><Who author={one.turn.author} /><span className="small soft"><When at={one.turn.time} /></span></span>
              <span className="row wrap small soft">
                {one.turn.reason !== undefined && <b>{reason(text, one.turn.reason)}</b>}{one.turn.space !== undefined && <b>{space(text, one.turn.space)}</b>}
                {one.turn.words !== undefined && <bdi dir="auto">{one.turn.words}</bdi>}
              </span>
            </span>
          )}
          <a className="small" href={address({ room: 'question', id: one.thread })}>{text.t('forum.look')} <Ltr mono>{one.thread.slice(0, 8)}</Ltr></a>
        </li>
      ))}</ul></div>
      {page.value !== null && page.value.turns.length >= 100 && last !== undefined && <footer><Button className="button" onPress={() => go(last.seq)}>{text.t('directory.more')}</Button></footer>}
    </section>
  )
}
