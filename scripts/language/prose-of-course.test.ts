import assert from 'node:assert/strict'
import test from 'node:test'
import { proseOfCourse } from './prose-of-course.ts'

test('reads the frontmatter and the text of a lesson, with the real lines, without code and output', () => {
  const source = [
    '---',
    'title: A lesson',
    'objectives:',
    '  - say one thing',
    'lab: fresh',
    '---',
    '',
    'A <Term name="Pod">Pod</Term> runs.',
    '',
    '```sh run',
    'echo nobody',
    '```',
    '',
    '<Reveal question="What will `a > b` print?">',
    '',
    'An answer.',
    '',
    '</Reveal>',
  ].join('\n')
  assert.deepEqual(proseOfCourse('content/a/lesson.mdx', source), [
    { line: 2, text: 'A lesson' },
    { line: 4, text: 'say one thing' },
    { line: 8, text: 'A Pod runs.' },
    { line: 14, text: 'What will `code` print?' },
    { line: 16, text: 'An answer.' },
  ])
})

test('reads the texts of a YAML file, but not its names and the words that a learner types', () => {
  const source = [
    '- id: nobody',
    '  question: Which word?',
    '  answers: [anew]',
    '  choices:',
    '    - text: This one',
    "      why: 'It is `anew`: see above.'",
  ].join('\n')
  assert.deepEqual(proseOfCourse('content/a/quiz.yaml', source), [
    { line: 2, text: 'Which word?' },
    { line: 5, text: 'This one' },
    { line: 6, text: 'It is `code`: see above.' },
  ])
})

test('reads the comments and the messages of a script, without the labels of messages', () => {
  const source = [
    '# node: worker',
    'set -eu',
    '# A comment.',
    "echo 'why: kubelet does not run'",
    'echo "actual: $count Pods" >&2',
    'kubectl get pods',
  ].join('\n')
  assert.deepEqual(proseOfCourse('content/a/checks/b.sh', source), [
    { line: 1, text: 'node: worker' },
    { line: 3, text: 'A comment.' },
    { line: 4, text: 'kubelet does not run' },
    { line: 5, text: '$count Pods' },
  ])
})
