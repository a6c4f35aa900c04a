import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showSolution } from './shown-solution.ts'

const VARIABLES = { KINDLAB_WORKER: 'demo-worker', KINDLAB_WEB_IMAGE: 'localhost/web:1' }

test('a shown solution has no header, and the names of this cluster in place of variables', () => {
  const source = '# node: worker\nset -eu\nkubectl get node "$KINDLAB_WORKER" -o "${KINDLAB_WORKER}x" # keep\n'
  assert.equal(showSolution(source, VARIABLES), 'set -eu\nkubectl get node "demo-worker" -o "demo-workerx" # keep')
})

test('a variable inside a parameter expansion is set first, once', () => {
  const source = '# node: worker\necho "${KINDLAB_WEB_IMAGE%:*}" "${KINDLAB_WEB_IMAGE#*/}" $KINDLAB_WEB_IMAGE\n'
  assert.equal(
    showSolution(source, VARIABLES),
    `KINDLAB_WEB_IMAGE='localhost/web:1'\necho "\${KINDLAB_WEB_IMAGE%:*}" "\${KINDLAB_WEB_IMAGE#*/}" localhost/web:1`,
  )
})

test('unknown variables and variables of the script stay as written', () => {
  const text = 'node=$KINDLAB_OTHER; echo "$node ${KINDLAB_OTHER%x}"'
  assert.equal(showSolution(text, VARIABLES), text)
})
