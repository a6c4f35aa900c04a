import type { ServerControl } from '#protocol/control.ts'
import type { ClientFrame } from '#protocol/messages.ts'
import { FakeClock } from './fake-clock.ts'
import { HeadlessScreen } from './headless-screen.ts'
import { TerminalChannel } from './terminal-channel.ts'

export const SIZE = { cols: 60, rows: 20 }
export const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A channel with the test as its server. */
export function setUpChannel() {
  const clock = new FakeClock()
  const sent: ClientFrame[] = []
  const line = { isUp: true }
  const screen = new HeadlessScreen()
  const channel = new TerminalChannel({
    channel: 1,
    terminal: 'worker-1',
    node: 'worker',
    writer: 'page-load-1',
    clock,
    send: (frame) => {
      if (line.isUp) sent.push(frame)
      return line.isUp
    },
    onChange: () => undefined,
  })
  const control = (message: ServerControl) => channel.receive({ type: 'control', channel: 1, control: message })
  const opened = (part: Partial<Extract<ServerControl, { type: 'opened' }>> = {}) =>
    control({
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
    sent.flatMap((frame) => (frame.type === 'control' && frame.control.type === 'open' ? [frame.control] : []))
  const cut = () => {
    line.isUp = false
    channel.disconnect()
  }
  const reconnect = () => {
    line.isUp = true
    channel.connect()
  }
  return { clock, sent, screen, channel, control, opened, data, snapshot, typed, acks, opens, cut, reconnect }
}

/** A shell that has been opened, with a prompt on its screen. */
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
