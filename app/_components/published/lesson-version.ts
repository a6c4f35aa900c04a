import type { PublishedView } from '#protocol/published.ts'

/** Undefined while nothing is known: nothing was published, or the server does not answer. */
export type LoadPublished = () => Promise<PublishedView | undefined>

/** What has become of a lesson: `saved` is for the author's own page, which follows. */
export type LessonNews = 'none' | 'updated' | 'saved'

/** Whether a lesson was published again since the page was opened. */
export class LessonVersion {
  readonly #lesson: string
  readonly #load: LoadPublished
  #opened: string | undefined
  #isPreview = false

  /** @param lesson `<module>/<lesson>` */
  constructor(lesson: string, load: LoadPublished) {
    this.#lesson = lesson
    this.#load = load
  }

  /** Whether somebody writes at this lesson, by the last answer. */
  get isPreview(): boolean {
    return this.#isPreview
  }

  /** The first answer is what the page was opened with; what was saved is told once. */
  async look(): Promise<LessonNews> {
    const published = await this.#load()
    const version = published?.lessons[this.#lesson]
    if (version === undefined) return 'none'
    this.#isPreview = published?.isPreview === true
    this.#opened ??= version
    if (version === this.#opened) return 'none'
    if (!this.#isPreview) return 'updated'
    this.#opened = version
    return 'saved'
  }
}
