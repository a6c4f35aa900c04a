import type { RunBlock } from '#course/model.ts'
import { CodeBlock } from '../mdx/code-block.tsx'
import { Command } from '../mdx/command.tsx'
import { Output } from '../mdx/output.tsx'

/** The two kinds of code block, and plain code. */
export function CodeSamples({ block }: { block: RunBlock }) {
  return (
    <section aria-labelledby="code-blocks">
      <h2 id="code-blocks">Code blocks</h2>
      <p>
        <code>```sh run</code> or <code>```sh run node=worker</code>: a command with a Run button.
      </p>
      <Command id={block.id} node={block.node} text={block.text}>
        <CodeBlock>
          <code>{block.text}</code>
        </CodeBlock>
      </Command>
      <p>
        <code>```output</code>: what the learner will see.
      </p>
      <Output>
        <CodeBlock>
          <code>active</code>
        </CodeBlock>
      </Output>
      <p>Any other language: code to read, or to copy into a file.</p>
      <CodeBlock>
        <code>maxPods: 40</code>
      </CodeBlock>
    </section>
  )
}
