/** A lesson as a page of a VitePress site with default settings. VitePress is installed in the cache folder, not as a dependency. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import { plainMarkdown } from './plain-markdown.ts'

export const VITEPRESS_VERSION = '1.6.4'

const DEADLINE_MS = 600_000
const PAGE = 'lesson'

export interface PeerSite {
  /** Folder of the built site. */
  folder: string
  /** Address of the lesson. */
  path: string
}

export async function buildPeer(machine: Machine, lesson: { title: string; file: string }): Promise<PeerSite> {
  const folder = join(machine.cacheFolder, 'bench', `vitepress-${VITEPRESS_VERSION}`)
  const pages = join(folder, 'pages')
  await rm(pages, { recursive: true, force: true })
  await mkdir(join(pages, '.vitepress'), { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  await writeFile(join(pages, '.vitepress', 'config.js'), `export default ${JSON.stringify(configFor(lesson.title))}`)
  await writeFile(join(pages, 'index.md'), `# Kindlab\n\n[${lesson.title}](/${PAGE})\n`)
  const text = plainMarkdown(await readFile(lesson.file, 'utf8'))
  await writeFile(join(pages, `${PAGE}.md`), `# ${lesson.title}\n\n${text}`)
  await succeed(machine, [
    'npm',
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    `vitepress@${VITEPRESS_VERSION}`,
  ])
  await succeed(machine, [join(folder, 'node_modules/.bin/vitepress'), 'build', pages])
  return { folder: join(pages, '.vitepress', 'dist'), path: `/${PAGE}` }
}

/** Has a search, like the product. */
function configFor(title: string) {
  return {
    title: 'Kindlab',
    cleanUrls: true,
    ignoreDeadLinks: true,
    themeConfig: { search: { provider: 'local' }, sidebar: [{ text: title, link: `/${PAGE}` }] },
  }
}

async function succeed(machine: Machine, argv: readonly string[]): Promise<void> {
  const { exitCode, lastLines } = await machine.run(argv, { timeoutMs: DEADLINE_MS })
  if (exitCode !== 0) throw new Error(`${argv.slice(0, 3).join(' ')} ended with ${exitCode}:\n${lastLines.join('\n')}`)
}
