/** Learners who change their progress in turn, and the time until the pages of the instructors have each change. */
import { setTimeout as sleep } from 'node:timers/promises'
import { endpointPath } from '#protocol/api.ts'
import { ClassroomMessage } from '#protocol/classes.ts'
import type { Person } from './people.ts'

/** A step with hints. */
export interface StepName {
  module: string
  lesson: string
  step: string
}

interface Waiting {
  learnerId: string
  of: StepName
  sentAt: number
  /** Numbers of the pages that do not have the change yet. */
  pages: Set<number>
}

/** Every change is a step that the learner has not touched before, so that each adds a cell to the map. */
export class ChangeLoad {
  /** Milliseconds from the request of a learner to the message on the socket of each instructor. */
  readonly tookMs: number[] = []
  boards = 0
  largestBoardBytes = 0
  readonly #learners: readonly Person[]
  readonly #steps: readonly StepName[]
  readonly #pages: number
  readonly #waiting = new Map<string, Waiting>()
  #count = 0

  constructor(learners: readonly Person[], steps: readonly StepName[], pages: number) {
    this.#learners = learners
    this.#steps = steps
    this.#pages = pages
  }

  /** Changes that not every instructor has. */
  get missing(): number {
    return this.#waiting.size
  }

  get changes(): number {
    return this.#count
  }

  /** A message on the socket of an instructor. */
  receive(page: number, text: string, at: number): void {
    const message = ClassroomMessage.parse(JSON.parse(text))
    if (message.type !== 'board') return
    this.boards += 1
    this.largestBoardBytes = Math.max(this.largestBoardBytes, Buffer.byteLength(text))
    const cells = new Map(message.board.learners.map((learner) => [learner.id, learner.cells]))
    for (const [key, { learnerId, of, sentAt, pages }] of this.#waiting) {
      if (!pages.has(page) || cells.get(learnerId)?.[`${of.module}/${of.lesson}`]?.[of.step] === undefined) continue
      this.tookMs.push(at - sentAt)
      pages.delete(page)
      if (pages.size === 0) this.#waiting.delete(key)
    }
  }

  /** Sends one change each `pauseMs`, until `signal`. Then waits for the last ones. */
  async run(pauseMs: number, signal: AbortSignal): Promise<void> {
    const sent: Promise<void>[] = []
    while (!signal.aborted) {
      sent.push(this.#change())
      await sleep(pauseMs)
    }
    await Promise.all(sent)
    for (let tries = 0; this.missing > 0 && tries < 100; tries++) await sleep(100)
    if (this.missing > 0) throw new Error(`${this.missing} changes did not reach every instructor within 10 s`)
  }

  async #change(): Promise<void> {
    const learner = this.#learners[this.#count % this.#learners.length]
    const of = this.#steps[Math.floor(this.#count / this.#learners.length)]
    this.#count += 1
    if (learner === undefined || of === undefined) throw new Error('the course has too few steps with hints')
    const pages = new Set(Array.from({ length: this.#pages }, (_, page) => page))
    const key = `${learner.id} ${of.module}/${of.lesson}/${of.step}`
    this.#waiting.set(key, { learnerId: learner.id, of, sentAt: performance.now(), pages })
    const { status, text } = await learner.client.post(endpointPath('hints.count'), { ...of, shown: 1 })
    if (status !== 204) throw new Error(`a change was refused: ${status} ${text}`)
  }
}
