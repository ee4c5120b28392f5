// A turn of the thread, taken by whoever may: its fields, and what it follows, so that nobody acts on what has changed meanwhile.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { kept } from '../cases/drafts'
import type { ForumPost, ForumStep, ForumThread } from '../core/port'
import { useText } from '../i18n/text'
import { Confirm, type Question } from '../ui/confirm'
import { Icon } from '../ui/icon'
import { TagPicks } from './tags'
import { clean, problem, say, WORDS_CHARS_MAX } from './say'
import { REASONS, reason, SPACES, space, step as stepName, why } from './words'

/** What a step must or may carry beside itself. */
const CARRIES: Partial<Record<ForumStep, ('words' | 'maybe' | 'reason' | 'thread' | 'space' | 'tags')[]>> = {
  ask: ['words'], inform: ['words'], accept: ['maybe'], verify: ['maybe'], stale: ['maybe'], update: ['maybe'], obsolete: ['maybe'], duplicate: ['thread', 'maybe'],
  reopen: ['maybe'], move: ['space', 'maybe'], tag: ['tags', 'maybe'], lock: ['maybe'], warn: ['reason', 'maybe'], hide: ['reason', 'maybe'], remove: ['reason', 'maybe'], appeal: ['words'],
  restore: ['maybe'], uphold: ['maybe'], keep: ['maybe'],
}
const GRAVE: ForumStep[] = ['remove']
const FIRST: ForumStep[] = ['claim', 'inform', 'accept']
const same = (some: string[], others: string[]): boolean => some.length === others.length && some.every((one) => others.includes(one))
const THREAD = /([0-9a-f]{32})\/?$/

/** Buttons for the steps; one that carries something opens its form. */
export function Turns({ thread, steps, post, again, children }: { thread: ForumThread, steps: ForumStep[], post?: ForumPost, again: () => void, children?: ReactNode }): ReactNode {
  const text = useText()
  const [chosen, choose] = useState<ForumStep | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const [question, ask] = useState<Question | null>(null)
  const take = async (step: ForumStep, more: object, stands: () => void = () => undefined): Promise<void> => {
    setBusy(true)
    refuse('')
    const body = { step, ...(post !== undefined ? { post: post.id } : {}), ...(step === 'remove' && post !== undefined ? { digest: post.digest } : {}), ...more }
    const reason = await say({ kind: 'turn', thread: thread.thread, ...(thread.head !== undefined ? { follows: thread.head } : {}), body })
    setBusy(false)
    refuse(reason)
    if (reason === '') {
      stands()
      choose(null)
    }
    again()
  }
  const press = (step: ForumStep): void => {
    refuse('')
    if (CARRIES[step] === undefined) void take(step, {})
    else choose(chosen === step ? null : step)
  }
  const sign = (step: ForumStep, more: object, stands: () => void): void => {
    if (!GRAVE.includes(step)) return void take(step, more, stands)
    ask({ title: stepName(text, step), action: stepName(text, step), icon: 'octagon', grave: true, run: () => take(step, more, stands) })
  }
  return (
    <>
      <div className="row wrap" data-turns="">
        {steps.map((step, i) => (
          <Button key={step} data-take={step} className={`button button-small${i === 0 && FIRST.includes(step) && chosen === null && (step !== 'accept' || thread.accepted === undefined) ? ' button-main' : ''}`} isDisabled={busy}
            {...(CARRIES[step] === undefined ? {} : { 'aria-expanded': chosen === step })} onPress={() => press(step)}>{stepName(text, step)}</Button>
        ))}
        {children}
      </div>
      {chosen !== null && <Carried key={chosen} name={`forum turn ${thread.thread} ${post?.id ?? ''} ${chosen}`} step={chosen} busy={busy} here={thread} onSign={(more, stands) => sign(chosen, more, stands)} />}
      {refused !== '' && <p className="error" role="alert" data-why=""><Icon name="octagon" />{why(text, refused)}</p>}
      {question && <Confirm question={question} onClose={() => ask(null)} />}
    </>
  )
}

