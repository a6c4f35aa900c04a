import type { ServerTerminalMessage, TerminalRole } from '#protocol/messages.ts'
import type { Reason } from '../connection/connection-view.ts'
import type { ChannelView } from './channel-view.ts'

/** An `open` message that the server has not answered. */
export interface OpenRequest {
  /** Where the server continues the output; undefined when it has to send a snapshot. */
  readonly resumeOffset: number | undefined
}

interface ChannelFacts {
  /** The page is connected, and the lab is ready. */
  readonly isConnected: boolean
  readonly role: TerminalRole
  readonly title: string | undefined
  /** Of the shell that was bound last. */
  readonly epoch: string | undefined
  readonly isAtPrompt: boolean
  readonly droppedInputs: number
}

type ChannelPhase =
  /** The screen shows no shell yet. */
  | { readonly name: 'opening'; readonly request: OpenRequest | undefined }
  /** The server has bound the shell to this channel. */
  | {
      readonly name: 'bound'
      readonly isLagging: boolean
      readonly isClaiming: boolean
      /** The shell does not read its input, or did not. */
      readonly unread?: { readonly isHeld: boolean; readonly droppedBytes: number }
    }
  /** The screen shows the shell, and the server has not bound it again. */
  | { readonly name: 'cut'; readonly isLagging: boolean; readonly request: OpenRequest | undefined }
  | { readonly name: 'exited'; readonly exitCode: number | undefined }
  | { readonly name: 'failed'; readonly reason: Reason }

/** One terminal as this page knows it. Pure: each `with...` function returns the next state. */
export type ChannelState = ChannelFacts & ChannelPhase

type UnreadInput = Omit<Extract<ServerTerminalMessage, { type: 'input' }>, 'type'>

/** `hold` until the shell is open or its screen is drawn. `lose`, and show the loss. `ignore` what the learner did not type. */
export type InputFate = 'send' | 'hold' | 'lose' | 'ignore'

export const INITIAL_STATE: ChannelState = {
  name: 'opening',
  request: undefined,
  isConnected: false,
  role: 'controller',
  title: undefined,
  epoch: undefined,
  isAtPrompt: false,
  droppedInputs: 0,
}

/** A shell may be opened: it has not ended, and the server has not refused it. */
export function isWanted({ name }: ChannelState): boolean {
  return name !== 'exited' && name !== 'failed'
}

export function requestOf(state: ChannelState): OpenRequest | undefined {
  return state.name === 'opening' || state.name === 'cut' ? state.request : undefined
}

/** `open` can be sent. */
export function canOpen(state: ChannelState): boolean {
  return state.isConnected && (state.name === 'opening' || state.name === 'cut') && state.request === undefined
}

/** The screen shows a shell that the present connection does not reach yet. */
export function isReattaching({ name, isConnected }: ChannelState): boolean {
  return name === 'cut' && isConnected
}

/** `isTyped` as in `Screen`. */
export function fateOfInput(
  state: ChannelState,
  { isTyped, isReplaying, isQuiet }: { isTyped: boolean; isReplaying: boolean; isQuiet: boolean },
): InputFate {
  if (!isWanted(state)) return 'ignore'
  const isClaiming = state.name === 'bound' && state.isClaiming
  if (isClaiming || isReplaying) return isTyped ? 'hold' : 'ignore'
  if (state.name === 'bound') return 'send'
  if (!isTyped && !isQuiet) return 'ignore'
  return state.name === 'opening' ? 'hold' : 'lose'
}

export function viewOf(state: ChannelState): ChannelView {
  const { role, title, droppedInputs } = state
  const common = { role, droppedInputs, ...(title === undefined ? {} : { title }) }
  switch (state.name) {
    case 'opening':
      return { ...common, state: 'opening' }
    case 'exited':
      return { ...common, state: 'exited', ...(state.exitCode === undefined ? {} : { exitCode: state.exitCode }) }
    case 'failed':
      return { ...common, state: 'failed', reason: state.reason }
    default:
      return { ...common, ...unreadInputOf(state), state: state.isLagging ? 'lagging' : 'live' }
  }
}

