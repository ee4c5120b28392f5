// A locked page still rings: that something waits, for which desk, and nothing else. An emergency sounds until somebody answers.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Ltr } from '../ui/parts'
import { useHub } from './hub'

const AGAIN_MILLIS = 6_000
const TONE_SECONDS = 0.35

function tone(context: AudioContext): void {
  const sound = context.createOscillator()
  const loud = context.createGain()
  sound.frequency.value = 660
  loud.gain.value = 0.15
  sound.connect(loud).connect(context.destination)
  sound.start()
  sound.stop(context.currentTime + TONE_SECONDS)
}

export function Ringing(): ReactNode {
  const text = useText()
  const { rings, phase } = useHub()
  const [seen, see] = useState<string[]>([])
  const urgent = rings.some((one) => one.urgency === 'emergency' && !seen.includes(one.alert))
  const newest = rings[rings.length - 1]?.alert
  useEffect(() => {
    if (newest === undefined || phase === 'open' || typeof Notification === 'undefined' || Notification.permission !== 'granted') return
    // No desk, no country, no word of the case: a notification lies on a screen that anybody sees.
    new Notification('Hublink', { body: text.t('ring.notification'), tag: 'hublink' })
  }, [newest, phase, text])
  useEffect(() => {
    if (!urgent) return undefined
    const context = new AudioContext()
    tone(context)
    const again = setInterval(() => tone(context), AGAIN_MILLIS)
    return () => {
      clearInterval(again)
      void context.close()
    }
  }, [urgent])
  if (rings.length === 0) return null
  return (
    <Banner tone="bad" icon="warning" title={text.t('ring.title', { count: rings.length })}
      action={urgent ? <Button className="button button-alarm" data-heard="" onPress={() => see(rings.map((one) => one.alert))}><Icon name="tick" />{text.t('ring.heard')}</Button> : undefined}>
      <p>{text.t('ring.text')} {[...new Set(rings.map((one) => one.desk))].map((one) => <Ltr key={one} mono>{one} </Ltr>)}</p>
    </Banner>
  )
}

/** Asks once whether notifications may be shown; they never say more than that something waits. */
export function MayRing(): ReactNode {
  const text = useText()
  const { owner } = useHub()
  const [asked, ask] = useState(typeof Notification === 'undefined' ? 'denied' : Notification.permission)
  if (owner?.kind !== 'device' || asked !== 'default') return null
  return (
    <p className="note row wrap"><span><Icon name="info" /> {text.t('ring.may')}</span>
      <Button className="button button-small" onPress={() => void Notification.requestPermission().then(ask)}>{text.t('ring.allow')}</Button></p>
  )
}
