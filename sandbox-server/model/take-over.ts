/** An instructor who asks to type into a terminal of a learner, the answer, and the take-over that follows. Pure; time is passed in. */
import type { TakeOverEnd, TakeOverView, TerminalId } from '#protocol/messages.ts'
import { LIMITS } from '#protocol/limits.ts'

export interface TakeOverRequest {
  id: string
  /** The page of the instructor. */
  guest: string
  /** Name of the instructor. */
  name: string
  terminal: TerminalId
}

/** At most one for each lab, so that a race of two instructors has one winner. */
export type TakeOver =
  | { state: 'none' }
  | { state: 'asked'; request: TakeOverRequest; deadline: number }
  | { state: 'allowed'; request: TakeOverRequest }

export type TakeOverAction =
  | { type: 'ask'; request: TakeOverRequest }
  | { type: 'answer'; request: string; isAllowed: boolean }
  /** By the learner. */
  | { type: 'take_back' }
  /** By the instructor: also of a request that has no answer yet. */
  | { type: 'give_back'; guest: string }
  | { type: 'guest_left'; guest: string }
  /** No page of the learner is left, so the learner could not see the take-over or end it. */
  | { type: 'learner_left' }
  | { type: 'terminal_ended'; terminal: string }
  | { type: 'time' }

export type TakeOverEvent = 'asked' | 'allowed' | TakeOverEnd

export interface TakeOverChange {
  next: TakeOver
  event: TakeOverEvent
  request: TakeOverRequest
}

export const NO_TAKE_OVER: TakeOver = { state: 'none' }

/** Undefined: the action changes nothing. */
export function changeTakeOver(current: TakeOver, action: TakeOverAction, now: number): TakeOverChange | undefined {
  switch (current.state) {
    case 'none':
      return action.type === 'ask' ? asked(action.request, now) : undefined
    case 'asked':
      return changeAsked(current, action, now)
    case 'allowed': {
      const event = endOfAllowed(current.request, action)
      return event && over(current.request, event)
    }
    default:
      return current satisfies never
  }
}

function asked(request: TakeOverRequest, now: number): TakeOverChange {
  return { next: { state: 'asked', request, deadline: now + LIMITS.takeOverAnswerMs }, event: 'asked', request }
}

function over(request: TakeOverRequest, event: TakeOverEnd): TakeOverChange {
  return { next: NO_TAKE_OVER, event, request }
}

function changeAsked(
  { request, deadline }: Extract<TakeOver, { state: 'asked' }>,
  action: TakeOverAction,
  now: number,
): TakeOverChange | undefined {
  // An answer can arrive before the timer fires.
  if (now >= deadline) return over(request, 'expired')
  switch (action.type) {
    case 'answer':
      if (action.request !== request.id) return undefined
      return action.isAllowed
        ? { next: { state: 'allowed', request }, event: 'allowed', request }
        : over(request, 'refused')
    case 'give_back':
      return action.guest === request.guest ? over(request, 'withdrawn') : undefined
    case 'guest_left':
      return action.guest === request.guest ? over(request, 'ended') : undefined
    case 'terminal_ended':
      return action.terminal === request.terminal ? over(request, 'ended') : undefined
    case 'learner_left':
      return over(request, 'ended')
    case 'ask':
    case 'take_back':
    case 'time':
      return undefined
    default:
      return action satisfies never
  }
}

function endOfAllowed(request: TakeOverRequest, action: TakeOverAction): TakeOverEnd | undefined {
  switch (action.type) {
    case 'take_back':
      return 'taken_back'
    case 'give_back':
      return action.guest === request.guest ? 'given_back' : undefined
    case 'guest_left':
      return action.guest === request.guest ? 'ended' : undefined
    case 'terminal_ended':
      return action.terminal === request.terminal ? 'ended' : undefined
    case 'learner_left':
      return 'ended'
    case 'ask':
    case 'answer':
    case 'time':
      return undefined
    default:
      return action satisfies never
  }
}

/** @param guest the page that gets the view, if it is one of an instructor */
export function viewTakeOver(takeOver: TakeOver, guest: string | undefined): TakeOverView {
  if (takeOver.state === 'none') return takeOver
  const { id, name, terminal, guest: asking } = takeOver.request
  return { state: takeOver.state, request: id, name, terminal, isYours: asking === guest }
}
