// Where a question stands and how it came there: what is done with its day, where it is, and what usually comes next.
import type { ReactNode } from 'react'
import type { ForumThread } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { state } from './words'

const USUAL = ['open', 'claimed', 'answered', 'accepted']
const BY_STEP = { claim: 'claimed', ask: 'needs-info', accept: 'accepted', stale: 'stale', update: 'updated', obsolete: 'obsolete', duplicate: 'duplicate', reopen: 'open' } as const

// Within one second the usual order counts.
const rank = (code: string): number => ['open', 'claimed', 'needs-info', 'informed', 'answered', 'accepted'].indexOf(code) + (code === 'stale' || code === 'updated' || code === 'obsolete' ? 10 : 0)

export function StatePath({ thread }: { thread: ForumThread }): ReactNode {
  const text = useText()
  const question = thread.posts[0]
  const answer = thread.posts.filter((post) => post.form === 'answer' && post.fate !== 'removed').reduce((first, post) => Math.min(first, post.time), Infinity)
  const been: { code: string, at: number }[] = question === undefined ? [] : [{ code: 'open', at: question.time }]
  for (const turn of thread.turns) {
    const code = turn.step === 'inform' ? 'informed' : BY_STEP[turn.step as keyof typeof BY_STEP]
    if (code !== undefined && !been.some((one) => one.code === code)) been.push({ code, at: turn.time })
  }
  if (answer !== Infinity) been.push({ code: 'answered', at: answer })
  been.sort((a, b) => a.at - b.at || rank(a.code) - rank(b.code))
  const current = been.some((one) => one.code === thread.state) ? thread.state : been.at(-1)?.code
  const ended = ['obsolete', 'duplicate', 'removed', 'stale', 'updated'].includes(thread.state)
  const coming = ended ? [] : USUAL.filter((code) => !been.some((one) => one.code === code) && USUAL.indexOf(code) > USUAL.indexOf(thread.state))
  return (
    <ol className="state-path" aria-label={text.t('forum.path')}>
      {been.map((one) => (
        <li key={one.code} className={one.code === current ? 'now' : 'been'} aria-current={one.code === current ? 'step' : undefined} data-path={one.code}>
          {one.code === 'informed' ? text.t('forum.state.informed') : state(text, one.code)} <bdi>{text.shortDate(one.at)}</bdi><Icon name="next" />
        </li>
      ))}
      {coming.map((code) => <li key={code} className="coming">{state(text, code)}<Icon name="next" /></li>)}
    </ol>
  )
}
