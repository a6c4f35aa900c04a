import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ENDPOINTS, endpointPath } from '#protocol/api.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { isAction, POLICY, policyOf } from './policy.ts'
import { Router, type Route } from './router.ts'

const never = async () => ({ status: 200 })

const pathFor = (route: Route, labId: string) => route.path.replace(':id', labId)

test('every action of the policy has a route or a socket, and every endpoint of the protocol has a route', async () => {
  await using server = await TestServer.start({ config: { access: { kind: 'code', code: 'quiet river' } } })
  const { routes } = server
  const used = new Set<string>([...routes.map(({ action }) => action), 'site.read', 'socket.open'])
  assert.deepEqual([...used].toSorted(), Object.keys(POLICY).toSorted())
  for (const [name, { method, path }] of Object.entries(ENDPOINTS)) {
    assert.ok(
      routes.some((route) => route.action === name && route.method === method && route.path === path),
      name,
    )
  }
})

test('a route without a policy row prevents the start', () => {
  const routes: Route[] = JSON.parse('[{"action":"lab.steal","method":"GET","path":"/api/steal"}]')
  assert.throws(() => new Router(routes), /no row for lab\.steal/)
  assert.equal(isAction('toString'), false)
})

test('a duplicate route prevents the start', () => {
  const route = { action: 'lab.read', method: 'GET', path: '/api/labs/:id', handle: never } as const
  assert.throws(() => new Router([route, { ...route, path: '/api/labs/:lab' }]), /duplicate/)
})

test('every unsafe route refuses a wrong, missing or null Origin, a wrong Host, and a missing header', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  // The provider's server sends no Origin: its signature is the proof (http/provider-logout.test.ts).
  const unsafe = server.routes.filter(({ action, method }) => method !== 'GET' && policyOf(action).from !== 'provider')
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
      // A form cannot send the header: its exact Origin is the proof.
      if (policyOf(route.action).from === 'form' && !('origin' in headers || 'host' in headers)) continue
      const answer = await client.send(pathFor(route, lab.id), { method: route.method, body: {}, headers })
      assert.deepEqual(
        [answer.status, answer.code],
        [403, 'request.origin'],
        `${route.action} ${JSON.stringify(headers)}`,
      )
    }
  }
  assert.equal(server.labs.find(lab.id)?.view().state, 'ready')
})

test('a request without a session is refused every action of learners', async () => {
  await using server = await TestServer.start()
  const { lab } = await server.learnerWithLab()
  const routes = server.routes.filter(({ action }) => policyOf(action).who === 'learner')
  assert.ok(routes.length >= 5)
  for (const route of routes) {
    const answer = await server.client().send(pathFor(route, lab.id), { method: route.method, body: {} })
    assert.deepEqual([answer.status, answer.code], [401, 'session.missing'], route.action)
  }
})

test('the lab of another learner, an unknown lab and an ended lab give the same reply', async () => {
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
  assert.equal(server.labs.find(lab.id)?.view().state, 'ready')
})

test('another site cannot make a browser create a session', async () => {
  await using server = await TestServer.start()
  for (const site of ['cross-site', 'same-site']) {
    const answer = await server.client().get(endpointPath('session.read'), { 'sec-fetch-site': site })
    assert.deepEqual([answer.status, answer.headers['set-cookie']], [403, undefined])
  }
  assert.equal(
    (await server.client().get(endpointPath('session.read'), { 'sec-fetch-site': 'same-origin' })).status,
    200,
  )
})

test('the server accepts its address, and localhost with that Origin', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const host = client.origin.replace('http://127.0.0.1', 'localhost')
  const body = { module: 'the-node', lesson: 'hands-and-feet' }
  assert.equal((await client.post(endpointPath('lab.create'), body, { host, origin: `http://${host}` })).status, 202)
  assert.equal((await client.get('/', { host })).status, 200)
  assert.equal((await client.get('/', { host: 'evil.example' })).status, 403)
})

test('without a public origin, a request through a proxy is refused', async () => {
  await using server = await TestServer.start()
  for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-proto']) {
    const answer = await server.client().get(endpointPath('session.read'), { [name]: 'for=203.0.113.5' })
    assert.deepEqual(
      [answer.status, answer.code, answer.headers['set-cookie']],
      [403, 'request.proxy', undefined],
      name,
    )
  }
})
