// The world as the directory's map draws it: one path for each state that is large enough, a dot for each that is not.
// Made at build time from Natural Earth (public domain), so that the page carries no geography library.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'

export const WIDTH = 980
export const HEIGHT = 470
const DOT_AREA_PX_MAX = 12

// Names of the atlas that are not those of the reference, by ISO code.
const OTHERWISE: Record<string, string> = {
  AG: 'Antigua and Barb.', BA: 'Bosnia and Herz.', CD: 'Dem. Rep. Congo', CF: 'Central African Rep.', CG: 'Congo',
  CI: "Côte d'Ivoire", DO: 'Dominican Rep.', GQ: 'Eq. Guinea', KN: 'St. Kitts and Nevis', LC: 'Saint Lucia', MH: 'Marshall Is.',
  MK: 'Macedonia', SB: 'Solomon Is.', SS: 'S. Sudan', ST: 'São Tomé and Principe', SZ: 'eSwatini', TR: 'Turkey',
  TT: 'Trinidad and Tobago', US: 'United States of America', VC: 'St. Vin. and Gren.',
}
// In neither file of the atlas; longitude and latitude.
const MISSING: Record<string, [number, number]> = { TV: [179.2, -8.5] }

interface Shape { type: 'Feature', id?: string, properties: { name: string }, geometry: unknown }
export interface Atlas { width: number, height: number, states: { code: string, d?: string, x: number, y: number }[], rest: string }

export function atlas(states: { code: string, names: { en: string } }[]): Atlas {
  const require = createRequire(import.meta.url)
  const shapes = (file: string): Map<string, Shape> => {
    const world = JSON.parse(readFileSync(require.resolve(`world-atlas/${file}`), 'utf8'))
    const all = (feature(world, world.objects.countries) as unknown as { features: Shape[] }).features
    return new Map(all.map((shape) => [shape.properties.name, shape]))
  }
  const coarse = shapes('countries-110m.json')
  const fine = shapes('countries-50m.json')
  coarse.delete('Antarctica')
  const projection = geoNaturalEarth1().fitExtent(
    [[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: 'FeatureCollection', features: [...coarse.values()] } as never)
  const path = geoPath(projection).digits(1)
  const used = new Set<string>()
  const out: Atlas['states'] = []
  for (const state of states) {
    const name = OTHERWISE[state.code] ?? state.names.en
    const shape = coarse.get(name)
    const other = fine.get(name)
    const place = MISSING[state.code] ?? (other && largest(other))
    if (!place) throw new Error(`${state.code} is not in the atlas`)
    const [x, y] = (projection(place) ?? [0, 0]).map((n) => Math.round(n * 10) / 10) as [number, number]
    const d = shape && path.area(shape as never) >= DOT_AREA_PX_MAX ? path(shape as never) : null
    if (shape) used.add(name)
    out.push(d ? { code: state.code, d, x, y } : { code: state.code, x, y })
  }
  const rest = [...coarse.values()].filter((shape) => !used.has(shape.properties.name)).map((shape) => path(shape as never)).join('')
  return { width: WIDTH, height: HEIGHT, states: out, rest }
}

// The middle of a state's largest piece: that of all pieces would lie in the sea.
function largest(shape: Shape): [number, number] {
  const geometry = shape.geometry as { type: string, coordinates: never[] }
  const pieces = geometry.type === 'MultiPolygon'
    ? geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }) as never)
    : [shape.geometry as never]
  return geoCentroid(pieces.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a)))
}
