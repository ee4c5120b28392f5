// Desks and rosters: who sits where, who heads a desk, and which desk hangs on fewer than two.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub } from '../app/hub'
import type { OfficeDesk, Roster } from '../core/port'
import { useText, type Texts } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Chip, Empty, Ltr } from '../ui/parts'
import { RosterChange } from './changes'
import { useRosterImport } from './import'
import type { Work } from './office'
import { outcome, why } from './said'

const MEMBERS_MIN = 2
const ID_CHARS_MAX = 20
const NEW: OfficeDesk = { desk: '', version: 0, expires: 0, leaf: -1, functions: [], members: [], heads: [], alternates: [] }

export function Desks(work: Work): ReactNode {
  const text = useText()
  const { office } = work
  const [chosen, choose] = useState<OfficeDesk | null>(null)
  const tables = useRosterImport(work)
  const thin = (desk: string): number | undefined => office.thin.find((one) => one.desk === desk)?.devices
  return (
    <>
      {tables.proposal}
      <div className="columns unlike">
        <Card title={text.t('office.tab.desks')} icon="home" side={<span className="tools">{tables.buttons}<Button className="button button-small" onPress={() => choose(NEW)}>{text.t('office.desk.new')}</Button></span>}>
          {office.desks.length === 0 ? <Empty icon="home" title={text.t('office.desk.none')} /> : (
            <ul className="lines">
              {office.desks.map((one) => (
                <li key={one.desk} data-desk={one.desk}>
                  <span className="grow"><b><Ltr mono>{one.desk}</Ltr></b>
                    <span className="small soft block">{one.members ? text.list(one.members) : text.t('office.why.part-withheld')}</span></span>
                  {thin(one.desk) !== undefined && <Chip icon="warning" tone="bad">{text.t('office.desk.thin', { count: thin(one.desk) ?? 0 })}</Chip>}
                  <span className="small soft">{text.t('office.until', { date: text.date(one.expires) })}</span>
                  <Button className="button button-small" aria-label={text.t('office.desk.change', { desk: one.desk })} onPress={() => choose(one)}>{text.t('office.edit')}</Button>
                </li>
              ))}
            </ul>
          )}
        </Card>
        {chosen ? <RosterForm key={chosen.desk} {...work} desk={chosen} onClose={() => choose(null)} />
          : <section className="card"><Empty icon="person" title={text.t('office.desk.choose')}><p>{text.t('office.desk.two')}</p></Empty></section>}
      </div>
    </>
  )
}

/** What a roster lacks to be signed, in words. */
export function lacksOf(text: Texts, desk: string, roster: Roster): string {
  if (!/^[A-Z]{2}-[A-Z0-9]{2,8}-[A-Z0-9]{1,8}$/.test(desk)) return text.t('office.desk.id.wrong')
  if (roster.functions.length === 0) return text.t('office.desk.lacks.function')
  if (roster.members.length < MEMBERS_MIN) return text.t('office.desk.lacks.members')
  return roster.heads.length === 0 ? text.t('office.desk.lacks.head') : ''
}

function RosterForm({ office, ask, tell, refresh, desk, onClose }: Work & { desk: OfficeDesk, onClose: () => void }): ReactNode {
  const text = useText()
  const [id, name] = useState(desk.desk)
  const [roster, set] = useState<Roster>({ functions: desk.functions ?? [], members: desk.members ?? [], heads: desk.heads ?? [], alternates: desk.alternates ?? [] })
  const officers = [...new Set([...office.people.filter((one) => one.result === 'trusted').map((one) => one.officer), ...roster.members])].filter((one) => one !== '').sort()
  const turn = (list: keyof Roster, one: string) => (): void => {
    const there = roster[list].includes(one)
    const next = { ...roster, [list]: there ? roster[list].filter((other) => other !== one) : [...roster[list], one] }
    // Only members head a desk.
    set(list === 'members' ? { ...next, heads: next.heads.filter((head) => next.members.includes(head)) } : next)
  }
  const lacks = lacksOf(text, id, roster)
  const sign = (): void => ask({
    title: text.t('office.desk.sign', { desk: id }), action: text.t('office.sign.first'), icon: 'pen',
    children: <RosterChange before={desk.version === 0 ? undefined : desk} now={roster} />,
    run: async () => {
      const done = await hub.office('desk', { desk: id, ...roster })
      tell(done.refused === undefined ? outcome(text, done.value) : why(text, done.refused), done.refused !== undefined)
      if (done.refused === undefined) onClose()
      await refresh()
    },
  })
  const picks = (list: keyof Roster, title: string, all: string[], words: (one: string) => string): ReactNode => (
    <fieldset className="plain"><legend>{title}</legend>
      <div className="row wrap">{all.map((one) => (
        <label key={one} className="pick"><input type="checkbox" name={list} value={one} checked={roster[list].includes(one)} onChange={turn(list, one)} />{words(one)}</label>
      ))}</div>
    </fieldset>
  )
  return (
    <Card title={text.t('office.desk.roster')} icon="person">
      <form className="stack wide-gap" onSubmit={(e) => { e.preventDefault(); if (lacks === '') sign() }}>
        <label className="field"><span>{text.t('office.desk.id')}</span>
          <input className="input mono" name="desk" dir="ltr" maxLength={ID_CHARS_MAX} readOnly={desk.version > 0} value={id} onChange={(e) => name(e.target.value.toUpperCase())} /></label>
        {picks('functions', text.t('office.functions'), text.codes.all('functions'), (one) => text.code('functions', one))}
        {picks('members', text.t('office.members'), officers, (one) => one)}
        {picks('heads', text.t('office.heads'), roster.members, (one) => one)}
        <label className="field"><span>{text.t('listing.alternates')}</span>
          <input className="input mono" name="alternates" dir="ltr" value={roster.alternates.join(' ')} onChange={(e) => set({ ...roster, alternates: e.target.value.toUpperCase().split(/[ ,]+/).filter((one) => one !== '') })} /></label>
        {lacks !== '' && <p className="error"><Icon name="octagon" />{lacks}</p>}
        <div className="row wrap"><Button className="button" onPress={onClose}>{text.t('app.back')}</Button>
          <Button type="submit" className="button button-main" isDisabled={lacks !== ''}><Icon name="pen" />{text.t('office.sign.first')}</Button></div>
      </form>
    </Card>
  )
}
