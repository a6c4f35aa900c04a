/**
 * `labterm.v1`: the binary frames between page and server. Each is `u8 type, u8 channel, payload`, big-endian; offsets are byte counts as f64.
 * One socket serves one page. Channel 0 is the page as a whole, 1 to 255 are its terminals. This code runs in the browser and in Node.
 * Decoding never throws and copies no payload: the bytes of a decoded frame are a view of the received bytes.
 */
import { LIMITS } from './limits.ts'
import { ClientPageMessage, ClientTerminalMessage, ServerPageMessage, ServerTerminalMessage } from './messages.ts'

export const CLIENT_FRAMES = {
  input: { code: 0x01, channels: 'terminal' },
  ack: { code: 0x02, channels: 'terminal' },
  resize: { code: 0x03, channels: 'terminal' },
  ping: { code: 0x04, channels: 'page' },
  visible: { code: 0x05, channels: 'any' },
  page_message: { code: 0x10, channels: 'page' },
  terminal_message: { code: 0x10, channels: 'terminal' },
} as const satisfies Record<string, FrameEntry>

export const SERVER_FRAMES = {
  data: { code: 0x81, channels: 'terminal' },
  snapshot: { code: 0x82, channels: 'terminal' },
  input_ack: { code: 0x83, channels: 'terminal' },
  pong: { code: 0x84, channels: 'page' },
  page_message: { code: 0x90, channels: 'page' },
  terminal_message: { code: 0x90, channels: 'terminal' },
} as const satisfies Record<string, FrameEntry>

interface FrameEntry {
  code: number
  /** The allowed channels: 0 (`page`), 1 to 255 (`terminal`), or both. */
  channels: 'page' | 'terminal' | 'any'
}

export type ClientFrame =
  /** Keystrokes. `seq` starts at 1 and increases by one with each frame of one writer. */
  | { type: 'input'; channel: number; seq: number; bytes: Uint8Array }
  /** The page's terminal has parsed the output up to `offset`. */
  | { type: 'ack'; channel: number; offset: number }
  | { type: 'resize'; channel: number; cols: number; rows: number }
  /** The server returns `value` unchanged in a pong. */
  | { type: 'ping'; channel: number; value: number }
  /** Whether the page (channel 0) or one of its terminals is visible. */
  | { type: 'visible'; channel: number; isVisible: boolean }
  | { type: 'page_message'; channel: 0; message: ClientPageMessage }
  | { type: 'terminal_message'; channel: number; message: ClientTerminalMessage }

export type ServerFrame =
  /** `offset` is the offset of the first byte. */
  | { type: 'data'; channel: number; offset: number; bytes: Uint8Array }
  /** The screen at `offset`, for an empty terminal of this size. DATA continues at `offset`. */
  | { type: 'snapshot'; channel: number; offset: number; cols: number; rows: number; bytes: Uint8Array }
  /** The server has taken every input frame up to `seq`. */
  | { type: 'input_ack'; channel: number; seq: number }
  | { type: 'pong'; channel: number; value: number }
  | { type: 'page_message'; channel: 0; message: ServerPageMessage }
  | { type: 'terminal_message'; channel: number; message: ServerTerminalMessage }

export type FrameFault =
  | 'too_short'
  | 'too_long'
  | 'unknown_type'
  | 'wrong_channel'
  | 'wrong_length'
  | 'bad_value'
  | 'bad_message'
export type Decoded<Frame> = { ok: true; frame: Frame } | { ok: false; reason: FrameFault }

const HEADER_BYTES = 2
const OFFSET_BYTES = 8
const NUMBER_FRAME_BYTES = HEADER_BYTES + OFFSET_BYTES
const INPUT_HEADER_BYTES = HEADER_BYTES + 4
const SIZE_FRAME_BYTES = HEADER_BYTES + 4
const SNAPSHOT_HEADER_BYTES = HEADER_BYTES + OFFSET_BYTES + 4

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodeClientFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> {
  const { code } = CLIENT_FRAMES[frame.type]
  switch (frame.type) {
    case 'input': {
      const { bytes, view } = newFrame(code, frame.channel, 4 + frame.bytes.byteLength)
      view.setUint32(HEADER_BYTES, frame.seq)
      bytes.set(frame.bytes, INPUT_HEADER_BYTES)
      return bytes
    }
    case 'ack':
      return numberFrame(code, frame.channel, frame.offset)
    case 'resize': {
      const { bytes, view } = newFrame(code, frame.channel, 4)
      view.setUint16(HEADER_BYTES, frame.cols)
      view.setUint16(HEADER_BYTES + 2, frame.rows)
      return bytes
    }
    case 'ping':
      return numberFrame(code, frame.channel, frame.value)
    case 'visible': {
      const { bytes } = newFrame(code, frame.channel, 1)
      bytes[HEADER_BYTES] = frame.isVisible ? 1 : 0
      return bytes
    }
    default:
      return messageFrame(code, frame.channel, frame.message)
  }
}

