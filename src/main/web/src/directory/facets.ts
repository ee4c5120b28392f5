// Which filters the directory offers, and what each is called.
import type { Facet } from '../core/port'
import type { MessageKey, Texts } from '../i18n/text'

const LANGUAGES_MAX = 8
export const same = (a: Facet, b: Facet): boolean => a.kind === b.kind && a.value === b.value

export function nameOf(text: Texts, facet: Facet): string {
  if (facet.kind === 'function') return text.code('functions', facet.value)
  if (facet.kind === 'opening') return text.code('opening', facet.value)
  if (facet.kind === 'channel') return facet.value === 'hub' ? text.t('directory.facet.hub') : text.code('channels', facet.value)
  if (facet.kind === 'language') return text.code('languages', facet.value)
  if (facet.kind === 'freshness') return text.code('freshness', facet.value)
  if (facet.kind === 'offence') return text.code('offences', facet.value)
  if (facet.kind === 'measure') return text.code('measures', facet.value)
  if (facet.kind === 'legal-basis') return facet.value === 'shared' ? text.t('directory.facet.shared') : text.code('legalBases', facet.value)
  if (facet.kind === 'country') return text.state(facet.value)
  return facet.kind === 'region' ? text.code('regions', facet.value) : facet.value
}

export interface FacetGroup { title: MessageKey, facets: Facet[] }

/** The groups with their values; languages are the reader's own first, then those that most desks speak. */
export function groups(text: Texts, own: string[], counts: (Facet & { count: number })[], chosen: Facet[]): FacetGroup[] {
  const of = (kind: string, values: string[]): Facet[] => values.map((value) => ({ kind, value }))
  const spoken = counts.filter((one) => one.kind === 'language').sort((a, b) => b.count - a.count).map((one) => one.value)
  const kept = chosen.filter((one) => one.kind === 'language').map((one) => one.value)
  const languages = [...new Set([...own, ...kept, ...spoken])].slice(0, LANGUAGES_MAX)
  return [
    { title: 'directory.facet.function', facets: of('function', text.codes.all('functions')) },
    { title: 'directory.facet.when', facets: [...of('opening', ['open-now']), ...of('channel', ['hub'])] },
    { title: 'directory.facet.language', facets: of('language', languages) },
    { title: 'directory.facet.freshness', facets: of('freshness', ['fresh', 'due', 'unverified']) },
    { title: 'directory.facet.basis', facets: of('legal-basis', ['shared', 'budapest', 'bilateral']) },
  ]
}