function Carried({ name, step, busy, here, onSign }: { name: string, step: ForumStep, busy: boolean, here: ForumThread, onSign: (more: object, stands: () => void) => void }): ReactNode {
  const text = useText()
  const carries = CARRIES[step] ?? []
  const draft = kept<string>(name)
  const [words, write] = useState(draft.get() ?? '')
  const [because, setBecause] = useState('')
  const [to, setTo] = useState('')
  const [target, setTarget] = useState('')
  const [tags, setTags] = useState(here.tags)
  const [tried, setTried] = useState(false)
  const bad = words.trim() === '' ? '' : problem(words, WORDS_CHARS_MAX)
  const earlier = THREAD.exec(target.trim())?.[1]
  const lacks = (carries.includes('words') && words.trim() === '') || (carries.includes('reason') && because === '') || (carries.includes('space') && to === '') || (carries.includes('thread') && earlier === undefined) || (carries.includes('tags') && same(tags, here.tags))
  const sign = (): void => {
    setTried(true)
    if (lacks || bad !== '') return
    const said = clean(words)
    onSign({
      ...(carries.includes('reason') ? { reason: because } : {}), ...(carries.includes('space') ? { space: to } : {}), ...(carries.includes('thread') ? { thread: earlier } : {}), ...(carries.includes('tags') ? { tags } : {}), ...(said === '' ? {} : { words: said }),
    }, draft.drop)
  }
  return (
    <form className="stack stated" data-turn={step} noValidate onSubmit={(e) => { e.preventDefault(); sign() }}>
      {carries.includes('reason') && (
        <label className="field"><span>{text.t('forum.reason')}</span>
          <select className="input" name="reason" aria-invalid={tried && because === ''} value={because} onChange={(e) => setBecause(e.target.value)}><option value="" />{REASONS.map((one) => <option key={one} value={one}>{reason(text, one)}</option>)}</select></label>
      )}
      {carries.includes('space') && (
        <label className="field"><span>{text.t('forum.moveTo')}</span>
          <select className="input" name="to" aria-invalid={tried && to === ''} value={to} onChange={(e) => setTo(e.target.value)}><option value="" />{SPACES.filter((one) => one !== here.space).map((one) => <option key={one} value={one}>{space(text, one)}</option>)}</select></label>
      )}
      {carries.includes('thread') && (
        <label className="field"><span>{text.t('forum.duplicateOf')}</span>
          <input className="input" name="earlier" dir="ltr" maxLength={300} aria-invalid={tried && earlier === undefined} value={target} onChange={(e) => setTarget(e.target.value)} /></label>
      )}
      {carries.includes('tags') && <TagPicks chosen={tags} choose={setTags} own={here.own} />}
      <label className="field"><span>{text.t(carries.includes('words') ? 'forum.words' : 'forum.words.optional')}</span>
        <textarea className="input" name="words" rows={2} dir="auto" aria-invalid={tried && (bad !== '' || (carries.includes('words') && words.trim() === ''))} value={words} onChange={(e) => { write(e.target.value); if (e.target.value.length <= 2 * WORDS_CHARS_MAX) draft.keep(e.target.value) }} /></label>
      {bad === 'long' && <p className="error"><Icon name="octagon" />{text.t('forum.tooLong', { count: words.length - WORDS_CHARS_MAX })}</p>}
      {(bad === 'bidi' || bad === 'nesting') && <p className="error"><Icon name="octagon" />{why(text, `forum.${bad}`)}</p>}
      {tried && lacks && <p className="error" role="alert"><Icon name="octagon" />{carries.includes('tags') ? text.t('forum.lacks.tags') : text.t('forum.lacks.text')}</p>}
      <div><Button type="submit" className={GRAVE.includes(step) ? 'button button-danger' : 'button button-main'} isDisabled={busy}><Icon name="pen" />{busy ? text.t('request.sending') : text.t('forum.sign')}</Button></div>
    </form>
  )
}
