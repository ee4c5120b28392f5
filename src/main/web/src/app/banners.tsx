// What must be known before anything on the page is used: a lie that was caught, a server that is away.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Refused } from '../core/port'
import { useText, type Texts } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Ltr } from '../ui/parts'
import { hub, useHub } from './hub'
import { address } from './places'

const SHOWN_MAX = 50
// Where the core's own judge already says that this device may not sign in.
const OWN_DEVICE = 'sign-in'

export function reasonOf(text: Texts, refused: { place: string, reason: string }): string {
  const state = /^[A-Z]{2}-/.test(refused.place) ? text.state(refused.place.slice(0, 2)) : refused.place
  return text.maybe(`reason.${refused.reason}`, 'reason.other', { state })
}

export function RefusedOne({ refused }: { refused: Refused }): ReactNode {
  const text = useText()
  return (
    <li className="refused-one">
      <p><b><Ltr mono>{refused.place}</Ltr></b> {reasonOf(text, refused)}</p>
      <p className="small soft">{text.t('app.refused.code', { code: refused.reason })}</p>
    </li>
  )
}

export function Banners(): ReactNode {
  const text = useText()
  const { link, world, failed, refusals: all, progress, cases } = useHub()
  const own = all.find((one) => one.place === OWN_DEVICE)
  const refusals = all.filter((one) => one !== own)
  const emergencies = (cases?.conversations ?? []).filter((one) => one.own?.party === 'answerer' && one.state === 'sent' && one.request?.urgency.level === 'emergency')
  const [open, setOpen] = useState(false)
  const age = world && world.cosignedAt > 0 ? text.age(Date.now() / 1000 - world.cosignedAt) : ''
  const again = <Button className="button" onPress={() => void hub.sync()}>{text.t('app.offline.retry')}</Button>
  return (
    <>
      {emergencies.map((one) => (
        <Banner key={one.id} tone="bad" icon="warning" title={text.t('ring.emergency', { desk: one.own?.desk ?? '' })}
          action={<a className="button button-alarm" href={address({ room: 'case', id: one.id })}>{text.t('ring.open')}</a>}><p>{text.t('ring.emergency.text')}</p></Banner>
      ))}
      {own && (
        <Banner tone="bad" icon="octagon" title={text.t('enrol.counted.not')}><p>{reasonOf(text, own)} {text.t('app.refused.code', { code: own.reason })}</p></Banner>
      )}
      {refusals.length > 0 && (
        <Banner tone="bad" icon="octagon" title={text.t('app.refused.title', { count: refusals.length })}
          action={<Button className="button" aria-expanded={open} onPress={() => setOpen(!open)}>{text.t('app.refused.show')}</Button>}>
          <p>{text.t('app.refused.text')}</p>
          {open && (
            <div className="stack">
              <ul className="stack refused-list">{refusals.slice(0, SHOWN_MAX).map((one, i) => <RefusedOne key={i} refused={one} />)}</ul>
              <p className="row"><Icon name="warning" />{text.t('app.refused.do')}</p>
            </div>
          )}
        </Banner>
      )}
      {link === 'offline' && (
        <Banner tone="warn" icon="offline" title={text.t('app.offline.title')} action={again}>
          <p>{age ? text.t('app.offline.text', { age }) : text.t('app.offline.empty')}</p>
        </Banner>
      )}
      {link === 'failed' && (
        <Banner tone="warn" icon="warning" title={text.t('app.failed.title')} action={again}><p>{text.t('app.failed.text', { code: failed })}</p></Banner>
      )}
      {link === 'syncing' && (world?.desks ?? 0) === 0 && (
        <Banner tone="info" icon="clock" title={
          progress === null ? text.t('app.syncing.start') : text.maybe(`app.syncing.${progress.stage}`, 'app.syncing.start', { ...progress })
        } />
      )}
    </>
  )
}
