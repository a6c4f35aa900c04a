/** The content model: what a course folder holds once it is loaded and valid. No React, no network. */
import type { NodeId } from '#protocol/node-id.ts'

export interface Course {
  modules: readonly Module[]
  glossary: readonly Term[]
}

export interface Term {
  name: string
  /** A sentence or two. */
  text: string
}

export interface Module {
  /** Folder name without its number: `01-the-node` -> `the-node`. Stable when modules are put in another order. */
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
  /** How long it takes, in minutes. */
  minutes: number
  /** "After this lesson you can ...": each completes that sentence. */
  objectives: readonly string[]
  examPoints: readonly string[]
  /** How many nodes its sandbox has. */
  nodes: 1 | 2
  /** `fresh`: a new cluster; `continue`: the learner's present cluster will do; `none`: nothing to start. */
  lab: 'fresh' | 'continue' | 'none'
  /** How many of the steps with a topic each lab has, drawn at random; absent: all steps. */
  draw?: number | undefined
  /** Present: its steps are tasks against the clock, and nothing is told of them before it is handed in. */
  exam?: ExamRules | undefined
  steps: readonly Step[]
  runBlocks: readonly RunBlock[]
  /** Second-level headings, for search and the table of contents. */
  headings: readonly Heading[]
  /** Right answers included: the page gets `viewQuestion()` of each, never this. */
  questions: readonly Question[]
}

export interface ExamRules {
  /** Time to work on the tasks; what the server prepares meanwhile does not count. */
  minutes: number
  /** From this share of the weights on it is passed. */
  passPercent: number
}

export interface Heading {
  /** The anchor that rehype-slug gives it. */
  id: string
  title: string
  depth: number
}

export interface Step {
  id: string
  title: string
  /** Share of the lesson's result; all weights of a lesson together are the whole. */
  weight: number
  /** Marks a step that is drawn rather than always there, in lessons that draw. */
  topic?: string
  /** In an exam: `<module>/<lesson>/<step>`, whose checks, fault and solution these are. */
  from?: string
  /** In an exam: `<module>/<lesson>` to go back to when it was not solved. */
  teaches?: string
  /** Nothing to check: the learner looks and marks it as read. Exactly the steps without checks have this. */
  isObservation: boolean
  checks: readonly Check[]
  /** Runs before the step begins and breaks what the step is about. */
  fault?: Script
  /** One to three, each saying more than the one before. Markdown. */
  hints: readonly string[]
  /** Brings any state of the step to the one its checks ask for. Every step with checks has one. */
  solution?: Script
  /** Answers that are wrong in a known way, for `course test`. */
  wrongAnswers: readonly WrongAnswer[]
}

export interface Check {
  id: string
  /** One line for the learner: what has to be true. */
  title: string
  script: Script
}

export interface WrongAnswer {
  /** `wrong/<step>--<name>.sh` */
  name: string
  /** From its header `# says: ...`: what a check of the step has to answer. */
  says: string
  script: Script
}

/** A shell script of the course; runs as root in a node, streamed through stdin, never stored there. */
export interface Script {
  /** Path below the course root. */
  path: string
  /** From the header line `# node: worker`. */
  node: NodeId
  source: string
}

/** One question of `quiz.yaml`, with what is right. */
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
  /** Any of them will do; capitals and outer spaces do not count. */
  answers: readonly string[]
  why: string
}

/** A ` ```sh run ` block: the page shows it with a Run button; only the server types it. */
export interface RunBlock {
  /** `<step or 'lesson'>-<n>`, the same in the page and on the server because both come from `course/run-blocks.ts`. */
  id: string
  node: NodeId
  /** Lines to type, without a trailing line feed. */
  text: string
}
