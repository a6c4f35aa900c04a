import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readProcessConfig } from '#server/config.ts'
import { Classroom } from './classroom.ts'
import { listNodes, untilInOrder, untilNothingElse, untilRunning } from './docker-ledger.ts'
import { DOCKER_HANGS, DOCKER_KILLED, SERVER_KILLED } from './faults.ts'
import { Learner } from './learner.ts'
import { OPERATIONS } from './operations.ts'
import { PrivateDocker } from './private-docker.ts'
import { RealSite } from './real-site.ts'
import { type Cells, playRound } from './round.ts'
import { makeStubImage } from './stub-image.ts'

/** Cells of the fault matrix (`simulation/`) with real servers and a real Docker: in each round something strikes all operations at once. */
const config = readProcessConfig()
const opened = new AsyncDisposableStack()
let docker: PrivateDocker
let rooms: readonly Classroom[]
let real: Promise<RealSite>
let ann: Learner

before(async () => {
  docker = opened.use(await PrivateDocker.start())
  const image = await makeStubImage(docker, config.nodeImage)
  const started = OPERATIONS.map(async (operations) => opened.use(await Classroom.open(docker, image, operations)))
  await Promise.allSettled(started)
  rooms = await Promise.all(started)
  // Copies images while the processors have little to do. Whoever needs it hears of a failure.
  real = RealSite.start(config).then((site) => opened.use(site))
  real.catch(() => undefined)
})

after(async () => {
  await real?.catch(() => undefined)
  await opened.disposeAsync()
})

for (const fault of [SERVER_KILLED, DOCKER_KILLED, DOCKER_HANGS]) {
  let round: Promise<Cells> | undefined
  for (const operation of OPERATIONS.flat()) {
    test(`[R5] ${operation.name}, ${fault.name}: nothing is left over or lost, and the neighbours have the same nodes`, async () => {
      round ??= playRound(docker, rooms, fault)
      await (await round).get(operation)
    })
  }
}

test('[R5] a real cluster boots, the server is killed in the middle of it: its learner has one in the end, and one only', async () => {
  const site = await real
  ann = await Learner.join(site.server.origin)
  await ann.start()
  await ann.untilPhase('api')
  await site.strike(SERVER_KILLED)
  const lab = await ann.untilReady()
  await untilInOrder(site.docker, site.server, { ready: 1, kept: 0 })
  await site.runPod(lab.id, 'after-the-server')
  await site.bash(lab.id, 'echo kept >/root/notes')
})

test('[R5] a real cluster boots, dockerd is killed in the middle of it: its learner has one in the end, and the neighbour the same as before', async () => {
  const site = await real
  const bob = await Learner.join(site.server.origin)
  const { id } = await ann.untilReady()
  const nodes = await listNodes(site.docker, id, 'running')
  await bob.start()
  await bob.untilPhase('api')
  await site.strike(DOCKER_KILLED)
  await bob.untilReady()
  await untilRunning(site.docker, id, nodes)
  assert.equal(await site.bash(id, 'cat /root/notes'), 'kept')
  await site.runPod(id, 'after-docker')
  await untilInOrder(site.docker, site.server, { ready: 2, kept: 0 })
  await Promise.all([ann.askAndAgree('end'), bob.askAndAgree('end')])
  await untilInOrder(site.docker, site.server, { ready: 0, kept: 0 })
  await untilNothingElse(site.docker, 0)
})
