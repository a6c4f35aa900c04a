/** N22, N24, N28: an instructor types into a terminal of a learner only after the learner's yes, and only until the learner or the instructor ends it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import { endpointPath } from '#protocol/api.ts'
import type { ClientPageMessage, TakeOverView } from '#protocol/messages.ts'
import { WatchView } from '#protocol/classes.ts'
import { TicketView } from '#protocol/views.ts'
import { isOpened, openFrame, openSocket, startWatchedLab } from '#server/testing/watched-lab.ts'

type Site = Awaited<ReturnType<typeof startWatchedLab>>
type Page = Site['own']

const say = (page: Page, message: ClientPageMessage) => page.send({ type: 'page_message', channel: 0, message })
const ask = (page: Page) => say(page, { type: 'ask_control', terminal: 'worker-1' })

function latest(page: Page): TakeOverView | undefined {
  const found = page.frames.findLast((frame) => frame.type === 'page_message' && frame.message.type === 'take_over')
  return found?.type === 'page_message' && found.message.type === 'take_over' ? found.message.takeOver : undefined
}

const untilState = (page: Page, state: TakeOverView['state']) => page.until(() => latest(page)?.state === state)
const untilError = (page: Page, code: string) =>
  page.until((frame) => frame.type === 'page_message' && frame.message.type === 'error' && frame.message.code === code)

function roleOf(page: Page): string | undefined {
  const found = page.frames.findLast(
    (frame) => frame.type === 'terminal_message' && (frame.message.type === 'opened' || frame.message.type === 'role'),
  )
  return found?.type === 'terminal_message' && 'role' in found.message ? found.message.role : undefined
}

const screenOf = ({ frames }: Page): string =>
  Buffer.concat(frames.flatMap((frame) => (frame.type === 'data' ? [frame.bytes] : []))).toString()

/** Sends keys, and waits until the server has taken them. */
function typist(page: Page) {
  let seq = 0
  return async (text: string) => {
    seq += 1
    page.send({ type: 'input', channel: 1, seq, bytes: Buffer.from(text) })
    await page.until((frame) => frame.type === 'input_ack' && frame.seq === seq)
  }
}

async function watchTerminal(site: Site, writer = 'the-watcher'): Promise<Page> {
  const page = await site.watch()
  page.send(openFrame(writer))
  await page.until(isOpened)
  return page
}

async function reloadLearner(site: Site, writer: string): Promise<Page> {
  const path = endpointPath('ticket.create', { id: site.lab.id })
  const page = await openSocket(site.learner, TicketView.parse((await site.learner.post(path)).json).ticket)
  page.send(openFrame(writer))
  await page.until(isOpened)
  return page
}

async function answer(site: Site, isAllowed: boolean): Promise<void> {
  await untilState(site.own, 'asked')
  const asked = latest(site.own)
  assert.ok(asked?.state === 'asked')
  say(site.own, { type: 'answer_control', request: asked.request, isAllowed })
}

/** An instructor who types with the learner's consent. */
async function takeOver(site: Site): Promise<Page> {
  const guest = await watchTerminal(site)
  ask(guest)
  await answer(site, true)
  await guest.until(() => roleOf(guest) === 'guest')
  return guest
}

async function auditOf({ store }: Site): Promise<string[]> {
  const entries = await store.audit.findBefore(Number.MAX_SAFE_INTEGER, 100)
  return entries
    .filter(({ event }) => event.startsWith('class.take_over_'))
    .map(({ event, by, subject }) => `${by} ${event.slice('class.take_over_'.length)} ${subject}`)
    .toReversed()
}

test('N22, N24: the instructor types only after a yes of the learner, and until the learner takes control back', async () => {
  await using site = await startWatchedLab()
  await site.store.learners.rename(site.learnerId, 'Zoe')
  const guest = await watchTerminal(site)
  const [typeAsGuest, typeAsLearner] = [typist(guest), typist(site.own)]
  await typeAsGuest('a')
  ask(guest)
  await untilState(site.own, 'asked')
  await typeAsGuest('b')
  const shown = latest(site.own)
  assert.ok(shown?.state === 'asked')
  assert.deepEqual([shown.name, shown.terminal, shown.isYours], ['Grace', 'worker-1', false])
  await answer(site, true)
  await guest.until(() => roleOf(guest) === 'guest')
  assert.deepEqual([roleOf(site.own), latest(site.own)?.state], ['watcher', 'allowed'])
  await typeAsLearner('c')
  await typeAsGuest('d')
  say(site.own, { type: 'take_back' })
  await untilState(guest, 'none')
  assert.deepEqual(latest(guest), { state: 'none', ended: 'taken_back' })
  await typeAsGuest('e')
  await typeAsLearner('f')
  await site.own.until(() => screenOf(site.own).endsWith('f'))
  assert.equal(screenOf(site.own).split('\\').at(-1), 'df')
  assert.equal(roleOf(site.own), 'controller')
  assert.deepEqual(await auditOf(site), ['Grace asked Zoe', 'Zoe allowed Grace', 'Zoe taken_back Grace'])
})

test('the learner sees the take-over before the guest can type, and a page that is opened later sees it too', async () => {
  await using site = await startWatchedLab()
  const guest = await takeOver(site)
  const { frames } = site.own
  const shown = frames.findIndex((frame) => frame.type === 'page_message' && frame.message.type === 'take_over')
  const lost = frames.findIndex((frame) => frame.type === 'terminal_message' && frame.message.type === 'role')
  assert.ok(shown >= 0 && shown < lost, `${shown} ${lost}`)
  const second = await reloadLearner(site, 'second-page')
  await untilState(second, 'allowed')
  assert.deepEqual([roleOf(second), roleOf(guest)], ['watcher', 'guest'])
})

