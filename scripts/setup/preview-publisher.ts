/** Publishes each save of an author to the server of `./kindlab dev`, so that its checks, commands and questions match the page. */
import { cp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { watch } from 'chokidar'
import { VERSION_FILE } from '#protocol/published.ts'
import { CourseProblems, formatProblem } from '#course/problem.ts'
import { hashInputs } from './input-hash.ts'
import { pathExists } from './path-exists.ts'
import { swapExports } from './swap-exports.ts'
import { describeVersion } from './site-version.ts'

/** Time from the last reported save to a comparison of the course with what is published. */
const LAST_CHECK_MS = 1_000

/** Folder of the course in each version. */
const COURSE = 'content'

export interface PreviewPublisherOptions {
  contentFolder: string
  /** The site folder of the server. It holds the version and the course; the pages come from Next.js. */
  siteFolder: string
  print: (line: string) => void
}

export class PreviewPublisher {
  readonly #options: PreviewPublisherOptions
  readonly #first = Promise.withResolvers<void>()
  #hasPublished = false
  #seen: string | undefined

  constructor(options: PreviewPublisherOptions) {
    this.#options = options
  }

  /** The last published course: a server that starts while a save has problems reads a valid course. */
  get courseFolder(): string {
    return join(this.#options.siteFolder, COURSE)
  }

  /** Resolves after the first publication. A server that starts earlier finds no course. */
  async untilPublished(): Promise<void> {
    await this.#first.promise
  }

  /** Publishes the current course. If it has problems, prints them and leaves the published one in place. */
  async publish(): Promise<void> {
    const { contentFolder, siteFolder, print } = this.#options
    const versions = join(dirname(siteFolder), 'versions')
    const draft = join(versions, 'draft')
    if ((await hashInputs(contentFolder, ['.'])) === this.#seen) return
    await rm(draft, { recursive: true, force: true })
    await cp(contentFolder, join(draft, COURSE), { recursive: true })
    const inputs = await hashInputs(join(draft, COURSE), ['.'])
    if (inputs === this.#seen) return
    this.#seen = inputs
    try {
      const version = { ...(await describeVersion(join(draft, COURSE), inputs)), isPreview: true }
      await writeFile(join(draft, VERSION_FILE), JSON.stringify(version))
      const fresh = join(versions, inputs)
      // A version that the server uses must not change.
      if (!(await pathExists(join(fresh, COURSE)))) {
        await rm(fresh, { recursive: true, force: true })
        await rename(draft, fresh)
      }
      await swapExports({ site: siteFolder, fresh, nowMs: Date.now() })
      this.#hasPublished = true
      this.#first.resolve()
    } catch (error) {
      if (!(error instanceof CourseProblems)) throw error
      for (const problem of error.problems) print(formatProblem({ ...problem, file: join('content', problem.file) }))
      if (!this.#hasPublished) print('The site starts after these problems are fixed.')
    }
  }

  /** Errors such as a deleted file or a full disk must not prevent the publication of later saves. */
  async #publishSave(): Promise<void> {
    try {
      await this.publish()
    } catch (error) {
      this.#seen = undefined
      this.#options.print(`This save is not published; save again to retry: ${String(error)}`)
    }
  }

  /** Publishes after each save until `signal` aborts. Saves during a publication are published right after it. */
  async follow(signal: AbortSignal): Promise<void> {
    let saved = Promise.withResolvers<void>()
    const wake = () => saved.resolve()
    const watcher = watch(this.#options.contentFolder, { ignoreInitial: true })
    // The watcher drops a save that follows another one within milliseconds, more on a busy machine.
    let lastCheck: NodeJS.Timeout | undefined
    const notice = () => {
      wake()
      clearTimeout(lastCheck)
      lastCheck = setTimeout(wake, LAST_CHECK_MS)
    }
    // On ready too: the watcher reports no saves from before that.
    watcher.on('ready', notice).on('all', notice)
    watcher.on('error', (error) =>
      this.#options.print(`Some saves may not be published; restart ./kindlab dev: ${String(error)}`),
    )
    signal.addEventListener('abort', wake)
    if (signal.aborted) wake()
    for (;;) {
      await saved.promise
      if (signal.aborted) break
      saved = Promise.withResolvers()
      await this.#publishSave()
    }
    clearTimeout(lastCheck)
    await watcher.close()
  }
}
