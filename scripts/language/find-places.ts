import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readEnvironment } from '#scripts/environment.ts'
import { proseOfCourse } from './prose-of-course.ts'
import { proseOf } from './prose-of.ts'
import { checkProse, type Finding } from './prose-rules.ts'

export interface Place extends Finding {
  path: string
  line: number
}

const KINDS = ['*.ts', '*.tsx', '*.mjs', '*.md', '*.sh', 'content/*.mdx', 'content/*.yaml', 'kindlab', '.ci/run']

/** Files with texts of others, or with lists of avoided words. */
const EXEMPT = /^(?:course\/fixtures\/|scripts\/language\/|LICENSE)/u

/** @param folders relative to the checkout; empty for all of it */
export async function findPlaces(folders: readonly string[]): Promise<Place[]> {
  const { checkout } = readEnvironment()
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-co', '--exclude-standard', ...KINDS], {
    cwd: checkout,
    maxBuffer: 16 * 1024 * 1024,
  })
  const paths = stdout.split('\n').filter((path) => path !== '' && !EXEMPT.test(path) && isIn(path, folders))
  const places = await Promise.all(paths.map((path) => placesOf(join(checkout, path), path)))
  return places.flat()
}

function isIn(path: string, folders: readonly string[]): boolean {
  return (
    folders.length === 0 ||
    folders.some((folder) => path === folder || path.startsWith(`${folder.replace(/\/$/u, '')}/`))
  )
}

async function placesOf(file: string, path: string): Promise<Place[]> {
  // A deleted file that is not committed yet.
  const source = await readFile(file, 'utf8').catch(() => '')
  const prose = path.startsWith('content/') ? proseOfCourse(path, source) : proseOf(path, source)
  return prose.flatMap(({ line, text }) => checkProse(text).map((finding) => ({ path, line, ...finding })))
}
