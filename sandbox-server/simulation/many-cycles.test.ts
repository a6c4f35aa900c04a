import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endLab, labState, startLab } from './operations.ts'
import { SimulatedMachine } from './simulated-machine.ts'
import { readSeed } from './simulation-seed.ts'

const CYCLES = 100
const seed = readSeed(1)

/** Runs a command in the learner's cluster. */
async function useLab(machine: SimulatedMachine, learner: string): Promise<void> {
  const sandbox = machine.server.labs.ofLearner(learner)?.sandbox()
  let exitCode: number | undefined
  const used = sandbox?.exec({ node: 'worker', argv: ['touch', '/root/mine'], timeoutMs: 10_000 })
  void used?.then((result) => (exitCode = result.exitCode))
  await machine.runWhile(() => exitCode === undefined, 10_000)
  assert.equal(exitCode, 0)
}

test(`${CYCLES} labs that are created, used and ended leave no container, network, volume or seat`, async () => {
  await using machine = await SimulatedMachine.open({ seed, poolSize: 0 })
  const { objects } = machine.docker
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await startLab(machine, 'ann')
    assert.deepEqual([objects.containers.size, objects.networks.size, objects.volumes.size], [2, 1, 3])
    await useLab(machine, 'ann')
    await endLab(machine, 'ann')
    assert.equal(labState(machine, 'ann'), undefined)
  }
  const left = [objects.containers.size, objects.networks.size, objects.volumes.size]
  assert.deepEqual([...left, machine.server.labs.status().taken], [0, 0, 0, 0])
})
