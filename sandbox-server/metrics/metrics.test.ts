import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import { ROUTES } from '#protocol/routes.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { TestServer } from '#server/testing/test-server.ts'

const TOKEN = 'a token of the test'

async function read(server: TestServer): Promise<string> {
  const answer = await server.client().get('/metrics')
  assert.equal(answer.status, 200)
  return answer.text
}

test('the page counts labs by state, boots by outcome, and the time in each phase', async () => {
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

test('who waits is counted, and free seats are told only while they are known', async () => {
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

test('it is for this machine, and with the token for others; who has neither finds nothing', async () => {
  await using server = await TestServer.start({ config: { metricsToken: TOKEN } })
  const statusWith = async (headers: Record<string, string>) => (await server.client().get('/metrics', headers)).status
  const proxied = { 'x-forwarded-for': '192.0.2.1' }
  assert.equal(await statusWith({}), 200)
  assert.equal(await statusWith(proxied), 404)
  assert.equal(await statusWith({ ...proxied, authorization: 'Bearer wrong' }), 404)
  assert.equal(await statusWith({ ...proxied, authorization: `Bearer ${TOKEN}` }), 200)
})

test('nobody is named in it', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  await client.get(ROUTES.session)
  await settle()
  assert.ok(!(await read(server)).includes(lab.id))
})

test('docs/operations.md has a row for each of our metrics, and for no other', async () => {
  await using server = await TestServer.start()
  const text = await read(server)
  const docs = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const named = [...docs.matchAll(/^\| `(kindlab_\w+)/gm)].map(([, name]) => name)
  const ours = [...text.matchAll(/^# TYPE (kindlab_\w+)/gm)].map(([, name]) => name)
  assert.ok(ours.length >= 8)
  assert.deepEqual(new Set(named), new Set(ours))
})
