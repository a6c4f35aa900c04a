import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { CheckOutcome, type CheckResultView } from '#protocol/views.ts'
import { becomeReady, beginEnding, beginPhase, createLab, finishEnding, keepLab } from '#server/model/lab.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import { openDatabaseFile } from './database-file.ts'
import { TABLES_OF_LEARNER } from './learner-rows.ts'
import { MIGRATIONS } from './migrations.ts'
import { openStore, openStoreToRead } from './open-store.ts'

const temporaryFolder = () => mkdtempDisposable(join(tmpdir(), 'kindlab-store-'))

const labOf = (learnerId: string, id = `lab-of-${learnerId}`) =>
  createLab({
    id,
    learnerId,
    module: 'the-node',
    lesson: 'hands-and-feet',
    nodeCount: 2,
    sandboxId: `sandbox-of-${id}`,
    createdAt: 1_000,
    seed: 7,
  })

const met: CheckResultView = { step: 'look', check: 'a', outcome: 'met', checkedAt: 10, durationMs: 5 }

test('the database accepts every outcome of the protocol (if not: add a migration)', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  await store.learners.add('ann', 1_000)
  const lesson = { learnerId: 'ann', module: 'the-node', lesson: 'hands-and-feet' }
  const results = CheckOutcome.options.map((outcome) => ({ ...met, check: outcome, outcome }))
  for (const result of results) await store.checkResults.save(lesson, result)
  const saved = await store.checkResults.findByLesson(lesson, 0)
  assert.deepEqual(new Set(saved.map(({ outcome }) => outcome)), new Set(CheckOutcome.options))
})

test('learners and labs survive closing and opening the store', async () => {
  await using folder = await temporaryFolder()
  const ready = becomeReady(beginPhase(labOf('ann'), 'network', 2_000), { now: 9_000, leaseMs: 60_000, nodes: [] })
  {
    using store = openStore(folder.path)
    await store.learners.add('ann', 1_000)
    await store.labs.add(labOf('ann'))
    assert.equal(await store.labs.replace(labOf('ann'), ready), true)
  }
  using store = openStore(folder.path)
  assert.deepEqual(await store.learners.find('ann'), { id: 'ann', displayName: undefined, role: 'learner' })
  assert.deepEqual(await store.labs.findLive(), [ready])
  assert.equal(await store.learners.find('bob'), undefined)
})

test('replace() changes a lab only if its stored state and generation match', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  await store.learners.add('ann', 1_000)
  const lab = labOf('ann')
  await store.labs.add(lab)
  const ending = beginEnding(lab, 'learner')
  assert.equal(await store.labs.replace(lab, ending), true)
  assert.equal(await store.labs.replace(lab, becomeReady(lab, { now: 2, leaseMs: 1, nodes: [] })), false)
  assert.equal(await store.labs.replace({ ...ending, generation: 2 }, finishEnding(ending, 3)), false)
  assert.deepEqual(await store.labs.find(lab.id), ending)
})

test('the database refuses a second live lab of a learner until the first has ended', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  await store.learners.add('ann', 1_000)
  const first = labOf('ann', 'first')
  await store.labs.add(first)
  await assert.rejects(store.labs.add(labOf('ann', 'second')), /UNIQUE/)
  const ending = beginEnding(first, 'learner')
  await store.labs.replace(first, ending)
  await store.labs.replace(ending, finishEnding(ending, 5))
  await store.labs.add(labOf('ann', 'second'))
  assert.deepEqual(
    (await store.labs.findLive()).map(({ id }) => id),
    ['second'],
  )
})

test('a lab of an unknown learner is refused', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  await assert.rejects(store.labs.add(labOf('ghost')), /FOREIGN KEY/)
})

test('the estimate is the median of the latest boots with the same number of nodes', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  assert.equal(await store.labs.estimateBootMs(2), undefined)
  for (const [index, tookMs] of [90_000, 20_000, 30_000].entries()) {
    const learner = `learner-${index}`
    await store.learners.add(learner, 1)
    const lab = beginPhase(labOf(learner), 'network', 2_000)
    await store.labs.add(lab)
    await store.labs.replace(lab, becomeReady(lab, { now: 2_000 + tookMs, leaseMs: 1, nodes: [] }))
  }
  assert.equal(await store.labs.estimateBootMs(2), 30_000)
  assert.equal(await store.labs.estimateBootMs(1), undefined)
})

