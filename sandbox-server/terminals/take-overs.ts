import { randomUUID } from 'node:crypto'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { TakeOverView, TerminalId } from '#protocol/messages.ts'
import {
  changeTakeOver,
  NO_TAKE_OVER,
  type TakeOver,
  type TakeOverAction,
  type TakeOverChange,
  viewTakeOver,
} from '#server/model/take-over.ts'
import type { Clock } from '#server/time/clock.ts'
import { Timer } from '#server/time/timer.ts'
import type { SocketOutlet } from './channel/socket-outlet.ts'
import type { Terminal } from './terminal.ts'

/** One page of an instructor who watches. */
export interface Guest {
  name: string
  /** Identifies the page: only a channel of this socket may type. */
  outlet: SocketOutlet
  /** Also called when the page has closed. */
  onTakeOver: (change: TakeOverChange) => void
}

type GuestTerminal = Pick<Terminal, 'id' | 'setGuest'>

export interface TakeOversOptions {
  clock: Clock
  /** Undefined if the shell does not run. */
  findTerminal: (id: string) => GuestTerminal | undefined
}

/** The requests of instructors to type into terminals of one lab, and the take-over that the learner allowed. In memory: a restart ends it. */
export class TakeOvers {
  readonly #options: TakeOversOptions
  readonly #guests = new Map<string, Guest>()
  readonly #listeners = new Set<(change: TakeOverChange) => void>()
  readonly #timer: Timer
  #learnerPages = 0
  #current: TakeOver = NO_TAKE_OVER
  /** Has a guest. */
  #terminal: GuestTerminal | undefined

  constructor(options: TakeOversOptions) {
    this.#options = options
    this.#timer = new Timer(options.clock, () => this.#change({ type: 'time' }))
  }

  /** Calls `listener` after each change, until the returned function is called. */
  onChange(listener: (change: TakeOverChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  view(guest: string | undefined): TakeOverView {
    return viewTakeOver(this.#current, guest)
  }

  /** A page of the learner is open until the returned function is called. */
  addLearnerPage(): () => void {
    this.#learnerPages += 1
    return () => {
      this.#learnerPages -= 1
      if (this.#learnerPages === 0) this.#change({ type: 'learner_left' })
    }
  }

  addGuest(guest: Guest): { id: string; leave: () => void } {
    const id = randomUUID()
    this.#guests.set(id, guest)
    const leave = (): void => {
      this.#change({ type: 'guest_left', guest: id })
      this.#guests.delete(id)
    }
    return { id, leave }
  }

  /** @throws KindlabError `terminal.failed`, `take_over.absent`, `take_over.busy` */
  ask(guest: string, terminal: TerminalId): void {
    const name = this.#guests.get(guest)?.name
    if (name === undefined || this.#options.findTerminal(terminal) === undefined)
      throw new KindlabError('terminal.failed')
    if (this.#learnerPages === 0) throw new KindlabError('take_over.absent')
    if (this.#current.state !== 'none') throw new KindlabError('take_over.busy')
    this.#change({ type: 'ask', request: { id: randomUUID(), guest, name, terminal } })
  }

  answer(request: string, isAllowed: boolean): void {
    this.#change({ type: 'answer', request, isAllowed })
  }

  /** @param terminal only a take-over of this terminal */
  takeBack(terminal?: string): void {
    if (terminal === undefined || terminal === this.#terminal?.id) this.#change({ type: 'take_back' })
  }

  giveBack(guest: string): void {
    this.#change({ type: 'give_back', guest })
  }

  terminalEnded(terminal: string): void {
    this.#change({ type: 'terminal_ended', terminal })
  }

  close(): void {
    this.#timer.clear()
    this.#listeners.clear()
  }

  #change(action: TakeOverAction): void {
    const change = changeTakeOver(this.#current, action, this.#options.clock.now())
    if (change === undefined) return
    const { next, request } = change
    const guest = this.#guests.get(request.guest)
    this.#current = next
    this.#timer.set(next.state === 'asked' ? next.deadline : undefined)
    if (next.state === 'none') this.#setGuest(undefined, undefined)
    guest?.onTakeOver(change)
    // The pages of the learner show the take-over before the guest can type.
    for (const listener of this.#listeners) listener(change)
    if (next.state === 'allowed') this.#setGuest(this.#options.findTerminal(request.terminal), guest?.outlet)
  }

  #setGuest(terminal: GuestTerminal | undefined, outlet: SocketOutlet | undefined): void {
    this.#terminal?.setGuest(undefined)
    this.#terminal = terminal
    terminal?.setGuest(outlet)
  }
}
