/** Entry point of a thread that holds mirrors. `mirror-workers.ts` starts it. */
import { parentPort, workerData } from 'node:worker_threads'
import { SliceScheduler } from './slice-scheduler.ts'
import type { MirrorRequest } from './mirror-messages.ts'
import { MirrorRoom } from './mirror-room.ts'

const port = parentPort
if (port === null) throw new Error('mirror-worker.ts runs as a worker thread')
// The main thread reads it after the thread stopped answering.
const shared: unknown = workerData
if (!(shared instanceof SharedArrayBuffer)) throw new Error('mirror-worker.ts needs shared memory')
const parsing = new Int32Array(shared)
const room = new MirrorRoom({
  scheduler: new SliceScheduler(),
  now: () => performance.now(),
  answer: (answer) => {
    port.postMessage(answer, answer.type === 'snapshot' ? [answer.screen.bytes.buffer] : [])
  },
  onParsing: (id) => Atomics.store(parsing, 0, id),
})
port.on('message', (request: MirrorRequest) => room.handle(request))
