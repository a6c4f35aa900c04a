/** Edits docs/benchmarks.md: each benchmark replaces only its own section. */
import { readFile, writeFile } from 'node:fs/promises'

const TITLE =
  '# Benchmarks\n\nMeasured, not promised. Each section is written by its bench: `./kindlab bench <name>`.\n'

/** The page with the section of `name` replaced, or added at the end. */
export function withSection(page: string, name: string, text: string): string {
  const begin = `<!-- bench:${name} -->`
  const end = `<!-- /bench:${name} -->`
  const section = `${begin}\n\n${text.trim()}\n\n${end}`
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from === -1 || to === -1) return `${page.trimEnd()}\n\n${section}\n`
  return page.slice(0, from) + section + page.slice(to + end.length)
}

export async function writeSection(path: string, name: string, text: string): Promise<void> {
  const page = await readFile(path, 'utf8').catch(() => TITLE)
  await writeFile(path, withSection(page, name, text))
}
