import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SocketOutlet, type FrameSocket, type FrameSource } from './socket-outlet.ts'

class SlowSocket implements FrameSocket {
  readonly sent: Uint8Array[] = []
  bufferedAmount = 0
  #onSent: (() => void)[] = []

  send(frame: Uint8Array, onSent: () => void): void {
    this.sent.push(frame)
    this.bufferedAmount += frame.byteLength
    this.#onSent.push(onSent)
  }

  takeAll(): void {
    this.bufferedAmount = 0
    for (const onSent of this.#onSent.splice(0)) onSent()
  }
}

function makeSource(name: number, count: number): FrameSource {
  let left = count
  return { nextFrame: () => (left-- > 0 ? new Uint8Array(32_768).fill(name) : undefined) }
}

const names = (socket: SlowSocket): (number | undefined)[] => socket.sent.map(([name]) => name)

test('the channels of one socket take turns, and only while the socket accepts frames', () => {
  const socket = new SlowSocket()
  const outlet = new SocketOutlet(socket)
  outlet.ready(makeSource(1, 4))
  outlet.ready(makeSource(2, 2))
  assert.deepEqual(names(socket), [1, 1])
  for (let turn = 0; turn < 5; turn++) socket.takeAll()
  assert.deepEqual(names(socket), [1, 1, 1, 2, 1, 2])
})

test('a message is sent before pending output', () => {
  const socket = new SlowSocket()
  const outlet = new SocketOutlet(socket)
  outlet.ready(makeSource(1, 9))
  outlet.sendToPage({ type: 'close_notice', code: 'lab.ended' })
  assert.equal(socket.sent.at(-1)?.[0], 0x90)
})

test('nothing is sent after close(), and a removed source is not asked for frames', () => {
  const socket = new SlowSocket()
  const outlet = new SocketOutlet(socket)
  const source = makeSource(1, 9)
  outlet.ready(source)
  outlet.remove(source)
  socket.takeAll()
  assert.equal(socket.sent.length, 2)
  outlet.close()
  outlet.ready(source)
  outlet.sendToPage({ type: 'close_notice', code: 'lab.ended' })
  assert.equal(socket.sent.length, 2)
})
