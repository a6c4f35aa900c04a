import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { listLabelledObjects, removeObjects } from './labelled-objects.ts'
import type { Machine } from './machine.ts'

/** A machine whose `docker` answers from a table, and that remembers what it was asked. */
function machineWithDocker(answers: Record<string, string | number>, instance?: string) {
  const asked: string[] = []
  const machine: Machine = {
    ...readEnvironment(),
    instance,
    distribution: { family: 'other', name: '', codename: '', release: 0 },
    hasSystemd: false,
    run: async (argv) => {
      const command = argv.join(' ')
      asked.push(command)
      const answer = answers[command] ?? ''
      const [exitCode, stdout] = typeof answer === 'number' ? [answer, ''] : [0, answer]
      return { argv, exitCode, stdout, stderr: '', lastLines: [] }
    },
  }
  return { machine, asked }
}

const NETWORKS = 'docker network ls --format {{.Name}} --filter label=kindlab.instance'
const CONTAINERS = 'docker ps --all --quiet --filter label=kindlab.instance'
const VOLUMES = 'docker volume ls --format {{.Name}} --filter label=kindlab.instance'

test('finds containers by label, by their cluster and by their network, each once', async () => {
  const { machine } = machineWithDocker({
    [NETWORKS]: 'kl-1\n',
    [CONTAINERS]: 'c1\n',
    'docker ps --all --quiet --filter label=io.x-k8s.kind.cluster=kl-1': 'c2\n',
    'docker ps --all --quiet --filter network=kl-1': 'c1\nc2\nc3\n',
    [VOLUMES]: 'v1\n',
  })
  assert.deepEqual(await listLabelledObjects(machine), {
    containers: ['c1', 'c2', 'c3'],
    networks: ['kl-1'],
    volumes: ['v1'],
  })
})

test('keeps to one instance where one is named', async () => {
  const { machine, asked } = machineWithDocker({}, 'class-a')
  await listLabelledObjects(machine)
  assert.deepEqual(
    asked,
    [NETWORKS, CONTAINERS, VOLUMES].map((command) => `${command}=class-a`),
  )
})

test('takes a failed answer for a failure, not for an empty list', async () => {
  for (const failing of [NETWORKS, CONTAINERS, VOLUMES]) {
    const { machine } = machineWithDocker({ [failing]: 1 })
    await assert.rejects(listLabelledObjects(machine), /nothing was removed/)
  }
})

test('removes containers before what they use, and asks for nothing where there is nothing', async () => {
  const full = machineWithDocker({})
  await removeObjects(full.machine, { containers: ['c1'], networks: ['n1'], volumes: ['v1'] })
  assert.deepEqual(full.asked, ['docker rm --force --volumes c1', 'docker network rm n1', 'docker volume rm v1'])
  const empty = machineWithDocker({})
  await removeObjects(empty.machine, { containers: [], networks: [], volumes: [] })
  assert.deepEqual(empty.asked, [])
})
