import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readProcessConfig } from '#server/config.ts'
import { listNodes, waitForInventory, waitForNoOtherObjects, waitForRunningNodes } from './docker-inventory.ts'
import { injectIntoAll, type Recoveries } from './fault-round.ts'
import { DOCKER_HANGS, DOCKER_KILLED, SERVER_KILLED } from './faults.ts'
import { OPERATIONS } from './interrupted-operations.ts'
import { LearnerClient } from './learner-client.ts'
import { OutageRun } from './outage-run.ts'
import { PrivateDocker } from './private-docker.ts'
import { RealClusterServer } from './real-cluster-server.ts'
import { makeStubImage } from './stub-image.ts'

/** Part of the fault matrix of `sandbox-server/simulation/`, with real servers and a real Docker. One fault interrupts all operations at once. */
const config = readProcessConfig()
const opened = new AsyncDisposableStack()
let docker: PrivateDocker
let runs: readonly OutageRun[]
let real: Promise<RealClusterServer>
let ann: LearnerClient

before(async () => {
  docker = opened.use(await PrivateDocker.start())
  const image = await makeStubImage(docker, config.nodeImage)
  const started = OPERATIONS.map(async (operations) => opened.use(await OutageRun.open(docker, image, operations)))
  await Promise.allSettled(started)
  runs = await Promise.all(started)
  // Copies images while the processors are mostly idle. A failure surfaces in the tests that await it.
  real = RealClusterServer.start(config).then((site) => opened.use(site))
  real.catch(() => undefined)
})

after(async () => {
  await real?.catch(() => undefined)
  await opened.disposeAsync()
})

for (const fault of [SERVER_KILLED, DOCKER_KILLED, DOCKER_HANGS]) {
  let round: Promise<Recoveries> | undefined
  for (const operation of OPERATIONS.flat()) {
    test(`${operation.name}, ${fault.name}: no object is orphaned or lost, and neighbours keep their nodes`, async () => {
      round ??= injectIntoAll(docker, runs, fault)
      await (await round).get(operation)
    })
  }
}

test('a learner gets exactly one real cluster when the server is killed during its boot', async () => {
  const site = await real
  ann = await LearnerClient.join(site.server.origin)
  await ann.start()
  await ann.waitForPhase('api')
  await site.inject(SERVER_KILLED)
  const lab = await ann.getReadyLab()
  await waitForInventory(site.docker, site.server, { ready: 1, kept: 0 })
  await site.runPod(lab.id, 'after-the-server')
  await site.bash(lab.id, 'echo kept >/root/notes')
})

test('a learner gets a real cluster when dockerd is killed during its boot, and a neighbour keeps the same one', async () => {
  const site = await real
  const bob = await LearnerClient.join(site.server.origin)
  const { id } = await ann.getReadyLab()
  const nodes = await listNodes(site.docker, id, 'running')
  await bob.start()
  await bob.waitForPhase('api')
  await site.inject(DOCKER_KILLED)
  await bob.getReadyLab()
  await waitForRunningNodes(site.docker, id, nodes)
  assert.equal(await site.bash(id, 'cat /root/notes'), 'kept')
  await site.runPod(id, 'after-docker')
  await waitForInventory(site.docker, site.server, { ready: 2, kept: 0 })
  await Promise.all([ann.requestAccepted('end'), bob.requestAccepted('end')])
  await waitForInventory(site.docker, site.server, { ready: 0, kept: 0 })
  await waitForNoOtherObjects(site.docker, 0)
})
