/** Asks `/livez` again and again, in a thread of its own: the test must not delay the requests. */
import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { setTimeout as sleep } from 'node:timers/promises'

const PAUSE_MS = 10
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let worstMs = 0
let failures = 0

function ask(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  get(`${String(workerData)}/livez`, { agent }, (response) => {
    response.resume()
    response.once('end', resolve)
  }).once('error', () => {
    failures += 1
    resolve()
  })
  return promise
}

parentPort?.on('message', () => {
  parentPort?.postMessage({ worstMs, failures }, [])
  worstMs = 0
  failures = 0
})

for (;;) {
  const startedAt = performance.now()
  await ask()
  worstMs = Math.max(worstMs, performance.now() - startedAt)
  await sleep(PAUSE_MS)
}
