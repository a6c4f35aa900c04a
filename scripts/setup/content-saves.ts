/** While an author writes: each save is published to the server of `./kindlab dev`, which then checks, runs and asks what the page shows. */
import { cp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { watch } from 'chokidar'
import { VERSION_FILE } from '#protocol/published.ts'
import { CourseProblems, formatProblem } from '#course/problem.ts'
import { hashInputs } from './input-hash.ts'
import { isThere } from './is-there.ts'
import { swapExports } from './publish-swap.ts'
import { describeVersion } from './publish-version.ts'

/** In each version. */
const COURSE = 'content'

export interface ContentSavesOptions {
  contentFolder: string
  /** What the server takes for the exported site. The version is in it, and the course; pages come from Next.js. */
  siteFolder: string
  print: (line: string) => void
}

export class ContentSaves {
  readonly #options: ContentSavesOptions
  readonly #first = Promise.withResolvers<void>()
  #hasPublished = false
  #seen: string | undefined

  constructor(options: ContentSavesOptions) {
    this.#options = options
  }

  /** The course as it was published last: a server that starts while a save has problems finds one without. */
  get courseFolder(): string {
    return join(this.#options.siteFolder, COURSE)
  }

  /** Resolves once anything is published: before that a server finds no course. */
  async untilPublished(): Promise<void> {
    await this.#first.promise
  }

  /** Publishes what is there. A course with problems is told, and what was published before stays. */
  async publish(): Promise<void> {
    const { contentFolder, siteFolder, print } = this.#options
    const versions = join(dirname(siteFolder), 'versions')
    const draft = join(versions, 'draft')
    await rm(draft, { recursive: true, force: true })
    await cp(contentFolder, join(draft, COURSE), { recursive: true })
    const inputs = await hashInputs(join(draft, COURSE), ['.'])
    if (inputs === this.#seen) return
    this.#seen = inputs
    try {
      const version = { ...(await describeVersion(join(draft, COURSE), inputs)), isPreview: true }
      await writeFile(join(draft, VERSION_FILE), JSON.stringify(version))
      const fresh = join(versions, inputs)
      // What is served already is left alone.
      if (!(await isThere(join(fresh, COURSE)))) {
        await rm(fresh, { recursive: true, force: true })
        await rename(draft, fresh)
      }
      await swapExports({ site: siteFolder, fresh, nowMs: Date.now() })
      this.#hasPublished = true
      this.#first.resolve()
    } catch (error) {
      if (!(error instanceof CourseProblems)) throw error
      for (const problem of error.problems) print(formatProblem({ ...problem, file: join('content', problem.file) }))
      if (!this.#hasPublished) print('The site starts once this is mended.')
    }
  }

  /** A file that is gone while it is read, or a full disk, must not keep the saves after it from being published. */
  async #publishSave(): Promise<void> {
    try {
      await this.publish()
    } catch (error) {
      this.#seen = undefined
      this.#options.print(`This save is not published; save once more to try again: ${String(error)}`)
    }
  }

  /** Publishes after each save, until `signal` ends it. What is saved while another save is being published comes right after it. */
  async follow(signal: AbortSignal): Promise<void> {
    let saved = Promise.withResolvers<void>()
    const wake = () => saved.resolve()
    const watcher = watch(this.#options.contentFolder, { ignoreInitial: true })
    // Once it is ready too: what was saved before that is not told.
    watcher.on('ready', wake).on('all', wake)
    watcher.on('error', (error) =>
      this.#options.print(`Not every save may be noticed; start anew to try again: ${String(error)}`),
    )
    signal.addEventListener('abort', wake)
    if (signal.aborted) wake()
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one save after the other
      await saved.promise
      if (signal.aborted) break
      saved = Promise.withResolvers()
      // oxlint-disable-next-line no-await-in-loop -- see above
      await this.#publishSave()
    }
    await watcher.close()
  }
}
