import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import { type BodyOf, type EndpointName, endpointOf, endpointPath, fillPath } from '#protocol/api.ts'
import { type BoardView, ClassroomMessage, ClassView, ImportView, NewLinkView, ResultsView } from '#protocol/classes.ts'
import { CLASS_PROTOCOL, SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { SessionView, TicketView } from '#protocol/views.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { toCsv } from './results-csv.ts'

const FORM = 'application/x-www-form-urlencoded'
const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }

function call<Name extends EndpointName>(
  client: HttpClient,
  name: Name,
  params: Record<string, string>,
  body?: BodyOf<Name>,
) {
  const { method, path } = endpointOf(name)
  return client.send(fillPath(path, params), { method, ...(method === 'POST' ? { body: body ?? {} } : {}) })
}

async function start() {
  const server = await TestServer.start()
  const { store } = server.world
  const { client: instructor, session } = await server.learner()
  await store.learners.setRole(session.learner.id, 'instructor')
  await store.learners.rename(session.learner.id, 'Grace')
  const made = ClassView.parse((await call(instructor, 'classes.create', {}, { name: 'Monday' })).json)
  const ids = { id: made.id }
  const join = async (name: string) => {
    const link = NewLinkView.parse((await call(instructor, 'class.create_link', ids, { uses: 1, days: 1 })).json)
    const client = server.client()
    const body = new URLSearchParams({ name }).toString()
    const answer = await client.send(link.path, { method: 'POST', headers: { 'content-type': FORM }, body })
    assert.equal(answer.status, 303, answer.text)
    const { learner } = SessionView.parse((await client.get(endpointPath('session.read'))).json)
    return { client, id: learner.id, link: link.path }
  }
  return { server, store, instructor, ids, join, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

type Site = Awaited<ReturnType<typeof start>>

async function follow(client: HttpClient, ids: Record<string, string>) {
  const { ticket } = TicketView.parse((await call(client, 'class.ticket', ids)).json)
  const url = `${client.origin.replace('http', 'ws')}${SOCKET_PATH}`
  const protocols = [CLASS_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${ticket}`]
  const socket = new WebSocket(url, protocols, { headers: { cookie: client.cookieHeader }, origin: client.origin })
  const received: ClassroomMessage[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    received.push(ClassroomMessage.parse(JSON.parse(data.toString())))
    for (const look of waiting) look()
  })
  await once(socket, 'open')
  const until = (isIt: (message: ClassroomMessage) => boolean) =>
    new Promise<ClassroomMessage>((resolve) => {
      const look = () => {
        const found = received.findLast(isIt)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  return { socket, received, until }
}

const boardOf = (message: ClassroomMessage): BoardView | undefined =>
  message.type === 'board' ? message.board : undefined

const viewOf = async ({ instructor, ids }: Site) => ClassView.parse((await call(instructor, 'class.read', ids)).json)

test('a link lets learners into the class, as often as it says, until it ends or is withdrawn', async () => {
  await using site = await start()
  const ada = await site.join('Ada')
  assert.deepEqual(
    (await viewOf(site)).members.map(({ name, role }) => [name, role]),
    [
      ['Ada', 'learner'],
      ['Grace', 'instructor'],
    ],
  )
  assert.deepEqual(SessionView.parse((await ada.client.get(endpointPath('session.read'))).json).classes, [
    { id: site.ids.id, name: 'Monday', role: 'learner' },
  ])
  assert.equal((await site.server.client().get(ada.link)).status, 404, 'N19: the only use is spent')
  const link = NewLinkView.parse(
    (await call(site.instructor, 'class.create_link', site.ids, { uses: 5, days: 2 })).json,
  )
  assert.equal((await site.server.client().get(link.path)).status, 200)
  assert.equal((await viewOf(site)).links.length, 1)
  await call(site.instructor, 'class.withdraw_links', site.ids)
  assert.equal((await site.server.client().get(link.path)).status, 404)
})

test('N18: a roster is previewed, bad rows are named, and each new learner gets a personal link of one use', async () => {
  await using site = await start()
  const csv = 'name,city\r\n"Ada, Countess",London\n\u202Eevil\nBob;Paris\nBob\n'
  const preview = ImportView.parse(
    (await call(site.instructor, 'class.import', site.ids, { csv, isPreview: true })).json,
  )
  assert.deepEqual(
    preview.rows.map(({ line, name, problem, path }) => [line, name, problem, path]),
    [
      [2, 'Ada, Countess', undefined, undefined],
      [3, '\u202Eevil', 'it has invisible characters', undefined],
      [4, 'Bob', undefined, undefined],
      [5, 'Bob', 'this name is in the class already', undefined],
    ],
  )
  assert.equal((await viewOf(site)).members.length, 1, 'a preview changes nothing')
  const { rows } = ImportView.parse(
    (await call(site.instructor, 'class.import', site.ids, { csv, isPreview: false })).json,
  )
  const path = rows.find(({ name }) => name === 'Bob')?.path ?? ''
  const client = site.server.client()
  await client.get(path)
  const entered = await client.send(path, { method: 'POST', headers: { 'content-type': FORM }, body: '' })
  assert.equal(entered.status, 303)
  const { learner, classes } = SessionView.parse((await client.get(endpointPath('session.read'))).json)
  assert.deepEqual([learner.displayName, learner.role, classes?.length], ['Bob', undefined, 1])
  assert.equal((await site.server.client().get(path)).status, 404)
})

test('the board shows a raised hand and a done step within a second, and a banner reaches the learner', async () => {
  await using site = await start()
  const ada = await site.join('Ada')
  const board = await follow(site.instructor, site.ids)
  const page = await follow(ada.client, site.ids)
  await board.until((message) => boardOf(message)?.learners[0]?.isHere === true)
  await call(ada.client, 'help.ask', site.ids, { note: 'The Pod is pending', ...LESSON, step: 'look' })
  const raised = await board.until((message) => boardOf(message)?.learners[0]?.help !== undefined)
  assert.equal(boardOf(raised)?.learners[0]?.help?.note, 'The Pod is pending')
  await call(site.instructor, 'class.answer_help', { ...site.ids, member: ada.id }, { answer: 'Look at the events.' })
  const answered = await page.until((message) => message.type === 'mine' && message.answer !== undefined)
  assert.equal(answered.type === 'mine' ? answered.answer?.text : '', 'Look at the events.')
  await site.store.stepProgress.change({ learnerId: ada.id, ...LESSON }, 'look', (progress) => {
    return { ...progress, startedAt: 1, doneAt: 2, doneBy: 'own' }
  })
  site.server.world.clock.advance(500)
  await board.until((message) => boardOf(message)?.learners[0]?.cells['the-node/hands-and-feet']?.['look'] === 'done')
  await call(site.instructor, 'class.broadcast', site.ids, { text: 'Break until ten', path: '/glossary' })
  const shown = await page.until((message) => message.type === 'mine' && message.banner !== undefined)
  assert.deepEqual(shown.type === 'mine' ? [shown.banner?.text, shown.banner?.from] : [], ['Break until ten', 'Grace'])
  board.socket.close()
  page.socket.close()
})

test('N4, N20: removing a learner closes the pages of the class, and the instructor no longer sees the learner', async () => {
  await using site = await start()
  const ada = await site.join('Ada')
  const page = await follow(ada.client, site.ids)
  const closed = once(page.socket, 'close')
  const member = { ...site.ids, member: ada.id }
  assert.equal((await call(site.instructor, 'class.learner', member)).status, 200)
  await call(site.instructor, 'class.remove_member', member)
  assert.equal((await closed)[0], 4401)
  assert.equal((await call(site.instructor, 'class.learner', member)).code, 'class.not_found')
  assert.equal((await call(ada.client, 'class.ticket', site.ids)).code, 'class.not_found')
})

test('a restarted server shows the same board', async () => {
  await using site = await start()
  const ada = await site.join('Ada')
  await call(ada.client, 'help.ask', site.ids, { note: 'Help' })
  const before = await call(site.instructor, 'class.board', site.ids)
  await site.server.restart()
  const again = site.server.client()
  for (const [name, value] of site.instructor.cookies) again.cookies.set(name, value)
  assert.deepEqual((await call(again, 'class.board', site.ids)).json, before.json)
})

test('a page of a class may send nothing, and a ticket of a class opens no terminal', async () => {
  await using site = await start()
  const ada = await site.join('Ada')
  const page = await follow(ada.client, site.ids)
  const closed = once(page.socket, 'close')
  page.socket.send('{}')
  assert.equal((await closed)[0], 4009)
  const { ticket } = TicketView.parse((await call(ada.client, 'class.ticket', site.ids)).json)
  const wrong = new WebSocket(
    `${ada.client.origin.replace('http', 'ws')}${SOCKET_PATH}`,
    [SOCKET_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${ticket}`],
    { headers: { cookie: ada.client.cookieHeader }, origin: ada.client.origin },
  )
  assert.match(String((await once(wrong, 'error'))[0]), /401/)
})

