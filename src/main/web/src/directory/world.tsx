// The world by freshness: fill, hatching or dots tell the steps apart without colour, and the same facts stand as a list.
import atlas from 'virtual:atlas'
import { memo, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Freshness, World } from '../core/port'
import { useText, type MessageKey } from '../i18n/text'

const STEPS = ['fresh', 'due', 'unverified', 'none'] as const
type Step = (typeof STEPS)[number]
const WORDS: Record<Step, MessageKey> = {
  fresh: 'directory.map.fresh', due: 'directory.map.due', unverified: 'directory.map.unverified', none: 'directory.map.none',
}
const DOT_RADIUS = 2.4

function Patterns({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern id={`${id}-due`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className="map-due" /><path d="M0 0V5" className="map-ink" strokeWidth="1.6" />
      </pattern>
      <pattern id={`${id}-unverified`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="map-unverified" /><circle cx="1.4" cy="1.4" r=".85" className="map-dot" />
      </pattern>
    </defs>
  )
}

const fill = (id: string, step: Step): { className: string, fill?: string } =>
  step === 'due' || step === 'unverified' ? { className: 'map-state', fill: `url(#${id}-${step})` } : { className: `map-state map-${step}` }

/** All states; drawn again when the directory or the language changes, not with each key that is typed. */
const Land = memo(function Land({ world, onState }: { world: World, onState: (code: string) => void }): ReactNode {
  const text = useText()
  const steps = new Map<string, Freshness>(world.states.map((state) => [state.country, state.freshness]))
  return (
    <>
      <Patterns id="world" />
      <path d={atlas.rest} className="map-state map-rest" />
      {atlas.states.map(({ code, d, x, y }) => {
        const look = { ...fill('world', steps.get(code) ?? 'none'), onClick: () => onState(code) }
        const title = <title>{text.state(code)}</title>
        return d ? <path key={code} d={d} {...look}>{title}</path> : <circle key={code} cx={x} cy={y} r={DOT_RADIUS} {...look}>{title}</circle>
      })}
    </>
  )
})

/** @param country of the best desk, pointed at; empty = none */
export const WorldMap = memo(function WorldMap({ world, country, onState }: { world: World, country: string, onState: (code: string) => void }): ReactNode {
  const text = useText()
  const [listed, list] = useState(false)
  const steps = new Map<string, Freshness>(world.states.map((state) => [state.country, state.freshness]))
  const step = (code: string): Step => steps.get(code) ?? 'none'
  const chosen = atlas.states.find((state) => state.code === country)
  const byStep = (wanted: Step): string[] => atlas.states.map((state) => state.code).filter((code) => step(code) === wanted)
  return (
    <section className="card">
      <div className="world">
        <div className="map-sheets">
          <svg viewBox={`0 0 ${atlas.width} ${atlas.height}`} role="img" aria-label={text.t('directory.map.label')} className="map">
            <Land world={world} onState={onState} />
          </svg>
          {/* A sheet of its own: what it points at changes with each key, and 193 states are not painted again for that. */}
          <svg viewBox={`0 0 ${atlas.width} ${atlas.height}`} className="map-chosen" aria-hidden="true">
            {chosen && (
              <>
                {chosen.d && <path d={chosen.d} />}
                <circle cx={chosen.x} cy={chosen.y} r="7" /><circle cx={chosen.x} cy={chosen.y} r="2.5" className="map-pin" />
                <text x={chosen.x > atlas.width - 160 ? chosen.x - 13 : chosen.x + 13} y={chosen.y + 4} textAnchor={chosen.x > atlas.width - 160 ? 'end' : 'start'}>{text.state(chosen.code)}</text>
              </>
            )}
          </svg>
        </div>
        <div className="legend">
          <h2>{text.t('directory.map.title')}</h2>
          <ul>
            {STEPS.map((one) => (
              <li key={one}>
                <svg viewBox="0 0 18 14" aria-hidden="true"><Patterns id={`key-${one}`} /><rect x=".5" y=".5" width="17" height="13" rx="3" {...fill(`key-${one}`, one)} /></svg>
                <span>{text.t(WORDS[one])}</span><b>{text.number(byStep(one).length)}</b>
              </li>
            ))}
          </ul>
          <p className="small soft">{text.t('directory.map.note')}</p>
          <Button className="button button-quiet button-small" aria-expanded={listed} onPress={() => list(!listed)}>
            {listed ? text.t('directory.map.hide') : text.t('directory.map.list')}
          </Button>
        </div>
      </div>
      {listed && (
        <div className="inside world-list">
          {STEPS.map((one) => byStep(one).length > 0 && (
            <div key={one}>
              <h3>{text.t(WORDS[one])}</h3>
              <p className="small">{text.list(byStep(one).map((code) => text.state(code)).sort((a, b) => a.localeCompare(b, text.language)))}</p>
            </div>
          ))}
        </div>
      )}
    </section>
  )
})
