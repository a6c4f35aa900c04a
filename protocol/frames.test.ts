import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { LIMITS } from './limits.ts'
import { decodeClientFrame, decodeServerFrame, encodeClientFrame, encodeServerFrame } from './frames.ts'
import type { ClientFrame, Decoded, ServerFrame } from './frames.ts'

const PLAIN = { noNullPrototype: true } as const
const terminalChannel = fc.integer({ min: 1, max: 255 })
const anyChannel = fc.integer({ min: 0, max: 255 })
const offset = fc.maxSafeNat()
const size = fc.integer({ min: 1, max: 65_535 })
const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength, size: 'max' })
const number = fc.double({ noNaN: true, noDefaultInfinity: true })

const clientTerminalMessage = fc.oneof(
  fc.record(
    {
      type: fc.constant('open' as const),
      node: fc.constantFrom('control-plane' as const, 'worker' as const),
      terminal: fc.constantFrom('control-plane-1', 'worker-12'),
      cols: fc.nat(),
      rows: fc.nat(),
      writer: fc.uuid(),
      resume: fc.record({ epoch: fc.string(), offset, inSeq: fc.nat() }, PLAIN),
    },
    { requiredKeys: ['type', 'node', 'terminal', 'cols', 'rows', 'writer'], noNullPrototype: true },
  ),
  fc.record({ type: fc.constant('close' as const) }, PLAIN),
  fc.record({ type: fc.constant('run' as const), blockId: fc.string() }, PLAIN),
  fc.record({ type: fc.constant('claim' as const) }, PLAIN),
)

const clientPageMessage = fc.oneof(
  fc.record({ type: fc.constant('end' as const), terminal: fc.constantFrom('control-plane-1', 'worker-12') }, PLAIN),
  fc.record({ type: fc.constant('check' as const), step: fc.string() }, PLAIN),
  fc.record({ type: fc.constant('watch_cluster' as const), focus: fc.constant(null) }, PLAIN),
)

const clientFrame = fc.oneof(
  fc.record(
    {
      type: fc.constant('input' as const),
      channel: terminalChannel,
      seq: fc.integer({ min: 1, max: 0xff_ff_ff_ff }),
      bytes: bytes(1, 300),
    },
    PLAIN,
  ),
  fc.record({ type: fc.constant('ack' as const), channel: terminalChannel, offset }, PLAIN),
  fc.record({ type: fc.constant('resize' as const), channel: terminalChannel, cols: size, rows: size }, PLAIN),
  fc.record({ type: fc.constant('ping' as const), channel: fc.constant(0), value: number }, PLAIN),
  fc.record({ type: fc.constant('visible' as const), channel: anyChannel, isVisible: fc.boolean() }, PLAIN),
  fc.record(
    { type: fc.constant('page_message' as const), channel: fc.constant(0 as const), message: clientPageMessage },
    PLAIN,
  ),
  fc.record(
    { type: fc.constant('terminal_message' as const), channel: terminalChannel, message: clientTerminalMessage },
    PLAIN,
  ),
)

const serverTerminalMessage = fc.oneof(
  fc.record({ type: fc.constant('title' as const), title: fc.string({ unit: 'grapheme' }) }, PLAIN),
  fc.record({ type: fc.constant('exit' as const), code: fc.option(fc.integer()) }, PLAIN),
  fc.record({ type: fc.constant('mark' as const), mark: fc.constantFrom('A' as const, 'D' as const), offset }, PLAIN),
)

const serverPageMessage = fc.oneof(
  fc.record({ type: fc.constant('checking' as const), step: fc.string() }, PLAIN),
  fc.record({ type: fc.constant('close_notice' as const), code: fc.string(), retryMs: fc.nat() }, PLAIN),
)

const serverFrame = fc.oneof(
  fc.record({ type: fc.constant('data' as const), channel: terminalChannel, offset, bytes: bytes(0, 300) }, PLAIN),
  fc.record(
    {
      type: fc.constant('snapshot' as const),
      channel: terminalChannel,
      offset,
      cols: size,
      rows: size,
      bytes: bytes(0, 300),
    },
    PLAIN,
  ),
  fc.record(
    {
      type: fc.constant('input_ack' as const),
      channel: terminalChannel,
      seq: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    },
    PLAIN,
  ),
  fc.record({ type: fc.constant('pong' as const), channel: fc.constant(0), value: number }, PLAIN),
  fc.record(
    { type: fc.constant('page_message' as const), channel: fc.constant(0 as const), message: serverPageMessage },
    PLAIN,
  ),
  fc.record(
    { type: fc.constant('terminal_message' as const), channel: terminalChannel, message: serverTerminalMessage },
    PLAIN,
  ),
)

test('every client frame decodes to itself, also from inside a larger buffer', () => {
  fc.assert(
    fc.property(clientFrame, (frame) => {
      assert.deepEqual(decodeClientFrame(encodeClientFrame(frame)), { ok: true, frame })
      assert.deepEqual(decodeClientFrame(embedded(encodeClientFrame(frame))), { ok: true, frame })
    }),
    { numRuns: 5_000 },
  )
})

test('every server frame decodes to itself, also from inside a larger buffer', () => {
  fc.assert(
    fc.property(serverFrame, (frame) => {
      assert.deepEqual(decodeServerFrame(encodeServerFrame(frame)), { ok: true, frame })
      assert.deepEqual(decodeServerFrame(embedded(encodeServerFrame(frame))), { ok: true, frame })
    }),
    { numRuns: 5_000 },
  )
})