test('N21: the seats of a class limit the labs of its learners, and of no other', async () => {
  await using site = await start()
  const [ada, bob] = [await site.join('Ada'), await site.join('Bob')]
  const { name, settings } = await viewOf(site)
  await call(site.instructor, 'class.change', site.ids, { name, settings, seats: 1 })
  assert.equal((await call(ada.client, 'lab.create', {}, LESSON)).status, 202)
  await settle()
  assert.equal((await call(bob.client, 'lab.create', {}, LESSON)).code, 'class.full')
  const { client: other } = await site.server.learner()
  assert.equal((await call(other, 'lab.create', {}, LESSON)).status, 202)
})

test('N29: a learner has one open request, and may ask five times a minute', async () => {
  await using site = await start()
  const ada = await site.join('Ada')
  for (let count = 0; count < 5; count++) {
    assert.equal((await call(ada.client, 'help.ask', site.ids, { note: `note ${count}` })).status, 204)
  }
  assert.equal((await call(ada.client, 'help.ask', site.ids, { note: 'again' })).status, 429)
  assert.equal((await call(ada.client, 'help.ask', site.ids, { note: 'x'.repeat(501) })).status, 429)
  const open = await site.store.help.findByClass(site.ids.id)
  assert.deepEqual(
    [...open.values()].map(({ note }) => note),
    ['note 4'],
  )
})

test('results are a table for programs, and a CSV file in which no cell is a formula', async () => {
  await using site = await start()
  const ada = await site.join('Ada')
  await site.store.learners.rename(ada.id, '=2+5')
  await site.store.stepProgress.change({ learnerId: ada.id, ...LESSON }, 'look', (progress) => ({
    ...progress,
    hints: 2,
  }))
  const { rows } = ResultsView.parse((await call(site.instructor, 'class.results', site.ids)).json)
  assert.deepEqual(
    rows.map(({ name, step, hints }) => [name, step, hints]),
    [['=2+5', 'look', 2]],
  )
  const file = await site.instructor.get(`/classes/${site.ids.id}/results.csv`)
  assert.match(file.headers['content-disposition'] ?? '', /^attachment/)
  assert.equal(file.text.split('\r\n')[1], `"'=2+5","the-node","hands-and-feet","look","","","","2"`)
  for (const first of ['=', '+', '-', '@', '\t', '\r']) {
    const row = { learner: 'x', name: `${first}1"x`, ...LESSON, step: 'look', hints: 0 }
    assert.ok(toCsv([row]).includes(`"'${first}1""x"`))
  }
})
