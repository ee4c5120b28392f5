// The state's own listings: what is red or due comes first, and all of it is attested again in one go.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useAnswer } from '../app/answer'
import { Grey } from '../app/desk'
import { hub, useHub } from '../app/hub'
import { address } from '../app/places'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Empty, FreshOf, Ltr } from '../ui/parts'
import { useListingImport } from './import'
import type { Work } from './office'
import { why } from './said'

const DUE_SECONDS = 30 * 86_400
const DESKS_MAX = 500
const ATTESTED_DAYS = 90

export function Listings(work: Work): ReactNode {
  const { office, ask, tell, refresh } = work
  const text = useText()
  const { edition } = useHub()
  const own = useAnswer({ text: '', facets: [{ kind: 'country', value: office.country }], own: office.country, languages: [], from: 0, limit: DESKS_MAX }, edition)
  const [chosen, choose] = useState<string[] | null>(null)
  const tables = useListingImport(work, own?.hits.map((one) => one.id) ?? [], own?.time ?? 0)
  if (own === null) return <div className="card"><Grey /></div>
  const hits = [...own.hits].sort((a, b) => a.dueAt - b.dueAt)
  const due = hits.filter((one) => one.dueAt - own.time < DUE_SECONDS).map((one) => one.id)
  const picked = chosen ?? due
  const attest = (desks: string[]): void => ask({
    title: text.t('office.attest.title', { count: desks.length }), action: text.t('office.attest.sign'), icon: 'pen',
    children: <><p>{text.t('office.attest.text', { days: ATTESTED_DAYS })}</p><ul className="small">{desks.slice(0, 20).map((one) => <li key={one}><Ltr mono>{one}</Ltr></li>)}</ul></>,
    run: async () => {
      const done = await hub.office('attest', { desks, days: ATTESTED_DAYS })
      tell(done.refused === undefined ? text.t('office.attested', { count: done.value.attested, leaf: done.value.index }) : why(text, done.refused), done.refused !== undefined)
      choose(null)
      await refresh()
    },
  })
  return (
    <>
      {tables.proposal}
      <Card title={text.t('office.tab.listings')} icon="book" side={(
        <span className="tools">{tables.buttons}<Button className="button button-main" data-attest="" isDisabled={picked.length === 0} onPress={() => attest(picked)}><Icon name="calendar" />{text.t('office.attest', { count: picked.length })}</Button></span>
      )}>
        <p className="soft small">{due.length === 0 ? text.t('home.due.none') : text.t('office.attest.due', { count: due.length })}</p>
        {hits.length === 0 ? <Empty icon="book" title={text.t('office.listings.none')}><p>{text.t('office.listings.none.text')}</p></Empty> : (
          <ul className="lines">
            {hits.map((hit) => (
              <li key={hit.id} data-listing={hit.id}>
                <label className="pick bare"><input type="checkbox" aria-label={text.t('office.attest.one', { desk: hit.id })} checked={picked.includes(hit.id)}
                  onChange={(e) => choose(e.target.checked ? [...picked, hit.id] : picked.filter((one) => one !== hit.id))} /></label>
                <span className="grow"><a href={address({ room: 'listing', id: hit.id })}><bdi lang={hit.unit.language}>{hit.unit.own}</bdi></a><span className="small soft block"><Ltr mono>{hit.id}</Ltr></span></span>
                <FreshOf row={hit} now={own.time} />
                <a className="button button-small" aria-label={text.t('office.desk.change', { desk: hit.id })} href={address({ room: 'edit', id: hit.id })}>{text.t('office.edit')}</a>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
