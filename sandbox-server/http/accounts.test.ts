import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { PersonSessionsView } from '#protocol/people.ts'
import { SessionView } from '#protocol/views.ts'
import { noProgress } from '#server/model/step-progress.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer, type TestServerOptions } from '#server/testing/test-server.ts'
import { Accounts } from './accounts.ts'

const PASSWORD = 'a calm evening by the lake'
const FORM = 'application/x-www-form-urlencoded'
const COOKIE = 'kindlab-test'

async function start(config: TestServerOptions['config'] = {}) {
  const server = await TestServer.start({ config })
  const { store, clock, newId } = server.world
  const accounts = new Accounts({ store, newId, wallNow: () => clock.wallNow() })
  const ada = await accounts.add('Ada@example.org', 'Ada', 'learner')
  await accounts.setPassword(ada, PASSWORD)
  return { server, store, accounts, ada, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

const send = (client: HttpClient, path: string, fields: Record<string, string>) =>
  client.send(path, { method: 'POST', headers: { 'content-type': FORM }, body: new URLSearchParams(fields).toString() })

const signIn = (client: HttpClient, login = 'ada@example.org', password = PASSWORD) =>
  send(client, '/sign-in', { login, password, next: '/glossary' })

const learnerOf = async (client: HttpClient) =>
  SessionView.parse((await client.get(endpointPath('session.read'))).json).learner

test('a person signs in by password, and the session is a new one', async () => {
  await using site = await start()
  const client = site.server.client()
  await learnerOf(client)
  const before = client.cookies.get(COOKIE)
  const answer = await signIn(client)
  assert.deepEqual([answer.status, answer.headers.location], [303, '/glossary'])
  assert.notEqual(client.cookies.get(COOKIE), before)
  assert.equal((await learnerOf(client)).id, site.ada.id)
  const old = site.server.client()
  old.cookies.set(COOKIE, before ?? '')
  assert.equal((await old.get(endpointPath('sessions.list'))).code, 'session.missing', 'N3: the old session has ended')
})

test('N5: a wrong password and an unknown login give the same page, and the sixth try is refused', async () => {
  await using site = await start()
  const client = site.server.client()
  const wrong = await signIn(client, 'ada@example.org', 'not the password')
  const unknown = await signIn(client, 'eve@example.org', 'not the password')
  assert.equal(wrong.status, 403)
  assert.equal(wrong.text.replace('ada@', 'eve@'), unknown.text)
  for (let count = 0; count < 4; count++) await signIn(client, 'ada@example.org', 'not the password')
  assert.equal((await signIn(client)).status, 429)
  assert.equal((await signIn(client, 'eve@example.org', 'x')).status, 403, 'other accounts are not concerned')
})

test('N5: the limit of tries does not sign out a browser that is signed in', async () => {
  await using site = await start()
  const client = site.server.client()
  await signIn(client)
  for (let count = 0; count < 6; count++) await signIn(site.server.client(), 'ada@example.org', 'not the password')
  assert.equal((await learnerOf(client)).id, site.ada.id)
})

test('a link sets a password once: opening the page spends nothing, and all browsers are signed out', async () => {
  await using site = await start()
  const client = site.server.client()
  await signIn(client)
  const path = `/invite/${await site.accounts.passwordCode(site.ada)}`
  for (let count = 0; count < 3; count++) assert.equal((await site.server.client().get(path)).status, 200)
  const weak = await send(site.server.client(), path, { password: 'short' })
  assert.equal(weak.status, 400)
  assert.match(weak.text, /role="alert"/)
  const done = await send(site.server.client(), path, { password: 'another calm evening' })
  assert.deepEqual([done.status, done.headers.location], [303, '/sign-in'])
  assert.equal((await send(site.server.client(), path, { password: 'a third calm evening' })).status, 404)
  assert.equal((await client.get(endpointPath('sessions.list'))).code, 'session.missing')
  assert.equal((await signIn(client, 'ada@example.org', 'another calm evening')).status, 303)
})

test('a link ends after its time, and a newer one replaces it', async () => {
  await using site = await start()
  const first = `/invite/${await site.accounts.passwordCode(site.ada)}`
  const second = `/invite/${await site.accounts.passwordCode(site.ada)}`
  assert.equal((await site.server.client().get(first)).status, 404)
  assert.equal((await site.server.client().get(second)).status, 200)
  site.server.world.clock.jump(86_400_000)
  assert.equal((await site.server.client().get(second)).status, 404)
})

test('N8: the progress of an anonymous learner moves into the account only after a yes', async () => {
  await using site = await start()
  const client = site.server.client()
  const { id } = await learnerOf(client)
  const lesson = { module: 'the-node', lesson: 'hands-and-feet' }
  await site.store.stepProgress.change({ learnerId: id, ...lesson }, 'look', (progress) => ({ ...progress, doneAt: 5 }))
  const asked = await signIn(client)
  assert.equal(asked.status, 200)
  const offer = /name="offer" value="([^"]+)"/.exec(asked.text)?.[1] ?? ''
  assert.deepEqual(await site.store.stepProgress.findByLearner(site.ada.id), {})
  await send(client, '/sign-in/take-progress', { offer: `x${offer}`, answer: 'yes' })
  await send(client, '/sign-in/take-progress', { offer, answer: 'no' })
  assert.deepEqual(await site.store.stepProgress.findByLearner(site.ada.id), {})
  await send(client, '/sign-in/take-progress', { offer, answer: 'yes' })
  assert.deepEqual(await site.store.stepProgress.findByLearner(site.ada.id), {
    'the-node/hands-and-feet': [{ ...noProgress('look'), doneAt: 5 }],
  })
})