export function encodeServerFrame(frame: ServerFrame): Uint8Array<ArrayBuffer> {
  const { code } = SERVER_FRAMES[frame.type]
  switch (frame.type) {
    case 'data': {
      const { bytes, view } = newFrame(code, frame.channel, OFFSET_BYTES + frame.bytes.byteLength)
      view.setFloat64(HEADER_BYTES, frame.offset)
      bytes.set(frame.bytes, NUMBER_FRAME_BYTES)
      return bytes
    }
    case 'snapshot': {
      const { bytes, view } = newFrame(code, frame.channel, OFFSET_BYTES + 4 + frame.bytes.byteLength)
      view.setFloat64(HEADER_BYTES, frame.offset)
      view.setUint16(NUMBER_FRAME_BYTES, frame.cols)
      view.setUint16(NUMBER_FRAME_BYTES + 2, frame.rows)
      bytes.set(frame.bytes, SNAPSHOT_HEADER_BYTES)
      return bytes
    }
    case 'input_ack': {
      const { bytes, view } = newFrame(code, frame.channel, 4)
      view.setUint32(HEADER_BYTES, frame.seq)
      return bytes
    }
    case 'pong':
      return numberFrame(code, frame.channel, frame.value)
    default:
      return messageFrame(code, frame.channel, frame.message)
  }
}

export function decodeClientFrame(bytes: Uint8Array): Decoded<ClientFrame> {
  const header = readHeader(bytes, CLIENT_FRAMES, LIMITS.maxFrameBytes)
  if (!header.ok) return header
  const { type, channel, view } = header
  switch (type) {
    case 'input': {
      if (bytes.byteLength <= INPUT_HEADER_BYTES) return fault('wrong_length')
      if (bytes.byteLength > INPUT_HEADER_BYTES + LIMITS.maxInputFrameBytes) return fault('too_long')
      const seq = view.getUint32(HEADER_BYTES)
      if (seq === 0) return fault('bad_value')
      return decoded({ type, channel, seq, bytes: bytes.subarray(INPUT_HEADER_BYTES) })
    }
    case 'ack': {
      const offset = readOffset(view, NUMBER_FRAME_BYTES)
      return typeof offset === 'string' ? fault(offset) : decoded({ type, channel, offset })
    }
    case 'resize': {
      if (bytes.byteLength !== SIZE_FRAME_BYTES) return fault('wrong_length')
      return decoded({ type, channel, cols: view.getUint16(HEADER_BYTES), rows: view.getUint16(HEADER_BYTES + 2) })
    }
    case 'ping': {
      const value = readNumber(view)
      return typeof value === 'string' ? fault(value) : decoded({ type, channel, value })
    }
    case 'visible': {
      if (bytes.byteLength !== HEADER_BYTES + 1) return fault('wrong_length')
      const flag = bytes[HEADER_BYTES]
      return flag === 0 || flag === 1 ? decoded({ type, channel, isVisible: flag === 1 }) : fault('bad_value')
    }
    case 'page_message': {
      const parsed = ClientPageMessage.safeParse(readJson(bytes))
      return parsed.success ? decoded({ type, channel: 0, message: parsed.data }) : fault('bad_message')
    }
    default: {
      const parsed = ClientTerminalMessage.safeParse(readJson(bytes))
      return parsed.success ? decoded({ type, channel, message: parsed.data }) : fault('bad_message')
    }
  }
}

