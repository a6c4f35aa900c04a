/** The content model: types of a loaded and valid course. */
import type { NodeId } from '#protocol/node-id.ts'

export interface Course {
  modules: readonly Module[]
  glossary: readonly Term[]
}

export interface Term {
  name: string
  /** One or two sentences. */
  text: string
}

export interface Module {
  /** Folder name without its number: `01-the-node` -> `the-node`. Does not change if the order of modules changes. */
  id: string
  /** Folder name below `content/`. */
  folder: string
  title: string
  summary: string
  lessons: readonly Lesson[]
}

export interface Lesson {
  /** Folder name without its number; unique within the module. */
  id: string
  moduleId: string
  /** Path below `content/`, `<module folder>/<lesson folder>`. */
  folder: string
  title: string
  summary: string
  /** Duration of the lesson in minutes. */
  minutes: number
  /** Each completes the sentence "After this lesson you can ...". */
  objectives: readonly string[]
  examPoints: readonly string[]
  /** Number of nodes of its sandbox. */
  nodes: 1 | 2
  /** `fresh`: a new cluster; `continue`: the present cluster of the learner is enough; `none`: no lab. */
  lab: 'fresh' | 'continue' | 'none'
  /** Number of steps with a topic in each lab, drawn at random; absent: all steps. */
  draw?: number | undefined
  /** Present for exams: the steps are tasks with a time limit, and their results are shown only after hand-in. */
  exam?: ExamRules | undefined
  steps: readonly Step[]
  runBlocks: readonly RunBlock[]
  /** Second-level headings, for search and the table of contents. */
  headings: readonly Heading[]
  /** Includes the right answers. The page gets only `viewQuestion()` of each. */
  questions: readonly Question[]
}

export interface ExamRules {
  /** Working time in minutes, without the time in which the server prepares tasks. */
  minutes: number
  /** Minimum share of the weights to pass. */
  passPercent: number
}

export interface Heading {
  /** Anchor from rehype-slug. */
  id: string
  title: string
  depth: number
}

export interface Step {
  id: string
  title: string
  /** Share of the result of the lesson, relative to the sum of all weights. */
  weight: number
  /** Topic of a step that is drawn at random. Steps without one are in every lab. */
  topic?: string
  /** In an exam: `<module>/<lesson>/<step>`, the source of checks, fault and solution. */
  from?: string
  /** In an exam: `<module>/<lesson>` to repeat if the task was not solved. */
  teaches?: string
  /** True for steps without checks: the learner marks them as read. */
  isObservation: boolean
  checks: readonly Check[]
  /** Runs before the step and breaks the sandbox. */
  fault?: Script
  /** One to three Markdown texts, each more detailed than the previous one. */
  hints: readonly string[]
  /** Brings any state of the step to a state that meets the checks. Every step with checks has one. */
  solution?: Script
  /** Known wrong answers, for `course test`. */
  wrongAnswers: readonly WrongAnswer[]
}

export interface Check {
  id: string
  /** One line for the learner: the required state. */
  title: string
  script: Script
}

export interface WrongAnswer {
  /** `wrong/<step>--<name>.sh` */
  name: string
  /** From its header `# says: ...`: text that a check has to print. */
  says: string
  script: Script
}

/** A shell script of the course. It runs as root in a node, from stdin, and is never stored there. */
export interface Script {
  /** Path below the course root. */
  path: string
  /** From the header line `# node: worker`. */
  node: NodeId
  source: string
}

/** A question of `quiz.yaml` with its right answer. */
export type Question = ChoiceQuestion | OrderQuestion | TextQuestion

export interface ChoiceQuestion {
  id: string
  kind: 'single' | 'several'
  question: string
  choices: readonly { text: string; isRight: boolean; why: string }[]
}

export interface OrderQuestion {
  id: string
  kind: 'order'
  question: string
  /** In the right order. */
  items: readonly string[]
  why: string
}

export interface TextQuestion {
  id: string
  kind: 'text'
  question: string
  /** Accepted answers; case and outer spaces do not count. */
  answers: readonly string[]
  why: string
}

/** A ` ```sh run ` block. The page shows it with a Run button, and the server types it. */
export interface RunBlock {
  /** `<step or 'lesson'>-<n>`, equal on page and server, since both use `course/run-blocks.ts`. */
  id: string
  node: NodeId
  /** Lines to type, without a trailing line feed. */
  text: string
}
