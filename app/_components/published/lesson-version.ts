import type { PublishedView } from '#protocol/published.ts'

/** Undefined while nothing is known: nothing was published, or the server does not answer. */
export type LoadPublished = () => Promise<PublishedView | undefined>

/** Whether a lesson was published again since the page was opened. */
export class LessonVersion {
  readonly #lesson: string
  readonly #load: LoadPublished
  #opened: string | undefined

  /** @param lesson `<module>/<lesson>` */
  constructor(lesson: string, load: LoadPublished) {
    this.#lesson = lesson
    this.#load = load
  }

  /** The first answer is what the page was opened with. */
  async isUpdated(): Promise<boolean> {
    const published = await this.#load()
    const version = published?.lessons[this.#lesson]
    if (version === undefined) return false
    this.#opened ??= version
    return version !== this.#opened
  }
}
