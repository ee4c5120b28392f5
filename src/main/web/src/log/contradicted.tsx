// What this server has signed and contradicted: nothing new of it is to be believed. The proof stays in the vault's store, and so does the alarm.
import type { ReactNode } from 'react'
import { useHub } from '../app/hub'
import type { Contradiction } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Ltr } from '../ui/parts'

const SHOWN_MAX = 3
const GROUP_CHARS = 4

// In short groups, as it is read aloud.
const spoken = (hash: string): string => (hash.match(new RegExp(`.{1,${GROUP_CHARS}}`, 'g')) ?? []).join(' ')

export function Contradicted(): ReactNode {
  const text = useText()
  const { world } = useHub()
  const kept = world?.contradictions ?? []
  if (kept.length === 0) return null
  return (
    <Banner tone="bad" icon="octagon" title={text.t('fork.title')}>
      <p>{text.t('fork.text')}</p>
      <p className="row"><Icon name="warning" />{text.t('fork.do')}</p>
      <ul className="stack refused-list">{kept.slice(0, SHOWN_MAX).map((one, i) => <One key={i} pair={one} />)}</ul>
    </Banner>
  )
}

function One({ pair }: { pair: Contradiction }): ReactNode {
  const text = useText()
  return (
    <li className="refused-one" data-contradiction={pair.reason}>
      {[pair.one, pair.other].map((note, i) => {
        const [origin = '', size = '', root = ''] = note.split('\n')
        return (
          <p key={i}>
            <b>{text.t(i === 0 ? 'fork.one' : 'fork.other')}</b> <Ltr mono>{origin}</Ltr> · {text.t('fork.size')} <Ltr mono>{size}</Ltr><br />
            {text.t('log.root')} <Ltr mono>{spoken(root)}</Ltr>
          </p>
        )
      })}
      <details>
        <summary>{text.t('fork.signed')}</summary>
        <pre className="small" dir="ltr">{`${pair.one}\n${pair.other}`}</pre>
      </details>
      <p className="small soft">{text.t('app.refused.code', { code: pair.reason })}</p>
    </li>
  )
}