test('100,000 hostile frames give a frame or a reason, never an exception, in bounded time', () => {
  const code = fc.constantFrom(0x01, 0x02, 0x03, 0x04, 0x05, 0x10, 0x81, 0x82, 0x83, 0x84, 0x90, 0x00, 0xff)
  const json = fc.json().map((text) => new TextEncoder().encode(text))
  const payload = fc.oneof(fc.uint8Array({ maxLength: 40 }), json)
  const almostAFrame = fc
    .tuple(code, fc.nat(255), payload)
    .map(([type, channel, rest]) => Uint8Array.of(type, channel, ...rest))
  const cut = fc.tuple(clientFrame, fc.nat(40)).map(([frame, end]) => encodeClientFrame(frame).subarray(0, end))
  const hostile = fc.oneof(fc.uint8Array({ maxLength: 64 }), almostAFrame, cut)
  let frames = 0
  const startedAt = performance.now()
  fc.assert(
    fc.property(hostile, (frame) => {
      frames += 1
      isFrameOrReason(decodeClientFrame(frame))
      isFrameOrReason(decodeServerFrame(frame))
    }),
    { numRuns: 100_000 },
  )
  assert.ok(frames >= 100_000)
  assert.ok(performance.now() - startedAt < 60_000)
})

const open = { type: 'open', node: 'worker', terminal: 'worker-1', cols: 80, rows: 24, writer: 'aaaaaaaa' }
const refused: [string, Uint8Array, string][] = [
  ['an empty frame', Uint8Array.of(), 'too_short'],
  ['a frame without a channel', Uint8Array.of(1), 'too_short'],
  ['an unknown type', Uint8Array.of(0x7f, 1, 0, 0, 0, 1, 65), 'unknown_type'],
  ['a frame of the server', Uint8Array.of(0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0), 'unknown_type'],
  ['input for the page', Uint8Array.of(1, 0, 0, 0, 0, 1, 65), 'wrong_channel'],
  ['a ping on a terminal', Uint8Array.of(4, 1, 0, 0, 0, 0, 0, 0, 0, 0), 'wrong_channel'],
  ['input without bytes', Uint8Array.of(1, 1, 0, 0, 0, 1), 'wrong_length'],
  ['input number 0', Uint8Array.of(1, 1, 0, 0, 0, 0, 65), 'bad_value'],
  ['input over its limit', new Uint8Array(6 + LIMITS.maxInputFrameBytes + 1).fill(1), 'too_long'],
  ['a frame over the limit of all', new Uint8Array(LIMITS.maxFrameBytes + 1).fill(1), 'too_long'],
  ['an acknowledgement with a tail', Uint8Array.of(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0), 'wrong_length'],
  ['a negative acknowledgement', Uint8Array.of(2, 1, 0xc0, 0, 0, 0, 0, 0, 0, 0), 'bad_value'],
  ['an acknowledgement that is not a number', Uint8Array.of(2, 1, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0), 'bad_value'],
  ['a ping of infinity', Uint8Array.of(4, 0, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0), 'bad_value'],
  ['a resize that is cut', Uint8Array.of(3, 1, 0, 80, 0), 'wrong_length'],
  ['a visibility of 2', Uint8Array.of(5, 1, 2), 'bad_value'],
  ['a message that is not UTF-8', Uint8Array.of(0x10, 1, 0x22, 0xff, 0x22), 'bad_message'],
  ['a message that is not JSON', terminalMessage('{"type":'), 'bad_message'],
  ['a message nested 60,000 deep', terminalMessage('['.repeat(60_000)), 'bad_message'],
  ['a message of an unknown type', terminalMessage('{"type":"format"}'), 'bad_message'],
  ['a message of the page on a terminal', terminalMessage('{"type":"check"}'), 'bad_message'],
  ['a message of a terminal on channel 0', Uint8Array.of(0x10, 0, ...encode('{"type":"claim"}')), 'bad_message'],
  [
    'a terminal outside its pattern',
    terminalMessage(JSON.stringify({ ...open, terminal: '../../etc' })),
    'bad_message',
  ],
  [
    'a fraction of a byte as offset',
    terminalMessage(JSON.stringify({ ...open, resume: { epoch: 'a', offset: 0.5, inSeq: 0 } })),
    'bad_message',
  ],
]
for (const [name, frame, reason] of refused) {
  test(`the decoder refuses ${name}`, () => {
    assert.deepEqual(decodeClientFrame(frame), { ok: false, reason })
  })
}

test('decoding copies no payload', () => {
  const frame = encodeClientFrame({ type: 'input', channel: 1, seq: 1, bytes: Uint8Array.of(1, 2, 3) })
  const decoded = decodeClientFrame(frame)
  assert.ok(decoded.ok && decoded.frame.type === 'input')
  assert.equal(decoded.frame.bytes.buffer, frame.buffer)
})

test('the layout on the wire is the documented one', () => {
  const input = encodeClientFrame({ type: 'input', channel: 3, seq: 258, bytes: Uint8Array.of(65) })
  assert.deepEqual([...input], [0x01, 3, 0, 0, 1, 2, 65])
  const data = encodeServerFrame({ type: 'data', channel: 2, offset: 1, bytes: Uint8Array.of(66) })
  assert.deepEqual([...data], [0x81, 2, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 66])
})

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function terminalMessage(json: string): Uint8Array {
  return Uint8Array.of(0x10, 1, ...encode(json))
}

function embedded(frame: Uint8Array): Uint8Array {
  const larger = new Uint8Array(frame.byteLength + 11).fill(0xee)
  larger.set(frame, 7)
  return larger.subarray(7, 7 + frame.byteLength)
}

function isFrameOrReason(result: Decoded<ClientFrame> | Decoded<ServerFrame>): void {
  assert.equal(typeof (result.ok ? result.frame.type : result.reason), 'string')
}
