import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { addNodes, findObjects, removeObjects } from './labelled-objects.ts'
import type { Machine } from './machine.ts'
import type { OwnInstances } from './own-instances.ts'

/** A machine with a fake `docker` that answers from a table and records its commands. */
function machineWithDocker(answers: Record<string, string | number>) {
  const asked: string[] = []
  const machine: Machine = {
    ...readEnvironment(),
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

const LABELS = '{{.Label "kindlab.instance"}}\t{{.Label "kindlab.bake.owner"}} --filter label=kindlab.instance'
const NETWORKS = `docker network ls --format {{.Name}}\t${LABELS}`
const CONTAINERS = `docker ps --all --format {{.ID}}\t${LABELS}`
const VOLUMES = `docker volume ls --format {{.Name}}\t${LABELS}`

const OWN: OwnInstances = { names: new Set(['mine', 'mine-dev']), commandPrefix: 'cmd-1-', bakeOwner: '/home/a' }

test('separates the objects of this installation from those of others', async () => {
  const { machine } = machineWithDocker({
    [NETWORKS]: 'kl-1\tmine\t\nkl-2\ttheirs\t\nkl-3\tcmd-1-course-9f\t\n',
    [CONTAINERS]: 'c1\tmine-dev\t\nc2\tmine-2\t\n',
    [VOLUMES]: 'v1\tcmd-2-course-9f\t\n',
  })
  const { own, others } = await findObjects(machine, OWN)
  assert.deepEqual(
    own.map(({ kind, name }) => `${kind} ${name}`),
    ['networks kl-1', 'networks kl-3', 'containers c1'],
  )
  assert.deepEqual(
    others.map(({ instance }) => instance),
    ['theirs', 'mine-2', 'cmd-2-course-9f'],
  )
})

test('the objects of a bake belong to the owner of its network', async () => {
  for (const [owner, count] of [
    ['/home/a', 2],
    ['/home/b', 0],
  ] as const) {
    const { machine } = machineWithDocker({ [NETWORKS]: `kindlab-bake\tbake\t${owner}\nkl-9\tbake\t\n` })
    assert.equal((await findObjects(machine, OWN)).own.length, count)
  }
})

test('finds the nodes of a cluster by its name and its network, each once', async () => {
  const { machine } = machineWithDocker({
    'docker ps --all --format {{.ID}} --filter label=io.x-k8s.kind.cluster=kl-1': 'c2\n',
    'docker ps --all --format {{.ID}} --filter network=kl-1': 'c1\nc2\nc3\n',
  })
  const objects = [
    { kind: 'networks', name: 'kl-1', instance: 'mine' },
    { kind: 'containers', name: 'c1', instance: 'mine' },
    { kind: 'volumes', name: 'v1', instance: 'mine' },
  ] as const
  assert.deepEqual(await addNodes(machine, objects), {
    containers: ['c1', 'c2', 'c3'],
    networks: ['kl-1'],
    volumes: ['v1'],
  })
})

test('a failed answer is an error, not an empty list', async () => {
  for (const failing of [NETWORKS, CONTAINERS, VOLUMES]) {
    const { machine } = machineWithDocker({ [failing]: 1 })
    await assert.rejects(findObjects(machine, OWN), /nothing was removed/)
  }
})

test('removes containers before networks and volumes, and runs no command without objects', async () => {
  const full = machineWithDocker({})
  await removeObjects(full.machine, { containers: ['c1'], networks: ['n1'], volumes: ['v1'] })
  assert.deepEqual(full.asked, [
    'docker rm --force --volumes c1',
    'docker network rm --force n1',
    'docker volume rm --force v1',
  ])
  const empty = machineWithDocker({})
  await removeObjects(empty.machine, { containers: [], networks: [], volumes: [] })
  assert.deepEqual(empty.asked, [])
})
