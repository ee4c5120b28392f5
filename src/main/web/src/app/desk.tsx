// What must I do now: open cases by their clocks, what is due in one's own state, and how the verified copy stands.
import { useEffect, type ReactNode } from 'react'
import type { DeskHit } from '../core/port'
import { useText } from '../i18n/text'
import { OpenCases } from '../cases/list'
import { Contradicted } from '../log/contradicted'
import { News } from '../log/news'
import { Icon } from '../ui/icon'
import { Card, Chip, Empty, FreshOf, Ltr } from '../ui/parts'
import { useAnswer } from './answer'
import { useHub } from './hub'
import { address } from './places'
import { MayRing } from './ringing'

const DUE_SECONDS = 30 * 86_400
const DESKS_MAX = 100

export function Desk(): ReactNode {
  const text = useText()
  const { owner, world, edition } = useHub()
  const own = useAnswer(owner === null ? null : {
    text: '', facets: [{ kind: 'country', value: owner.country }], own: owner.country, languages: owner.languages, from: 0, limit: DESKS_MAX,
  }, edition)
  useEffect(() => { document.title = `${text.t('home.title')} – Hublink` }, [text])
  const now = own?.time ?? 0
  const due = own?.hits.filter((hit) => hit.dueAt - now < DUE_SECONDS).sort((a, b) => a.dueAt - b.dueAt) ?? []
  return (
    <>
      <div className="head">
        <div className="grow"><h1>{text.t('home.title')}</h1><p className="soft">{text.t('home.text', { name: owner?.name ?? '', unit: owner?.unit ?? '' })}</p></div>
        <a className="button button-main" href={address({ room: 'directory' })}><Icon name="search" />{text.t('app.findDesk')}</a>
      </div>
      <Contradicted />
      <News />
      <MayRing />
      <div className="columns side">
        <div className="stack wide-gap">
        <OpenCases />
        <Card title={text.t('home.own')} icon="book">
          {own === null ? <Grey /> : own.hits.length === 0
            ? <Empty icon="book" title={text.t('directory.empty')} />
            : <ul className="lines">{own.hits.map((hit) => <OwnDesk key={hit.id} hit={hit} now={now} />)}</ul>}
        </Card>
        </div>
        <div className="stack wide-gap">
          <Card title={text.t('home.due')} icon="calendar">
            {own !== null && due.length === 0 && <p className="soft">{text.t('home.due.none')}</p>}
            <ul className="lines">
              {due.map((hit) => (
                <li key={hit.id}>
                  <a href={address({ room: 'listing', id: hit.id })}><Ltr mono>{hit.id}</Ltr></a>
                  <span className={hit.dueAt < now ? 'warn' : 'soft'}>
                    {hit.dueAt < now ? text.t('home.due.since', { date: text.date(hit.dueAt) }) : text.t('home.due.by', { date: text.date(hit.dueAt) })}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
          {world && world.desks > 0 && (
            <Card title={text.t('home.copy')} icon="shield">
              <p>{text.t('home.copy.text', { desks: world.desks, states: world.states.length })}</p>
              <p className="small soft">{text.t('home.checked', { size: world.logSize, ago: text.ago(world.time - world.cosignedAt) })}</p>
            </Card>
          )}
        </div>
      </div>
    </>
  )
}

function OwnDesk({ hit, now }: { hit: DeskHit, now: number }): ReactNode {
  const text = useText()
  return (
    <li>
      <span className="grow">
        <a href={address({ room: 'listing', id: hit.id })}><bdi lang={hit.unit.language}>{hit.unit.own}</bdi></a>
        <span className="small soft block"><Ltr mono>{hit.id}</Ltr> · {text.list(hit.functions.slice(0, 2).map((one) => text.code('functions', one)))}</span>
      </span>
      <Chip icon="clock" {...(hit.opening === 'OPEN' ? { tone: 'ok' as const } : {})}>
        {hit.opening === 'OPEN' ? text.t('directory.open') : hit.opening === 'CLOSED' ? text.t('directory.closed') : text.t('directory.unknown')}
      </Chip>
      <FreshOf row={hit} now={now} />
    </li>
  )
}

/** Where something will stand. */
export function Grey(): ReactNode {
  return <div className="grey" aria-hidden="true"><i /><i /><i /></div>
}
