import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { labOf, lesson } from '../lab/lab-server-fixture.ts'
import { ApiClient } from './client.ts'

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
  return { api: client, sent }
}

const session = { learner: { id: 'x' }, lab: null, progress: {}, steps: {}, tier: 0, isDockerUp: true }

const creating = labOf('lab-1', lesson)

async function clockSkewOf(api: ApiClient): Promise<number> {
  await api.call('session.read', {})
  return api.clockSkewMs
}

const hasCode = (code: string) => (error: unknown) => error instanceof KindlabError && error.code === code

test('lab.create sends the lesson as JSON with the request header', async () => {
  const { api, sent } = answering(202, creating)
  assert.equal((await api.call('lab.create', { body: lesson })).state, 'creating')
  const [request] = sent
  assert.equal(request?.path, '/api/labs')
  assert.equal(request.method, 'POST')
  assert.equal(request.headers.get('x-kindlab-request'), '1')
  assert.deepEqual(JSON.parse(request.body ?? ''), { module: 'the-node', lesson: 'hands-and-feet' })
})

test('lab.reset sends the generation, and lab.extend an empty body', async () => {
  const { api, sent } = answering(202, creating)
  await api.call('lab.reset', { id: 'lab-1', body: { generation: 3 } })
  await api.call('lab.extend', { id: 'lab-1' })
  assert.deepEqual(
    sent.map(({ path, method, body }) => [method, path, body]),
    [
      ['POST', '/api/labs/lab-1/reset', '{"generation":3}'],
      ['POST', '/api/labs/lab-1/extend', '{}'],
    ],
  )
})

test('an error of the catalogue keeps its code and detail', async () => {
  const error = { ...new KindlabError('capacity.subnets', { detail: '2 of 2' }).toView().error }
  const { api } = answering(503, { error })
  await assert.rejects(api.call('lab.create', { body: { module: 'a', lesson: 'b' } }), (thrown) => {
    assert.ok(thrown instanceof KindlabError)
    assert.equal(thrown.code, 'capacity.subnets')
    assert.equal(thrown.detail, '2 of 2')
    return true
  })
})

test('an answer of a wrong shape is refused', async () => {
  const { api } = answering(200, { state: 'purple' })
  await assert.rejects(api.call('lab.create', { body: { module: 'a', lesson: 'b' } }), hasCode('answer.invalid'))
})

test('a request that creates an object is sent once, because a lost answer can hide its success', async () => {
  let sent = 0
  const client = new ApiClient(async () => {
    sent += 1
    throw new TypeError('Failed to fetch')
  })
  await assert.rejects(client.call('classes.create', { body: { name: 'Nodes' } }), hasCode('server.unreachable'))
  assert.equal(sent, 1)
})

test('a call before the session exists reads the session and is sent again', async () => {
  const paths: string[] = []
  const api = new ApiClient(async (input) => {
    paths.push(input instanceof Request ? input.url : input.toString())
    if (paths.length === 1)
      return Response.json({ error: new KindlabError('session.missing').toView().error }, { status: 401 })
    return Response.json(paths.length === 2 ? session : { classes: [] })
  })
  assert.deepEqual(await api.call('classes.list', {}), { classes: [] })
  assert.deepEqual(paths, ['/api/classes', '/api/session', '/api/classes'])
})

test('a browser that stores no cookies gets the reason', async () => {
  const { api, sent } = answering(401, { error: new KindlabError('session.missing').toView().error })
  await assert.rejects(api.call('classes.list', {}), hasCode('session.missing'))
  assert.deepEqual(
    sent.map(({ path }) => path),
    ['/api/classes', '/api/session'],
  )
})

test('two failed attempts give server.unreachable', async () => {
  let asked = 0
  const client = new ApiClient(async () => {
    asked += 1
    throw new TypeError('Failed to fetch')
  })
  await assert.rejects(client.call('session.read', {}), hasCode('server.unreachable'))
  assert.equal(asked, 2)
})

test('a request that the browser aborted is repeated once, unchanged', async () => {
  const bodies: unknown[] = []
  const client = new ApiClient(async (_, init) => {
    bodies.push(init?.body)
    if (bodies.length === 1) throw new TypeError('net::ERR_NETWORK_CHANGED')
    return Response.json(creating, { status: 202 })
  })
  const view = await client.call('lab.create', { body: lesson })
  assert.equal(view.state, 'creating')
  assert.deepEqual(bodies, [JSON.stringify(lesson), JSON.stringify(lesson)])
})

test('an error page of a proxy gives server.unreachable', async () => {
  const { api } = answering(502, '<html>Bad gateway</html>')
  await assert.rejects(api.call('session.read', {}), hasCode('server.unreachable'))
})

test('lab.end returns the lab', async () => {
  const { api, sent } = answering(202, { ...creating, state: 'ending', reason: 'learner' })
  assert.equal((await api.call('lab.end', { id: 'lab-1' })).state, 'ending')
  assert.deepEqual([sent[0]?.method, sent[0]?.path], ['DELETE', '/api/labs/lab-1'])
})

test('a lab that the server no longer has is not found', async () => {
  const { error } = new KindlabError('lab.not_found').toView()
  await assert.rejects(answering(404, { error }).api.call('lab.read', { id: 'lab-1' }), hasCode('lab.not_found'))
  const gone = new KindlabError('docker.unavailable').toView()
  await assert.rejects(answering(503, gone).api.call('lab.read', { id: 'lab-1' }), hasCode('docker.unavailable'))
})

test('a small clock skew counts as none', async () => {
  const near = answering(200, session, { date: new Date(Date.now() + 2_000).toUTCString() })
  assert.equal(await clockSkewOf(near.api), 0)
  const far = answering(200, session, { date: new Date(Date.now() + 600_000).toUTCString() })
  assert.ok((await clockSkewOf(far.api)) > 590_000)
})
