/** Refused requests, and pages for missing things. No cluster is started here. */
import { expect, type APIRequestContext } from '@playwright/test'
import { WebSocket } from 'ws'
import { endpointPath } from '#protocol/api.ts'
import { REQUEST_HEADER } from '#protocol/request-header.ts'
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { startDockerProxy, type DockerProxy } from './docker-proxy.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'

const LESSON = '/learn/the-node/hands-and-feet'
let proxy: DockerProxy
let server: KindlabServer

test.beforeAll(async () => {
  proxy = await startDockerProxy()
  server = await startKindlabServer({ DOCKER_HOST: proxy.dockerHost })
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await proxy[Symbol.asyncDispose]()
})

test('the page of an unknown lesson links to the course', async ({ page }) => {
  const answer = await page.goto(`${server.origin}/learn/the-node/no-such-lesson`)
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('link', { name: /course/i }).first()).toBeVisible()
})

test('a lab for an unknown lesson is refused with its own code', async ({ page }) => {
  const api = await signedIn(page.request)
  const answer = await api(endpointPath('lab.create'), { module: 'the-node', lesson: 'no-such-lesson' })
  expect(answer.status()).toBe(404)
  expect(await answer.json()).toMatchObject({ error: { code: 'lesson.not_found' } })
})

test('a request from another origin is refused, with any cookie', async ({ page }) => {
  const api = await signedIn(page.request)
  const body = { module: 'the-node', lesson: 'hands-and-feet' }
  expect((await api(endpointPath('lab.create'), body, { origin: 'http://evil.example' })).status()).toBe(403)
  expect(
    (await api(endpointPath('lab.create'), body, { origin: server.origin.replace('127.0.0.1', 'localhost') })).status(),
  ).toBe(403)
  expect((await api(endpointPath('lab.create'), body, { host: 'evil.example' })).status()).toBe(403)
})

test('the server refuses a socket from another origin, without origin, or with an invalid ticket', async () => {
  const protocols = [SOCKET_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${'A'.repeat(43)}`]
  expect(await upgradeStatus(server.origin, protocols, 'http://evil.example')).toBe(403)
  expect(await upgradeStatus(server.origin, protocols, undefined)).toBe(403)
  expect(await upgradeStatus(server.origin, protocols, server.origin)).toBe(401)
})

test('without Docker the lesson stays readable and shows the reason, and it recovers by itself', async ({ page }) => {
  await proxy.cut()
  await page.goto(`${server.origin}${LESSON}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const start = page.getByRole('button', { name: /start (the )?lab/i }).first()
  if (await start.isEnabled()) await start.click()
  await expect(page.getByText(/docker does not answer/i).first()).toBeVisible()
  expect((await page.request.get(`${server.origin}/livez`)).status()).toBe(200)
  await proxy.restore()
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('button', { name: /start (the )?lab/i }).first()).toBeEnabled({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
})

async function signedIn(request: APIRequestContext) {
  expect((await request.get(`${server.origin}${endpointPath('session.read')}`)).status()).toBe(200)
  return (path: string, data: object, headers: Record<string, string> = {}) =>
    request.post(`${server.origin}${path}`, {
      data,
      headers: { origin: server.origin, [REQUEST_HEADER.name]: REQUEST_HEADER.value, ...headers },
    })
}

/** The HTTP status of an upgrade request; 101 if the server accepts it. */
function upgradeStatus(origin: string, protocols: string[], from: string | undefined): Promise<number> {
  const socket = new WebSocket(
    `${origin.replace('http', 'ws')}${SOCKET_PATH}`,
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
