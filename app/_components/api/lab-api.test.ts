import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import { labOf, lesson } from '../lab/lab-server-fixture.ts'
import { ApiClient } from './api-client.ts'
import { HttpLabApi } from './lab-api.ts'

interface Sent {
  path: string
  method: string | undefined
  headers: Headers
  body: string | undefined
}

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: Sent[] = []
  const client = new ApiClient(async (input, init) => {
    sent.push({
      path: input instanceof Request ? input.url : input.toString(),
      method: init?.method,
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? init.body : undefined,
    })
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(status === 204 ? null : text, { status, headers })
  })
  return { api: new HttpLabApi(client), sent }
}

const creating = labOf('lab-1', lesson)

const hasCode = (code: string) => (error: unknown) => error instanceof KindlabError && error.code === code

test('starting a lab sends the lesson as JSON with the header that other sites cannot add', async () => {
  const { api, sent } = answering(202, creating)
  assert.equal((await api.createLab({ module: 'the-node', lesson: 'hands-and-feet' })).state, 'creating')
  const [request] = sent
  assert.equal(request?.path, '/api/labs')
  assert.equal(request.method, 'POST')
  assert.equal(request.headers.get('x-kindlab-request'), '1')
  assert.deepEqual(JSON.parse(request.body ?? ''), { module: 'the-node', lesson: 'hands-and-feet' })
})

test('a fresh cluster is asked for with the generation to throw away, and more time with nothing', async () => {
  const { api, sent } = answering(202, creating)
  await api.resetLab('lab-1', 3)
  await api.extendLab('lab-1')
  assert.deepEqual(
    sent.map(({ path, method, body }) => [method, path, body]),
    [
      ['POST', '/api/labs/lab-1/reset', '{"generation":3}'],
      ['POST', '/api/labs/lab-1/extend', '{}'],
    ],
  )
})

test('an error of the catalogue arrives with its code and detail', async () => {
  const error = { ...new KindlabError('lab.capacity', { detail: '2 of 2' }).toView().error }
  const { api } = answering(503, { error })
  await assert.rejects(api.createLab({ module: 'a', lesson: 'b' }), (thrown) => {
    assert.ok(thrown instanceof KindlabError)
    assert.equal(thrown.code, 'lab.capacity')
    assert.equal(thrown.detail, '2 of 2')
    return true
  })
})

test('an answer of another shape is refused rather than half understood', async () => {
  const { api } = answering(200, { state: 'purple' })
  await assert.rejects(api.createLab({ module: 'a', lesson: 'b' }), hasCode('request.invalid'))
})

test('no answer at all, twice, is: the server cannot be reached', async () => {
  let asked = 0
  const client = new ApiClient(async () => {
    asked += 1
    throw new TypeError('Failed to fetch')
  })
  const api = new HttpLabApi(client)
  await assert.rejects(api.session(), hasCode('server.unreachable'))
  assert.equal(asked, 2)
})

test('a request that the browser dropped is made once more, as it was', async () => {
  const bodies: unknown[] = []
  const client = new ApiClient(async (_, init) => {
    bodies.push(init?.body)
    if (bodies.length === 1) throw new TypeError('net::ERR_NETWORK_CHANGED')
    return Response.json(creating, { status: 202 })
  })
  const view = await new HttpLabApi(client).createLab(lesson)
  assert.equal(view.state, 'creating')
  assert.deepEqual(bodies, [JSON.stringify(lesson), JSON.stringify(lesson)])
})

test("a proxy's own error page is: the server cannot be reached", async () => {
  const { api } = answering(502, '<html>Bad gateway</html>')
  await assert.rejects(api.session(), hasCode('server.unreachable'))
})

test('ending a lab answers with the lab as it is then', async () => {
  const { api, sent } = answering(202, { ...creating, state: 'ending', reason: 'learner' })
  assert.equal((await api.endLab('lab-1')).state, 'ending')
  assert.deepEqual([sent[0]?.method, sent[0]?.path], ['DELETE', '/api/labs/lab-1'])
})

test('a lab of which nothing is left is not found, and that is an answer', async () => {
  const { error } = new KindlabError('lab.not_found').toView()
  assert.equal(await answering(404, { error }).api.findLab('lab-1'), undefined)
  const gone = new KindlabError('docker.unavailable').toView()
  await assert.rejects(answering(503, gone).api.findLab('lab-1'), hasCode('docker.unavailable'))
})

test("the server's clock is compared only when it is clearly off", async () => {
  const session = { learner: { id: 'x' }, lab: null, progress: {}, steps: {}, tier: 0, isDockerUp: true }
  const near = answering(200, session, { date: new Date(Date.now() + 2_000).toUTCString() })
  assert.equal((await near.api.session()).clockSkewMs, 0)
  const far = answering(200, session, { date: new Date(Date.now() + 600_000).toUTCString() })
  assert.ok((await far.api.session()).clockSkewMs > 590_000)
})
