import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { COMPONENTS } from '#course/lesson-components.ts'
import { GLOSSARY_FILE } from '#course/glossary-file.ts'
import { LESSON_FRONTMATTER } from '#course/lesson-frontmatter.ts'
import { MODULE_FILE } from '#course/module-file.ts'
import { QUIZ_FILE } from '#course/quiz-file.ts'
import { STEPS_FILE } from '#course/steps-file.ts'

const document = await readFile(new URL('../docs/writing-lessons.md', import.meta.url), 'utf8')

test('the guide documents exactly the existing components', () => {
  const shown = new Set([...document.matchAll(/^\| `<([A-Z]\w*)/gm)].map((match) => match[1]))
  assert.deepEqual(shown, new Set(Object.keys(COMPONENTS)))
})

test('the guide documents every field of every file', () => {
  const shapes = [LESSON_FRONTMATTER, MODULE_FILE, STEPS_FILE, QUIZ_FILE, GLOSSARY_FILE]
  const fields = new Set(shapes.flatMap(({ examples }) => Object.keys(examples)))
  const missing = [...fields].filter((field) => !new RegExp(`\\b${field}\\b`).test(document))
  assert.deepEqual(missing, [])
})