/** After a reconnect the server may start a shell that it refused before. */
export function withConnection(state: ChannelState): ChannelState {
  const next = !state.isConnected && state.name === 'failed' ? withNewShell(state) : state
  return { ...next, isConnected: true }
}

export function withoutConnection(state: ChannelState): ChannelState {
  return { ...withoutBinding(state), isConnected: false }
}

/** The channel is not bound any more; the shell keeps running. */
export function withoutBinding(state: ChannelState): ChannelState {
  if (state.name === 'bound') return { ...factsOf(state), name: 'cut', isLagging: state.isLagging, request: undefined }
  return withRequest(state, undefined)
}

export function withRequest(state: ChannelState, request: OpenRequest | undefined): ChannelState {
  return state.name === 'opening' || state.name === 'cut' ? { ...state, request } : state
}

/** The server has answered `open`. */
export function withBinding(state: ChannelState, { epoch, role }: { epoch: string; role: TerminalRole }): ChannelState {
  const facts = { ...factsOf(state), epoch, role, droppedInputs: 0 }
  return { ...facts, name: 'bound', isLagging: false, isClaiming: false }
}

/** The page has asked for control. */
export function withClaim(state: ChannelState): ChannelState {
  return state.name === 'bound' ? { ...state, isClaiming: true } : state
}

export function withRole(state: ChannelState, role: TerminalRole): ChannelState {
  return state.name === 'bound' ? { ...state, role, isClaiming: false } : { ...state, role }
}

export function withLag(state: ChannelState, isLagging: boolean): ChannelState {
  return state.name === 'bound' ? { ...state, isLagging } : state
}

/** The server reports that the shell does not read its input, or reads it again. */
export function withUnreadInput(state: ChannelState, { isHeld, dropped }: UnreadInput): ChannelState {
  if (state.name !== 'bound') return state
  return { ...state, unread: { isHeld, droppedBytes: (state.unread?.droppedBytes ?? 0) + dropped } }
}

/** The learner types again, after the shell has read its input. */
export function withoutDroppedInput(state: ChannelState): ChannelState {
  if (state.name !== 'bound' || state.unread?.isHeld !== false || state.unread.droppedBytes === 0) return state
  return { ...state, unread: { isHeld: false, droppedBytes: 0 } }
}

function unreadInputOf(state: ChannelState): Pick<ChannelView, 'isInputHeld' | 'droppedBytes'> {
  if (state.name !== 'bound' || state.unread === undefined) return {}
  const { isHeld, droppedBytes } = state.unread
  return { ...(isHeld ? { isInputHeld: true } : {}), ...(droppedBytes > 0 ? { droppedBytes } : {}) }
}

export function withExit(state: ChannelState, exitCode: number | undefined): ChannelState {
  const facts = { ...factsOf(state), title: undefined, epoch: undefined, isAtPrompt: false }
  return { ...facts, name: 'exited', exitCode }
}

/** The server has refused `open`. One that has not found the cluster yet reports the lab again once it has. */
export function withRefusal(state: ChannelState, reason: Reason): ChannelState {
  if (reason.code === 'lab.not_ready') return withRequest(state, undefined)
  return { ...factsOf(state), title: undefined, name: 'failed', reason }
}

/** The learner asks for a new shell in the place of one that ended or failed. */
export function withNewShell(state: ChannelState): ChannelState {
  if (isWanted(state)) return state
  return { ...factsOf(state), role: 'controller', title: undefined, name: 'opening', request: undefined }
}

/** The screen is gone. An end or a refusal stays visible. */
export function withoutScreen(state: ChannelState): ChannelState {
  if (!isWanted(state)) return { ...state, epoch: undefined }
  const { isConnected, isAtPrompt, droppedInputs } = state
  return { ...INITIAL_STATE, isConnected, isAtPrompt, droppedInputs }
}

function factsOf({ isConnected, role, title, epoch, isAtPrompt, droppedInputs }: ChannelState): ChannelFacts {
  return { isConnected, role, title, epoch, isAtPrompt, droppedInputs }
}