test('progress holds the latest result of each check, by lesson', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  await store.learners.add('ann', 1)
  const lesson = { learnerId: 'ann', module: 'the-node', lesson: 'hands-and-feet' }
  const unmet: CheckResultView = { ...met, outcome: 'unmet', expected: 'active', actual: 'inactive', why: 'stopped' }
  await store.checkResults.save(lesson, unmet)
  await store.checkResults.save(lesson, { ...met, check: 'b' })
  assert.deepEqual(await store.checkResults.findByLearner('ann'), {
    'the-node/hands-and-feet': [unmet, { ...met, check: 'b' }],
  })
  await store.checkResults.save(lesson, { ...met, checkedAt: 20 })
  assert.deepEqual(await store.checkResults.findByLesson(lesson, 15), [{ ...met, checkedAt: 20 }])
  assert.deepEqual(await store.checkResults.findByLearner('bob'), {})
})

test('a backup is a complete database that can be opened', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  await store.learners.add('ann', 1)
  const elsewhere = join(folder.path, 'elsewhere')
  store.backup(join(elsewhere, 'kindlab.db'))
  store.backup(join(elsewhere, 'kindlab.db'))
  using copy = openStore(elsewhere)
  assert.equal((await copy.learners.find('ann'))?.id, 'ann')
})

test('while a server writes, another process can read and copy the database but not change it', async () => {
  await using folder = await temporaryFolder()
  assert.throws(() => openStoreToRead(folder.path), /no server has used this data folder/)
  using store = openStore(folder.path)
  using reader = openStoreToRead(folder.path)
  await store.learners.add('ann', 1)
  await store.learners.rename('ann', 'Ada')
  assert.deepEqual(await reader.learners.find('ann'), { id: 'ann', displayName: 'Ada', role: 'learner' })
  await assert.rejects(reader.learners.add('bob', 1), /readonly/)
  const elsewhere = join(folder.path, 'elsewhere')
  reader.backup(join(elsewhere, 'kindlab.db'))
  using copy = openStore(elsewhere)
  assert.equal((await copy.learners.find('ann'))?.displayName, 'Ada')
})

test('a database of another version is not opened for reading', async () => {
  await using folder = await temporaryFolder()
  openDatabaseFile(join(folder.path, 'kindlab.db'), MIGRATIONS.slice(0, -1)).close()
  assert.throws(() => openStoreToRead(folder.path), /an older Kindlab/)
})

test('a database of an older version is copied before the migration', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'kindlab.db')
  openStore(folder.path)[Symbol.dispose]()
  const newer = openDatabaseFile(path, [...MIGRATIONS, 'DROP TABLE audit'])
  newer.close()
  const copy = new DatabaseSync(join(folder.path, 'copies', `before-version-${MIGRATIONS.length + 1}.db`))
  assert.deepEqual({ ...copy.prepare('SELECT count(*) AS rows FROM audit').get() }, { rows: 0 })
  copy.close()
})

test('the migration that adds the state "kept" preserves labs and exams', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'kindlab.db')
  const old = openDatabaseFile(path, MIGRATIONS.slice(0, 4))
  old.exec(`INSERT INTO learners VALUES ('ann', NULL, 1);
    INSERT INTO labs VALUES ('l1', 'ann', 'the-node', 'hands-and-feet', 2, 's1', 1, 'ended', '{"reason":"learner","endedAt":5}', 1, 9);
    INSERT INTO exams VALUES ('l1', 'ann', 'the-node', 'hands-and-feet', 1, NULL, '{}')`)
  old.close()
  using store = openStore(folder.path)
  assert.equal((await store.labs.find('l1'))?.state, 'ended')
  assert.equal(await store.labs.estimateBootMs(2), 9)
  const lab = labOf('ann')
  const ready = becomeReady(lab, { now: 2, leaseMs: 1, nodes: [] })
  await store.labs.add(lab)
  await store.labs.replace(lab, ready)
  assert.equal(await store.labs.replace(ready, keepLab(ready, { now: 3, keepMs: 10 })), true)
  assert.deepEqual((await store.labs.findLive())[0], keepLab(ready, { now: 3, keepMs: 10 }))
  await assert.rejects(store.labs.add(labOf('ann', 'another')), /UNIQUE/)
  await assert.rejects(store.labs.add(labOf('nobody')), /FOREIGN KEY/)
})

