/** A restart of the server with three labs: the same clusters with the same shells, and no other objects. */
import { type APIRequestContext, expect, request } from '@playwright/test'
import { WebSocket } from 'ws'
import { encodeClientFrame } from '#protocol/frames.ts'
import { endpointPath } from '#protocol/api.ts'
import { REQUEST_HEADER } from '#protocol/request-header.ts'
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { type LabView, SessionView, TicketView } from '#protocol/views.ts'
import { docker, listInstanceObjects } from './docker-objects.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'

const LABS = 3
const TERMINAL = 'control-plane-1'
const BOOT_MS = 400_000
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('three labs keep their clusters and shells when the server is killed and started again', async () => {
  test.setTimeout(1_500_000)
  const learners = await Promise.all(Array.from({ length: LABS }, () => signIn()))
  await Promise.all(learners.map(startLab))
  await Promise.all(learners.map(untilReady))
  const sockets = await Promise.all(learners.map(openShell))
  const before = await describeClusters()
  expect(before).toHaveLength(LABS)

  await server.kill()
  for (const socket of sockets) socket.terminate()
  expect(await describeClusters()).toEqual(before)
  await server.restart()
  await Promise.all(learners.map(untilReady))
  const again = await Promise.all(learners.map(openShell))
  expect(await describeClusters()).toEqual(before)

  for (const socket of again) socket.terminate()
  await Promise.all(learners.map(endLab))
  await expect.poll(() => listInstanceObjects(server.instance), { timeout: 120_000 }).toEqual([])
})

async function signIn(): Promise<APIRequestContext> {
  const headers = { origin: server.origin, [REQUEST_HEADER.name]: REQUEST_HEADER.value }
  const learner = await request.newContext({ baseURL: server.origin, extraHTTPHeaders: headers })
  await learner.get(endpointPath('session.read'))
  return learner
}

async function startLab(learner: APIRequestContext): Promise<void> {
  const answer = await learner.post(endpointPath('lab.create'), {
    data: { module: 'the-node', lesson: 'hands-and-feet' },
  })
  expect(answer.status()).toBe(202)
}

async function findLab(learner: APIRequestContext): Promise<LabView | null> {
  return SessionView.parse(await (await learner.get(endpointPath('session.read'))).json()).lab
}

async function untilReady(learner: APIRequestContext): Promise<void> {
  await expect.poll(async () => (await findLab(learner))?.state, { timeout: LABS * BOOT_MS }).toBe('ready')
}

/** Opens the shell of a learner. Returns once it runs in the node. */
async function openShell(learner: APIRequestContext): Promise<WebSocket> {
  const lab = await findLab(learner)
  const answer = await learner.post(endpointPath('ticket.create', { id: lab?.id ?? '' }))
  const { ticket } = TicketView.parse(await answer.json())
  const { cookies } = await learner.storageState()
  const socket = new WebSocket(
    `${server.origin.replace('http', 'ws')}${SOCKET_PATH}`,
    [SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX + ticket],
    { origin: server.origin, headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } },
  )
  const open = {
    type: 'open',
    node: 'control-plane',
    terminal: TERMINAL,
    cols: 80,
    rows: 24,
    writer: 'restart-test',
  } as const
  socket.on('open', () => socket.send(encodeClientFrame({ type: 'terminal_message', channel: 1, message: open })))
  const screen: string[] = []
  socket.on('message', (data: Buffer) => screen.push(data.toString()))
  await expect.poll(() => screen.join('').includes('"opened"'), { timeout: 60_000 }).toBe(true)
  return socket
}

/** Each cluster of the server: its containers by id, and the process of its shell. */
async function describeClusters(): Promise<string[]> {
  const filter = `label=kindlab.instance=${server.instance}`
  const clusters = await docker('network', 'ls', '--filter', filter, '--format', '{{.Name}}')
  return Promise.all(clusters.toSorted((one, other) => one.localeCompare(other)).map(describeCluster))
}

async function describeCluster(cluster: string): Promise<string> {
  const containers = await docker('ps', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${cluster}`)
  const leader = 'until cat "$0"; do sleep 0.1; done 2>/dev/null'
  const file = `/run/labterm/${TERMINAL}.leader`
  const shell = await docker('exec', `${cluster}-control-plane`, 'timeout', '10', 'sh', '-c', leader, file)
  return [cluster, ...containers, ...shell].join(' ')
}

async function endLab(learner: APIRequestContext): Promise<void> {
  const lab = await findLab(learner)
  expect((await learner.delete(endpointPath('lab.read', { id: lab?.id ?? '' }))).status()).toBe(202)
}
