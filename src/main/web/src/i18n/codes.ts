// Names of states, languages and all codes, from the one reference that the server, the command line and the core read too.
import countriesUrl from '../../../resources/reference/countries.json?url'
import labelsUrl from '../../../resources/reference/labels.json?url'

interface Named { code: string, names: Record<string, string> }

export class Codes {
  #lists = new Map<string, Map<string, Named>>()

  constructor(...files: Record<string, unknown>[]) {
    for (const file of files) {
      for (const [list, rows] of Object.entries(file)) {
        if (Array.isArray(rows)) this.#lists.set(list, new Map((rows as Named[]).map((row) => [row.code, row])))
      }
    }
  }

  /** The code itself where it has no name: an unknown code is shown, never hidden. */
  name(list: string, code: string, language: string): string {
    return this.#lists.get(list)?.get(code)?.names[language] ?? code
  }

  all(list: string): string[] {
    return [...(this.#lists.get(list)?.keys() ?? [])]
  }
}

let loading: Promise<Codes> | null = null

export function loadCodes(): Promise<Codes> {
  loading ??= Promise.all([countriesUrl, labelsUrl].map((url) => fetch(url).then((reply) => reply.json())))
    .then((files) => new Codes(...(files as Record<string, unknown>[])))
  loading.catch(() => { loading = null })
  return loading
}
