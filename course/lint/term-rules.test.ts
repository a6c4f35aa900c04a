import assert from 'node:assert/strict'
import test from 'node:test'
import { lintTerms, spellTerms } from '#course/lint/term-rules.ts'
import { ProblemList } from '#course/problem.ts'

function misspelt(text: string): string[] {
  const problems = new ProblemList()
  lintTerms([{ file: 'a.mdx', text, placeAt: (index) => ({ line: 1, column: index + 1 }) }], problems)
  return problems.sorted().map(({ message }) => message.split('"')[1] ?? '')
}

test('a common noun has a capital letter only at the start of a sentence', () => {
  assert.deepEqual(misspelt('Kubelet runs. Kubelet stops: Kubelet is gone? "Kubelet!" (Kubelet.)'), [])
  assert.deepEqual(misspelt('Here a Kubelet runs, and Kubelets stop.'), ['Kubelet', 'Kubelets'])
})

test('parts of longer names, paths and addresses are not terms', () => {
  assert.deepEqual(
    misspelt('web-pod, pod/web, /etc/kubernetes, kubernetes.io, my_pod, docker-ce, cni:none, hairpod'),
    [],
  )
})

test('plurals are spelt like their singulars', () => {
  assert.deepEqual(misspelt('Pods, ConfigMaps and API servers'), [])
  assert.deepEqual(misspelt('pods, configmaps and api-servers'), ['pods', 'configmaps', 'api-servers'])
})

test('a blank or a hyphen is a mistake only in compound names', () => {
  assert.deepEqual(misspelt('The node is not ready. A daemon-set. Endpoint slices. Core DNS.'), [
    'daemon-set',
    'Endpoint slices',
    'Core DNS',
  ])
})

test('corrects every misspelt term, and nothing else', () => {
  assert.equal(
    spellTerms('Etcd and api server: two config maps, no pods-list'),
    'etcd and API server: two ConfigMaps, no pods-list',
  )
})
