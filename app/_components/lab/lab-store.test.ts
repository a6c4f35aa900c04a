import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { keptOf, labOf, lesson, other, readyOf } from './lab-server-fixture.ts'
import { setUpStore } from './lab-store-fixture.ts'

test('a page without a lab connects to nothing', async () => {
  const { store, connections } = setUpStore()
  await store.load()
  assert.equal(store.getSnapshot().session.state, 'ready')
  assert.equal(connections.size, 0)
})

test('the store finds a running lab and follows it', async () => {
  const { server, store, connectionTo } = setUpStore()
  server.lab = labOf('lab-1', lesson)
  await store.load()
  const ready = readyOf('lab-1')
  connectionTo('lab-1').push(ready)
  assert.equal(store.getSnapshot().lab, ready)
})

test('the store shows the name as the server stores it, and keeps it when the server refuses a new one', async () => {
  const { server, store } = setUpStore()
  const nameNow = () => {
    const { session } = store.getSnapshot()
    return session.state === 'ready' ? session.view.learner.displayName : 'no session'
  }
  await store.load()
  await store.rename(' Ada ')
  assert.equal(nameNow(), 'Ada')
  server.failure = new KindlabError('name.invalid')
  await assert.rejects(store.rename('--'), { code: 'name.invalid' })
  assert.equal(nameNow(), 'Ada')
})

test('the code of the terminals loads with the start of a lab, not with the page', async () => {
  const { store, timesPrepared } = setUpStore()
  await store.load()
  assert.equal(timesPrepared(), 0)
  const started = store.start(lesson)
  assert.equal(timesPrepared(), 1)
  await started
})

test('a start is pending first, then the new lab has a connection', async () => {
  const { store, connectionTo } = setUpStore()
  await store.load()
  const started = store.start(lesson)
  assert.equal(store.getSnapshot().pending, 'start')
  await started
  assert.equal(store.getSnapshot().pending, null)
  assert.equal(store.getSnapshot().lab?.id, 'lab-of-hands-and-feet')
  assert.equal(store.getSnapshot().connection, connectionTo('lab-of-hands-and-feet'))
})

test('two clicks on Start make one lab', async () => {
  const { server, store } = setUpStore()
  await Promise.all([store.start(lesson), store.start(lesson)])
  assert.deepEqual(server.calls, ['create hands-and-feet'])
})

test('a refusal stays until the next action', async () => {
  const { server, store } = setUpStore()
  server.failure = new KindlabError('capacity.subnets')
  await store.start(lesson)
  assert.equal(store.getSnapshot().refusal?.code, 'capacity.subnets')
  server.failure = undefined
  await store.start(lesson)
  assert.equal(store.getSnapshot().refusal, null)
})

test('ending closes the connection at once, and lasts until the server has removed the lab', async () => {
  const { server, store, connectionTo, pass } = setUpStore()
  await store.start(lesson)
  await store.end()
  assert.equal(store.getSnapshot().lab?.state, 'ending')
  assert.equal(store.getSnapshot().connection, null)
  assert.ok(connectionTo('lab-of-hands-and-feet').isClosed)
  await pass()
  assert.equal(store.getSnapshot().lab?.state, 'ending')
  server.lab = null
  await pass()
  const { lab } = store.getSnapshot()
  assert.equal(lab?.state === 'ended' && lab.reason, 'expired')
})

test('the store asks again when the server is unreachable while a lab ends', async () => {
  const { server, store, pass } = setUpStore()
  await store.start(lesson)
  await store.end()
  server.failure = new KindlabError('server.unreachable')
  await pass()
  assert.equal(store.getSnapshot().lab?.state, 'ending')
  server.failure = undefined
  server.lab = null
  await pass()
  assert.equal(store.getSnapshot().lab?.state, 'ended')
})

test('a page that opens while its lab ends waits for the end without a connection', async () => {
  const { server, store, connections, pass } = setUpStore()
  server.lab = labOf('lab-1', lesson, 'ending')
  await store.load()
  assert.equal(connections.size, 0)
  server.lab = null
  await pass()
  assert.equal(store.getSnapshot().lab?.state, 'ended')
})

test('the connection reports the end of a lab', async () => {
  const { store, connectionTo } = setUpStore()
  await store.start(lesson)
  connectionTo('lab-of-hands-and-feet').push(labOf('lab-of-hands-and-feet', lesson, 'ended'))
  assert.equal(store.getSnapshot().lab?.state, 'ended')
  assert.equal(store.getSnapshot().connection, null)
})

