/** The live part of all classes: boards, banners and the pages that show them. */
import { isRunning } from '#server/model/class-dates.ts'
import type { Logger } from 'pino'
import type { BannerView, ClassroomMessage } from '#protocol/classes.ts'
import type { MemberRole } from '#protocol/people.ts'
import { Loop } from '#server/time/loop.ts'
import type { WallClock } from '#server/time/wall-clock.ts'
import { type BoardParts, readBoard } from './board.ts'
import { Presence } from './presence.ts'

/** The map of a class changes within a second on the other side. */
const REFRESH_MS = 500

export interface ClassroomOptions extends Omit<BoardParts, 'presence' | 'bannerOf' | 'wallNow'> {
  clock: WallClock
  log: Logger
}

/** One page that shows a class. */
export interface ClassroomPage {
  classId: string
  learnerId: string
  role: MemberRole
  send: (message: ClassroomMessage) => void
}

export class Classroom {
  readonly presence = new Presence()
  readonly #options: ClassroomOptions
  readonly #banners = new Map<string, BannerView>()
  /** Each page, with the last message that it got, as text. */
  readonly #pages = new Map<ClassroomPage, string>()
  readonly #loop: Loop

  constructor(options: ClassroomOptions) {
    this.#options = options
    this.#loop = new Loop({ clock: options.clock, run: () => this.#refresh() })
  }

  /** Sends the present state to the page, and every change, until the returned function is called. */
  open(page: ClassroomPage): () => void {
    const leave = page.role === 'learner' ? this.presence.enter(page.learnerId) : () => undefined
    this.#pages.set(page, '')
    this.#loop.requeue()
    return () => {
      this.#pages.delete(page)
      leave()
    }
  }

  /** Undefined removes the banner. */
  setBanner(classId: string, banner: BannerView | undefined): void {
    if (banner === undefined) this.#banners.delete(classId)
    else this.#banners.set(classId, banner)
    this.changed()
  }

  bannerOf(classId: string): BannerView | undefined {
    return this.#banners.get(classId)
  }

  /** Sends changes now, rather than at the next interval. */
  changed(): void {
    if (this.#pages.size > 0) this.#loop.requeue()
  }

  close(): void {
    this.#loop.close()
  }

  /** Undefined for an unknown class. */
  async board(classId: string) {
    const { store, labs, course, clock } = this.#options
    const known = await store.classes.find(classId)
    if (known === undefined) return undefined
    const wallNow = (): number => clock.wallNow()
    const bannerOf = (id: string): BannerView | undefined => this.bannerOf(id)
    return readBoard({ store, labs, course, presence: this.presence, bannerOf, wallNow }, known)
  }

  async #refresh(): Promise<number | undefined> {
    try {
      await this.#sendChanges()
    } catch (error) {
      this.#options.log.error({ err: error }, 'classroom.not_refreshed')
    }
    return this.#pages.size > 0 ? REFRESH_MS : undefined
  }

  async #sendChanges(): Promise<void> {
    const boards = new Map<string, string>()
    for (const [page, sent] of this.#pages) {
      const text = page.role === 'instructor' ? await this.#boardText(page.classId, boards) : await this.#mineText(page)
      if (text === undefined || text === sent || !this.#pages.has(page)) continue
      this.#pages.set(page, text)
      const message: ClassroomMessage = JSON.parse(text)
      page.send(message)
    }
  }

  async #boardText(classId: string, boards: Map<string, string>): Promise<string | undefined> {
    const known = boards.get(classId)
    if (known !== undefined) return known
    const board = await this.board(classId)
    if (board === undefined) return undefined
    const message: ClassroomMessage = { type: 'board', board }
    const text = JSON.stringify(message)
    boards.set(classId, text)
    return text
  }

  async #mineText({ classId, learnerId }: ClassroomPage): Promise<string | undefined> {
    const { store } = this.#options
    const known = await store.classes.find(classId)
    if (known === undefined) return undefined
    const [help, answer] = await Promise.all([
      store.help.findOpen({ classId, learnerId }),
      store.help.findAnswer(classId, learnerId),
    ])
    if (this.#options.labs.isInExam(learnerId)) {
      const message: ClassroomMessage = { type: 'mine', hasHelp: false, isExam: true }
      return JSON.stringify(message)
    }
    const banner = this.bannerOf(classId)
    const hasHelp = known.settings.hasHelp || !isRunning(known, this.#options.clock.wallNow())
    const message: ClassroomMessage = { type: 'mine', banner, help, answer, hasHelp, isExam: false }
    return JSON.stringify(message)
  }
}
