// The form of one's quiet hours, and what waits for their end.
import { useState, type ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useNow } from '../app/shell'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card } from '../ui/parts'
import type { Marks } from './marks'
import { asTime, ofTime, quietUntil, UTC, type Quiet } from './quiet'

export function QuietHours({ marks: { quiet, keepQuiet } }: { marks: Marks }): ReactNode {
  const text = useText()
  const now = useNow(20)
  const [times, type] = useState({ from: asTime(quiet.from), to: asTime(quiet.to) })
  const until = quietUntil(quiet, now)
  const zones = [...new Set([Intl.DateTimeFormat().resolvedOptions().timeZone, quiet.zone, UTC])]
  const change = (part: Partial<Quiet>): void => keepQuiet({ ...quiet, ...part })
  const time = (name: 'from' | 'to', label: string): ReactNode => (
    <label className="field"><span>{label}</span>
      <input className="input" type="time" name={`quiet-${name}`} required value={times[name]} onChange={(e) => {
        type({ ...times, [name]: e.target.value })
        const minutes = ofTime(e.target.value)
        if (minutes !== null) change({ [name]: minutes })
      }} /></label>
  )
  return (
    <Card title={text.t('forum.quiet')} icon="moon">
      <div className="stack" data-quiet={until > now ? 'now' : quiet.on ? 'on' : 'off'}>
        <Checkbox className="check" isSelected={quiet.on} onChange={(on) => change({ on })}><span className="box"><Icon name="tick" /></span><span>{text.t('forum.quiet.on')}</span></Checkbox>
        {quiet.on && (
          <>
            <div className="columns half">{time('from', text.t('forum.quiet.from'))}{time('to', text.t('forum.quiet.to'))}</div>
            <label className="field"><span>{text.t('forum.quiet.zone')}</span>
              <select className="input" name="quiet-zone" dir="ltr" value={quiet.zone} onChange={(e) => change({ zone: e.target.value })}>{zones.map((one) => <option key={one} value={one}>{one}</option>)}</select></label>
            {quiet.from === quiet.to && <p className="error" role="alert"><Icon name="octagon" />{text.t('forum.quiet.same')}</p>}
            {until > now && <p className="note row" role="status"><Icon name="moon" /><span>{text.t('forum.quiet.now', { time: text.clock(until, quiet.zone) })}</span></p>}
          </>
        )}
        <p className="hint">{text.t('forum.quiet.hint')}</p>
      </div>
    </Card>
  )
}
