// The frame of an unlocked page: rooms, the state of the proofs, language, colours, lock, and the banners that stay until answered.
import { lazy, memo, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Directory } from '../directory/directory'
import { Listing } from '../directory/listing'
import { useNotices } from '../forum/notices'
import { LANGUAGES, type Language } from '../i18n/languages'
import type { Owner } from '../core/port'
import { useText } from '../i18n/text'
import { Icon, Mark, type IconName } from '../ui/icon'
import { Iso, Ltr, place as placeOf } from '../ui/parts'
import { Banners } from './banners'
import { Desk, Grey } from './desk'
import { hub, useHub } from './hub'
import { Keys, useKeys } from './keys'
import { address, usePlace, type Place } from './places'
import { showTheme, theme, THEMES, type Theme } from './theme'

interface RoomOf { place: Place, icon: IconName, key: 'app.desk' | 'app.directory' | 'app.office' | 'app.logRoom' | 'app.forum' }

/** An officer has a desk and a name in the forum, an operator an administration; directory and log are everybody's. */
function rooms(kind: Owner['kind'] | undefined): RoomOf[] {
  const own: RoomOf = kind === 'operator' ? { place: { room: 'office', tab: 'signatures' }, icon: 'shieldPerson', key: 'app.office' } : { place: { room: 'desk' }, icon: 'home', key: 'app.desk' }
  const forum: RoomOf[] = kind === 'operator' ? [] : [{ place: { room: 'forum', part: 'list' }, icon: 'forum', key: 'app.forum' }]
  return [own, { place: { room: 'directory' }, icon: 'book', key: 'app.directory' }, ...forum, { place: { room: 'log' }, icon: 'tree', key: 'app.logRoom' }]
}

const inRoomOf = (place: Place): string => ROOM_OF[place.room] ?? place.room

const ROOM_OF: Partial<Record<Place['room'], Place['room']>> = { listing: 'directory', request: 'directory', case: 'desk', edit: 'office', leaf: 'log', question: 'forum' }

export default function Shell(): ReactNode {
  const text = useText()
  const { owner, kept, passkeys } = useHub()
  const place = usePlace()
  const [passkey, setPasskey] = useState(false)
  const [help, setHelp] = useState(false)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  const [palette, setPalette] = useState(false)
  const openHelp = useCallback(() => setHelp(true), [])
  const openPalette = useCallback(() => setPalette(true), [])
  useKeys(openHelp, openPalette, owner?.kind === 'operator')
  const key = 'id' in place && place.room !== 'leaf' ? place.id : place.room === 'office' ? place.tab : place.room === 'forum' ? place.part : inRoomOf(place)
  useEffect(() => {
    scrollTo(0, 0)
    // A new place is read from its beginning; the first one is not jumped into.
    if (!first.current && !main.current?.contains(document.activeElement)) main.current?.focus()
    first.current = false
  }, [key])
  const now = useNow(20)
  const forum = useNotices(now)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const all = rooms(owner?.kind)
  const inRoom = place.room === 'desk' ? all[0]?.place.room : ROOM_OF[place.room] ?? place.room
  const unread = (room: RoomOf): ReactNode => (room.key !== 'app.forum' || forum.count === 0 ? null : (
    <span className="unread" data-unread={forum.count}><span aria-hidden="true">{text.number(forum.count)}</span><span className="hidden">{text.t('forum.notice', { count: forum.count })}</span></span>
  ))
  const here = (room: Place): 'page' | undefined => (room.room === inRoom ? 'page' : undefined)
  return (
    <>
      <a className="skip button" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus() }}>{text.t('app.skip')}</a>
      <div className="frame">
        <aside className="rail" aria-label="Hublink">
          <div className="brand"><Mark /><span>Hublink</span></div>
          <div className="whoami"><Iso code={owner?.country ?? ''} /><span><b><bdi>{owner?.name}</bdi></b><bdi>{owner?.kind === 'operator' ? text.t('app.operator') : owner?.unit}</bdi></span></div>
          <nav className="rooms" aria-label={text.t('app.rooms')}>
            {all.map((room) => (
              <a key={room.key} href={address(room.place)} aria-current={here(room.place)}><Icon name={room.icon} large /><span>{text.t(room.key)}</span>{unread(room)}</a>
            ))}
          </nav>
          <Proofs now={now} />
        </aside>
        <div className="body">
          <header className="top">
            <span className="only-small row"><Mark /><Iso code={owner?.country ?? ''} /></span>
            <Button className="find only-wide" onPress={openPalette}>
              <Icon name="search" /><span>{text.t('app.palette')}</span><kbd>Ctrl K</kbd>
            </Button>
            <span className="grow" />
            <span className="times only-wide">
              {zone !== 'UTC' && <span><b><Ltr>{text.clock(now, zone)}</Ltr></b> {placeOf(zone)}</span>}
              <Ltr>{text.t('app.utc', { time: text.clock(now) })}</Ltr>
            </span>
            <Choices />
            {(passkeys || kept?.passkey) && <Button className="square" aria-label={text.t('passkey.title')} data-passkey="" onPress={() => setPasskey(true)}><Icon name="key" /></Button>}
            <Button className="square only-wide" aria-label={text.t('app.keys')} onPress={() => setHelp(true)}><kbd>?</kbd></Button>
            <Button className="square" aria-label={text.t('app.lock')} onPress={() => hub.lock()}><Icon name="lock" /></Button>
          </header>
          <main className="page" id="main" ref={main} tabIndex={-1}>
            <Banners />
            <Suspense fallback={<Grey />}><Room place={place} /></Suspense>
          </main>
        </div>
      </div>
      <nav className="tabbar" aria-label={text.t('app.rooms')}>
        {all.map((room) => (
          <a key={room.key} href={address(room.place)} aria-current={here(room.place)}><Icon name={room.icon} large /><span>{text.t(room.key)}</span>{unread(room)}</a>
        ))}
      </nav>
      {palette && <Suspense fallback={null}><Palette onClose={() => setPalette(false)} /></Suspense>}
      {passkey && <Suspense fallback={null}><Passkey onClose={() => setPasskey(false)} /></Suspense>}
      {help && <Keys onClose={() => setHelp(false)} />}
    </>
  )
}

