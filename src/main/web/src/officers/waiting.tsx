// Between application and first use: the digits to be read aloud, and what the log says of the device.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub, useHub } from '../app/hub'
import { useText } from '../i18n/text'
import { Icon, Mark } from '../ui/icon'
import { Banner, Digits } from '../ui/parts'

export default function Waiting(): ReactNode {
  const text = useText()
  const { kept, standing, failed } = useHub()
  const [digits] = useState(kept?.waiting?.digits ?? [])
  const title = useRef<HTMLHeadingElement>(null)
  const result = standing?.result ?? 'not-logged'
  useEffect(() => {
    document.title = `${text.t('enrol.waits.title')} – Hublink`
    title.current?.focus()
  }, [text])
  const save = (): void => {
    if (kept === null) return
    const url = URL.createObjectURL(new Blob([kept.file as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${kept.country}-${kept.name.replace(/[^\p{L}\p{N}]+/gu, '-')}.vault`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <main className="narrow page" data-standing={result}>
      <div className="brand-plain"><Mark /><b>Hublink</b></div>
      <h1 ref={title} tabIndex={-1}>{result === 'trusted' ? text.t('enrol.active.title') : text.t('enrol.waits.title')}</h1>
      {result === 'trusted' && (
        <Banner tone="info" icon="shield" title={text.t('enrol.active.proved', { leaf: standing?.leaf ?? 0 })}
          action={<Button className="button button-main" onPress={() => hub.lock()}><Icon name="unlock" />{text.t('enrol.active.unlock')}</Button>}>
          <p>{text.t('enrol.active.text')}</p>
        </Banner>
      )}
      {result !== 'trusted' && result !== 'not-logged' && (
        <Banner tone="bad" icon="octagon" title={text.t('enrol.counted.not')}>
          <p>{text.maybe(`reason.${result}`, 'reason.other', { state: '' })} {text.t('app.refused.code', { code: result })}</p>
        </Banner>
      )}
      {failed !== '' && <Banner tone="warn" icon="offline" title={text.t('enrol.offline')}><p>{text.t('app.failed.text', { code: failed })}</p></Banner>}
      {result !== 'trusted' && (
        <>
          <section className="card">
            <header><Icon name="phone" /><h2>{text.t('enrol.digits.title')}</h2></header>
            <div className="inside stack">
              <p>{text.t('enrol.digits.text')}</p>
              <Digits groups={digits} />
            </div>
          </section>
          <section className="card">
            <header><Icon name="clock" /><h2>{text.t('enrol.steps.title')}</h2></header>
            <div className="inside">
              <ol className="line">
                <li><span className="link"><Icon name="tick" /></span><div><b>{text.t('enrol.steps.keys')}</b><p className="small soft">{text.t('enrol.steps.keys.text')}</p></div></li>
                <li><span className="link"><Icon name="tick" /></span><div><b>{text.t('enrol.steps.sent')}</b><p className="small soft">{text.t('enrol.steps.sent.text')}</p></div></li>
                <li className="next"><span className="link"><Icon name="clock" /></span><div><b>{text.t('enrol.steps.signatures')}</b><p className="small soft" role="status">{text.t('enrol.steps.signatures.text')}</p></div></li>
              </ol>
            </div>
          </section>
        </>
      )}
      <div className="row wrap">
        <Button className="button" onPress={save}><Icon name="file" />{text.t('enrol.save')}</Button>
        {result !== 'trusted' && <Button className="button" onPress={() => hub.lock()}><Icon name="lock" />{text.t('app.lock')}</Button>}
      </div>
    </main>
  )
}