test('after the connection is closed for good, the store asks for the session', async () => {
  const { server, store, connectionTo } = setUpStore()
  await store.load()
  await store.start(lesson)
  server.lab = null
  const connection = connectionTo('lab-of-hands-and-feet')
  connection.change({ state: 'closed' })
  await new Promise(setImmediate)
  assert.equal(store.getSnapshot().lab, null)
  assert.ok(connection.isClosed)
})

test('replace ends the lab of the other lesson, then starts one here', async () => {
  const { server, store } = setUpStore()
  await store.start(other)
  await store.replace(lesson)
  assert.deepEqual(server.calls, ['create another', 'end lab-of-another', 'create hands-and-feet'])
  assert.equal(store.getSnapshot().lab?.lesson, 'hands-and-feet')
})

test('a lab that cannot be ended is not replaced', async () => {
  const { server, store } = setUpStore()
  await store.start(other)
  server.failure = new KindlabError('docker.unavailable')
  await store.replace(lesson)
  assert.equal(store.getSnapshot().lab?.lesson, 'another')
  assert.equal(store.getSnapshot().refusal?.code, 'docker.unavailable')
})

test('a refused start shows the lab that was started in another window', async () => {
  const { server, store, connectionTo } = setUpStore()
  await store.load()
  server.lab = readyOf('lab-1')
  await store.start(other)
  const { lab, connection, pending, refusal } = store.getSnapshot()
  assert.deepEqual([lab, connection, pending], [server.lab, connectionTo('lab-1'), null])
  assert.equal(refusal?.code, 'lab.already_running')
})

test('a refused start shows the lab that was kept in another window', async () => {
  const { server, store } = setUpStore()
  await store.load()
  server.lab = keptOf('lab-1')
  await store.start(other)
  const { lab, refusal } = store.getSnapshot()
  assert.deepEqual([lab, refusal?.code], [server.lab, 'lab.kept'])
})

test('a lab that was ended in another window disappears', async () => {
  const { server, store } = setUpStore()
  server.lab = readyOf('lab-1')
  await store.load()
  server.lab = null
  await store.extend()
  const { lab, connection, refusal } = store.getSnapshot()
  assert.deepEqual([lab, connection, refusal?.code], [null, null, 'lab.not_found'])
})

test('an extended lab has a new end', async () => {
  const { server, store } = setUpStore()
  server.lab = readyOf('lab-1')
  await store.load()
  await store.extend()
  const { lab } = store.getSnapshot()
  assert.equal(lab?.state === 'ready' && lab.expiresAt, 4)
})

test('a reset names the generation that the page shows, and keeps the connection', async () => {
  const { server, store, connectionTo } = setUpStore()
  server.lab = readyOf('lab-1')
  await store.load()
  await store.reset()
  assert.ok(server.calls.includes('reset lab-1 1'))
  const { lab, connection, pending } = store.getSnapshot()
  assert.deepEqual([lab?.state, lab?.generation, pending], ['creating', 2, null])
  assert.equal(connection, connectionTo('lab-1'))
  assert.equal(connectionTo('lab-1').isClosed, false)
})

test('a lab is kept and resumed on the same connection', async () => {
  const { server, store, connectionTo } = setUpStore()
  server.lab = readyOf('lab-1')
  await store.load()
  await store.keep()
  assert.equal(store.getSnapshot().lab?.state, 'kept')
  await store.resume()
  assert.deepEqual(server.calls.slice(-2), ['keep lab-1', 'resume lab-1'])
  assert.equal(store.getSnapshot().lab?.state, 'creating')
  assert.equal(connectionTo('lab-1').isClosed, false)
})

test('a slower answer does not undo what the connection reported of the fresh cluster', async () => {
  const { server, store, connectionTo } = setUpStore()
  server.lab = readyOf('lab-1')
  await store.load()
  const asked = store.reset()
  connectionTo('lab-1').push({ ...readyOf('lab-1'), generation: 2 })
  await asked
  assert.equal(store.getSnapshot().lab?.state, 'ready')
})

test('an unreachable server is reported, and loading again recovers', async () => {
  const { server, store } = setUpStore()
  server.failure = new KindlabError('server.unreachable')
  await store.load()
  assert.equal(store.getSnapshot().session.state, 'failed')
  server.failure = undefined
  await store.load()
  assert.equal(store.getSnapshot().session.state, 'ready')
})
