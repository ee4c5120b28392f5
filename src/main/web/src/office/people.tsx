// People under their pseudonyms: each device, how long it is valid, and the way to cut it off, let it back in, or end it.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub } from '../app/hub'
import type { OfficeDevice } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Chip, Empty, Ltr } from '../ui/parts'
import type { Work } from './office'
import { outcome, short, why } from './said'

const RENEWED_AT_ONCE = 25
const DAY_SECONDS = 86_400
type Mode = 'hold' | 'lift' | 'final'

export function People({ office, ask, tell, refresh }: Work): ReactNode {
  const text = useText()
  const [filter, type] = useState('')
  const [done, count] = useState(0)
  const due = office.people.filter((one) => one.renewal === 'first' || one.renewal === 'second')
  const shown = office.people.filter((one) => one.officer.includes(filter.trim()) || one.device.startsWith(filter.trim().replaceAll(' ', '')))
  const renew = (): void => ask({
    title: text.t('office.renew.title', { count: due.length }), action: text.t('office.renew.sign'), icon: 'pen',
    children: <><p>{text.t('office.renew.text')}</p><ul className="small lines">{due.slice(0, 20).map((one) => (
      <li key={one.device}><Ltr mono>{one.officer}</Ltr> <span className="soft">{text.t('office.until', { date: text.date(one.expires) })}</span> {one.seen < 0 && <Chip icon="warning" tone="warn">{text.t('office.unseen')}</Chip>}</li>
    ))}</ul></>,
    run: async () => {
      let renewed = 0
      let waiting = 0
      for (let from = 0; from < due.length; from += RENEWED_AT_ONCE) {
        const answer = await hub.office('renew', { devices: due.slice(from, from + RENEWED_AT_ONCE).map((one) => one.device) })
        if (answer.refused !== undefined) {
          tell(why(text, answer.refused), true)
          break
        }
        renewed += answer.value.renewed
        waiting += answer.value.waiting
        count(renewed + waiting)
        tell(text.t('office.renewed', { renewed, waiting }))
      }
      await refresh()
    },
  })
  const cut = (device: OfficeDevice, mode: Mode, target: string): void => ask({
    title: text.t(mode === 'hold' ? 'office.hold.title' : mode === 'lift' ? 'office.lift.title' : 'office.final.title', { who: device.officer }),
    action: text.t(mode === 'hold' ? 'office.hold' : mode === 'lift' ? 'office.lift' : 'office.final'), icon: mode === 'lift' ? 'unlock' : 'octagon', grave: mode !== 'lift',
    children: <><p>{text.t(mode === 'hold' ? 'office.hold.text' : mode === 'lift' ? 'office.lift.text' : 'office.final.text')}</p><p><Ltr mono>{short(target.slice(target.indexOf(':') + 1))}</Ltr></p></>,
    run: async () => {
      const answer = await hub.office('cut', { target, mode })
      tell(answer.refused === undefined ? outcome(text, answer.value) : why(text, answer.refused), answer.refused !== undefined)
      await refresh()
    },
  })
  return (
    <Card title={text.t('office.tab.people')} icon="person" side={(
      <Button className="button button-main" data-renew={done} isDisabled={due.length === 0} onPress={renew}><Icon name="calendar" />{text.t('office.renew', { count: due.length })}</Button>
    )}>
      <div className="stack">
        <p className="small soft">{text.t('office.pseudonyms')}</p>
        <label className="field"><span>{text.t('office.filter')}</span><input className="input" type="search" dir="ltr" value={filter} onChange={(e) => type(e.target.value)} /></label>
        {shown.length === 0 ? <Empty icon="person" title={text.t('office.people.none')} /> : (
          <table className="table">
            <thead><tr><th scope="col">{text.t('enrol.pseudonym')}</th><th scope="col">{text.t('office.device')}</th><th scope="col">{text.t('office.state')}</th>
              <th scope="col">{text.t('office.validUntil')}</th><th scope="col">{text.t('office.seen')}</th><th scope="col"><span className="hidden">{text.t('office.actions')}</span></th></tr></thead>
            <tbody>{shown.map((one) => (
              <tr key={one.device} data-officer={one.officer} data-standing={one.standing}>
                <td data-name={text.t('enrol.pseudonym')}><Ltr mono>{one.officer || '?'}</Ltr></td>
                <td data-name={text.t('office.device')}><Ltr mono>{short(one.device)}</Ltr></td>
                <td data-name={text.t('office.state')}><State one={one} /></td>
                <td data-name={text.t('office.validUntil')}><span className={one.expires - office.time < 14 * DAY_SECONDS ? 'warn' : ''}>{text.date(one.expires)}</span></td>
                <td data-name={text.t('office.seen')}>{one.seen < 0 ? text.t('office.never') : text.ago(office.time - one.seen)}</td>
                <td className="row wrap">
                  {one.standing === 'FREE' && <Button className="button button-small" data-cut="hold" onPress={() => cut(one, 'hold', `device:${one.device}`)}>{text.t('office.hold')}</Button>}
                  {one.standing === 'HELD' && <Button className="button button-small" data-cut="lift" onPress={() => cut(one, 'lift', one.cut)}>{text.t('office.lift')}</Button>}
                  {one.standing !== 'FINAL' && <Button className="button button-small button-danger" data-cut="final" onPress={() => cut(one, 'final', one.standing === 'HELD' ? one.cut : `device:${one.device}`)}>{text.t('office.final')}</Button>}
                  {one.standing === 'FREE' && one.officer !== '' && <Button className="button button-small" data-cut="officer" onPress={() => cut(one, 'hold', `officer:${one.officer}`)}>{text.t('office.holdAll')}</Button>}
                </td>
              </tr>
            ))}</tbody>
          </table>
        )}
      </div>
    </Card>
  )
}

function State({ one }: { one: OfficeDevice }): ReactNode {
  const text = useText()
  if (one.standing === 'HELD') return <Chip icon="lock" tone="warn">{text.t('office.state.held')}</Chip>
  if (one.standing === 'FINAL') return <Chip icon="octagon" tone="bad">{text.t('office.state.final')}</Chip>
  if (one.result === 'trusted') return <Chip icon="tick" tone="ok">{text.t('office.state.counts')}</Chip>
  return <Chip icon="warning" tone="warn">{one.result}</Chip>
}
