import assert from 'node:assert/strict'
import test from 'node:test'
import { phaseOfLine, reasonOfFailure } from './kind-progress.ts'

const OUTPUT = `Creating cluster "kl-0123456789abcdef" ...
 • Ensuring node image (kindlab/node:1.37.2) 🖼️  ...
WARNING: Overriding docker network due to KIND_EXPERIMENTAL_DOCKER_NETWORK
 ✓ Ensuring node image (kindlab/node:1.37.2) 🖼️
 • Preparing nodes 📦 📦   ...
 ✓ Preparing nodes 📦 📦 
 • Writing configuration 📜  ...
 ✓ Writing configuration 📜
 • Starting control-plane 🕹️  ...
 ✓ Starting control-plane 🕹️
 • Installing CNI 🔌  ...
 ✓ Installing CNI 🔌
 • Joining worker nodes 🚜  ...
 ✓ Joining worker nodes 🚜`

test('each step of kind yields its phase once, at its start', () => {
  const phases = OUTPUT.split('\n').flatMap((line) => phaseOfLine(line) ?? [])
  assert.deepEqual(phases, ['nodes', 'booting', 'api', 'joining'])
})

test('the reason of a failure is its error lines, without the stack trace', () => {
  const lines = [
    ' • Starting control-plane 🕹️  ...',
    'ERROR: failed to create cluster: failed to init node with kubeadm: exit status 1',
    'error: error execution phase wait-control-plane: kube-apiserver did not become healthy',
    'runtime.main',
    '\truntime/proc.go:290',
  ]
  assert.equal(reasonOfFailure(lines), `${lines[1]} | ${lines[2]}`)
})

test('without an error line the reason is the last line', () => {
  assert.equal(reasonOfFailure(['one', 'two']), 'two')
  assert.equal(reasonOfFailure([]), '')
})
