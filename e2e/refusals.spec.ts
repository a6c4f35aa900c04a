/** What the server must refuse, and what a person sees when something is missing. No cluster is started here. */
import { expect, type APIRequestContext } from '@playwright/test'
import { WebSocket } from 'ws'
import { REQUEST_HEADER, ROUTES, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/routes.ts'
import { startDockerGate, type DockerGate } from './docker-gate.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'

const LESSON = '/learn/the-node/hands-and-feet'
let gate: DockerGate
let server: KindlabServer

test.beforeAll(async () => {
  gate = await startDockerGate()
  server = await startKindlabServer({ DOCKER_HOST: gate.dockerHost })
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await gate[Symbol.asyncDispose]()
})

test('a lesson that does not exist is a page that leads back to the course', async ({ page }) => {
  const answer = await page.goto(`${server.origin}/learn/the-node/no-such-lesson`)
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('link', { name: /course/i }).first()).toBeVisible()
})

test('a lab for an unknown lesson is refused with its own code', async ({ page }) => {
  const api = await signedIn(page.request)
  const answer = await api(ROUTES.labs, { module: 'the-node', lesson: 'no-such-lesson' })
  expect(answer.status()).toBe(404)
  expect(await answer.json()).toMatchObject({ error: { code: 'lesson.not_found' } })
})

test('a request from another origin is refused, whatever its cookie', async ({ page }) => {
  const api = await signedIn(page.request)
  const body = { module: 'the-node', lesson: 'hands-and-feet' }
  expect((await api(ROUTES.labs, body, { origin: 'http://evil.example' })).status()).toBe(403)
  expect((await api(ROUTES.labs, body, { origin: server.origin.replace('127.0.0.1', 'localhost') })).status()).toBe(403)
  expect((await api(ROUTES.labs, body, { host: 'evil.example' })).status()).toBe(403)
})

test('a socket from another origin, without origin, or with a made-up ticket is refused before it opens', async () => {
  const protocols = [SOCKET_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${'A'.repeat(43)}`]
  expect(await upgradeStatus(server.origin, protocols, 'http://evil.example')).toBe(403)
  expect(await upgradeStatus(server.origin, protocols, undefined)).toBe(403)
  expect(await upgradeStatus(server.origin, protocols, server.origin)).toBe(401)
})

test('with Docker stopped the lesson stays readable and says what is the matter, and it recovers by itself', async ({
  page,
}) => {
  await gate.shut()
  await page.goto(`${server.origin}${LESSON}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const start = page.getByRole('button', { name: /start (the )?lab/i }).first()
  if (await start.isEnabled()) await start.click()
  await expect(page.getByText(/docker does not answer/i).first()).toBeVisible()
  expect((await page.request.get(`${server.origin}/livez`)).status()).toBe(200)
  await gate.open()
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('button', { name: /start (the )?lab/i }).first()).toBeEnabled({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
})

async function signedIn(request: APIRequestContext) {
  expect((await request.get(`${server.origin}${ROUTES.session}`)).status()).toBe(200)
  return (path: string, data: object, headers: Record<string, string> = {}) =>
    request.post(`${server.origin}${path}`, {
      data,
      headers: { origin: server.origin, [REQUEST_HEADER.name]: REQUEST_HEADER.value, ...headers },
    })
}

/** The HTTP status with which an upgrade is refused; 101 when it is not. */
function upgradeStatus(origin: string, protocols: string[], from: string | undefined): Promise<number> {
  const socket = new WebSocket(
    `${origin.replace('http', 'ws')}${ROUTES.socket}`,
    protocols,
    from === undefined ? {} : { origin: from },
  )
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', reject)
  })
}
