/** Completes package-lock.json after an `npm install` against a mirror: `node .ci/lock-file/complete.ts`. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readEnvironment } from '#scripts/environment.ts'
import { completeLock, parseLock } from './complete-lock.ts'

const path = join(readEnvironment().checkout, 'package-lock.json')
const lock = parseLock(await readFile(path, 'utf8'))
await writeFile(path, `${JSON.stringify(completeLock(lock), undefined, 2)}\n`)
