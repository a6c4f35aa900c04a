/** A Keycloak in dev mode with the realm of docker/sign-in/realm.json, in memory. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { freePort } from '../kindlab-server.ts'
import { ownOrigin } from '../own-origins.ts'
import { type OwnProcess, startProcess } from './own-processes.ts'

/** Two busy processors need a minute and a half for the first start of a new version. */
const START_MS = 300_000
const REALM = 'school'
const Users = z.array(z.object({ id: z.string() }))
const Groups = z.array(z.object({ id: z.string(), name: z.string() }))
const Token = z.object({ access_token: z.string() })

export interface RealmUser {
  name: string
  groups: readonly string[]
}

/** Values of this run instead of the examples in a file of docker/sign-in/. */
export type Replacements = Readonly<Record<string, string>>

export class Keycloak implements AsyncDisposable {
  readonly issuer: string
  readonly #origin: string
  readonly #process: OwnProcess
  readonly #adminPassword: string

  private constructor(origin: string, process: OwnProcess, adminPassword: string) {
    this.#origin = origin
    this.issuer = `${origin}/realms/${REALM}`
    this.#process = process
    this.#adminPassword = adminPassword
  }

  static async start(folder: string, signal: AbortSignal): Promise<Keycloak> {
    const port = await freePort()
    const origin = ownOrigin(`http://127.0.0.1:${port}`)
    const password = randomBytes(16).toString('hex')
    const address = ['--http-host=127.0.0.1', `--http-port=${port}`, `--http-management-port=${await freePort()}`]
    const own = await startProcess([join(folder, 'bin/kc.sh'), 'start-dev', '--db=dev-mem', ...address], {
      env: { KC_BOOTSTRAP_ADMIN_USERNAME: 'operator', KC_BOOTSTRAP_ADMIN_PASSWORD: password },
      readyUrl: `${origin}/realms/master`,
      deadlineMs: START_MS,
      signal,
    })
    return new Keycloak(origin, own, password)
  }

  async importRealm(replacements: Replacements): Promise<void> {
    let text = await readFile('docker/sign-in/realm.json', 'utf8')
    for (const [example, own] of Object.entries(replacements)) text = text.replaceAll(example, own)
    await this.#ask('POST', '', JSON.parse(text))
  }

  /** The password of each user: see `passwordOf`. */
  async addUser({ name, groups }: RealmUser): Promise<void> {
    await this.#ask('POST', `/${REALM}/users`, {
      username: name,
      firstName: name,
      lastName: 'Example',
      email: `${name}@school.example`,
      emailVerified: true,
      enabled: true,
      groups,
      credentials: [{ type: 'password', value: passwordOf(name), temporary: false }],
    })
  }

  async setEnabled(name: string, enabled: boolean): Promise<void> {
    await this.#ask('PUT', `/${REALM}/users/${await this.#idOf(name)}`, { enabled })
  }

  /** "Sign out all sessions" of the admin console. Keycloak reports it to the clients. */
  async signOut(name: string): Promise<void> {
    await this.#ask('POST', `/${REALM}/users/${await this.#idOf(name)}/logout`)
  }

  async addToGroup(name: string, group: string): Promise<void> {
    const groups = Groups.parse(await this.#ask('GET', `/${REALM}/groups`))
    const id = groups.find((each) => each.name === group)?.id ?? ''
    await this.#ask('PUT', `/${REALM}/users/${await this.#idOf(name)}/groups/${id}`)
  }

  log(): string {
    return this.#process.log()
  }

  async #idOf(name: string): Promise<string> {
    const [user] = Users.parse(await this.#ask('GET', `/${REALM}/users?exact=true&username=${name}`))
    if (user === undefined) throw new Error(`Keycloak has no user ${name}`)
    return user.id
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#origin}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: Keycloak answered ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  /** For each request a new one, since it ends after a minute. */
  async #token(): Promise<string> {
    const answer = await fetch(`${this.#origin}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'admin-cli',
        username: 'operator',
        password: this.#adminPassword,
      }),
    })
    return Token.parse(await answer.json()).access_token
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]()
  }
}

export function passwordOf(name: string): string {
  return `${name}-${name}`
}
