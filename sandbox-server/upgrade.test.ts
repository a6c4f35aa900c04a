import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import { LIMITS } from '#protocol/limits.ts'
import { decodeServerFrame } from '#protocol/frames.ts'
import { endpointPath } from '#protocol/api.ts'
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { TicketView } from '#protocol/views.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer } from '#server/testing/test-server.ts'

interface Attempt {
  ticket?: string
  protocols?: string[]
  headers?: Record<string, string>
  origin?: string | undefined
  path?: string
}

async function ticketFor(client: HttpClient, labId: string): Promise<string> {
  return TicketView.parse((await client.post(endpointPath('ticket.create', { id: labId }))).json).ticket
}

function openSocket(client: HttpClient, attempt: Attempt): WebSocket {
  const { ticket = '', path = SOCKET_PATH, headers = {} } = attempt
  const protocols = attempt.protocols ?? [SOCKET_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${ticket}`]
  const origin = 'origin' in attempt ? attempt.origin : client.origin
  return new WebSocket(`${client.origin.replace('http', 'ws')}${path}`, protocols, {
    headers: { cookie: client.cookieHeader, ...headers },
    ...(origin === undefined ? {} : { origin }),
  })
}

/** The HTTP status of the answer, 101 for a socket that opened and was closed again. */
async function statusOf(client: HttpClient, attempt: Attempt): Promise<number> {
  const socket = openSocket(client, attempt)
  const { promise, resolve } = Promise.withResolvers<number>()
  socket.on('error', () => undefined)
  socket.on('unexpected-response', (request, response) => {
    resolve(response.statusCode ?? 0)
    request.destroy()
  })
  socket.on('open', () => {
    socket.close()
    resolve(101)
  })
  return promise
}

test('a ticket of an older generation is refused', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const ticket = await ticketFor(client, lab.id)
  await client.post(endpointPath('lab.reset', { id: lab.id }), { generation: 1 })
  await settle()
  assert.equal(await statusOf(client, { ticket }), 409)
  assert.equal(await statusOf(client, { ticket: await ticketFor(client, lab.id) }), 101)
})

test('a ticket opens one socket, which sends the lab', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const ticket = await ticketFor(client, lab.id)
  const socket = openSocket(client, { ticket })
  const [data] = await once(socket, 'message')
  assert.equal(socket.protocol, SOCKET_PROTOCOL)
  const decoded = decodeServerFrame(data)
  assert.ok(decoded.ok && decoded.frame.type === 'page_message' && decoded.frame.message.type === 'lab')
  assert.deepEqual([decoded.frame.message.lab.id, decoded.frame.message.lab.state], [lab.id, 'ready'])
  socket.close()
  assert.equal(await statusOf(client, { ticket }), 401)
})

test('forged, missing and expired tickets open nothing', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  assert.equal(await statusOf(client, { ticket: 'A'.repeat(43) }), 401)
  assert.equal(await statusOf(client, { protocols: [SOCKET_PROTOCOL] }), 401)
  const ticket = await ticketFor(client, lab.id)
  assert.equal(await statusOf(client, { protocols: ['labterm.v0', `ticket.${ticket}`] }), 400)
  assert.equal(await statusOf(client, { path: `${SOCKET_PATH}?ticket=${ticket}`, protocols: [] }), 400)
  server.world.clock.advance(LIMITS.ticketLifetimeMs)
  assert.equal(await statusOf(client, { ticket }), 401)
})

test("a ticket fails in another learner's browser, and is then used", async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const { client: thief } = await server.learner()
  const ticket = await ticketFor(client, lab.id)
  assert.equal(await statusOf(thief, { ticket }), 401)
  assert.equal(await statusOf(client, { ticket }), 401)
  const second = await ticketFor(client, lab.id)
  assert.equal(await statusOf(server.client(), { ticket: second, headers: { cookie: '' } }), 401)
})

test('a wrong or missing Origin and a wrong Host are refused before the ticket is redeemed', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const ticket = await ticketFor(client, lab.id)
  assert.equal(await statusOf(client, { ticket, origin: 'http://evil.example' }), 403)
  assert.equal(await statusOf(client, { ticket, origin: undefined }), 403)
  assert.equal(await statusOf(client, { ticket, headers: { host: 'evil.example' } }), 403)
  assert.equal(await statusOf(client, { ticket }), 101)
})

test('a ticket of an ended lab answers 409', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const ticket = await ticketFor(client, lab.id)
  await client.send(endpointPath('lab.read', { id: lab.id }), { method: 'DELETE' })
  await settle()
  assert.equal(await statusOf(client, { ticket }), 409)
})

test('an upgrade anywhere else is a plain 404', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  assert.equal(await statusOf(client, { path: '/elsewhere' }), 404)
})

test('with an access code the socket needs it too', async () => {
  await using server = await TestServer.start({ config: { access: { kind: 'code', code: 'quiet river' } } })
  assert.equal(await statusOf(server.client(), { ticket: 'A'.repeat(43) }), 401)
})

test('the eleventh upgrade within a second is refused with retry-after', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const attempts = Array.from({ length: 11 }, () => statusOf(client, { ticket: 'A'.repeat(43) }))
  const statuses = await Promise.all(attempts)
  assert.deepEqual([statuses.filter((status) => status === 401).length, statuses.includes(429)], [10, true])
})

test('a ninth socket of a learner closes the oldest', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const sockets: WebSocket[] = []
  for (let count = 0; count <= LIMITS.socketsPerLearner; count += 1) {
    const socket = openSocket(client, { ticket: await ticketFor(client, lab.id) })
    sockets.push(socket)
    await once(socket, 'open')
  }
  const [first, ...others] = sockets
  assert.ok(first !== undefined)
  if (first.readyState !== WebSocket.CLOSED) await once(first, 'close')
  assert.ok(others.every(({ readyState }) => readyState === WebSocket.OPEN))
  for (const socket of others) socket.close()
})

test('a message over the limit closes its socket', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const socket = openSocket(client, { ticket: await ticketFor(client, lab.id) })
  await once(socket, 'open')
  socket.send(Buffer.alloc(LIMITS.maxFrameBytes + 1))
  const [code] = await once(socket, 'close')
  assert.equal(code, 1009)
})

test('ending the lab closes its sockets within a second', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const socket = openSocket(client, { ticket: await ticketFor(client, lab.id) })
  await once(socket, 'open')
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(1_000) })
  await client.send(endpointPath('lab.read', { id: lab.id }), { method: 'DELETE' })
  const [code] = await closed
  assert.equal(code, 4001)
})

test('an aborted upgrade does not affect the server', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const { hostname, port } = new URL(client.origin)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => undefined)
  socket.write(`GET /ws HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
  socket.resetAndDestroy()
  assert.equal((await client.get('/livez')).status, 200)
})
