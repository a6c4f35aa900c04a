import type { ServerTerminalMessage } from '#protocol/messages.ts'
import type { ClientFrame } from '#protocol/frames.ts'
import { FakeClock } from '../../time/fake-clock.ts'
import { HeadlessScreen } from './headless-screen.ts'
import { TerminalChannel } from './terminal-channel.ts'

export const SIZE = { cols: 60, rows: 20 }
export const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A channel with the test as its server. */
export function setUpChannel() {
  const clock = new FakeClock()
  const sent: ClientFrame[] = []
  const link = { isUp: true }
  const screen = new HeadlessScreen()
  const channel = new TerminalChannel({
    channel: 1,
    terminal: 'worker-1',
    node: 'worker',
    writer: 'page-load-1',
    clock,
    send: (frame) => {
      if (link.isUp) sent.push(frame)
      return link.isUp
    },
    onChange: () => undefined,
  })
  const receive = (message: ServerTerminalMessage) => channel.receive({ type: 'terminal_message', channel: 1, message })
  const opened = (part: Partial<Extract<ServerTerminalMessage, { type: 'opened' }>> = {}) =>
    receive({
      type: 'opened',
      epoch: 'e1',
      terminal: 'worker-1',
      node: 'worker',
      role: 'controller',
      inSeq: 0,
      ...part,
    })
  const data = (offset: number, text: string) =>
    channel.receive({ type: 'data', channel: 1, offset, bytes: bytesOf(text) })
  const snapshot = (offset: number, text: string, size = SIZE) =>
    channel.receive({ type: 'snapshot', channel: 1, offset, ...size, bytes: bytesOf(text) })
  const typed = () =>
    sent.flatMap((frame) => (frame.type === 'input' ? [new TextDecoder().decode(frame.bytes)] : [])).join('')
  const acks = () => sent.flatMap((frame) => (frame.type === 'ack' ? [frame.offset] : []))
  const opens = () =>
    sent.flatMap((frame) => (frame.type === 'terminal_message' && frame.message.type === 'open' ? [frame.message] : []))
  const cut = () => {
    link.isUp = false
    channel.disconnect()
  }
  const reconnect = () => {
    link.isUp = true
    channel.connect()
  }
  return { clock, sent, screen, channel, receive, opened, data, snapshot, typed, acks, opens, cut, reconnect }
}

/** A bound channel with a prompt on its screen. */
export async function setUpLive() {
  const world = setUpChannel()
  world.channel.attach(world.screen)
  world.channel.resize(SIZE)
  world.channel.connect()
  world.opened()
  world.snapshot(100, '$ ')
  await world.screen.parsed()
  return world
}
