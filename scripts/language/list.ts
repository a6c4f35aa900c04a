/** Lists places in files or folders that break a language rule: `node scripts/language/list.ts app docs`. */
import process from 'node:process'
import { findPlaces } from './find-places.ts'

const places = await findPlaces(process.argv.slice(2))
for (const { path, line, text, advice } of places) process.stdout.write(`${path}:${line}: "${text}": ${advice}\n`)
process.stdout.write(`${places.length} places\n`)
process.exitCode = places.length === 0 ? 0 : 1
