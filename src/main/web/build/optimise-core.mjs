// node optimise-core.mjs IN OUT: makes the core small, for whatever calls it and whatever it calls: the optimiser is not told that
// it sees the whole program ("closed world"), as TeaVM's runtime calls functions that it was handed as references.
import { readFileSync, writeFileSync } from 'node:fs'
import binaryen from 'binaryen'

const [, , from, to] = process.argv

// What every browser with WebAssembly GC has.
const FEATURES = [
  'MutableGlobals', 'NontrappingFPToInt', 'BulkMemory', 'BulkMemoryOpt', 'SignExt', 'ExceptionHandling', 'ReferenceTypes',
  'Multivalue', 'GC', 'ExtendedConst',
].reduce((all, name) => all | binaryen.Features[name], 0)

const ROUNDS = 3

const core = binaryen.readBinary(readFileSync(from))
core.setFeatures(FEATURES)
binaryen.setClosedWorld(false)
binaryen.setTrapsNeverHappen(false)
binaryen.setOptimizeLevel(2)
binaryen.setShrinkLevel(2)
// What one round leaves, the next one finds: the second and third take one part in a hundred off, a fourth nothing.
for (let round = 0; round < ROUNDS; round++) core.optimize()
if (!core.validate()) throw new Error('what came out is not valid')
writeFileSync(to, core.emitBinary())
