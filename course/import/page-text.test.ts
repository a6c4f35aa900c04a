import assert from 'node:assert/strict'
import test from 'node:test'
import { array, assert as assertProperty, asyncProperty, constantFrom } from 'fast-check'
import { importText } from '#course/import/testing/imported.ts'

const FENCE = '```'

test('run marks after code become run blocks, and copy marks are dropped', async () => {
  const { text, files } = await importText(
    [
      'Run `kubectl get nodes`{{exec}} and copy `date`{{copy}} or `pwd`{{}}.',
      '',
      '`crictl ps`{{execute HOST2}}',
      '',
      `${FENCE}plain`,
      'cat <<EOF',
      '  a: {b: <c>}',
      'EOF',
      `${FENCE}{{exec}}`,
      '',
      `${FENCE}yaml`,
      'a: 1',
      `${FENCE} {{copy}}`,
    ].join('\n'),
  )
  assert.deepEqual(
    text.runBlocks.blocks.map(({ node, text: lines }) => [node, lines]),
    [
      ['control-plane', 'kubectl get nodes'],
      ['worker', 'crictl ps'],
      ['control-plane', 'cat <<EOF\n  a: {b: <c>}\nEOF'],
    ],
  )
  const lesson = files['lesson.mdx'] ?? ''
  assert.match(lesson, /Run `kubectl get nodes` and copy `date` or `pwd`\./)
  assert.match(lesson, /```yaml\na: 1\n```/)
  assert.doesNotMatch(lesson, /\{\{/)
})

test('run blocks stay in the list or table of their command', async () => {
  const { text, files } = await importText(
    [
      '1. one',
      '',
      `   ${FENCE}`,
      '   uptime',
      `   ${FENCE}{{exec}}`,
      '',
      '2. two `id`{{exec}}',
      '',
      '> `df`{{exec}}',
    ].join('\n'),
  )
  assert.deepEqual(
    text.runBlocks.blocks.map((block) => block.text),
    ['uptime', 'id', 'df'],
  )
  assert.match(files['lesson.mdx'] ?? '', /\n2\. two `id`\n {3}```sh run\n {3}id\n/)
  assert.match(files['lesson.mdx'] ?? '', /\n> ```sh run\n> df\n/)
})

test('marks without a counterpart are reported with their line', async () => {
  const { told } = await importText('first\n\n`top`{{exec interrupt}}\n\n`id`{{execute T2}}\n\n`x`{{open}}\n')
  assert.deepEqual(
    told.filter((line) => line.includes('{{')).map((line) => line.replace(/\. [^.]*\.$/, '')),
    [
      'one.md:3:1: {{exec interrupt}}: here the page asks before it stops what runs',
      'one.md:5:1: {{execute T2}}: run blocks type into the terminal of their node, whichever tab that is',
      'one.md:7:1: {{open}} has no counterpart',
    ],
  )
})

test('text that MDX would read as code is escaped, and looks unchanged', async () => {
  const { files, text } = await importText(
    'A {brace}, 1 < 2, <pod-name>, <https://k8s.io/x>.\n\nexport const a = 1\n\n    indented <b> {c}\n\nimport x\n\n<!-- note {x} */ -->\n\nA<br>B\n',
  )
  const lesson = files['lesson.mdx'] ?? ''
  assert.match(lesson, /A \\\{brace\}, 1 \\< 2, \\<pod-name>, \[https:\/\/k8s\.io\/x\]\(https:\/\/k8s\.io\/x\)\./)
  assert.match(lesson, /```\nindented <b> \{c\}\n```/)
  assert.match(lesson, /A\\\nB\n/)
  assert.deepEqual(text.code, [])
})

test('folded text becomes a Reveal, and other HTML becomes plain text', async () => {
  const { files, told } = await importText(
    '<details>\n<summary>More on <i>that</i></summary>\n<br>\n\nIt is `so`.\n\n</details>\n\n<div align="center">\n  Hello **you**\n</div>\n\nA <b>bold</b> word and an <img src="x.png"> here.\n',
  )
  const lesson = files['lesson.mdx'] ?? ''
  assert.match(lesson, /<Reveal question="More on that">\n {2}It is `so`\.\n<\/Reveal>/)
  assert.match(lesson, /Hello \*\*you\*\*/)
  assert.match(lesson, /A bold word/)
  assert.deepEqual(
    told.filter((line) => line.includes('HTML')).map((line) => line.split('. ')[0]),
    ['one.md:1:1: HTML: <i>', 'one.md:13:1: HTML: <b>', 'one.md:13:1: HTML: <img src="x.png">'],
  )
})

test('addresses for a browser become addresses in the node, and are reported', async () => {
  const { files, told } = await importText(
    `See [the page]({{TRAFFIC_HOST1_80}}) or {{TRAFFIC_SELECTOR}}.\n\n${FENCE}\ncurl {{TRAFFIC_HOST1_30080}}/x\n${FENCE}{{exec}}\n`,
  )
  const lesson = files['lesson.mdx'] ?? ''
  assert.match(lesson, /See the page \(http\\?:\/\/localhost:80\)/)
  assert.match(lesson, /```sh run\ncurl http:\/\/localhost:30080\/x\n```/)
  assert.deepEqual(
    told.flatMap((line) => /^(.*): an address for the browser/.exec(line)?.[1] ?? []),
    ['one.md:1:1', 'one.md:1:1', 'one.md:3:1'],
  )
})

test('headings are nested below the title of the step, which is not repeated', async () => {
  const { text } = await importText('# One\n\ntext\n\n## Two\n\n### Three\n')
  assert.deepEqual(
    text.headings.map(({ title, depth }) => [title, depth]),
    [['Two', 3]],
  )
})

/** Syntax of Markdown, HTML and MDX. */
const PIECES = [
  '< > { } {{exec}} {{}} ` ``` ~~~ | --- \\ <!-- --> * _ == $ [x](y) [^1]:',
  '<br> <details> </details> <summary> </summary> <div> <script> </script> <Step> </Step> &lt; https://a.b <https://a.b> {/* */ word',
]
  .flatMap((line) => line.split(' '))
  .concat(['\n', '\n\n', '    ', '- ', '> ', '1. ', '# ', ' ', 'import a', 'export b', '<a b={c}>'])

test('the lesson parses for any text of a scenario', async () => {
  const texts = array(constantFrom(...PIECES), { maxLength: 24 })
  const property = asyncProperty(texts, async (parts) => {
    const { text } = await importText(parts.join(''))
    assert.deepEqual(text.code, [])
  })
  await assertProperty(property, { numRuns: 150 })
})
