// What one may do with a post: vote, comment, edit, report, and the turns that are about it.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { kept } from '../cases/drafts'
import type { ForumPost, ForumStep } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Composer } from './composer'
import type { Reading } from './post'
import { clean, COMMENT_CHARS_MAX, problem, say, TEXT_CHARS_MAX, TITLE_CHARS_MAX, WORDS_CHARS_MAX } from './say'
import { Turns } from './turns'
import { REASONS, reason, sameAuthor, shut, why } from './words'

const MODERATION: ForumStep[] = ['warn', 'hide', 'remove', 'restore', 'uphold', 'keep']
// What may be done and changes nothing any more.
const IDLE = { accepted: ['accept', 'update'], hidden: ['warn'], removed: ['warn'] }

export function Vote({ post, thread, own, marks, again }: Reading & { post: ForumPost }): ReactNode {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const voted = marks.voted(post.id)
  const may = own !== undefined && !sameAuthor(own, post.author) && post.fate === 'shown' && !shut(thread)
  const vote = async (): Promise<void> => {
    setBusy(true)
    const why = await say({ kind: 'vote', thread: thread.thread, follows: post.digest, body: { post: post.id } })
    setBusy(false)
    refuse(why)
    if (why === '' || why === 'forum.voted') marks.vote(post.id)
    if (why === '') again()
  }
  return (
    <div className="votes">
      {may && <Button className="square" data-vote="" aria-label={text.t(voted ? 'forum.voted' : 'forum.vote')} aria-pressed={voted} isDisabled={busy} onPress={() => void vote()}><Icon name="up" /></Button>}
      <b title={text.t('forum.votes.server')}>{text.number(post.votes)}</b><span className="hidden">{text.t('forum.votes.server')}</span>
      {refused !== '' && <span className="hidden" role="alert" data-why="">{why(text, refused)}</span>}
    </div>
  )
}

/** The row beneath a post, and what it opens. */
export function Tools({ post, ...reading }: Reading & { post: ForumPost }): ReactNode {
  const text = useText()
  const { thread, own, handles, again } = reading
  const [open, show] = useState<'' | 'comment' | 'edit' | 'report'>('')
  const [told, tell] = useState(false)
  if (own === undefined) return null
  const mine = sameAuthor(own, post.author)
  const closed = shut(thread)
  const there = post.fate === 'shown'
  const idle = [...(thread.accepted === post.id ? IDLE.accepted : []), ...(post.fate === 'shown' ? [] : IDLE[post.fate])]
  const steps = post.may.filter((one) => !idle.includes(one))
  const plain = steps.filter((one) => !MODERATION.includes(one))
  const judging = steps.filter((one) => MODERATION.includes(one))
  const tool = (what: 'comment' | 'edit' | 'report', words: string): ReactNode => (
    <Button className="button button-quiet button-small" data-tool={what} aria-expanded={open === what} onPress={() => show(open === what ? '' : what)}>{words}</Button>
  )
  const close = (): void => show('')
  const done = (refused: string): string => {
    // What moved meanwhile is shown at once; what was typed stays where it is.
    again()
    return refused
  }
  return (
    <div className="stack tight">
      <Turns thread={thread} steps={plain} post={post} again={again}>
        {there && !closed && post.form !== 'comment' && tool('comment', text.t('forum.comment'))}
        {mine && post.fate !== 'removed' && !closed && tool('edit', text.t('forum.edit'))}
        {!mine && there && tool('report', text.t('forum.report'))}
      </Turns>
      {judging.length > 0 && (
        <details data-moderation=""><summary className="small">{text.t('forum.tab.reports')}</summary><div className="stack tight"><Turns thread={thread} steps={judging} post={post} again={again} /></div></details>
      )}
      {told && <p className="note good" role="status" data-reported=""><Icon name="tick" />{text.t('forum.report.sent')}</p>}
      {open === 'comment' && (
        <Composer name={`comment ${post.id}`} label={text.t('forum.comment')} max={COMMENT_CHARS_MAX} rows={2} handles={handles} onClose={close}
          send={async (words) => done(await say({ kind: 'comment', thread: thread.thread, follows: post.digest, body: { on: post.id, text: words } }))} />
      )}
      {open === 'edit' && <Edit post={post} {...reading} onClose={close} done={done} />}
      {open === 'report' && <Report post={post} {...reading} onClose={() => { close(); tell(true) }} />}
    </div>
  )
}

