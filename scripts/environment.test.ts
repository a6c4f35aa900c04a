import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProvider } from './environment.ts'

test('an unset or empty KINDLAB_PROVIDER selects kind, and an unknown value is refused', () => {
  assert.deepEqual(
    [undefined, '', 'kind', 'local'].map((value) => readProvider(value)),
    ['kind', 'kind', 'kind', 'local'],
  )
  assert.throws(() => readProvider('podman'), /^SetupError: KINDLAB_PROVIDER is neither kind nor local: podman/)
})
