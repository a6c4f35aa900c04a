/** `./kindlab bench site`: measures size and load time of a lesson, and compares them with the same text from another generator. */
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { loadCourse } from '#course/load.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { startKindlabServer } from '../../e2e/kindlab-server.ts'
import playwrightConfig from '../../playwright.config.ts'
import { writeSection } from '../benchmarks-page.ts'
import { type PageVisits, renderReport } from './report.ts'
import { visit, type Visit } from './visit.ts'
import { buildPeer, VITEPRESS_VERSION } from './vitepress-peer.ts'

const SLOWDOWNS = [1, 4] as const

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } })
const machine = await describeMachine(readEnvironment())
const content = join(machine.checkout, 'content')
const [lesson] = (await loadCourse(content)).modules.flatMap(({ lessons }) => lessons)
if (lesson === undefined) throw new Error('the course has no lesson to measure')

const peerSite = await buildPeer(machine, {
  title: lesson.title,
  file: join(content, lesson.folder, 'lesson.mdx'),
})
await using server = await startKindlabServer()
// The same server for both, so that compression and delivery are equal.
await using peerServer = await startKindlabServer({ KINDLAB_SITE: peerSite.folder })

const pages = [
  { name: 'Kindlab', url: `${server.origin}/learn/${lesson.moduleId}/${lesson.id}` },
  { name: `VitePress ${VITEPRESS_VERSION}`, url: peerServer.origin + peerSite.path },
  { name: "Kindlab's home page", url: server.origin },
]
const [product = [], peer = [], home = []] = await measureAll()
const [cpu] = cpus()
const host = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`
const report = renderReport(product, peer, { host, others: home.slice(0, 1) })
await writeSection(join(machine.checkout, 'docs', 'benchmarks.md'), 'site', report)
process.stdout.write(`${report}\n`)

/** Visits of each page at each speed. They alternate, so that other load on the machine affects all of them. */
async function measureAll(): Promise<PageVisits[][]> {
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions)
  const all = pages.map(({ name, url }) =>
    SLOWDOWNS.map((slowdown) => ({ name, url, slowdown, visits: [] as Visit[] })),
  )
  try {
    for (let round = 1; round <= Number(values.rounds); round++) {
      for (const { name, url, slowdown, visits } of all.flat()) {
        const seen = await visit(browser, url, slowdown)
        visits.push(seen)
        process.stdout.write(`${round} ${name}, ${slowdown}: ${JSON.stringify(seen)}\n`)
      }
    }
  } finally {
    await browser.close()
  }
  return all
}
