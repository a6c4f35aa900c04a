import type { ClientFrame } from '#protocol/frames.ts'
import type { ClientPageMessage, ClientTerminalMessage } from '#protocol/messages.ts'

/**
 * The requirement of a frame. A frame type without a row does not compile.
 * - `any`: none. `page`: channel 0. `channel`: a terminal channel, bound or not. `open`: a channel that is bound to a terminal.
 * - `controller`: bound, and the page is the controller of that terminal.
 */
type FrameNeed = 'page' | 'any' | 'channel' | 'open' | 'controller'

interface FramePolicy {
  needs: FrameNeed
  /**
   * The reaction if the requirement is not met.
   * - `ignore`: the page cannot know yet, for example that the terminal has just ended.
   * - `report`: an error message on the channel.
   * - `refuse`: a correct page never sends this, so the server closes the socket.
   */
  otherwise: 'ignore' | 'report' | 'refuse'
}

const FRAME_POLICY = {
  // A watcher's keys are accepted, so that they are acknowledged. The terminal types only the controller's keys.
  input: { needs: 'open', otherwise: 'ignore' },
  ack: { needs: 'open', otherwise: 'ignore' },
  resize: { needs: 'open', otherwise: 'ignore' },
  ping: { needs: 'page', otherwise: 'refuse' },
  visible: { needs: 'any', otherwise: 'refuse' },
  page_message: { needs: 'page', otherwise: 'refuse' },
} as const satisfies Record<Exclude<ClientFrame['type'], 'terminal_message'>, FramePolicy>

const TERMINAL_MESSAGE_POLICY = {
  open: { needs: 'channel', otherwise: 'refuse' },
  close: { needs: 'channel', otherwise: 'refuse' },
  run: { needs: 'controller', otherwise: 'report' },
  claim: { needs: 'open', otherwise: 'ignore' },
  // The page can have lost control meanwhile.
  reset: { needs: 'controller', otherwise: 'ignore' },
} as const satisfies Record<ClientTerminalMessage['type'], FramePolicy>

/** The pages that may send a message about the page or its lab: those of the learner, or those of a person who watches. */
const PAGE_MESSAGE_SENDERS = {
  end: 'learner',
  check: 'learner',
  watch_cluster: 'learner',
  answer_control: 'learner',
  take_back: 'learner',
  ask_control: 'watcher',
  give_back: 'watcher',
} as const satisfies Record<ClientPageMessage['type'], 'learner' | 'watcher'>

/** The current state of a frame's channel. */
export type ChannelStatus = 'page' | 'unbound' | 'watcher' | 'controller' | 'guest'

function isMet(need: FrameNeed, status: ChannelStatus): boolean {
  switch (need) {
    case 'any':
      return true
    case 'page':
      return status === 'page'
    case 'channel':
      return status !== 'page'
    case 'open':
      return status === 'watcher' || status === 'controller' || status === 'guest'
    default:
      return status === 'controller'
  }
}

/**
 * The frames of a page that watches the lab of another learner. Every other frame is refused. Sizes are dropped: the page may send them
 * before it knows that it only watches. Keys are acknowledged, because the page may lose its take-over while they are on the way;
 * the terminal types only those of a guest.
 */
const WATCHING: Partial<
  Record<Exclude<ClientFrame['type'], 'page_message'> | ClientTerminalMessage['type'], 'accept' | 'ignore'>
> = {
  ack: 'accept',
  ping: 'accept',
  visible: 'accept',
  open: 'accept',
  close: 'accept',
  input: 'accept',
  resize: 'ignore',
}

/** Restricts `authorizeFrame` for a page that watches the lab of another learner. */
export function authorizeWatching(frame: ClientFrame, status: ChannelStatus): 'accept' | FramePolicy['otherwise'] {
  if (frame.type === 'page_message' && PAGE_MESSAGE_SENDERS[frame.message.type] === 'watcher')
    return status === 'page' ? 'accept' : 'refuse'
  if (frame.type === 'page_message') return 'refuse'
  const decision = WATCHING[frame.type === 'terminal_message' ? frame.message.type : frame.type] ?? 'refuse'
  return decision === 'accept' ? authorizeFrame(frame, status) : decision
}

/** Of a page of the learner. */
export function authorizeFrame(frame: ClientFrame, status: ChannelStatus): 'accept' | FramePolicy['otherwise'] {
  if (frame.type === 'page_message' && PAGE_MESSAGE_SENDERS[frame.message.type] !== 'learner') return 'refuse'
  const { needs, otherwise }: FramePolicy =
    frame.type === 'terminal_message' ? TERMINAL_MESSAGE_POLICY[frame.message.type] : FRAME_POLICY[frame.type]
  if (isMet(needs, status)) return 'accept'
  // Channel 0 is never bound to a terminal, so a correct page never sends a terminal's frame on it.
  return status === 'page' ? 'refuse' : otherwise
}
