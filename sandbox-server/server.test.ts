import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import * as z from 'zod'
import type { ServerPageMessage } from '#protocol/messages.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { decodeServerFrame } from '#protocol/frames.ts'
import { endpointPath } from '#protocol/api.ts'
import { SOCKET_PROTOCOL } from '#protocol/socket.ts'
import { TicketView } from '#protocol/views.ts'
import { TestServer } from './testing/test-server.ts'

const Readiness = z.object({ status: z.string(), checks: z.record(z.string(), z.object({ isOk: z.boolean() })) })

test('with Docker away the server still serves pages, and calls itself degraded', async () => {
  await using server = await TestServer.start()
  const ready = await server.client().get('/readyz')
  assert.deepEqual([ready.status, Readiness.parse(ready.json).status], [200, 'ready'])
  server.world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  server.world.clock.advance(2_000)
  const degraded = await server.client().get('/readyz')
  const { status, checks } = Readiness.parse(degraded.json)
  assert.deepEqual([degraded.status, status, checks['provider']?.isOk], [200, 'degraded', false])
})

test('without its database the server is not ready', async () => {
  await using server = await TestServer.start()
  server.world.store[Symbol.dispose]()
  const answer = await server.client().get('/readyz')
  assert.deepEqual([answer.status, Readiness.parse(answer.json).status], [503, 'unavailable'])
  assert.equal((await server.client().get('/livez')).status, 200)
})

test('stopping says goodbye to terminals, frees the port, and leaves the sandboxes', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const { ticket } = TicketView.parse((await client.post(endpointPath('ticket.create', { id: lab.id }))).json)
  const socket = new WebSocket(`${client.origin.replace('http', 'ws')}/ws`, [SOCKET_PROTOCOL, `ticket.${ticket}`], {
    origin: client.origin,
    headers: { cookie: client.cookieHeader },
  })
  const messages: ServerPageMessage[] = []
  socket.on('message', (data: Buffer) => {
    const decoded = decodeServerFrame(data)
    if (decoded.ok && decoded.frame.type === 'page_message') messages.push(decoded.frame.message)
  })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  const startedAt = performance.now()
  await server.stop()
  assert.ok(performance.now() - startedAt < 5_000)
  assert.equal((await closed)[0], 4010)
  const bye = messages.at(-1)
  assert.ok(bye?.type === 'close_notice')
  assert.deepEqual([bye.code, bye.retryMs !== undefined], ['server.restarting', true])
  await assert.rejects(client.get('/livez'), { code: 'ECONNREFUSED' })
  assert.deepEqual([server.world.provider.sandboxes.size, server.world.provider.isClosed], [1, true])
  assert.equal((await server.world.store.labs.find(lab.id))?.state, 'ready')
})

test('a boot that is under way does not hold up the stop, and goes on after the next start', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  server.world.provider.faults.hangNext('phase:booting')
  await client.post(endpointPath('lab.create'), { module: 'the-node', lesson: 'hands-and-feet' })
  await server.stop()
  const [lab] = await server.world.store.labs.findLive()
  assert.equal(lab?.state, 'creating')
  await server.restart()
  assert.equal(server.labs.find(lab.id)?.view().state, 'ready')
})

test('a port that is taken is an error at the start', async () => {
  await using server = await TestServer.start()
  const port = Number(new URL(server.origin).port)
  await assert.rejects(TestServer.start({ config: { port } }), { code: 'EADDRINUSE' })
})
