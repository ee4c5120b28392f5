// node optimise-core.mjs IN OUT: makes the core small. The optimiser may assume that it sees the whole program ("closed world"),
// but for what JavaScript calls: the runtime hands some functions over as references, and those are named to it as exports.
import { readFileSync, writeFileSync } from 'node:fs'
import binaryen from 'binaryen'

const [, , from, to] = process.argv

// TeaVM's runtime is given functions by these imports and calls them later.
const HANDED_OVER = /^ *\(import "[^"]+" "[^"]+" \(func (\$\S+) .*\bfuncref\b/gm

// What every browser with WebAssembly GC has.
const { MutableGlobals, NontrappingFPToInt, BulkMemory, BulkMemoryOpt, SignExt, ExceptionHandling, ReferenceTypes, Multivalue, GC, ExtendedConst } =
  binaryen.Features
const FEATURES = MutableGlobals | NontrappingFPToInt | BulkMemory | BulkMemoryOpt | SignExt | ExceptionHandling | ReferenceTypes | Multivalue | GC | ExtendedConst

// Functions whose references reach an import, by name; fails where one cannot be told.
function handedOver(text) {
  const names = new Set()
  for (const [, callee] of text.matchAll(HANDED_OVER)) {
    if (text.includes(`(ref.func ${callee})`)) throw new Error(`${callee} is called by reference`)
    for (let at = text.indexOf(`call ${callee}\n`); at >= 0; at = text.indexOf(`call ${callee}\n`, at + 1)) {
      const given = operands(text, text.lastIndexOf('(', at)).filter((o) => /^\(ref\.(func|null nofunc)/.test(o))
      if (given.length !== 1) throw new Error(`what ${callee} is given cannot be told`)
      const [, name] = /^\(ref\.func (\S+)\)$/.exec(given[0]) ?? []
      if (name !== undefined) names.add(name.slice(1))
    }
  }
  return [...names]
}

// The operands of the expression that begins at an opening parenthesis.
function operands(text, open) {
  const found = []
  let depth = 0
  let begin = 0
  let quoted = false
  for (let i = open; ; i++) {
    const c = text[i]
    if (c === '"' && text[i - 1] !== '\\') quoted = !quoted
    if (quoted) continue
    if (c === '(' && ++depth === 2) begin = i
    if (c === ')' && --depth === 1) found.push(text.slice(begin, i + 1))
    if (depth === 0) return found
  }
}

const core = binaryen.readBinary(readFileSync(from))
core.setFeatures(FEATURES)
const called = handedOver(core.emitText())
if (called.length === 0) throw new Error('nothing is handed over: the runtime is not the one that this was written for')
called.forEach((name, i) => core.addFunctionExport(name, `called-by-javascript-${i}`))
binaryen.setClosedWorld(true)
binaryen.setOptimizeLevel(2)
binaryen.setShrinkLevel(2)
core.optimize()
core.runPasses(['type-merging', 'gufa'])
core.optimize()
called.forEach((name, i) => core.removeExport(`called-by-javascript-${i}`))
if (!core.validate()) throw new Error('what came out is not valid')
writeFileSync(to, core.emitBinary())