function Edit({ post, thread, handles, onClose, done }: Reading & { post: ForumPost, onClose: () => void, done: (refused: string) => string }): ReactNode {
  const text = useText()
  const question = post.form === 'question'
  const memory = kept<string>(`forum edit-title ${post.id}`)
  const [title, set] = useState(memory.get() ?? post.title ?? '')
  const bad = question ? problem(title, TITLE_CHARS_MAX) : ''
  const lacks = bad === 'empty' ? text.t('forum.lacks.title') : bad === 'long' ? text.t('forum.tooLong', { count: title.length - TITLE_CHARS_MAX }) : bad !== '' ? why(text, `forum.${bad}`) : ''
  const send = async (words: string): Promise<string> => {
    const head = question ? { title: clean(title).replace(/\n+/g, ' '), tags: post.tags } : {}
    const refused = done(await say({ kind: 'edit', thread: thread.thread, follows: post.head, body: { post: post.id, text: words, ...head } }))
    if (refused === '') memory.drop()
    return refused
  }
  return (
    <Composer name={`edit ${post.id}`} label={text.t('forum.text')} max={post.form === 'comment' ? COMMENT_CHARS_MAX : TEXT_CHARS_MAX} rows={6} first={post.text} handles={handles} beside={title} lacks={lacks} send={send} onClose={onClose} before={
      <>
        <p className="small soft">{text.t('forum.edit.title')}</p>
        {question && <label className="field"><span>{text.t('forum.ask.what')}</span><input className="input" name="edit-title" dir="auto" value={title} onChange={(e) => { set(e.target.value); if (e.target.value.length <= 2 * TITLE_CHARS_MAX) memory.keep(e.target.value) }} /></label>}
      </>
    } />
  )
}

function Report({ post, thread, onClose }: Reading & { post: ForumPost, onClose: () => void }): ReactNode {
  const text = useText()
  const draft = kept<string>(`forum report ${post.id}`)
  const [because, setBecause] = useState('')
  const [words, write] = useState(draft.get() ?? '')
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const bad = words.trim() === '' ? '' : problem(words, WORDS_CHARS_MAX)
  const send = async (): Promise<void> => {
    if (because === '') return refuse(text.t('forum.reason'))
    if (bad !== '') return refuse(bad === 'long' ? text.t('forum.tooLong', { count: words.length - WORDS_CHARS_MAX }) : why(text, `forum.${bad}`))
    setBusy(true)
    const said = clean(words)
    const reason = await say({ kind: 'report', thread: thread.thread, follows: post.digest, body: { post: post.id, reason: because, ...(said === '' ? {} : { words: said }) } })
    setBusy(false)
    if (reason !== '') return refuse(why(text, reason))
    draft.drop()
    onClose()
  }
  return (
    <form className="stack stated" data-report="" noValidate onSubmit={(e) => { e.preventDefault(); void send() }}>
      <label className="field"><span>{text.t('forum.reason')}</span>
        <select className="input" name="because" value={because} onChange={(e) => { refuse(''); setBecause(e.target.value) }}><option value="" />{REASONS.map((one) => <option key={one} value={one}>{reason(text, one)}</option>)}</select></label>
      <label className="field"><span>{text.t('forum.words.optional')}</span><textarea className="input" name="report-words" rows={2} dir="auto" value={words} onChange={(e) => { write(e.target.value); if (e.target.value.length <= 2 * WORDS_CHARS_MAX) draft.keep(e.target.value) }} /></label>
      <p className="hint">{text.t('forum.report.hint')}</p>
      {refused !== '' && <p className="error" role="alert" data-why=""><Icon name="octagon" />{refused}</p>}
      <div><Button type="submit" className="button button-main" isDisabled={busy}><Icon name="send" />{busy ? text.t('request.sending') : text.t('forum.report')}</Button></div>
    </form>
  )
}
