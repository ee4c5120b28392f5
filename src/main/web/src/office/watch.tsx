// What nobody expected: statements of the own state that stand beside its order, and desks that will go blind.
import type { ReactNode } from 'react'
import { address } from '../app/places'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Empty, Ltr } from '../ui/parts'
import type { Work } from './office'

export function Watch({ office }: Work): ReactNode {
  const text = useText()
  return (
    <div className="columns half">
      <Card title={text.t('office.alarms')} icon="eye">
        {office.alarms.length === 0 ? <Empty icon="tick" title={text.t('office.alarms.none')} /> : (
          <ul className="lines">{office.alarms.map((one) => (
            <li key={one.index}><Icon name="octagon" /><a href={address({ room: 'leaf', id: String(one.index) })}>{text.t('log.leaf', { leaf: one.index })}</a>
              <span>{text.maybe(`reason.${one.reason}`, 'reason.other', { state: text.state(office.country) })}</span><span className="small soft">{text.t('app.refused.code', { code: one.reason })}</span></li>
          ))}</ul>
        )}
      </Card>
      <Card title={text.t('office.thin')} icon="warning">
        {office.thin.length === 0 ? <Empty icon="tick" title={text.t('office.thin.none')} /> : (
          <ul className="lines">{office.thin.map((one) => (
            <li key={one.desk}><a href={address({ room: 'office', tab: 'desks' })}><Ltr mono>{one.desk}</Ltr></a><span className="warn">{text.t('office.desk.thin', { count: one.devices })}</span></li>
          ))}</ul>
        )}
        <p className="small soft">{text.t('office.thin.text')}</p>
      </Card>
    </div>
  )
}
