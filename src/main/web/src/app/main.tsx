import '../ui/style.css'
import { lazy, StrictMode, Suspense, useEffect, useState, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { firstLanguage } from '../i18n/languages'
import { TextProvider, useText } from '../i18n/text'
import { Unlock } from '../officers/unlock'
import { hub, useHub } from './hub'
import { showTheme } from './theme'

const rooms = (): Promise<{ default: () => ReactNode }> => import('./shell')
const Shell = lazy(rooms)
const Enrol = lazy(() => import('../officers/enrol'))
const Waiting = lazy(() => import('../officers/waiting'))

// An invitation is a secret: it leaves the address, and so the history, before anything else is done.
const ENROL = '/enrol'
const invitation = location.pathname === ENROL ? location.hash.slice(1) : null
if (invitation !== null) history.replaceState(null, '', '/')

function Page(): ReactNode {
  const text = useText()
  const { phase } = useHub()
  const [enrols, setEnrols] = useState(invitation !== null)
  useEffect(() => {
    // While the passphrase is typed, what comes after it is fetched.
    if (phase === 'waiting') setEnrols(false)
    if (phase === 'locked') {
      hub.port.warm()
      void rooms()
    }
  }, [phase])
  return (
    <>
      {hub.demo && <div className="demo" role="region" aria-label="Demo">{text.t('app.demo')}</div>}
      <Suspense fallback={null}>
        {phase === 'open' ? <Shell /> : phase === 'waiting' ? <Waiting />
          : enrols && phase === 'locked' ? <Enrol given={invitation} onLeave={() => setEnrols(false)} /> : <Unlock onInvited={() => setEnrols(true)} />}
      </Suspense>
    </>
  )
}

showTheme()
const root = document.getElementById('root')
if (root === null) throw new Error('no root')
createRoot(root).render(<StrictMode><TextProvider first={firstLanguage()}><Page /></TextProvider></StrictMode>)
