import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse } from 'yaml'
import * as z from 'zod'
import { KIND_VERSION } from '#scripts/setup/kind-cli.ts'
import { countSeats, NO_CLUSTERS } from '#server/capacity/seats.ts'
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
      environment: z.array(z.string()),
      volumes: z.array(z.string()),
    }),
  }),
})

const readService = async () => Compose.parse(parse(await read('compose.yaml'))).services.kindlab
/** What `${NAME:-value}` is when nobody has set it. */
const withDefaults = (text: string) => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')

/** Decided by the image, or of no meaning in it. */
const NOT_FOR_OPERATORS = [
  'KINDLAB_DATA',
  'KINDLAB_CONTENT',
  'KINDLAB_SITE',
  'KINDLAB_PROVIDER',
  'KINDLAB_KIND',
  'DOCKER_HOST',
]

test('compose.yaml passes on every setting of the server that an operator has, and no other', async () => {
  const { environment } = await readService()
  const names = environment.map((entry) => entry.split('=', 1)[0])
  const wanted = Object.keys(Variables.shape).filter((name) => !NOT_FOR_OPERATORS.includes(name))
  assert.deepEqual(new Set(names), new Set(wanted))
})

test('the image is made with the versions that ./kindlab prepares', async () => {
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

test('what the image sets are settings of the server, or of the commands in it', async () => {
  const env = /^ENV (.+)$/m.exec(await read('docker/app/Dockerfile'))?.[1] ?? ''
  const names = env.split(' ').map((pair) => pair.split('=', 1)[0] ?? '')
  assert.deepEqual(
    names.filter((name) => name !== 'KINDLAB_CACHE' && !Object.hasOwn(Variables.shape, name)),
    [],
  )
})

test('docker build and docker run of docs/hosting.md do what compose.yaml does', async () => {
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
    `--env ${withDefaults(service.environment[0] ?? '')}`,
    `--volume kindlab_${volume}`,
    `--volume ${socket}`,
    image,
  ]
  for (const part of wanted) assert.ok(run.includes(part), part)
})

test('the table of machine sizes in docs/hosting.md is what doctor computes', async () => {
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
    assert.equal(countSeats(facts, { taken: NO_CLUSTERS, maxClusters: undefined }).seats, wanted, row)
  }
})

test('the proxies lead to where the server listens, for the name that the docs use', async () => {
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
