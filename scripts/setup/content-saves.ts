/** While an author writes: each save is published to the server of `./kindlab dev`, which then checks, runs and asks what the page shows. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { watch } from 'chokidar'
import { VERSION_FILE } from '#protocol/published.ts'
import { CourseProblems, formatProblem } from '#course/problem.ts'
import { hashInputs } from './input-hash.ts'
import { swapExports } from './publish-swap.ts'
import { describeVersion } from './publish-version.ts'

export interface ContentSavesOptions {
  contentFolder: string
  /** What the server takes for the exported site. Only the version is in it: pages come from Next.js. */
  siteFolder: string
  print: (line: string) => void
}

export class ContentSaves {
  readonly #options: ContentSavesOptions
  #published: string | undefined

  constructor(options: ContentSavesOptions) {
    this.#options = options
  }

  /** Publishes what is there. A course with problems is told, and what was published before stays. */
  async publish(): Promise<void> {
    const { contentFolder, siteFolder, print } = this.#options
    const inputs = await hashInputs(contentFolder, ['.'])
    if (inputs === this.#published) return
    this.#published = inputs
    try {
      const version = { ...(await describeVersion(contentFolder, inputs)), isPreview: true }
      const fresh = join(dirname(siteFolder), 'versions', inputs)
      await mkdir(fresh, { recursive: true })
      await writeFile(join(fresh, VERSION_FILE), JSON.stringify(version))
      await swapExports({ site: siteFolder, fresh, nowMs: Date.now() })
    } catch (error) {
      if (!(error instanceof CourseProblems)) throw error
      for (const problem of error.problems) print(formatProblem({ ...problem, file: join('content', problem.file) }))
    }
  }

  /** A file that is gone while it is read, or a full disk, must not keep the saves after it from being published. */
  async #publishSave(): Promise<void> {
    try {
      await this.publish()
    } catch (error) {
      this.#published = undefined
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
