import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import test from 'node:test'
import { parse } from 'yaml'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { importFiles, indexOf } from '#course/import/testing/imported.ts'
import { importScenario } from '#course/import/import-scenario.ts'
import { formatProblem, CourseProblems } from '#course/problem.ts'

const STEP = { title: 'Make a namespace', text: 'step1/text.md', verify: 'step1/verify.sh' }
const VERIFY = '#!/bin/bash\nset -e\nfalse\necho never\n'

function run(script: string | undefined): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync('bash', ['-s'], { input: script ?? 'exit 99', encoding: 'utf8' })
  return { status, lines: stdout.trimEnd().split('\n') }
}

async function check(verify: string) {
  const { files } = await importFiles({
    'index.json': indexOf(STEP),
    'step1/text.md': 'Do.',
    'step1/verify.sh': verify,
  })
  return run(files['checks/make-a-namespace.sh'])
}

test('a step with verify script, hints and solution becomes a complete step', async () => {
  const { files, told } = await importFiles({
    'index.json': indexOf(STEP, { title: 'Look', text: 'look.md' }),
    'step1/text.md':
      'Make `blue`.\n\n<details><summary>Tip</summary>\n\nTry `kubectl create -h`.\n\n</details>\n\n<details><summary>Solution</summary>\n\n```\nkubectl create ns blue\n```{{exec}}\n\n</details>\n',
    'step1/verify.sh': 'kubectl get ns blue\n',
    'look.md': '`kubectl get ns`{{exec}}\n',
  })
  assert.deepEqual(parse(files['steps.yaml'] ?? ''), [
    {
      id: 'make-a-namespace',
      title: 'Make a namespace',
      checks: [{ id: 'make-a-namespace', title: 'Make a namespace' }],
      hints: ['Try `kubectl create -h`.'],
    },
    { id: 'look', title: 'Look', observe: true },
  ])
  assert.equal(files['solve/make-a-namespace.sh']?.split('\n').at(-2), 'kubectl create ns blue')
  assert.match(files['lesson.mdx'] ?? '', /<Checks step="make-a-namespace" \/>\n\n<\/Step>\n\n<Step id="look">/)
  assert.doesNotMatch(files['lesson.mdx'] ?? '', /create -h/)
  assert.ok(told.some((line) => line.includes('is drafted from its text')))
})

test('a check has the exit code of its script and prints its output', async () => {
  assert.equal((await check('#!/bin/bash\nexit 0')).status, 0)
  assert.deepEqual(await check('echo; echo no namespace; echo >&2 make one; echo "it is blue"; exit 3'), {
    status: 1,
    lines: ['expected: Make a namespace', 'actual: no namespace', 'why: make one it is blue'],
  })
  assert.deepEqual(await check(VERIFY), {
    status: 1,
    lines: [
      'expected: Make a namespace',
      'actual: not so yet (the check ended with 1)',
      'why: something that this step asks for is not there, or is different',
    ],
  })
})

test('scripts of the introduction and of the step run before the step, and are reported', async () => {
  const { files, told } = await importFiles({
    'index.json': JSON.stringify({
      title: 'A scenario',
      details: {
        intro: { text: 'intro.md', background: 'a.sh', foreground: 'b.sh' },
        steps: [{ title: "It's on", text: 'one.md', background: 'c.sh' }],
      },
      backend: { imageid: 'kubernetes-kubeadm-1node' },
    }),
    'intro.md': '# A scenario\n\nHello.\n',
    'one.md': 'x',
    'a.sh': '#!/bin/bash\necho a; exit 0',
    'b.sh': 'cat; echo b',
    'c.sh': 'echo c\n',
  })
  const [entry] = parse(files['steps.yaml'] ?? '')
  assert.equal(entry.fault, 'it-s-on')
  assert.deepEqual(run(files['faults/it-s-on.sh']), { status: 0, lines: ['a', 'b', 'c'] })
  assert.deepEqual(
    told.filter((line) => line.includes('runs hidden')).map((line) => line.split(':')[0]),
    ['a.sh', 'b.sh', 'c.sh'],
  )
  assert.match(files['lesson.mdx'] ?? '', /nodes: 1\nlab: fresh\n---\n\nHello\.\n/)
})

