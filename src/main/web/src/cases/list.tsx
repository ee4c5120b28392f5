// The desk's conversations, shortest clock first.
import type { ReactNode } from 'react'
import { useHub } from '../app/hub'
import { address } from '../app/places'
import { useNow } from '../app/shell'
import type { Case } from '../core/port'
import { useText } from '../i18n/text'
import { Card, Chip, Empty, Iso, Ltr } from '../ui/parts'
import { Clock } from './clock'

const NEVER = Number.MAX_SAFE_INTEGER
export const CLOSED = ['closed', 'withdrawn', 'confirmed', 'refused']

export const nextDue = (one: Case): number => Math.min(NEVER, ...one.due.map((due) => due.at))

export function other(one: Case): string {
  return one.desks.find((place) => place.desk !== one.own?.desk)?.desk ?? one.desks[0]?.desk ?? ''
}

export function UrgencyChip({ level }: { level: string }): ReactNode {
  const text = useText()
  const tone = level === 'emergency' ? 'emergency' as const : level === 'urgent' ? 'warn' as const : undefined
  return <Chip icon={level === 'emergency' ? 'warning' : 'clock'} {...(tone ? { tone } : {})}>{text.code('urgencies', level)}</Chip>
}

export function OpenCases(): ReactNode {
  const text = useText()
  const { cases, owner } = useHub()
  const now = useNow(30)
  if (owner?.kind !== 'device') return null
  const open = (cases?.conversations ?? []).filter((one) => !CLOSED.includes(one.state)).sort((a, b) => nextDue(a) - nextDue(b))
  return (
    <Card title={text.t('cases.open')} icon="inbox">
      {cases?.stopped && <p className="error" role="alert">{text.t('cases.stopped', { code: cases.stopped })}</p>}
      {open.length === 0 && <Empty icon="inbox" title={text.t('cases.none')} />}
      <ul className="lines">
        {open.map((one) => (
          <li key={one.id}>
            <Clock due={one.due[0]} now={now} />
            <Iso code={other(one).slice(0, 2)} />
            <span className="grow">
              <a href={address({ room: 'case', id: one.id })}>{one.request ? text.code('measures', one.request.measure) : <Ltr mono>{one.id.slice(0, 8)}</Ltr>}</a>
              <span className="small soft block"><Ltr mono>{other(one)}</Ltr> · {one.own?.party === 'requester' ? text.t('cases.fromUs') : text.t('cases.toUs')}</span>
            </span>
            {one.request && <UrgencyChip level={one.request.urgency.level} />}
            <span>{text.code('caseStates', one.state)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

