import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse } from 'yaml'
import * as z from 'zod'
import { KIND_VERSION } from './setup/install-kind.ts'
import { AS_COUNTED, countSeats, NO_CLUSTERS } from '#server/capacity/seats.ts'
import { Variables } from '#server/config.ts'

const GIB = 2 ** 30
const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8')

const Compose = z.object({
  services: z.object({
    kindlab: z.object({
      image: z.string(),
      build: z.object({ dockerfile: z.string(), args: z.record(z.string(), z.string()) }),
      network_mode: z.string(),
      init: z.boolean(),
      restart: z.string(),
      stop_grace_period: z.string(),
      read_only: z.literal(true),
      tmpfs: z.array(z.string()),
      cap_drop: z.array(z.string()),
      security_opt: z.array(z.string()),
      environment: z.array(z.string()),
      volumes: z.array(z.string()),
    }),
  }),
})

const readService = async () => Compose.parse(parse(await read('compose.yaml'))).services.kindlab
/** The default in `${NAME:-value}`. */
const withDefaults = (text: string) => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')

/** Settings that the image fixes, or that have no effect in it. */
const NOT_FOR_OPERATORS = [
  'KINDLAB_DATA',
  'KINDLAB_CONTENT',
  'KINDLAB_SITE',
  'KINDLAB_PROVIDER',
  'KINDLAB_KIND',
  'DOCKER_HOST',
]

test('compose.yaml passes on every setting of the server that operators can use, and no other', async () => {
  const { environment } = await readService()
  const names = environment.map((entry) => entry.split('=', 1)[0])
  const wanted = Object.keys(Variables.shape).filter((name) => !NOT_FOR_OPERATORS.includes(name))
  assert.deepEqual(new Set(names), new Set(wanted))
})

test('the image has the versions that ./kindlab prepares', async () => {
  const dockerfile = await read('docker/app/Dockerfile')
  const argument = (name: string) => new RegExp(`^ARG ${name}=(.+)$`, 'm').exec(dockerfile)?.[1]
  const node = /^node_version=(.+)$/m.exec(await read('kindlab'))?.[1]
  assert.equal(argument('BASE_IMAGE'), `node:${node}-trixie-slim`)
  assert.equal(argument('KIND_VERSION'), KIND_VERSION)
  const go = /FETCHED_GO = 'go(.+)'/.exec(await read('scripts/setup/go-toolchain.ts'))?.[1]
  assert.equal(argument('GO_IMAGE'), `golang:${go}-trixie`)
  const { build } = await readService()
  for (const name of ['BASE_IMAGE', 'GO_IMAGE']) assert.equal(withDefaults(build.args[name] ?? ''), argument(name))
})

test('the image sets only settings of the server or of its commands', async () => {
  const env = /^ENV (.+)$/m.exec(await read('docker/app/Dockerfile'))?.[1] ?? ''
  const names = env.split(' ').map((pair) => pair.split('=', 1)[0] ?? '')
  assert.deepEqual(
    names.filter((name) => name !== 'KINDLAB_CACHE' && !Object.hasOwn(Variables.shape, name)),
    [],
  )
})

test('docker build and docker run in docs/hosting.md correspond to compose.yaml', async () => {
  const docs = await read('docs/hosting.md')
  const service = await readService()
  const [volume = '', socket = ''] = service.volumes.map(withDefaults)
  const image = withDefaults(service.image)
  assert.ok(docs.includes(`docker build --file ${service.build.dockerfile} --tag ${image} .`))
  const run = /^docker run (?:.*\\\n)*.*$/m.exec(docs)?.[0] ?? ''
  const wanted = [
    `--network ${service.network_mode}`,
    service.init ? '--init' : 'without init',
    `--restart ${service.restart}`,
    `--stop-timeout ${service.stop_grace_period.replace(/s$/, '')}`,
    '--read-only',
    `--tmpfs ${service.tmpfs.join()}`,
    `--cap-drop ${service.cap_drop.join()}`,
    `--security-opt ${service.security_opt.join()}`,
    `--env ${withDefaults(service.environment[0] ?? '')}`,
    `--volume kindlab_${volume}`,
    `--volume ${socket}`,
    image,
  ]
  for (const part of wanted) assert.ok(run.includes(part), part)
})

test('the table of machine sizes in docs/hosting.md equals the calculation of doctor', async () => {
  const rows = [...(await read('docs/hosting.md')).matchAll(/^\| (\d+) +\| (\d+) GiB +\| (\d+) GiB +\| (\d+) +\|$/gm)]
  assert.ok(rows.length >= 4)
  for (const [row, ...cells] of rows) {
    const [processors = 0, memory = 0, disk = 0, wanted] = cells.map(Number)
    const facts = {
      processors,
      memory: { totalBytes: memory * GIB, availableBytes: (memory - 1) * GIB },
      disk: { totalBytes: (disk + 20) * GIB, freeBytes: disk * GIB },
      threads: { max: 4_194_304, used: 500 },
      inotifyInstances: 8_192,
      freeSubnets: 256,
    }
    const none = { taken: NO_CLUSTERS, frozen: NO_CLUSTERS, maxClusters: undefined, factors: AS_COUNTED }
    assert.equal(countSeats(facts, none).seats, wanted, row)
  }
})

test('the proxies forward to the port of the server, for the host name of the docs', async () => {
  const { KINDLAB_HOST, KINDLAB_PORT } = Variables.parse({})
  const docs = await read('docs/hosting.md')
  for (const [file, upstream] of [
    ['docker/app/Caddyfile', `reverse_proxy ${KINDLAB_HOST}:${KINDLAB_PORT}`],
    ['docker/app/nginx.conf', `proxy_pass http://${KINDLAB_HOST}:${KINDLAB_PORT};`],
  ] as const) {
    const config = await read(file)
    assert.ok(config.includes(upstream), file)
    assert.ok(config.includes('lab.example.org'), file)
    assert.ok(docs.includes(`(../${file})`), file)
  }
})
