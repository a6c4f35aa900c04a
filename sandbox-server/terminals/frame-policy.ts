import type { ClientControl } from '#protocol/control.ts'
import type { ClientFrame } from '#protocol/messages.ts'

/**
 * What a frame needs to be obeyed. A frame type without a row does not compile.
 * - `page`: channel 0. `any`: nothing. `channel`: a terminal channel, bound or not. `open`: a channel bound to a terminal.
 * - `controller`: bound, and the page is the Controller of that terminal.
 */
type FrameNeed = 'page' | 'any' | 'channel' | 'open' | 'controller'

interface FramePolicy {
  needs: FrameNeed
  /**
   * When it is not met. `ignore`: the page could not know yet (a terminal that just ended, a role that just changed). `tell`: an error message on the
   * channel. `refuse`: no honest page sends this; the socket is closed.
   */
  otherwise: 'ignore' | 'tell' | 'refuse'
}

const FRAME_POLICY = {
  // A Watcher's keys are let through to be answered; the terminal types them only for the Controller.
  input: { needs: 'open', otherwise: 'ignore' },
  ack: { needs: 'open', otherwise: 'ignore' },
  resize: { needs: 'open', otherwise: 'ignore' },
  ping: { needs: 'page', otherwise: 'refuse' },
  visible: { needs: 'any', otherwise: 'refuse' },
} as const satisfies Record<Exclude<ClientFrame['type'], 'control'>, FramePolicy>

const CONTROL_POLICY = {
  open: { needs: 'channel', otherwise: 'refuse' },
  close: { needs: 'channel', otherwise: 'refuse' },
  run: { needs: 'controller', otherwise: 'tell' },
  claim: { needs: 'open', otherwise: 'ignore' },
  watch: { needs: 'open', otherwise: 'ignore' },
  end: { needs: 'page', otherwise: 'refuse' },
  check: { needs: 'page', otherwise: 'refuse' },
  look: { needs: 'page', otherwise: 'refuse' },
} as const satisfies Record<ClientControl['type'], FramePolicy>

/** What a frame's channel is at this moment. */
export type ChannelStanding = 'page' | 'unbound' | 'watcher' | 'controller'

function isMet(need: FrameNeed, standing: ChannelStanding): boolean {
  switch (need) {
    case 'any':
      return true
    case 'page':
      return standing === 'page'
    case 'channel':
      return standing !== 'page'
    case 'open':
      return standing === 'watcher' || standing === 'controller'
    default:
      return standing === 'controller'
  }
}

export function judge(frame: ClientFrame, standing: ChannelStanding): 'obey' | FramePolicy['otherwise'] {
  const { needs, otherwise }: FramePolicy =
    frame.type === 'control' ? CONTROL_POLICY[frame.control.type] : FRAME_POLICY[frame.type]
  if (isMet(needs, standing)) return 'obey'
  // Channel 0 never becomes a terminal, so no honest page can have meant it.
  return standing === 'page' ? 'refuse' : otherwise
}
