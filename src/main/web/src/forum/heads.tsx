// What two moderators logged of all questions: a question says when, and a moderator signs where they stand today. Before he
// does, every question that moved since is read and proved on this device; the core signs nothing that was not.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub, useHub } from '../app/hub'
import type { ForumAuthor, ForumHeads, ForumThread } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Card, Ltr } from '../ui/parts'
import { useAsked } from './asked'
import { NotThere } from './parts'
import { When } from './when'
import { why } from './words'

export function AsLogged({ thread }: { thread: ForumThread }): ReactNode {
  const text = useText()
  if (thread.headsRefused !== undefined) {
    return <Banner tone="warn" icon="octagon" title={text.t('forum.heads.refused')}><p data-heads-refused={thread.headsRefused}>{text.t('app.refused.code', { code: thread.headsRefused })}</p></Banner>
  }
  if (thread.logged === undefined) return null
  return <p className="row wrap small soft" data-logged={thread.logged}><Icon name="shield" /><span>{text.t('forum.logged', { date: text.date(thread.logged) })}</span></p>
}

function Said({ heads }: { heads: ForumHeads }): ReactNode {
  const text = useText()
  return <p className="row wrap small"><When at={heads.time} /><span>{text.t('forum.heads.threads', { count: heads.threads })}</span>{heads.signed.map((one) => <Ltr key={one}>{one}</Ltr>)}</p>
}

export function Heads({ own }: { own: ForumAuthor }): ReactNode {
  const text = useText()
  const { edition } = useHub()
  const { value, refused, again } = useAsked('forum-heads', {}, edition)
  const [looked, look] = useState<[number, number] | null>(null)
  const [failed, fail] = useState('')
  const [signed, done] = useState(false)
  const mine = value?.waiting?.signed.includes(`${own.country}/${own.handle}`) ?? false
  const sign = async (): Promise<void> => {
    fail('')
    const begun = await hub.port.forum('forum-heads-begin', {})
    let reason = begun.refused ?? ''
    const moved = begun.value?.moved ?? []
    for (let i = 0; i < moved.length && reason === ''; i++) {
      look([i, moved.length])
      reason = (await hub.port.forum('forum-thread', { thread: moved[i] ?? '' })).refused ?? ''
    }
    if (reason === '') reason = (await hub.port.forum('forum-heads-sign', {})).refused ?? ''
    look(null)
    fail(reason)
    done(reason === '')
    void hub.sync()
    again()
  }
  return (
    <Card title={text.t('forum.heads')} icon="tree">
      <div className="stack" data-heads={value?.logged?.time ?? ''}>
        <p className="small soft">{text.t('forum.heads.text')}</p>
        {refused !== '' && <NotThere refused={refused} again={again} />}
        {value !== null && value.refused !== '' && <p className="error" data-refused={value.refused}><Icon name="octagon" />{text.t('forum.heads.refused')} {text.t('app.refused.code', { code: value.refused })}</p>}
        {value?.logged !== undefined && <div className="stack tight"><b>{text.t('forum.heads.logged')}</b><Said heads={value.logged} /></div>}
        {value !== null && value.logged === undefined && value.refused === '' && <p className="soft">{text.t('forum.heads.none')}</p>}
        {value?.waiting !== undefined && <div className="stack tight" data-waiting=""><b>{text.t('forum.heads.waiting')}</b><Said heads={value.waiting} /></div>}
        {failed !== '' && <p className="error" role="alert" data-failed={failed}><Icon name="octagon" />{why(text, failed)}</p>}
        {signed && <p className="good" role="status" data-signed=""><Icon name="tick" />{text.t('forum.heads.signed')}</p>}
        {looked !== null && <p className="small soft" role="status">{text.t('forum.heads.looking', { done: looked[0], all: looked[1] })}</p>}
        {value !== null && !mine && <div><Button className="button button-main" data-sign-heads="" isDisabled={looked !== null} onPress={() => void sign()}><Icon name="shield" />{text.t(value.waiting === undefined ? 'forum.heads.sign' : 'forum.heads.second')}</Button></div>}
      </div>
    </Card>
  )
}
