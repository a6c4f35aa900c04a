import type { ReactNode } from 'react'
import type { ComponentRule } from '#course/lesson-components.ts'
import { CodeBlock } from '../mdx/code-block.tsx'

export interface ComponentEntryProps {
  name: string
  rule: ComponentRule
  /** The rendered sample; undefined if the component has none. */
  children: ReactNode
}

/** One component: its source, its attributes, and a rendered sample. */
export function ComponentEntry({ name, rule, children }: ComponentEntryProps) {
  if (children === undefined)
    throw new Error(`<${name}> has no sample in app/_components/gallery/component-samples.tsx`)
  const attributes = [...rule.required, ...rule.optional.map((attribute) => `${attribute} (may be left out)`)]
  return (
    <section aria-labelledby={`component-${name}`} className="break-inside-avoid">
      <h2 id={`component-${name}`}>{`<${name}>`}</h2>
      <CodeBlock>
        <code>{rule.example}</code>
      </CodeBlock>
      <p>Attributes: {attributes.join(', ')}.</p>
      {Object.entries(rule.values ?? {}).map(([attribute, values]) => (
        <p key={attribute}>
          <code>{attribute}</code> is one of {values.join(', ')}.
        </p>
      ))}
      {children}
    </section>
  )
}