const Request = lazy(() => import('../cases/request'))
const Case = lazy(() => import('../cases/case'))
const Office = lazy(() => import('../office/office'))
const Edit = lazy(() => import('../office/edit'))
const Passkey = lazy(() => import('../officers/passkey'))
const Palette = lazy(() => import('./palette'))
const Log = lazy(() => import('../log/log'))
const Forum = lazy(() => import('../forum/room'))

/** The frame's clock goes on beside it and draws no room anew; what shows a time in a room looks at it by itself. */
const Room = memo(function Room({ place }: { place: Place }): ReactNode {
  const { owner } = useHub()
  if (place.room === 'desk') return owner?.kind === 'operator' ? <Office tab="signatures" /> : <Desk />
  if (place.room === 'office') return <Office tab={place.tab} />
  if (place.room === 'edit') return <Edit key={place.id} id={place.id} />
  if (place.room === 'log') return <Log />
  if (place.room === 'leaf') return <Log id={place.id} />
  if (place.room === 'forum') return <Forum part={place.part} />
  if (place.room === 'question') return <Forum key={place.id} id={place.id} part="list" />
  if (place.room === 'directory') return <Directory />
  if (place.room === 'request') return <Request key={place.id} id={place.id} />
  return place.room === 'case' ? <Case key={place.id} id={place.id} /> : <Listing key={place.id} id={place.id} />
})

/** The time in seconds, looked at again every so many. */
export function useNow(every: number): number {
  const [now, set] = useState(() => Math.floor(Date.now() / 1000))
  useEffect(() => {
    const clock = setInterval(() => set(Math.floor(Date.now() / 1000)), every * 1000)
    return () => clearInterval(clock)
  }, [every])
  return now
}

const AGE_SECONDS_MAX = 300

function Proofs({ now }: { now: number }): ReactNode {
  const text = useText()
  const { world } = useHub()
  if (world === null || world.logSize === 0) return <div className="proofs"><b className="old"><Icon name="clock" />{text.t('app.proofs.none')}</b></div>
  const age = Math.max(0, now - world.cosignedAt)
  const current = age <= AGE_SECONDS_MAX
  return (
    <div className="proofs">
      <b className={current ? '' : 'old'}>
        <Icon name={current ? 'shield' : 'clock'} />{current ? text.t('app.proofs.current') : text.t('app.proofs.old', { age: text.age(age) })}
      </b>
      <span>{text.t('app.log', { size: world.logSize, ago: text.ago(age) })}</span>
    </div>
  )
}

function Choices(): ReactNode {
  const text = useText()
  const [colours, setColours] = useState<Theme>(theme())
  const name = text.language === 'en-XA' ? 'en-XA' : LANGUAGES[text.language]
  const words: Record<Theme, string> = {
    system: text.t('app.theme.system'), light: text.t('app.theme.light'), dark: text.t('app.theme.dark'),
  }
  return (
    <>
      <MenuTrigger>
        <Button className="choice" aria-label={text.t('app.language', { name })}>
          <Icon name="globe" /><span className="only-wide">{name}</span><Icon name="down" />
        </Button>
        <Popover className="popover">
          <Menu className="menu" aria-label={text.t('unlock.languages')} selectionMode="single" disallowEmptySelection
            selectedKeys={[text.language]} onSelectionChange={(keys) => { for (const one of keys) text.choose(one as Language) }}>
            {Object.entries(LANGUAGES).map(([code, own]) => (
              <MenuItem id={code} key={code} className="menu-item" textValue={own}><span lang={code}>{own}</span></MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <MenuTrigger>
        <Button className="square" aria-label={text.t('app.theme')}><Icon name="moon" /></Button>
        <Popover className="popover">
          <Menu className="menu" aria-label={text.t('app.theme')} selectionMode="single" disallowEmptySelection selectedKeys={[colours]}
            onSelectionChange={(keys) => {
              for (const one of keys) {
                setColours(one as Theme)
                showTheme(one as Theme)
              }
            }}>
            {THEMES.map((one) => <MenuItem id={one} key={one} className="menu-item">{words[one]}</MenuItem>)}
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  )
}
