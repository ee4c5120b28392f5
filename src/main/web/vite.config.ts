// Builds the page into the server's class path (target/classes/page): hashed files, a brotli twin of each, and files.txt that
// names them all. Nothing is fetched; the same sources give the same bytes.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { atlas } from './tools/atlas.ts'
import { compiled } from './tools/messages.ts'

const HERE = dirname(fileURLToPath(import.meta.url))
const HOUSE = resolve(HERE, '../../..')
const CORE = process.env.HUB_CORE ?? join(HOUSE, 'target/wasm')
const REFERENCE = join(HOUSE, 'src/main/resources/reference')
const OUT = process.env.HUB_PAGE_OUT ?? join(HOUSE, 'target/classes/page')
const RELEASE = (JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8')) as { version: string }).version

// The core as its own build made it: its Worker, and the module that the Worker names.
function core(): Plugin {
  const module = join(CORE, 'core.wasm')
  return {
    name: 'hublink-core',
    buildStart() {
      if (!existsSync(module)) throw new Error(`${module} is missing: build the core first (mvn process-classes)`)
    },
    resolveId(id) {
      if (id === 'hub-core') return join(CORE, 'host.mjs')
      const worker = /^hub-core\/(worker|bell)\?worker&url$/.exec(id)
      return worker ? `${join(CORE, `${worker[1]}.mjs`)}?worker&url` : null
    },
  }
}

// virtual:messages/<language> is a compiled catalogue, virtual:atlas the world.
function made(): Plugin {
  const prefix = '\0virtual:'
  const json = (file: string): never => JSON.parse(readFileSync(file, 'utf8')) as never
  return {
    name: 'hublink-made',
    resolveId: (id) => (id.startsWith('virtual:') ? prefix + id.slice('virtual:'.length) : null),
    load(id) {
      if (!id.startsWith(prefix)) return null
      const name = id.slice(prefix.length)
      if (name === 'atlas') {
        const states = (json(join(REFERENCE, 'countries.json')) as { countries: never }).countries
        return `export default JSON.parse(${JSON.stringify(JSON.stringify(atlas(states)))})`
      }
      const language = name.replace('messages/', '')
      const pseudo = language === 'en-XA'
      const file = join(HERE, `src/i18n/catalogues/${pseudo ? 'en' : language}.json`)
      this.addWatchFile(file)
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(compiled(json(file), pseudo)))})`
    },
  }
}

// The one classic script, for browsers that read nothing newer: taken as it is, before the page's own.
function floor(): Plugin {
  return {
    name: 'hublink-floor',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', name: 'floor.js', source: readFileSync(join(HERE, 'src/old/floor.js'), 'utf8') })
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const file = Object.values(bundle ?? {}).find((one) => one.type === 'asset' && one.names.includes('floor.js'))
        if (file === undefined) throw new Error('floor.js is missing')
        return [{ tag: 'script', attrs: { src: `/${file.fileName}` }, injectTo: 'body' as const }]
      },
    },
  }
}

// After all is written: the reference files, the small twins, and the list.
function listed(): Plugin {
  return {
    name: 'hublink-listed',
    closeBundle: {
      order: 'post',
      handler() {
        mkdirSync(OUT, { recursive: true })
        const names: string[] = []
        const walk = (folder: string): void => {
          for (const name of readdirSync(join(OUT, folder)).sort()) {
            const path = folder + name
            if (statSync(join(OUT, path)).isDirectory()) walk(`${path}/`)
            else if (!path.endsWith('.br') && path !== 'files.txt') names.push(path)
          }
        }
        walk('')
        // Whoever keeps the page for when there is no network has to know all of its files; this list is new with each release.
        const assets = names.filter((one) => one.startsWith('assets/')).map((one) => `/${one}`)
        writeFileSync(join(OUT, 'sw.js'), `const FILES = ${JSON.stringify(assets)}\n${readFileSync(join(HERE, 'tools/sw.js'), 'utf8')}`)
        names.push('sw.js')
        const all = [...names]
        for (const name of names.filter((one) => one.startsWith('assets/'))) {
          const bytes = readFileSync(join(OUT, name))
          const small = brotliCompressSync(bytes, {
            params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          })
          if (small.length >= bytes.length) continue
          writeFileSync(join(OUT, `${name}.br`), small)
          all.push(`${name}.br`)
        }
        writeFileSync(join(OUT, 'files.txt'), all.sort().join('\n') + '\n')
      },
    },
  }
}

export default defineConfig({
  root: HERE,
  publicDir: false,
  define: { __RELEASE__: JSON.stringify(RELEASE) },
  plugins: [react(), core(), made(), floor(), listed()],
  worker: { format: 'es', plugins: () => [core()] },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        assetFileNames: (file) => `assets/${basename(file.names[0] ?? 'file')}`.replace(/(\.[^.]+)$/, '-[hash]$1'),
      },
    },
  },
  server: { fs: { allow: [HOUSE] } },
})
