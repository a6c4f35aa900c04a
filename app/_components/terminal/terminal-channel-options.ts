import type { TerminalId } from '#protocol/control.ts'
import type { ClientFrame } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Clock } from './clock.ts'

export interface TerminalChannelOptions {
  /** 1 to 255. */
  channel: number
  terminal: TerminalId
  node: NodeId
  /** Random name of this page load. */
  writer: string
  clock: Clock
  /** False when there is no connection. */
  send: (frame: ClientFrame) => boolean
  onChange: () => void
}
