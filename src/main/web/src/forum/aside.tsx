// Beside a question: a sealed case for what does not belong here, what is followed, what is like it, and who knows the topic.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useAnswer } from '../app/answer'
import { useHub } from '../app/hub'
import { address, go } from '../app/places'
import { kept } from '../cases/drafts'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Iso, Ltr } from '../ui/parts'
import { query, useAsked } from './asked'
import { Who } from './parts'
import type { Reading } from './post'
import { space, state, tag } from './words'

const SHOWN_MAX = 5
const TYPED_CHARS_MAX = 120

export function Aside({ reading }: { reading: Reading }): ReactNode {
  const text = useText()
  const { thread, marks } = reading
  const question = thread.posts[0]
  const tick = (what: 'threads' | 'tags' | 'spaces', code: string, words: string): ReactNode => (
    <Checkbox key={code} className="check" data-follow={code} isSelected={marks.follows[what].includes(code)} onChange={(on) => marks.follow(what, code, on)}>
      <span className="box"><Icon name="tick" /></span><span>{words}</span></Checkbox>
  )
  return (
    <div className="stack wide-gap">
      <Sealed reading={reading} />
      <Card title={text.t('forum.follow')} icon="eye">
        <div className="stack tight">
          {tick('threads', thread.thread, text.t('forum.follow.this'))}
          {thread.tags.map((one) => tick('tags', one, text.t('forum.follow.tag', { tag: tag(text, one) })))}
          {thread.space !== '' && tick('spaces', thread.space, text.t('forum.follow.space', { space: space(text, thread.space) }))}
          <p className="hint">{text.t('forum.follow.hint')}</p>
        </div>
      </Card>
      {question?.title !== undefined && <Similar title={question.title} language={question.language ?? 'en'} except={thread.thread} heading={text.t('forum.similar')} />}
      {question !== undefined && thread.tags.length > 0 && <Experts tags={thread.tags} language={question.language ?? ''} />}
    </div>
  )
}

/** Questions like this one, as the server finds them; nothing where it finds none. */
export function Similar({ title, language, except, heading }: { title: string, language: string, except: string, heading: string }): ReactNode {
  const text = useText()
  const { value, refused } = useAsked('forum-similar', title.trim() === '' ? null : { query: query({ title: title.trim().slice(0, 200), language }) })
  const hits = (value?.hits ?? []).filter((hit) => hit.thread !== except && hit.title !== undefined).slice(0, SHOWN_MAX)
  if (refused !== '' && refused !== 'unreachable') return <Card title={heading} icon="search"><p className="hint" data-refused={refused}>{text.t('app.refused.code', { code: refused })}</p></Card>
  if (hits.length === 0) return null
  return (
    <Card title={heading} icon="search" className="similar">
      <ul className="stack small" data-similar="">{hits.map((hit) => (
        <li key={hit.thread}><a href={address({ room: 'question', id: hit.thread })} lang={hit.language} dir="auto" className="block">{hit.title}</a>
          <span className="soft">{state(text, hit.state)} · {text.t('forum.counts', { answers: hit.answers, votes: hit.votes })}</span></li>
      ))}</ul>
      <p className="hint">{text.t('forum.serverSays')}</p>
    </Card>
  )
}

function Experts({ tags, language }: { tags: string[], language: string }): ReactNode {
  const text = useText()
  const { value } = useAsked('forum-experts', { query: query({ topic: tags.join(','), language }) })
  if (value === null || value.experts.length === 0) return null
  return (
    <Card title={text.t('forum.experts')} icon="star">
      <ul className="stack small">{value.experts.slice(0, SHOWN_MAX).map((one) => <li key={one.country + one.handle}><Who author={one} /></li>)}</ul>
    </Card>
  )
}

// What touches a case goes to a desk, sealed; the way back to the question stands in the draft and in no open place.
function Sealed({ reading }: { reading: Reading }): ReactNode {
  const text = useText()
  const { owner } = useHub()
  const { thread } = reading
  const knows = thread.posts.find((post) => post.id === thread.accepted)?.author ?? thread.claimer ?? thread.posts.find((post) => post.form === 'answer')?.author
  const [open, setOpen] = useState(false)
  const [typed, type] = useState('')
  const facets = [{ kind: 'channel', value: 'hub' }, ...(typed.trim() === '' && knows !== undefined ? [{ kind: 'country', value: knows.country }] : [])]
  const found = useAnswer(open ? { text: typed, facets, own: owner?.country ?? '', languages: owner?.languages ?? [], from: 0, limit: SHOWN_MAX } : null)
  const begin = async (desk: string): Promise<void> => {
    const { EMPTY } = await import('../cases/request')
    const draft = kept<typeof EMPTY>(`request ${desk}`)
    const link = text.t('forum.case.link', { title: thread.posts[0]?.title ?? '', link: `${location.origin}/${address({ room: 'question', id: thread.thread })}` })
    const before = draft.get() ?? { ...EMPTY, authority: owner?.unit ?? '' }
    if (!before.facts.includes(thread.thread)) draft.keep({ ...before, facts: `${before.facts}${before.facts === '' ? '' : '\n'}${link}` })
    go({ room: 'request', id: desk })
  }
  return (
    <Card title={text.t('forum.case')} icon="lock">
      <div className="stack">
        <p className="small soft">{text.t('forum.case.text')}</p>
        <Button className="button full" aria-expanded={open} data-sealed="" onPress={() => setOpen(!open)}><Icon name="lock" />{text.t('forum.case.open')}</Button>
        {open && (
          <div className="stack tight">
            <label className="field"><span>{text.t('forum.case.desk')}</span>
              <input className="input" type="text" name="case-desk" dir="auto" maxLength={TYPED_CHARS_MAX} autoComplete="off" value={typed} onChange={(e) => type(e.target.value)} /></label>
            <ul className="stack tight">{found?.hits.map((one) => (
              <li key={one.id}><Button className="button full between" data-desk={one.id} onPress={() => void begin(one.id)}><Iso code={one.country} /><bdi className="grow" lang={one.unit.language}>{one.unit.own}</bdi><Ltr mono>{one.id}</Ltr></Button></li>
            ))}</ul>
          </div>
        )}
      </div>
    </Card>
  )
}
