import assert from 'node:assert/strict'
import test from 'node:test'
import { lintTerms, spellTerms } from '#course/lint/term-rules.ts'
import { ProblemList } from '#course/problem.ts'

function misspelt(text: string): string[] {
  const problems = new ProblemList()
  lintTerms([{ file: 'a.mdx', text, placeAt: (index) => ({ line: 1, column: index + 1 }) }], problems)
  return problems.sorted().map(({ message }) => message.split('"')[1] ?? '')
}

test('a common noun has a capital where a sentence begins, and nowhere else', () => {
  assert.deepEqual(misspelt('Kubelet runs. Kubelet stops: Kubelet is gone? "Kubelet!" (Kubelet.)'), [])
  assert.deepEqual(misspelt('Here a Kubelet runs, and Kubelets stop.'), ['Kubelet', 'Kubelets'])
})

test('what is part of a longer name, a path or an address is not a term', () => {
  assert.deepEqual(
    misspelt('web-pod, pod/web, /etc/kubernetes, kubernetes.io, my_pod, docker-ce, cni:none, hairpod'),
    [],
  )
})

test('plurals are spelt like their singulars', () => {
  assert.deepEqual(misspelt('Pods, ConfigMaps and API servers'), [])
  assert.deepEqual(misspelt('pods, configmaps and api-servers'), ['pods', 'configmaps', 'api-servers'])
})

test('a blank or a hyphen is a mistake only in names that are made of two words', () => {
  assert.deepEqual(misspelt('The node is not ready. A daemon-set. Endpoint slices. Core DNS.'), [
    'daemon-set',
    'Endpoint slices',
    'Core DNS',
  ])
})

test('a text is corrected in every place, and nowhere else', () => {
  assert.equal(
    spellTerms('Etcd and api server: two config maps, no pods-list'),
    'etcd and API server: two ConfigMaps, no pods-list',
  )
})
