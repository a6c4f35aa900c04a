import type { MDXComponents } from 'mdx/types'
import { Diagram } from './app/_components/diagrams/diagram.tsx'
import { Break } from './app/_components/mdx/break.tsx'
import { Callout } from './app/_components/mdx/callout.tsx'
import { Checks } from './app/_components/mdx/checks.tsx'
import { CodeBlock } from './app/_components/mdx/code-block.tsx'
import { Command } from './app/_components/mdx/command.tsx'
import { Fact } from './app/_components/mdx/fact.tsx'
import { Output } from './app/_components/mdx/output.tsx'
import { Reveal } from './app/_components/mdx/reveal.tsx'
import { Step } from './app/_components/mdx/step.tsx'
import { HeadCell, Table } from './app/_components/mdx/table.tsx'
import { Term } from './app/_components/mdx/term.tsx'
import { Quiz } from './app/_components/quiz/quiz.tsx'

/** The components of every lesson. Those that need data of their lesson read it from the LessonProvider around the text. */
const components: MDXComponents = {
  Break,
  Callout,
  Checks,
  Diagram,
  Fact,
  Output,
  Quiz,
  Reveal,
  RunBlock: Command,
  Step,
  Term,
  pre: CodeBlock,
  table: Table,
  th: HeadCell,
}

export function useMDXComponents(): MDXComponents {
  return components
}
