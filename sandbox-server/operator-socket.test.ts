import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempDisposable, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import * as z from 'zod'
import { endpointPath } from '#protocol/api.ts'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import { ERRORS } from '#protocol/error-catalogue.ts'
import { CLASS_PROTOCOL, SOCKET_PATH, SOCKET_PROTOCOL } from '#protocol/socket.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { openOperatorSocket, operatorSocketPath } from './operator-socket.ts'

async function send(dataFolder: string, path: string): Promise<number> {
  const sent = request({ socketPath: operatorSocketPath(dataFolder), method: 'POST', path })
  sent.end()
  const [response] = await once(sent, 'response')
  response.resume()
  return response.statusCode
}

async function start() {
  const stack = new AsyncDisposableStack()
  const server = stack.use(await TestServer.start())
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'kindlab-operator-')))
  const parts = { dataFolder: folder.path, labs: server.labs, world: server.world, origin: server.origin }
  stack.adopt(await openOperatorSocket(parts), async (socket) => socket.close())
  const { client, lab } = await server.learnerWithLab()
  const post = async (path: string) => send(folder.path, path)
  const learnerId = server.labs.find(lab.id)?.learnerId ?? ''
  return {
    server,
    folder: folder.path,
    client,
    lab,
    learnerId,
    post,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

test('only the owner of the data folder can open the socket', async () => {
  await using started = await start()
  const { mode } = await stat(operatorSocketPath(started.folder))
  assert.equal(mode & 0o777, 0o600)
})

test('the operator ends a lab', async () => {
  await using started = await start()
  const { server, lab, post } = started
  assert.equal(await post(`/labs/${lab.id}/end`), 200)
  await settle()
  assert.equal(server.labs.find(lab.id), undefined)
  assert.equal(server.world.provider.sandboxes.size, 0)
  assert.equal(await post('/labs/unknown/end'), 404)
})

test('a blocked learner loses the lab and is refused until unblocked', async () => {
  await using started = await start()
  const { server, client, lab, learnerId, post } = started
  assert.equal(await post(`/learners/${learnerId}/block`), 200)
  await settle()
  assert.equal(server.labs.find(lab.id), undefined)
  for (const path of [endpointPath('session.read'), endpointPath('lab.read', { id: lab.id })]) {
    const refused = await client.get(path)
    assert.deepEqual([refused.status, refused.code], [403, 'learner.blocked'])
  }
  assert.equal(await post(`/learners/${learnerId}/unblock`), 200)
  assert.equal((await client.get(endpointPath('session.read'))).status, 200)
  assert.equal(await post('/learners/unknown/block'), 404)
})

/** Opens a socket of a page; `code` resolves when it closes. */
async function openPage(protocol: string, page: HttpClient, path: string) {
  const { ticket } = z.object({ ticket: z.string() }).parse((await page.post(path)).json)
  const socket = new WebSocket(`${page.origin.replace('http', 'ws')}${SOCKET_PATH}`, [protocol, `ticket.${ticket}`], {
    headers: { cookie: page.cookieHeader },
    origin: page.origin,
  })
  await once(socket, 'open')
  return { code: once(socket, 'close').then(([code]) => code) }
}

test('block and remove close every page of a person at once: of a lab, of a class, and of a lab that is watched', async () => {
  await using started = await start()
  const { server, client, lab, learnerId, post } = started
  const { store } = server.world
  const { client: instructor, session } = await server.learner()
  const limits = { startsAt: undefined, endsAt: undefined, seats: undefined, settings: DEFAULT_CLASS_SETTINGS }
  await store.classes.add({ id: 'monday', name: 'Monday', ...limits }, 1)
  await store.classes.addMember('monday', session.learner.id, { role: 'instructor', now: 1 })
  await store.classes.addMember('monday', learnerId, { role: 'learner', now: 1 })
  const pages = [
    await openPage(CLASS_PROTOCOL, instructor, endpointPath('class.ticket', { id: 'monday' })),
    await openPage(SOCKET_PROTOCOL, instructor, endpointPath('class.watch', { id: 'monday', member: learnerId })),
  ]
  const own = await openPage(SOCKET_PROTOCOL, client, endpointPath('ticket.create', { id: lab.id }))
  const ownClass = await openPage(CLASS_PROTOCOL, client, endpointPath('class.ticket', { id: 'monday' }))
  const { closeCode } = ERRORS['session.ended']
  assert.equal(await post(`/learners/${session.learner.id}/block`), 200)
  assert.deepEqual(await Promise.all(pages.map(({ code }) => code)), [closeCode, closeCode])
  assert.equal(await post(`/learners/${learnerId}/block`), 200)
  assert.deepEqual(await Promise.all([own.code, ownClass.code]), [closeCode, closeCode])
  assert.equal(await post(`/learners/${learnerId}/unblock`), 200)
  const again = await openPage(CLASS_PROTOCOL, client, endpointPath('class.ticket', { id: 'monday' }))
  await settle()
  assert.equal(await post(`/learners/${learnerId}/remove`), 200)
  assert.equal(await again.code, closeCode)
})

test('a learner is removed with all results, but not while a lab exists', async () => {
  await using started = await start()
  const { server, lab, learnerId, post } = started
  assert.equal(await post(`/learners/${learnerId}/remove`), 409)
  await post(`/labs/${lab.id}/end`)
  await settle()
  assert.equal(await post(`/learners/${learnerId}/remove`), 200)
  assert.equal(await server.world.store.learners.find(learnerId), undefined)
})

test('N6: the operator makes the first admin, with a link of one use for the password', async () => {
  await using site = await start()
  const sent = request({
    socketPath: operatorSocketPath(site.folder),
    method: 'POST',
    path: '/users/root%40example.org/add-admin',
  })
  sent.end()
  const [response] = await once(sent, 'response')
  const { link } = JSON.parse(await text(response))
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/invite\/[\w-]{22}$/)
  const [admin] = (await site.server.world.store.learners.findAll()).filter(({ role }) => role === 'admin')
  assert.equal(admin?.displayName, 'root@example.org')
  assert.equal(await site.post('/users/root%40example.org/add-admin'), 409)
  assert.equal(await site.post('/users/root%40example.org/make-learner'), 409)
  assert.equal(await site.post('/users/nobody/password'), 404)
})

