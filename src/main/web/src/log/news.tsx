// What the log says of one's own desk that nobody here asked for: a stranger may have been let in. It stands until somebody knows of it.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub, useHub } from '../app/hub'
import { address } from '../app/places'
import type { LogLeaf, Unexpected } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Ltr, shortId } from '../ui/parts'

const SHOWN_MAX = 10

export function News(): ReactNode {
  const text = useText()
  const { world } = useHub()
  const news = world?.unexpected ?? []
  if (news.length === 0) return null
  return (
    <Banner tone="bad" icon="warning" title={text.t('news.title', { count: news.length })}>
      <p>{text.t('news.text')}</p>
      <ul className="stack refused-list">{news.slice(0, SHOWN_MAX).map((one) => <One key={one.subject + one.index} news={one} />)}</ul>
    </Banner>
  )
}

function One({ news }: { news: Unexpected }): ReactNode {
  const text = useText()
  const [leaf, show] = useState<LogLeaf | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, fail] = useState('')
  useEffect(() => {
    let current = true
    void hub.port.ask({ ask: 'leaf', of: [news.index] }).then((answer) => { if (current && answer.refused === undefined) show(answer.value) })
    return () => { current = false }
  }, [news.index])
  const known = async (): Promise<void> => {
    setBusy(true)
    fail(await hub.expect(news.subject))
    setBusy(false)
  }
  const [kind = '', subject = ''] = news.subject.split(' ')
  const id = subject.slice(subject.indexOf('/') + 1)
  return (
    <li className="refused-one" data-news={news.subject}>
      <p><b>{text.maybe(`news.${kind}`, 'news.other')}</b> <Ltr mono>{shortId(id)}</Ltr>{news.officer !== '' && <> {text.t('news.officer')} <Ltr mono>{shortId(news.officer)}</Ltr></>}</p>
      <p className="small soft">
        {text.t('log.leaf', { leaf: news.index })}
        {leaf !== null && <> · {text.date(leaf.issued)} <Ltr>{text.t('app.utc', { time: text.clock(leaf.issued) })}</Ltr> · {text.t('log.signers')} <bdi>{text.list(leaf.signers.map((one) => one.name || text.t('log.signer.unknown')))}</bdi></>}
      </p>
      <div className="row wrap">
        <a className="button button-small" href={address({ room: 'leaf', id: String(news.index) })}><Icon name="tree" />{text.t('news.see')}</a>
        <Button className="button button-small" data-known="" isDisabled={busy} onPress={() => void known()}><Icon name="tick" />{text.t('news.known')}</Button>
      </div>
      {failed !== '' && <p className="error" role="alert"><Icon name="octagon" />{text.t('app.refused.code', { code: failed })}</p>}
    </li>
  )
}