export function decodeServerFrame(bytes: Uint8Array): Decoded<ServerFrame> {
  const header = readHeader(bytes, SERVER_FRAMES, SNAPSHOT_HEADER_BYTES + LIMITS.maxSnapshotBytes)
  if (!header.ok) return header
  const { type, channel, view } = header
  switch (type) {
    case 'data': {
      if (bytes.byteLength > NUMBER_FRAME_BYTES + LIMITS.maxDataFrameBytes) return fault('too_long')
      const offset = readOffset(view)
      if (typeof offset === 'string') return fault(offset)
      return decoded({ type, channel, offset, bytes: bytes.subarray(NUMBER_FRAME_BYTES) })
    }
    case 'snapshot': {
      const offset = readOffset(view)
      if (typeof offset === 'string') return fault(offset)
      if (bytes.byteLength < SNAPSHOT_HEADER_BYTES) return fault('wrong_length')
      const cols = view.getUint16(NUMBER_FRAME_BYTES)
      const rows = view.getUint16(NUMBER_FRAME_BYTES + 2)
      if (cols === 0 || rows === 0) return fault('bad_value')
      return decoded({ type, channel, offset, cols, rows, bytes: bytes.subarray(SNAPSHOT_HEADER_BYTES) })
    }
    case 'input_ack':
      if (bytes.byteLength !== HEADER_BYTES + 4) return fault('wrong_length')
      return decoded({ type, channel, seq: view.getUint32(HEADER_BYTES) })
    case 'pong': {
      const value = readNumber(view)
      return typeof value === 'string' ? fault(value) : decoded({ type, channel, value })
    }
    case 'page_message': {
      const parsed = ServerPageMessage.safeParse(readJson(bytes))
      return parsed.success ? decoded({ type, channel: 0, message: parsed.data }) : fault('bad_message')
    }
    default: {
      const parsed = ServerTerminalMessage.safeParse(readJson(bytes))
      return parsed.success ? decoded({ type, channel, message: parsed.data }) : fault('bad_message')
    }
  }
}

function newFrame(
  code: number,
  channel: number,
  payloadBytes: number,
): { bytes: Uint8Array<ArrayBuffer>; view: DataView } {
  const bytes = new Uint8Array(HEADER_BYTES + payloadBytes)
  bytes[0] = code
  bytes[1] = channel
  return { bytes, view: new DataView(bytes.buffer) }
}

function numberFrame(code: number, channel: number, value: number): Uint8Array<ArrayBuffer> {
  const { bytes, view } = newFrame(code, channel, OFFSET_BYTES)
  view.setFloat64(HEADER_BYTES, value)
  return bytes
}

function messageFrame(code: number, channel: number, message: object): Uint8Array<ArrayBuffer> {
  const json = encoder.encode(JSON.stringify(message))
  const { bytes } = newFrame(code, channel, json.byteLength)
  bytes.set(json, HEADER_BYTES)
  return bytes
}

type Header<Type> = { ok: true; type: Type; channel: number; view: DataView } | { ok: false; reason: FrameFault }

function readHeader<Type extends string>(
  bytes: Uint8Array,
  table: Readonly<Record<Type, FrameEntry>>,
  maxBytes: number,
): Header<Type> {
  const [code, channel] = bytes
  if (code === undefined || channel === undefined) return fault('too_short')
  if (bytes.byteLength > maxBytes) return fault('too_long')
  const wrongChannels = channel === 0 ? 'terminal' : 'page'
  let isKnownCode = false
  for (const type in table) {
    const entry = table[type]
    if (entry.code !== code) continue
    isKnownCode = true
    if (entry.channels === wrongChannels) continue
    return { ok: true, type, channel, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
  }
  return fault(isKnownCode ? 'wrong_channel' : 'unknown_type')
}

/** The f64 after the header. With `exactBytes`, the frame must have this length. */
function readOffset(view: DataView, exactBytes?: number): number | FrameFault {
  if (view.byteLength < NUMBER_FRAME_BYTES) return 'wrong_length'
  if (exactBytes !== undefined && view.byteLength !== exactBytes) return 'wrong_length'
  const offset = view.getFloat64(HEADER_BYTES)
  return Number.isSafeInteger(offset) && offset >= 0 ? offset : 'bad_value'
}

function readNumber(view: DataView): number | FrameFault {
  if (view.byteLength !== NUMBER_FRAME_BYTES) return 'wrong_length'
  const value = view.getFloat64(HEADER_BYTES)
  return Number.isFinite(value) ? value : 'bad_value'
}

/** The JSON of a message frame; undefined, which no schema accepts, when it is not UTF-8 or not JSON. */
function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes.subarray(HEADER_BYTES)))
  } catch {
    return undefined
  }
}

function decoded<Frame>(frame: Frame): { ok: true; frame: Frame } {
  return { ok: true, frame }
}

function fault(reason: FrameFault): { ok: false; reason: FrameFault } {
  return { ok: false, reason }
}
