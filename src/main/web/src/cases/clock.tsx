// A clock of a case: the ring says how much is left, the words say how long, for what and until when.
import type { ReactNode } from 'react'
import type { Due } from '../core/port'
import { useText } from '../i18n/text'

const SPANS: Record<Due['kind'], number> = {
  acknowledge: 600, answer: 28_800, clarify: 86_400, confirm: 259_200, 'remind-preservation': 604_800, 'end-preservation': 5_184_000,
}
const RADIUS = 14
const ROUND = 2 * Math.PI * RADIUS

export function Clock({ due, now, words = false }: { due: Due | undefined, now: number, words?: boolean }): ReactNode {
  const text = useText()
  if (due === undefined) return null
  const left = due.at - now
  const share = Math.max(0, Math.min(1, left / SPANS[due.kind]))
  const tone = left <= 0 ? 'over' : share < 0.2 ? 'last' : 'runs'
  return (
    <span className={`clock clock-${tone}`}>
      <svg viewBox="0 0 34 34" aria-hidden="true">
        <circle cx="17" cy="17" r={RADIUS} className="track" />
        <circle cx="17" cy="17" r={RADIUS} className="arc" strokeDasharray={`${(left <= 0 ? 1 : share) * ROUND} ${ROUND}`} transform="rotate(-90 17 17)" />
      </svg>
      <span>
        <b>{left <= 0 ? text.t('cases.over', { age: text.age(-left) }) : text.age(left)}</b>
        {words && <span className="small soft block">{text.code('clocks', due.kind)} · {text.shortDate(due.at)} {text.t('app.utc', { time: text.clock(due.at) })}</span>}
      </span>
    </span>
  )
}
