import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import { endpointPath } from '#protocol/api.ts'
import { PersonSessionsView } from '#protocol/people.ts'
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { SessionView, TicketView } from '#protocol/views.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { lifetimeOf } from './session-lifetime.ts'

const COOKIE = 'kindlab-test'
const DAY_MS = 86_400_000

const learnerOf = async (client: HttpClient) =>
  SessionView.parse((await client.get(endpointPath('session.read'))).json).learner.id

const sessionsOf = async (client: HttpClient) =>
  PersonSessionsView.parse((await client.get(endpointPath('sessions.list'))).json).sessions

async function openSocket(client: HttpClient, labId: string): Promise<WebSocket> {
  const { ticket } = TicketView.parse((await client.post(endpointPath('ticket.create', { id: labId }))).json)
  const socket = new WebSocket(
    `${client.origin.replace('http', 'ws')}${SOCKET_PATH}`,
    [SOCKET_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${ticket}`],
    { headers: { cookie: client.cookieHeader }, origin: client.origin },
  )
  await once(socket, 'open')
  return socket
}

/** A second browser of the same learner. */
function copyOf(client: HttpClient, server: TestServer): HttpClient {
  const other = server.client()
  for (const [name, value] of client.cookies) other.cookies.set(name, value)
  return other
}

test('N2: a session is a random token of 256 bits, and the database holds only its hash', async () => {
  await using server = await TestServer.start()
  const { client, session } = await server.learner()
  const token = client.cookies.get(COOKIE) ?? ''
  assert.equal(Buffer.from(token, 'base64url').length, 32)
  const [stored] = await server.world.store.sessions.findByLearner(session.learner.id, server.world.clock.wallNow())
  assert.ok(stored !== undefined)
  assert.equal(JSON.stringify(stored).includes(token), false)
  assert.equal(await server.world.store.sessions.find(token, server.world.clock.wallNow()), undefined)
})

test('N2: a session ends without use, and after its absolute time', async () => {
  await using server = await TestServer.start()
  const { store, clock } = server.world
  const now = clock.wallNow()
  const times = { createdAt: now, seenAt: now, idleMs: 1_000, endsAt: now + 1_500 }
  await store.sessions.add('hash', { id: 'one', learnerId: 'ann', device: 'Firefox', ...times })
  assert.equal((await store.sessions.find('hash', now + 999))?.id, 'one')
  assert.equal(await store.sessions.find('hash', now + 1_000), undefined)
  await store.sessions.touch('one', now + 900)
  assert.equal((await store.sessions.find('hash', now + 1_499))?.id, 'one')
  assert.equal(await store.sessions.find('hash', now + 1_500), undefined)
})

test('N2: an admin is signed out after an hour without use, an account after 12 hours, an anonymous learner after a year', () => {
  assert.deepEqual(lifetimeOf('admin', true), { idleMs: DAY_MS / 24, absoluteMs: DAY_MS / 2 })
  assert.deepEqual(lifetimeOf('instructor', false), { idleMs: DAY_MS / 2, absoluteMs: 14 * DAY_MS })
  assert.deepEqual(lifetimeOf('learner', true), { idleMs: DAY_MS / 2, absoluteMs: 14 * DAY_MS })
  assert.equal(lifetimeOf('learner', false).idleMs, 365 * DAY_MS)
})

test('N3: the server never adopts a token that the browser has chosen', async () => {
  await using server = await TestServer.start()
  const client = server.client()
  const chosen = 'x'.repeat(43)
  client.cookies.set(COOKIE, chosen)
  await learnerOf(client)
  assert.notEqual(client.cookies.get(COOKIE), chosen)
})

test('the signed cookie of an older version is exchanged for a session, and the learner stays the same', async () => {
  await using server = await TestServer.start()
  const old = server.client()
  old.cookies.set(COOKIE, server.signedCookieOf('ann'))
  assert.notEqual(await learnerOf(old), 'ann', 'only learners from before the migration have such a cookie')
  server.world.execute("UPDATE learners SET takes_signed_cookie = 1 WHERE id = 'ann'")
  const client = server.client()
  client.cookies.set(COOKIE, server.signedCookieOf('ann'))
  assert.equal(await learnerOf(client), 'ann')
  assert.equal(client.cookies.get(COOKIE)?.length, 43)
  assert.equal((await client.post(endpointPath('session.end'), { everywhere: false })).status, 204)
  const again = server.client()
  again.cookies.set(COOKIE, server.signedCookieOf('ann'))
  assert.notEqual(await learnerOf(again), 'ann', 'after a sign-out the old cookie is worth nothing')
})

test('the list of sessions shows the browsers of the learner, and one can sign out another', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const stranger = (await server.learner()).client
  const [own] = await sessionsOf(client)
  assert.deepEqual([own?.isThis, own?.device], [true, 'Another program'])
  const foreign = await stranger.send(endpointPath('sessions.end', { id: own?.id ?? '' }), { method: 'DELETE' })
  const unknown = await stranger.send(endpointPath('sessions.end', { id: 'none' }), { method: 'DELETE' })
  assert.deepEqual([foreign.status, foreign.text], [unknown.status, unknown.text])
  assert.equal(foreign.code, 'not_found')
  assert.equal(
    (await client.send(endpointPath('sessions.end', { id: own?.id ?? '' }), { method: 'DELETE' })).status,
    204,
  )
  assert.equal((await client.get(endpointPath('sessions.list'))).code, 'session.missing')
})

test('N4: signing out closes the sockets of the session within a second, and its tickets are worth nothing', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const copy = copyOf(client, server)
  const { ticket } = TicketView.parse((await copy.post(endpointPath('ticket.create', { id: lab.id }))).json)
  const socket = await openSocket(client, lab.id)
  const closed = once(socket, 'close')
  const startedAt = performance.now()
  await client.post(endpointPath('session.end'), { everywhere: false })
  const [code] = await closed
  assert.equal(code, 4401)
  assert.ok(performance.now() - startedAt < 1_000)
  const late = new WebSocket(
    `${copy.origin.replace('http', 'ws')}${SOCKET_PATH}`,
    [SOCKET_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${ticket}`],
    { headers: { cookie: copy.cookieHeader }, origin: copy.origin },
  )
  const [failure] = await once(late, 'error')
  assert.match(String(failure), /401/)
})

test('N4: a socket is closed within a minute after its session has ended by time', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const socket = await openSocket(client, lab.id)
  const closed = once(socket, 'close')
  server.world.clock.jump(400 * DAY_MS)
  server.world.clock.advance(60_000)
  assert.equal((await closed)[0], 4401)
})

test('signing out everywhere ends all sessions of the learner, and no other', async () => {
  await using server = await TestServer.start()
  const { client, session } = await server.learner()
  const other = (await server.learner()).client
  const { store, clock } = server.world
  const now = clock.wallNow()
  const times = { createdAt: now, seenAt: now, idleMs: DAY_MS, endsAt: now + DAY_MS }
  await store.sessions.add('second', { id: 'second', learnerId: session.learner.id, device: 'Firefox', ...times })
  await client.post(endpointPath('session.end'), { everywhere: true })
  assert.deepEqual(await store.sessions.findByLearner(session.learner.id, now), [])
  assert.equal((await sessionsOf(other)).length, 1)
})