test('another learner cannot use the offer to take progress', async () => {
  await using site = await start()
  const client = site.server.client()
  const { id } = await learnerOf(client)
  const lesson = { learnerId: id, module: 'the-node', lesson: 'hands-and-feet' }
  await site.store.stepProgress.change(lesson, 'look', (progress) => ({ ...progress, doneAt: 5 }))
  const offer = /name="offer" value="([^"]+)"/.exec((await signIn(client)).text)?.[1] ?? ''
  const { client: stranger } = await site.server.learner()
  await send(stranger, '/sign-in/take-progress', { offer, answer: 'yes' })
  assert.equal(Object.keys(await site.store.stepProgress.findByLearner(id)).length, 1)
})

test('without the way "anonymous", pages lead to the sign-in and the API refuses', async () => {
  await using site = await start({
    signIn: { isAnonymous: false, hasPassword: true, header: undefined, oidc: undefined },
  })
  const client = site.server.client()
  const page = await client.get('/glossary')
  assert.deepEqual([page.status, page.headers.location], [303, '/sign-in?next=%2Fglossary'])
  assert.equal((await client.get(endpointPath('session.read'))).code, 'sign_in.required')
  await signIn(client)
  assert.equal((await client.get('/')).status, 200)
  assert.equal((await learnerOf(client)).id, site.ada.id)
})

test('a person who signs in needs no access code', async () => {
  await using site = await start({ access: { kind: 'code', code: 'quiet river' } })
  const client = site.server.client()
  assert.equal((await client.get('/')).status, 303)
  await signIn(client)
  assert.equal((await client.get('/')).status, 200)
})

test('the name of a trusted proxy counts only with its secret, once, and without a comma', async () => {
  const header = { name: 'x-forwarded-user', secret: 'a secret of the proxy' }
  await using site = await start({
    signIn: { isAnonymous: false, hasPassword: false, header, oidc: undefined },
    publicOrigin: 'http://lab.example',
  })
  const client = site.server.loopbackClient()
  const ask = (headers: Record<string, string>) =>
    site.server.loopbackClient().get('/sign-in', { host: 'lab.example', ...headers })
  const secret = { 'x-kindlab-proxy-secret': header.secret }
  assert.equal((await ask({ 'x-forwarded-user': 'grace' })).status, 403)
  assert.equal((await ask({ 'x-forwarded-user': 'grace', 'x-kindlab-proxy-secret': 'wrong' })).status, 403)
  assert.equal((await ask({ ...secret, 'x-forwarded-user': 'grace, admin' })).status, 403)
  assert.equal((await ask(secret)).status, 403)
  const first = await client.get('/sign-in', { host: 'lab.example', ...secret, 'x-forwarded-user': 'grace' })
  assert.equal(first.status, 303)
  const again = await ask({ ...secret, 'x-forwarded-user': 'grace' })
  assert.equal(again.status, 303)
  assert.deepEqual(
    (await site.store.learners.findAll()).filter(({ displayName }) => displayName === 'grace').map(({ role }) => role),
    ['learner'],
  )
})

test('N7: at least one admin remains, and a change of the role ends all sessions', async () => {
  await using site = await start()
  await site.accounts.setRole(site.ada, 'admin')
  const admin = await site.accounts.find('ada@example.org')
  await assert.rejects(site.accounts.setRole(admin, 'learner'), /last admin/)
  await site.accounts.add('bob', 'Bob', 'admin')
  const client = site.server.client()
  await signIn(client)
  assert.equal(PersonSessionsView.parse((await client.get(endpointPath('sessions.list'))).json).sessions.length, 1)
  await site.accounts.setRole(admin, 'learner')
  assert.equal((await client.get(endpointPath('sessions.list'))).code, 'session.missing')
})
