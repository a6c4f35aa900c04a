/** nginx and oauth2-proxy with the files of docker/sign-in/, on loopback without TLS. */
import { randomBytes } from 'node:crypto'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../kindlab-server.ts'
import { ownOrigin } from '../own-origins.ts'
import type { Replacements } from './keycloak.ts'
import { startProcess } from './own-processes.ts'

const START_MS = 60_000
const TLS = /^ *ssl_certificate.*\n/gm

export interface SignInProxy extends AsyncDisposable {
  origin: string
}

export interface SignInProxyOptions {
  oauth2Proxy: string
  nginx: string
  port: number
  /** The origin of Keycloak's realm. */
  issuer: string
  clientSecret: string
  headerSecret: string
  kindlabOrigin: string
  signal: AbortSignal
}

/** Starts both. */
export async function startSignInProxy(options: SignInProxyOptions): Promise<SignInProxy> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'kindlab-proxy-'))).path
  const origin = ownOrigin(`http://127.0.0.1:${options.port}`)
  const inner = `127.0.0.1:${await freePort()}`
  const config = await copyChanged('docker/sign-in/oauth2-proxy.cfg', join(folder, 'oauth2-proxy.cfg'), {
    '127.0.0.1:4180': inner,
    'https://id.example.org/realms/school': options.issuer,
    'https://lab.example.org': origin,
    PROXY_CLIENT_SECRET: options.clientSecret,
    COOKIE_SECRET_OF_32_CHARACTERS__: randomBytes(16).toString('hex'),
    'cookie_secure = true': 'cookie_secure = false',
  })
  stack.use(
    await startProcess([options.oauth2Proxy, '--config', config], {
      readyUrl: `http://${inner}/ping`,
      deadlineMs: START_MS,
      signal: options.signal,
    }),
  )
  const site = join(folder, 'site.conf')
  await copyChanged('docker/sign-in/nginx-oauth2-proxy.conf', site, {
    'listen 443 ssl': `listen 127.0.0.1:${options.port}`,
    'server_name lab.example.org': 'server_name 127.0.0.1',
    'http://127.0.0.1:4180': `http://${inner}`,
    'http://127.0.0.1:7000': options.kindlabOrigin,
    HEADER_SECRET_OF_16_CHARACTERS_OR_MORE: options.headerSecret,
  })
  const main = join(folder, 'nginx.conf')
  await writeFile(main, mainConfig(folder, site))
  stack.use(
    await startProcess([options.nginx, '-e', 'stderr', '-c', main], {
      readyUrl: origin,
      deadlineMs: START_MS,
      signal: options.signal,
    }),
  )
  const kept = stack.move()
  return { origin, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** Returns the path of the copy. */
async function copyChanged(from: string, to: string, replacements: Replacements): Promise<string> {
  let text = await readFile(from, 'utf8')
  for (const [example, own] of Object.entries(replacements)) {
    if (!text.includes(example)) throw new Error(`${from} has no ${example}`)
    text = text.replaceAll(example, own)
  }
  await writeFile(to, text.replaceAll(TLS, ''), { mode: 0o600 })
  return to
}

function mainConfig(folder: string, site: string): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return [
    'daemon off;',
    'worker_processes 1;',
    // Files in a folder of root, which another account could not read.
    'user root;',
    `pid ${folder}/nginx.pid;`,
    'events {}',
    'http {',
    '  access_log off;',
    ...paths.map((name) => `  ${name}_temp_path ${folder}/${name};`),
    `  include ${site};`,
    '}',
    '',
  ].join('\n')
}
