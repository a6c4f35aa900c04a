import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { lessonFiles } from './lesson-template.ts'

test('the check and the wrong answer in the guide equal those of a new lesson', async () => {
  const guide = await readFile(new URL('../../docs/writing-lessons.md', import.meta.url), 'utf8')
  const files = lessonFiles('Any')
  for (const name of ['checks/pod-runs.sh', 'wrong/make-a-pod--no-image.sh']) {
    assert.ok(guide.includes(`\`\`\`sh\n${files[name]}\`\`\``), name)
  }
})
