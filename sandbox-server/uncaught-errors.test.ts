/** The server as a real process; sandbox-server/testing/throw-on-signal.ts makes it fail. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import * as z from 'zod'
import { endpointPath } from '#protocol/api.ts'
import { SOCKET_PROTOCOL } from '#protocol/socket.ts'
import { LabView, TicketView } from '#protocol/views.ts'
import { HttpClient } from './testing/http-client.ts'
import { ServerProcess } from './testing/server-process.ts'

const Fatal = z.object({ level: z.literal(60), origin: z.string(), err: z.object({ stack: z.string() }) })

async function openSocket({ origin }: ServerProcess): Promise<WebSocket> {
  const client = new HttpClient(origin)
  await client.get(endpointPath('session.read'))
  const lab = LabView.parse(
    (await client.post(endpointPath('lab.create'), { module: 'the-node', lesson: 'hands-and-feet' })).json,
  )
  const { ticket } = TicketView.parse((await client.post(endpointPath('ticket.create', { id: lab.id }))).json)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, [SOCKET_PROTOCOL, `ticket.${ticket}`], {
    origin,
    headers: { cookie: client.cookieHeader },
  })
  await once(socket, 'open')
  return socket
}

test(
  'an uncaught error is logged once with its stack, closes sockets with 1012 and ends the process with 70',
  { timeout: 90_000 },
  async () => {
    await using server = await ServerProcess.start()
    const closed = once(await openSocket(server), 'close')
    const failedAt = performance.now()
    server.kill('SIGUSR2')
    assert.equal((await closed)[0], 1012)
    assert.equal(await server.exitCode(), 70)
    assert.ok(performance.now() - failedAt < 2_000)
    const [line = '', ...others] = server.logged('server.failed')
    const { origin, err } = Fatal.parse(JSON.parse(line))
    assert.deepEqual([others, origin], [[], 'uncaughtException'])
    assert.match(err.stack, /^Error: thrown by the test\\n +at /)
  },
)

test(
  'an unhandled rejection ends the process with 70, even if a client does not answer the close',
  { timeout: 90_000 },
  async () => {
    await using server = await ServerProcess.start()
    const socket = await openSocket(server)
    socket.pause()
    const failedAt = performance.now()
    server.kill('SIGWINCH')
    assert.equal(await server.exitCode(), 70)
    assert.ok(performance.now() - failedAt < 2_000)
    const [line = ''] = server.logged('server.failed')
    assert.equal(Fatal.parse(JSON.parse(line)).origin, 'unhandledRejection')
    socket.terminate()
  },
)

test('a server whose log has no reader any more ends on SIGTERM', { timeout: 90_000 }, async () => {
  await using server = await ServerProcess.start()
  // The server listens before it handles signals.
  const client = new HttpClient(server.origin)
  for (let asked = 0; asked < 20; asked++) await client.get('/readyz')
  server.closeLog()
  server.kill('SIGTERM')
  assert.equal(await server.exitCode(), 0)
})
