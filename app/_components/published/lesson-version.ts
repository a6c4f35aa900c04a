import type { PublishedView } from '#protocol/published.ts'

/** Undefined: nothing was published, or the server does not answer. */
export type LoadPublished = () => Promise<PublishedView | undefined>

/** `saved`: an author has saved the lesson, and the page of the author reloads. */
export type LessonChange = 'none' | 'updated' | 'saved'

/** Detects that a lesson was published again after the page was opened. */
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

  /** Whether an author edits the lesson now, by the last answer. */
  get isPreview(): boolean {
    return this.#isPreview
  }

  /** The first answer is the version of the page. Each save is returned once, `updated` every time. */
  async check(): Promise<LessonChange> {
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
