/** A server whose people sign in at a provider in this process. */
import assert from 'node:assert/strict'
import { endpointPath } from '#protocol/api.ts'
import { SessionView } from '#protocol/views.ts'
import type { OidcSettings } from '#server/http/sign-in-ways.ts'
import { HttpClient } from './http-client.ts'
import { CLIENT_SECRET, OidcIssuer } from './oidc-issuer.ts'
import { TestServer } from './test-server.ts'

export async function startOidcSite(settings: Partial<OidcSettings> = {}) {
  await using stack = new AsyncDisposableStack()
  const issuer = stack.use(await OidcIssuer.start())
  const oidc: OidcSettings = {
    issuer: issuer.origin,
    clientId: issuer.clientId,
    clientSecret: CLIENT_SECRET,
    label: 'the school',
    scope: 'openid profile email',
    roles: [],
    required: undefined,
    ...settings,
  }
  const signIn = { isAnonymous: true, hasPassword: true, header: undefined, oidc }
  const server = stack.use(await TestServer.start({ config: { signIn } }))
  issuer.register(server.origin)
  const kept = stack.move()
  return { issuer, server, store: server.world.store, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

export type OidcSite = Awaited<ReturnType<typeof startOidcSite>>

const pathOf = (address: string | undefined) => {
  const { pathname, search } = new URL(address ?? '', 'http://here.invalid')
  return pathname + search
}

/** Goes from the sign-in page through the provider. Returns the path of the callback, which the browser has not opened yet. */
export async function goToProvider({ issuer }: OidcSite, client: HttpClient, next = '/glossary'): Promise<string> {
  const begun = await client.get(`/auth/login?next=${encodeURIComponent(next)}`)
  assert.equal(begun.status, 303, begun.text)
  const atProvider = new HttpClient(issuer.origin)
  let location = begun.headers.location
  while (location !== undefined && !pathOf(location).startsWith('/auth/callback')) {
    location = (await atProvider.get(pathOf(location))).headers.location
  }
  return pathOf(location)
}

/** Signs in at the provider, and opens the callback. */
export async function enter(site: OidcSite, client = site.server.client()) {
  return client.get(await goToProvider(site, client))
}

export const learnerOf = async (client: HttpClient) =>
  SessionView.parse((await client.get(endpointPath('session.read'))).json).learner

export async function countAccounts({ store }: OidcSite): Promise<number> {
  const all = await store.learners.findAll()
  const identities = await Promise.all(all.map(async ({ id }) => store.identities.findByLearner(id)))
  return identities.filter(({ length }) => length > 0).length
}