test('a refusal is reported to the instructor, and nothing changes', async () => {
  await using site = await startWatchedLab()
  const guest = await watchTerminal(site)
  ask(guest)
  await answer(site, false)
  await untilState(guest, 'none')
  assert.deepEqual(latest(guest), { state: 'none', ended: 'refused' })
  assert.deepEqual([roleOf(guest), roleOf(site.own)], ['watcher', 'controller'])
  const events = (await auditOf(site)).map((line) => line.split(' ')[1])
  assert.deepEqual(events, ['asked', 'refused'])
})

const ENDINGS: [string, (site: Site, guest: Page) => unknown][] = [
  ['the instructor gives it back', (_, guest) => say(guest, { type: 'give_back' })],
  ['the page of the instructor closes', (_, guest) => guest.socket.close()],
  ['the connection of the instructor breaks', (_, guest) => guest.socket.terminate()],
  ['the instructor signs out', ({ instructor }) => instructor.post(endpointPath('session.end'), { everywhere: false })],
  ['the learner leaves the class', ({ store, learnerId }) => store.classes.removeMember('monday', learnerId)],
  [
    'the learner takes control in the terminal',
    ({ own }) => own.send({ type: 'terminal_message', channel: 1, message: { type: 'claim' } }),
  ],
]

for (const [name, end] of ENDINGS) {
  test(`N24: the learner has control again when ${name}`, async () => {
    await using site = await startWatchedLab()
    const guest = await takeOver(site)
    await end(site, guest)
    await untilState(site.own, 'none')
    await site.own.until(() => roleOf(site.own) === 'controller')
    await typist(site.own)('f')
    await site.own.until(() => screenOf(site.own).endsWith('f'))
  })
}

const ENDINGS_WITHOUT_PAGE: [string, (site: Site) => unknown][] = [
  ['the last page of the learner closes', ({ own }) => own.socket.close()],
  ['the learner signs out', ({ learner }) => learner.post(endpointPath('session.end'), { everywhere: false })],
]

for (const [name, end] of ENDINGS_WITHOUT_PAGE) {
  test(`N24: the take-over ends when ${name}`, async () => {
    await using site = await startWatchedLab()
    const guest = await takeOver(site)
    await end(site)
    await untilState(guest, 'none')
    assert.deepEqual(latest(guest), { state: 'none', ended: 'ended' })
    assert.equal(roleOf(guest), 'watcher')
    ask(guest)
    await untilError(guest, 'take_over.absent')
  })
}

test('the end of the shell ends the take-over', async () => {
  await using site = await startWatchedLab()
  const guest = await takeOver(site)
  say(site.own, { type: 'end', terminal: 'worker-1' })
  await untilState(guest, 'none')
  assert.deepEqual(latest(guest), { state: 'none', ended: 'ended' })
})

test('after a restart of the server the instructor only watches', async () => {
  await using site = await startWatchedLab()
  await takeOver(site)
  await site.server.restart()
  const again = (client: Site['learner']) => Object.assign(site.server.client(), { cookies: client.cookies })
  const own = await reloadLearner({ ...site, learner: again(site.learner) }, 'the-learner')
  const instructor = again(site.instructor)
  const { ticket } = WatchView.parse((await instructor.post(site.path)).json)
  const guest = await openSocket(instructor, ticket)
  guest.send(openFrame('the-watcher'))
  await guest.until(isOpened)
  await typist(guest)('x')
  await typist(own)('y')
  await own.until(() => screenOf(own).endsWith('y'))
  assert.equal(screenOf(own).endsWith('xy'), false)
  assert.deepEqual([roleOf(own), roleOf(guest), latest(own)], ['controller', 'watcher', undefined])
})

test('N28: of two instructors one asks, and the other is refused and cannot end it', async () => {
  await using site = await startWatchedLab()
  const [guest, second] = [await watchTerminal(site), await watchTerminal(site, 'other-watcher')]
  ask(guest)
  await untilState(second, 'asked')
  ask(second)
  await untilError(second, 'take_over.busy')
  say(second, { type: 'give_back' })
  await answer(site, true)
  await guest.until(() => roleOf(guest) === 'guest')
  say(second, { type: 'give_back' })
  ask(second)
  await second.until(
    () => second.frames.filter((frame) => frame.type === 'page_message' && frame.message.type === 'error').length === 2,
  )
  assert.deepEqual([roleOf(guest), roleOf(second)], ['guest', 'watcher'])
})

test('N22: a watching page cannot answer for the learner, and a page of the learner cannot ask', async () => {
  await using site = await startWatchedLab()
  for (const message of [
    { type: 'answer_control', request: 'any', isAllowed: true },
    { type: 'take_back' },
  ] satisfies ClientPageMessage[]) {
    const watcher = await watchTerminal(site)
    say(watcher, message)
    assert.equal((await watcher.closed)[0], 4009)
  }
  assert.equal(site.own.socket.readyState, WebSocket.OPEN)
  ask(site.own)
  assert.equal((await site.own.closed)[0], 4009)
})

test('the guest cannot resize, run, reset or end the terminal', async () => {
  await using site = await startWatchedLab()
  for (const type of ['claim', 'reset', 'run'] as const) {
    const guest = await takeOver(site)
    const message = type === 'run' ? { type, blockId: 'look-1' } : { type }
    guest.send({ type: 'resize', channel: 1, cols: 20, rows: 5 })
    guest.send({ type: 'terminal_message', channel: 1, message })
    assert.equal((await guest.closed)[0], 4009, type)
    await untilState(site.own, 'none')
  }
  assert.ok(!site.own.frames.some((frame) => frame.type === 'terminal_message' && frame.message.type === 'size'))
})
