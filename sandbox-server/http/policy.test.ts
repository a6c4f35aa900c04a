import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROUTES } from '#protocol/routes.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { isAction, POLICY, policyOf } from './policy.ts'
import { Router, type Route } from './router.ts'

const never = async () => ({ status: 200 })

const pathFor = (route: Route, labId: string) => route.path.replace(':id', labId)

test('every action of the policy has a route or a socket, and every path of the protocol has a route', async () => {
  await using server = await TestServer.start({ config: { accessCode: 'quiet river' } })
  const { routes } = server
  const used = new Set<string>([...routes.map(({ action }) => action), 'site.read', 'socket.open'])
  assert.deepEqual([...used].toSorted(), Object.keys(POLICY).toSorted())
  const { socket, ...paths } = ROUTES
  assert.equal(socket, '/ws')
  for (const path of Object.values(paths)) {
    const pattern = typeof path === 'string' ? path : decodeURIComponent(path(':id'))
    assert.ok(
      routes.some((route) => route.path === pattern),
      pattern,
    )
  }
})

test('[S3] a route whose action has no row stops the start', () => {
  const routes: Route[] = JSON.parse('[{"action":"lab.steal","method":"GET","path":"/api/steal"}]')
  assert.throws(() => new Router(routes), /no row for lab\.steal/)
  assert.equal(isAction('toString'), false)
})

test('a route that is there twice stops the start', () => {
  const route = { action: 'lab.read', method: 'GET', path: '/api/labs/:id', handle: never } as const
  assert.throws(() => new Router([route, { ...route, path: '/api/labs/:lab' }]), /there twice/)
})

test('[S1] no unsafe route answers another site: wrong, missing or null Origin, wrong Host, no header', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const unsafe = server.routes.filter(({ method }) => method !== 'GET')
  const wrong: Record<string, string | undefined>[] = [
    { origin: 'http://evil.example' },
    { origin: undefined },
    { origin: 'null' },
    { origin: client.origin.replace('http:', 'https:') },
    { origin: client.origin.replace('127.0.0.1', 'localhost') },
    { origin: `${client.origin}.evil.example` },
    { host: 'evil.example' },
    { host: 'evil.example', origin: 'http://evil.example' },
    { 'x-kindlab-request': undefined },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const route of unsafe) {
    for (const headers of wrong) {
      const answer = await client.send(pathFor(route, lab.id), { method: route.method, body: {}, headers })
      assert.deepEqual(
        [answer.status, answer.code],
        [403, 'request.origin'],
        `${route.action} ${JSON.stringify(headers)}`,
      )
    }
  }
  assert.equal(server.registry.find(lab.id)?.view().state, 'ready')
})

test('what is kept for learners is refused to who has no session', async () => {
  await using server = await TestServer.start()
  const { lab } = await server.learnerWithLab()
  const routes = server.routes.filter(({ action }) => policyOf(action).who === 'learner')
  assert.ok(routes.length >= 5)
  for (const route of routes) {
    const answer = await server.client().send(pathFor(route, lab.id), { method: route.method, body: {} })
    assert.deepEqual([answer.status, answer.code], [401, 'session.missing'], route.action)
  }
})

test("somebody else's lab, one that never was, and one that has ended are the same", async () => {
  await using server = await TestServer.start()
  const { lab } = await server.learnerWithLab()
  const { client: other } = await server.learner()
  const routes = server.routes.filter(({ action }) => policyOf(action).relation === 'own lab')
  assert.ok(routes.length >= 3)
  for (const route of routes) {
    const answers = []
    for (const id of [lab.id, '0'.repeat(32), 'a%2Fb']) {
      answers.push(await other.send(pathFor(route, id), { method: route.method }))
    }
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
    assert.deepEqual([answers[0]?.status, answers[0]?.code], [404, 'lab.not_found'], route.action)
  }
  assert.equal(server.registry.find(lab.id)?.view().state, 'ready')
})

test('another site cannot make a browser begin a session here', async () => {
  await using server = await TestServer.start()
  for (const site of ['cross-site', 'same-site']) {
    const answer = await server.client().get(ROUTES.session, { 'sec-fetch-site': site })
    assert.deepEqual([answer.status, answer.headers['set-cookie']], [403, undefined])
  }
  assert.equal((await server.client().get(ROUTES.session, { 'sec-fetch-site': 'same-origin' })).status, 200)
})

test('our own names are the address, and localhost with its own Origin', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const host = client.origin.replace('http://127.0.0.1', 'localhost')
  const body = { module: 'the-node', lesson: 'hands-and-feet' }
  assert.equal((await client.post(ROUTES.labs, body, { host, origin: `http://${host}` })).status, 202)
  assert.equal((await client.get('/', { host })).status, 200)
  assert.equal((await client.get('/', { host: 'evil.example' })).status, 403)
})