test('the operator changes the role of a person whom a provider signs in, but not of an anonymous learner', async () => {
  await using site = await start()
  const { store } = site.server.world
  assert.equal(await site.post(`/learners/${site.learnerId}/make-instructor`), 404)
  await store.identities.add({ issuer: 'https://id.example', subject: 'ada' }, site.learnerId, 1)
  assert.equal(await site.post(`/learners/${site.learnerId}/make-owner`), 404)
  assert.equal(await site.post(`/learners/${site.learnerId}/make-admin`), 200)
  assert.equal((await store.learners.find(site.learnerId))?.role, 'admin')
  assert.equal((await site.client.get(endpointPath('sessions.list'))).code, 'session.missing')
  assert.equal(await site.post(`/learners/${site.learnerId}/make-learner`), 409, 'N7: at least one admin remains')
})

test('the demo class has simulated learners who go on, one who is stuck and one with a raised hand', async () => {
  await using site = await start()
  const { store, clock } = site.server.world
  assert.equal(await site.post('/classes/demo/start'), 200)
  const [demo] = await store.classes.findAll()
  const id = demo?.id ?? ''
  const members = await store.classes.findMembers(id)
  assert.equal(members.filter(({ role }) => role === 'learner').length, 10)
  assert.equal((await store.help.findByClass(id)).size, 1)
  const countDone = async () =>
    [...(await store.stepProgress.findByClass(id)).values()].flatMap((lessons) => Object.values(lessons).flat()).length
  const before = await countDone()
  for (let turn = 0; turn < 12; turn++) {
    clock.advance(4_000)
    await settle()
  }
  assert.ok((await countDone()) > before)
})
