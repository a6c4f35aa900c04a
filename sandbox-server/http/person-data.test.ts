import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import * as z from 'zod'
import { endpointPath } from '#protocol/api.ts'
import { sweep } from '#server/retention.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { TABLES_OF_LEARNER } from '#server/store/learner-rows.ts'
import type { Store } from '#server/store/open-store.ts'
import { TestServer } from '#server/testing/test-server.ts'

const DAY_MS = 86_400_000
const EXPORT = '/account/data.json'
const ISSUER = 'https://id.example'

/** A person with a row in every table that names people, and an instructor who has acted on the person. */
async function start() {
  const server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const { world } = server
  const { store, clock } = world
  await store.learners.setRole('bob', 'instructor')
  const id = server.labs.find(lab.id)?.learnerId ?? ''
  await store.learners.rename(id, 'Ada Lovelace')
  await store.identities.add({ issuer: ISSUER, subject: 'Ada@Example.org' }, id, 1)
  await store.identities.setSecret({ issuer: ISSUER, subject: 'Ada@Example.org' }, 'a hash of a password')
  world.execute(`INSERT INTO classes VALUES ('c', 'A class', NULL, NULL, NULL, '{}', 1)`)
  await store.classes.addMember('c', id, { role: 'learner', now: 1 })
  await store.classes.addMember('c', 'bob', { role: 'instructor', now: 1 })
  await store.invites.add({ purpose: 'person', learnerId: id, uses: 1, endsAt: clock.wallNow() + DAY_MS }, 1)
  await store.tokens.add({ classId: 'c', learnerId: id, name: 'a program', endsAt: clock.wallNow() + DAY_MS }, 1)
  await store.help.ask({ classId: 'c', learnerId: id }, { id: 'h', note: 'help me', askedAt: 1 })
  const lesson = { learnerId: id, module: 'the-node', lesson: 'hands-and-feet' }
  await store.checkResults.save(lesson, { step: 'look', check: 'a', outcome: 'met', checkedAt: 10, durationMs: 5 })
  await store.stepProgress.change(lesson, 'look', (progress) => ({ ...progress, doneAt: 5 }))
  world.execute(`INSERT INTO exams VALUES ('${lab.id}', '${id}', 'the-node', 'exam', 1, 2, '{}')`)
  await store.audit.add({ event: 'watch.started', learnerId: 'bob', subject: id }, clock.wallNow())
  await store.audit.add({ event: 'class.member_removed', learnerId: 'bob', subject: 'c', detail: id }, clock.wallNow())
  await store.audit.add({ event: 'sign_in.refused', subject: 'ada@example.org' }, clock.wallNow())
  const endLab = async () => {
    await client.send(endpointPath('lab.end', { id: lab.id }), { method: 'DELETE' })
    await settle()
  }
  return { server, store, client, id, endLab, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** All cells of the database as text, by table. */
async function cellsOf(store: Store): Promise<Map<string, string[]>> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-cells-'))
  const path = join(folder.path, 'copy.db')
  store.backup(path)
  const file = new DatabaseSync(path)
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const cells = tables.map(({ name }): [string, string[]] => {
    const rows = file.prepare(`SELECT * FROM ${String(name)}`).all()
    return [String(name), rows.flatMap((row) => Object.values(row).map(String))]
  })
  file.close()
  return new Map(cells)
}

const tablesNaming = async (store: Store, names: readonly string[]) =>
  [...(await cellsOf(store))]
    .filter(([, cells]) => cells.some((cell) => names.some((name) => cell.toLowerCase().includes(name.toLowerCase()))))
    .map(([table]) => table)

test('N20: after a person has removed their data, no table names the person', async () => {
  await using site = await start()
  const names = [site.id, 'Ada Lovelace', 'ada@example.org', 'help me']
  assert.deepEqual((await tablesNaming(site.store, names)).toSorted(), [...TABLES_OF_LEARNER, 'learners'].toSorted())
  await site.endLab()
  const ended: string[] = []
  site.store.sessions.onEnded((ids) => ended.push(...ids))
  site.store.classes.onMember(({ classId }) => ended.push(classId))
  assert.equal((await site.client.post(endpointPath('learner.remove'))).status, 204)
  assert.equal(ended.length, 2, 'the pages of the person, and of the instructor who watches, close')
  assert.deepEqual(await tablesNaming(site.store, names), [])
  assert.equal((await site.client.get(endpointPath('sessions.list'))).code, 'session.missing')
})

test('the actions of others on a removed person stay in the audit log', async () => {
  await using site = await start()
  await site.endLab()
  await site.client.post(endpointPath('learner.remove'))
  assert.deepEqual(await site.store.audit.findEvents('removed person'), ['watch.started', 'sign_in.refused'])
})

test('a person with a lab, and the last admin, cannot remove themselves', async () => {
  await using site = await start()
  assert.equal((await site.client.post(endpointPath('learner.remove'))).code, 'lab.already_running')
  await site.endLab()
  await site.store.learners.setRole(site.id, 'admin')
  assert.equal((await site.client.post(endpointPath('learner.remove'))).code, 'account.last_admin')
  assert.notEqual(await site.store.learners.find(site.id), undefined)
})

test('the export has every table that names the person, and no hash', async () => {
  await using site = await start()
  const answer = await site.client.get(EXPORT)
  assert.match(answer.headers['content-disposition'] ?? '', /^attachment; filename="kindlab-data.json"$/)
  const data = z.record(z.string(), z.array(z.unknown())).parse(answer.json)
  assert.deepEqual(Object.keys(data).toSorted(), [...TABLES_OF_LEARNER, 'learners', 'audit_about_you'].toSorted())
  for (const [table, rows] of Object.entries(data)) assert.notEqual(rows.length, 0, table)
  assert.doesNotMatch(answer.text, /"hash"|"secret"|a hash of a password/)
  assert.match(answer.text, /Ada Lovelace[^]*watch\.started/)
})

test('the export of one person has nothing of another', async () => {
  await using site = await start()
  const { client } = await site.server.learner()
  const { text } = await client.get(EXPORT)
  for (const name of [site.id, 'Ada', 'help me']) assert.equal(text.includes(name), false, name)
  assert.equal((await site.server.client().get(EXPORT)).code, 'session.missing')
  assert.equal((await client.get(EXPORT, { 'sec-fetch-site': 'cross-site' })).code, 'request.origin')
})

const settings = { auditDays: 365, learnerDays: 100 }

test('the sweep removes ended sessions and links, old audit entries, and learners without activity', async () => {
  await using site = await start()
  const { labs, world } = site.server
  const run = () => sweep({ store: site.store, labs, clock: world.clock, log: world.log, settings })
  await site.endLab()
  world.clock.jump(99 * DAY_MS)
  await run()
  assert.notEqual(await site.store.learners.find(site.id), undefined)
  const cells = await cellsOf(site.store)
  assert.deepEqual(cells.get('invites'), [])
  world.clock.jump(2 * DAY_MS)
  await run()
  assert.deepEqual(await tablesNaming(site.store, [site.id, 'Ada Lovelace']), [])
  assert.equal((await site.store.audit.findEvents('removed person')).length, 2)
  world.clock.jump(365 * DAY_MS)
  await run()
  assert.deepEqual(await site.store.audit.findEvents('removed person'), [])
  assert.deepEqual((await cellsOf(site.store)).get('sessions'), [])
})

test('the sweep leaves instructors, blocked learners, learners with a lab, and everybody without the setting', async () => {
  await using site = await start()
  const { labs, world } = site.server
  const { store } = site
  const run = (learnerDays: number) =>
    sweep({ store, labs, clock: world.clock, log: world.log, settings: { ...settings, learnerDays } })
  await store.learners.block('ann', 1)
  world.clock.jump(5_000 * DAY_MS)
  await run(0)
  await run(100)
  const left = (await store.learners.findAll()).map(({ id }) => id)
  assert.deepEqual(left.toSorted(), ['ann', 'bob', site.id].toSorted())
  assert.deepEqual((await cellsOf(store)).get('sessions'), [], 'their sessions have ended')
})
