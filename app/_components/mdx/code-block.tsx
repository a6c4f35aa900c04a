import { Children, Fragment, type ComponentProps, isValidElement, type ReactNode } from 'react'
import { CodeFrame } from './code-frame.tsx'
import { CopyButton } from './copy-button.tsx'
import { textOf } from './text-of.ts'

/** Code to read, or to copy into a file. Commands are a RunBlock. */
export function CodeBlock({ children }: ComponentProps<'pre'>) {
  return (
    <CodeFrame label={null} actions={<CopyButton text={textOf(children).trimEnd()} />}>
      <CodeText>{children}</CodeText>
    </CodeFrame>
  )
}

/**
 * The code block inside RunBlock and Output, without its own frame. The highlighter wraps it in a fragment.
 * Output does not wrap and scrolls; commands wrap.
 */
export function withoutFrame(children: ReactNode, className = 'w-fit min-w-full'): ReactNode {
  return Children.toArray(children).map((child) => {
    if (!isValidElement<ComponentProps<'pre'>>(child)) return child
    if (child.type === Fragment) return withoutFrame(child.props.children, className)
    return child.type === CodeBlock ? <CodeText key={child.key} {...child.props} className={className} /> : child
  })
}

function CodeText({ children, className }: ComponentProps<'pre'>) {
  return <pre className={`code ${className ?? 'w-fit min-w-full'}`}>{children}</pre>
}
