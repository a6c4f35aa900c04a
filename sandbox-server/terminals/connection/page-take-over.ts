import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ClientPageMessage, TakeOverView } from '#protocol/messages.ts'
import type { LabSession } from '#server/model/lab-session.ts'
import type { TakeOverChange } from '#server/model/take-over.ts'
import type { SocketOutlet } from '#server/terminals/channel/socket-outlet.ts'
import type { TakeOvers } from '#server/terminals/take-overs.ts'

/** A person who watches the lab of another learner. */
export interface Watcher {
  id: string
  name: string
  /** A request of this page, or its take-over, has changed. */
  onTakeOver: (change: TakeOverChange) => void
}

export type TakeOverMessage = Extract<
  ClientPageMessage,
  { type: 'ask_control' | 'give_back' | 'answer_control' | 'take_back' }
>

export interface PageTakeOverOptions {
  takeOvers: TakeOvers
  lab: LabSession
  /** Undefined: a page of the learner. */
  watcher: Watcher | undefined
  outlet: SocketOutlet
}

/** The part of one page in take-overs: of the instructor who asks, or of the learner who answers. */
export class PageTakeOver {
  readonly #options: PageTakeOverOptions
  /** Undefined: a page of the learner. */
  readonly #guest: string | undefined
  readonly #close: (() => void)[]

  constructor(options: PageTakeOverOptions) {
    const { takeOvers, watcher, outlet } = options
    this.#options = options
    const guest = watcher && takeOvers.addGuest({ name: watcher.name, outlet, onTakeOver: watcher.onTakeOver })
    this.#guest = guest?.id
    const leave = guest?.leave ?? takeOvers.addLearnerPage()
    this.#close = [takeOvers.onChange((change) => this.#changed(change)), leave]
  }

  /** To be called after connecting. */
  start(): void {
    const view = this.#options.takeOvers.view(this.#guest)
    if (view.state !== 'none') this.#send(view)
  }

  /** @throws KindlabError `exam.running`, and as `TakeOvers.ask` */
  dispatch(message: TakeOverMessage): void {
    const { takeOvers, lab } = this.#options
    switch (message.type) {
      case 'ask_control':
        if (lab.isExam) throw new KindlabError('exam.running')
        return takeOvers.ask(this.#guest ?? '', message.terminal)
      case 'give_back':
        return takeOvers.giveBack(this.#guest ?? '')
      case 'answer_control':
        return takeOvers.answer(message.request, message.isAllowed)
      case 'take_back':
        return takeOvers.takeBack()
      default:
        message satisfies never
    }
  }

  close(): void {
    for (const close of this.#close.splice(0)) close()
  }

  #changed({ next, event, request }: TakeOverChange): void {
    const isConcerned = this.#guest === undefined || this.#guest === request.guest
    if (next.state === 'none' && isConcerned && event !== 'asked' && event !== 'allowed')
      return this.#send({ state: 'none', ended: event })
    this.#send(this.#options.takeOvers.view(this.#guest))
  }

  #send(takeOver: TakeOverView): void {
    this.#options.outlet.sendToPage({ type: 'take_over', takeOver })
  }
}