test('parts without a counterpart are reported with their line', async () => {
  const { told } = await importFiles({
    'index.json': `{
  "title": "A scenario",
  "time": "2 hours",
  "details": {
    "steps": [
      { "title": "One", "text": "one.md", "verify": "v.py" },
      { "title": "One", "text": "../out.md", "answer": "x" }
    ],
    "assets": { "host01": [{ "file": "a.yaml", "target": "/root" }] }
  },
  "backend": { "imageid": "ubuntu" },
  "interface": { "layout": "ide" }
}`,
    'one.md': 'On node01:\n\n```\nkubectl run a --image=nginx:1\napt-get install -y jq\nssh node01 date\n```\n',
    'v.py': '#!/usr/bin/env python3\nprint(1)\n',
  })
  assert.deepEqual(
    told.map((line) => line.replace(/\. [A-Z].*$/, '')),
    [
      'index.json:1:1: objectives are the titles of the steps',
      'index.json:7:25: ../out.md is outside the scenario',
      'index.json:7:46: "answer" has no counterpart',
      'index.json:9:28: the asset a.yaml for host01 is not in the sandbox',
      'index.json:11:16: the playground "ubuntu" is not a Kubernetes cluster',
      'index.json:12:3: "interface" has no counterpart',
      'one.md:1:4: a node name of the old playground: node01',
      'one.md:4:15: an image that is not on the nodes: --image=nginx:1',
      'one.md:5:1: something from the internet, or Docker: apt-get install',
      'one.md:6:1: ssh to another node: ssh n',
      'one.md:6:5: a node name of the old playground: node01',
      'v.py:1:1: a script for /usr/bin/env python3',
    ],
  )
})

test('steps without a title, or with equal titles, have different ids', async () => {
  const { files } = await importFiles({
    'index.json': indexOf(
      { text: 'a.md' },
      { title: 'Été 2' },
      { title: 'Ete 2' },
      { title: '日本' },
      { title: 'Lesson' },
    ),
    'a.md': 'x',
  })
  const ids = parse(files['steps.yaml'] ?? '').map(({ id }: { id: string }) => id)
  assert.deepEqual(ids, ['step-1', 'e-te-2', 'ete-2', 'step-4', 'lesson-5'])
})

test('a broken index.json is refused with the place and the reason', async () => {
  const broken: Record<string, string> = {
    '{\n  "title": "x",\n}':
      'index.json:3:1: no JSON: Expected double-quoted property name. Correct it here, or just before.',
    '{ "title": "x"':
      "index.json:1:15: no JSON: Expected ',' or '}' after property value. Correct it here, or just before.",
    '{\n  "title": "x",\n  "details": { "steps": [{ "text": }] }\n}':
      "index.json:3:36: no JSON: Unexpected token '}'. Correct it here, or just before.",
    '{ "details": {} }': 'index.json:1:1: "title" is missing. Write for example `"title": "A first Pod"`.',
    '{ "title": "x",\n "details": { "steps": {} } }':
      'index.json:2:15: "steps" has to be a list. Write for example `"steps": [{ "title": "Make it", "text": "step1.md", "verify": "verify.sh" }]`.',
  }
  for (const [text, expected] of Object.entries(broken)) {
    await using folder = await makeCourseFolder({ 'index.json': text })
    await assert.rejects(importScenario(folder.path), (error) => {
      assert.ok(error instanceof CourseProblems)
      assert.deepEqual(error.problems.map(formatProblem), [expected])
      return true
    })
  }
  await using empty = await makeCourseFolder({})
  await assert.rejects(importScenario(empty.path), /index\.json:1:1: there is no file index\.json/)
})