test('a failed migration changes nothing', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'kindlab.db')
  openStore(folder.path)[Symbol.dispose]()
  assert.throws(() => openDatabaseFile(path, [...MIGRATIONS, 'DROP TABLE audit; DROP TABLE no_such_table']), /no_such/)
  using store = openStore(folder.path)
  assert.deepEqual(await store.audit.findEvents('anything'), [])
})

test('a damaged database and a database of a newer version are refused with the reason', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'kindlab.db')
  await writeFile(path, 'this is no database, however long it may be'.repeat(100))
  assert.throws(() => openStore(folder.path), /is damaged/)
  await using other = await temporaryFolder()
  openStore(other.path)[Symbol.dispose]()
  const database = new DatabaseSync(join(other.path, 'kindlab.db'))
  database.exec('PRAGMA user_version = 99')
  database.close()
  assert.throws(() => openStore(other.path), /newer Kindlab \(version 99/)
})

test('a second server on the same data folder is refused until the first releases the lock', async () => {
  await using folder = await temporaryFolder()
  const first = lockDataFolder(folder.path)
  assert.throws(() => lockDataFolder(folder.path), /Another Kindlab server uses/)
  first.close()
  lockDataFolder(folder.path).close()
})

test('claim() takes the oldest sandbox that fits, and a claimed sandbox is never free again', async () => {
  await using folder = await temporaryFolder()
  using store = openStore(folder.path)
  const kind = { nodeCount: 2, recipe: 'now' } as const
  for (const [at, id] of ['first', 'second', 'unready'].entries()) await store.pool.add({ id, ...kind }, at)
  await store.pool.add({ id: 'small', nodeCount: 1, recipe: 'now' }, 0)
  await store.pool.add({ id: 'older', nodeCount: 2, recipe: 'before' }, 5)
  for (const id of ['first', 'second', 'small', 'older']) await store.pool.markReady(id)
  const claims = await Promise.all(['a', 'b', 'c'].map((lab) => store.pool.claim(lab, kind)))
  assert.deepEqual(claims, ['first', 'second', undefined])
  assert.equal(await store.pool.withdraw('first'), false)
  assert.equal(await store.pool.withdraw('small'), true)
  const left = await store.pool.findAll()
  assert.deepEqual(
    left.map(({ id, labId }) => [id, labId]),
    [
      ['first', 'a'],
      ['second', 'b'],
      ['unready', undefined],
      ['older', undefined],
    ],
  )
})

test('N20: removing a learner clears every table that names learners', async () => {
  await using folder = await temporaryFolder()
  const file = openDatabaseFile(join(folder.path, 'kindlab.db'))
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const naming = tables.flatMap(({ name }) => {
    const columns = file.prepare(`PRAGMA table_info (${String(name)})`).all()
    return columns.some((column) => column['name'] === 'learner_id') ? [String(name)] : []
  })
  file.close()
  assert.deepEqual(naming.toSorted(), [...TABLES_OF_LEARNER].toSorted())
})

test('learners from before the migration have a signed cookie, and later ones do not', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'kindlab.db')
  const before = openDatabaseFile(path, MIGRATIONS.slice(0, 6))
  before.exec("INSERT INTO learners (id, display_name, created_at) VALUES ('ann', NULL, 1)")
  before.close()
  using store = openStore(folder.path)
  await store.learners.add('bob', 2)
  assert.equal(await store.learners.takesSignedCookie('ann'), true)
  assert.equal(await store.learners.takesSignedCookie('bob'), false)
  await store.learners.refuseSignedCookie('ann')
  assert.equal(await store.learners.takesSignedCookie('ann'), false)
})

test('N10: the database refuses to change an entry of the audit log', async () => {
  await using folder = await temporaryFolder()
  {
    using store = openStore(folder.path)
    await store.audit.add({ event: 'lab.created' }, 1)
  }
  const file = openDatabaseFile(join(folder.path, 'kindlab.db'))
  assert.throws(() => file.exec("UPDATE audit SET event = 'nothing'"), /append-only/)
  file.close()
})
