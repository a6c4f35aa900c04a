/** Loaded with `node --import --expose-gc` before the server, in tests, in each thread. */
import process from 'node:process'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

const TICK_MS = 2
const collections = new BroadcastChannel('kindlab-test-collect')
collections.unref()

if (isMainThread) {
  measureSlices()
  // SIGPWR collects the garbage of all threads, so that the memory of the process is what the server holds.
  process.on('SIGPWR', () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel between threads has no origin
    collections.postMessage('collect')
    collect()
  })
} else {
  collections.addEventListener('message', collect)
}

function collect(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/**
 * SIGIO prints the longest slice of the main thread since the last one: the processor time between two turns of the event loop. Unlike a duration,
 * it does not depend on what else the machine does.
 */
function measureSlices(): void {
  let before = usedMs()
  let longestMs = 0
  setInterval(() => {
    const now = usedMs()
    longestMs = Math.max(longestMs, now - before)
    before = now
  }, TICK_MS).unref()
  process.on('SIGIO', () => {
    process.stdout.write(`${JSON.stringify({ msg: 'test.longest_slice', ms: longestMs })}\n`)
    longestMs = 0
  })
}

function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
