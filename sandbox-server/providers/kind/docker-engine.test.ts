import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempDisposable } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { DockerEngine } from './docker-engine.ts'

/** Longer than any deadline but that of a commit. */
const PAST_DEADLINE_MS = 60_000

/** A Docker that creates execs and never answers any other request. */
async function startSilentDocker() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-docker-'))
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/exec') !== true) server.emit('unanswered', request)
    else response.writeHead(201, { 'content-type': 'application/json' }).end('{"Id":"exec"}')
  })
  const socket = join(folder.path, 'docker.sock')
  server.listen(socket)
  await once(server, 'listening')
  const unanswered = async (): Promise<IncomingMessage> => {
    const [request] = await once(server, 'unanswered')
    return request
  }
  const dispose = async () => {
    server.closeAllConnections()
    server.close()
    await folder.remove()
  }
  return { engine: new DockerEngine(`unix://${socket}`), unanswered, [Symbol.asyncDispose]: dispose }
}

const NEW_EXEC = { argv: ['true'], env: {} } as const
const QUESTIONS: Readonly<Record<string, (engine: DockerEngine) => Promise<unknown>>> = {
  '/_ping': (engine) => engine.ping(),
  '/info': (engine) => engine.host(),
  '/images/node/json': (engine) => engine.inspectImage('node'),
  '/images/node/tag': (engine) => engine.tagImage('node', 'name:tag'),
  '/images/node': (engine) => engine.removeImage('node'),
  '/exec/exec/start': (engine) => engine.startExec('container', NEW_EXEC),
}

for (const [path, ask] of Object.entries(QUESTIONS)) {
  test(
    `a request to ${path} without an answer closes its connection at its deadline`,
    { timeout: 10_000 },
    async (t) => {
      await using docker = await startSilentDocker()
      t.mock.timers.enable({ apis: ['setTimeout'] })
      const refused = assert.rejects(ask(docker.engine), { code: 'docker.unavailable' })
      const { socket, url } = await docker.unanswered()
      assert.equal(url?.split('?')[0], path)
      const closed = once(socket, 'close')
      t.mock.timers.tick(PAST_DEADLINE_MS)
      await refused
      await closed
    },
  )
}
