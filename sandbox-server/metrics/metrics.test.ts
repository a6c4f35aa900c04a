import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { endpointPath } from '#protocol/api.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { TestServer } from '#server/testing/test-server.ts'

const TOKEN = 'token of this test'

async function read(server: TestServer): Promise<string> {
  const answer = await server.client().get('/metrics')
  assert.equal(answer.status, 200)
  return answer.text
}

test('/metrics counts labs by state, boots by outcome, and the time in each phase', async () => {
  await using server = await TestServer.start()
  await server.learnerWithLab()
  server.world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  await server.learnerWithLab()
  const text = await read(server)
  assert.match(text, /^kindlab_labs\{state="ready"\} 1$/m)
  assert.match(text, /^kindlab_labs\{state="failed"\} 1$/m)
  assert.match(text, /^kindlab_boots_total\{outcome="ready"\} 1$/m)
  assert.match(text, /^kindlab_boots_total\{outcome="failed"\} 1$/m)
  assert.match(text, /^kindlab_boot_phase_seconds_count\{phase="api"\} 1$/m)
  assert.match(text, /^kindlab_seats_taken 1$/m)
  assert.match(text, /^nodejs_eventloop_lag_p99_seconds /m)
})

test('queued labs are counted, and free seats are absent while unknown', async () => {
  await using server = await TestServer.start()
  server.world.provider.host = {
    processors: 64,
    memory: { totalBytes: 2 ** 31 + 2 ** 29, availableBytes: 2 ** 31 + 2 ** 29 },
    disk: undefined,
    threads: undefined,
    inotifyInstances: undefined,
    freeSubnets: undefined,
  }
  assert.match(await read(server), /^kindlab_seats_free 1$/m)
  await server.learnerWithLab()
  await server.learnerWithLab()
  assert.match(await read(server), /^kindlab_queue_length 1$/m)
  server.world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  assert.doesNotMatch(await read(server), /^kindlab_seats_free \d/m)
})

test('a client needs to be on this machine or to send the token; all others get 404', async () => {
  await using server = await TestServer.start({
    config: { metricsToken: TOKEN, publicOrigin: 'https://lab.example.org' },
  })
  const statusWith = async (headers: Record<string, string>) =>
    (await server.loopbackClient().get('/metrics', headers)).status
  const proxied = { 'x-forwarded-for': '192.0.2.1' }
  assert.equal(await statusWith({}), 200)
  assert.equal(await statusWith(proxied), 404)
  assert.equal(await statusWith({ ...proxied, authorization: 'Bearer wrong' }), 404)
  assert.equal(await statusWith({ ...proxied, authorization: `Bearer ${TOKEN}` }), 200)
})

test('/metrics contains no lab id', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  await client.get(endpointPath('session.read'))
  await settle()
  assert.ok(!(await read(server)).includes(lab.id))
})

test('docs/operations.md has one row for each Kindlab metric and no other row', async () => {
  await using server = await TestServer.start()
  const text = await read(server)
  const docs = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const named = [...docs.matchAll(/^\| `(kindlab_\w+)/gm)].map(([, name]) => name)
  const ours = [...text.matchAll(/^# TYPE (kindlab_\w+)/gm)].map(([, name]) => name)
  assert.ok(ours.length >= 8)
  assert.deepEqual(new Set(named), new Set(ours))
})
