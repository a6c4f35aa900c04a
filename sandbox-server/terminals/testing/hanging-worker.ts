/** A mirror thread for tests: it stops answering, or fills its memory, when the output asks for it. It fails when a key is reported. */
import { parentPort, workerData } from 'node:worker_threads'
import type { MirrorAnswer, MirrorRequest } from '../mirror/mirror-messages.ts'

const shared: unknown = workerData
const parsing = shared instanceof SharedArrayBuffer ? new Int32Array(shared) : new Int32Array(1)
const modes = { isAlternate: false, isBracketedPaste: false }
const answer = (message: MirrorAnswer): void => parentPort?.postMessage(message, [])

parentPort?.on('message', (request: MirrorRequest) => {
  if (request.type === 'ping') return answer({ type: 'pong' })
  if (request.type === 'typed') return answer({ type: 'failed', id: request.id, reason: 'a key' })
  if (request.type !== 'write') return
  Atomics.store(parsing, 0, request.id)
  const text = Buffer.from(request.bytes).toString()
  if (text === 'hang') for (;;);
  if (text === 'fill')
    for (const list: number[][] = []; ;) list.push(Array.from({ length: 100_000 }, () => Math.random()))
  Atomics.store(parsing, 0, 0)
  if (text === 'wait') return
  answer({ type: 'parsed', id: request.id, seq: request.seq, progress: request.progress, modes })
})
