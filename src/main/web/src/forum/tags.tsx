// Tags of a question. A tag belongs to the experts whose states vouch for it as their topic; one that is nobody's is shown as proposed.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { ForumAuthor, ForumThread } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { query, useAsked } from './asked'
import { tag, TOPICS } from './words'

export const TAGS_MAX = 5
const TAG = /^[a-z0-9][a-z0-9-]{0,39}$/

/** The tags of a question with their owners, as far as the server names them: their statements are proved, that there are no others is not. */
export function Tags({ thread }: { thread: ForumThread }): ReactNode {
  const text = useText()
  const { value } = useAsked('forum-experts', thread.tags.length === 0 ? null : { query: query({ topic: thread.tags.join(','), language: thread.posts[0]?.language ?? '' }) })
  const last = thread.turns.filter((turn) => turn.step === 'tag').at(-1)
  return (
    <>
      {thread.tags.map((one) => {
        const owners = value?.experts.filter((expert) => expert.topics.includes(one)).map((expert) => `${expert.country}/${expert.handle}`)
        const nobodys = owners?.length === 0
        return (
          <span key={one} className={nobodys ? 'chip proposed' : 'chip'} data-tag={one} data-owners={owners?.length ?? ''} title={owners === undefined || nobodys ? undefined : text.t('forum.tags.owners', { who: text.list(owners) })}>
            <bdi>{tag(text, one)}</bdi>{nobodys && <span className="soft">{text.t('forum.tags.proposed')}</span>}</span>
        )
      })}
      {last !== undefined && <span className="small soft">{text.t('forum.tags.setBy', { who: last.author.handle })}</span>}
    </>
  )
}

/** Which tags: those with a name here, the ones it has, and one typed. An expert changes his own topics only, a moderator and whoever asks all. */
export function TagPicks({ chosen, choose, own, asks = false }: { chosen: string[], choose: (tags: string[]) => void, own: ForumAuthor | undefined, asks?: boolean }): ReactNode {
  const text = useText()
  const [typed, type] = useState('')
  const [first] = useState(chosen)
  const all = own?.badge === 'moderator' || asks
  const offered = [...new Set([...(all ? TOPICS : own?.topics ?? []), ...first, ...chosen])]
  const full = chosen.length >= TAGS_MAX
  const add = (): void => {
    if (!TAG.test(typed) || full) return
    if (!chosen.includes(typed)) choose([...chosen, typed])
    type('')
  }
  return (
    <fieldset className="plain stack tight"><legend>{text.t('forum.ask.tags')}</legend>
      <div className="row wrap">{offered.map((one) => (
        <label key={one} className="pick"><input type="checkbox" name="tag" value={one} checked={chosen.includes(one)} disabled={(!chosen.includes(one) && full) || !(all || own?.topics.includes(one))}
          onChange={(e) => choose(e.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))} />{tag(text, one)}</label>
      ))}</div>
      {all && (
        <div className="row wrap"><input className="input small-input" name="other-tag" dir="ltr" maxLength={40} aria-label={text.t('forum.tags.other')} placeholder={text.t('forum.tags.other')} autoComplete="off" value={typed}
          aria-invalid={typed !== '' && !TAG.test(typed)} onChange={(e) => type(e.target.value.trim().toLowerCase())} onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); add() } }} />
          <Button className="button button-small" data-add-tag="" isDisabled={!TAG.test(typed) || full} onPress={add}><Icon name="plus" />{text.t('forum.tags.add')}</Button></div>
      )}
      {all && <p className="hint">{text.t('forum.tags.hint')}</p>}
    </fieldset>
  )
}
