/** Classes, the instructor's board, help and results. */
import * as z from 'zod/mini'
import { ClassSettings } from './class-settings.ts'
import { ExamView } from './exam.ts'
import { ClassSummary, MemberRole } from './people.ts'
import { CheckOutcome, CheckResultView, LabView, TicketView } from './views.ts'
import { StepProgressView } from './progress.ts'

const ClassName = z.string().check(z.minLength(1), z.maxLength(80))

export const ClassesView = z.object({ classes: z.array(ClassSummary) })
export type ClassesView = z.infer<typeof ClassesView>

export const CreateClassBody = z.object({ name: ClassName })
export type CreateClassBody = z.infer<typeof CreateClassBody>

/** An absent date or number of seats means no limit. Outside of the dates, people cannot join, watch or raise a hand. */
export const ChangeClassBody = z.object({
  name: ClassName,
  startsAt: z.optional(z.int()),
  endsAt: z.optional(z.int()),
  seats: z.optional(z.int().check(z.gte(1), z.lte(1000))),
  settings: ClassSettings,
})
export type ChangeClassBody = z.infer<typeof ChangeClassBody>

export const MemberView = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  role: MemberRole,
  joinedAt: z.number(),
})
export type MemberView = z.infer<typeof MemberView>

export const LinkView = z.object({ id: z.string(), usesLeft: z.number(), endsAt: z.number() })
export type LinkView = z.infer<typeof LinkView>

/** A token with which a program reads the results of the class. It cannot be read again. */
export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  endsAt: z.number(),
  usedAt: z.optional(z.number()),
})
export type TokenView = z.infer<typeof TokenView>

export const ClassView = z.object({
  id: z.string(),
  ...ChangeClassBody.shape,
  members: z.array(MemberView),
  /** The links with which learners join. Their codes cannot be read again. */
  links: z.array(LinkView),
  tokens: z.array(TokenView),
})
export type ClassView = z.infer<typeof ClassView>

export const CreateLinkBody = z.object({
  uses: z.int().check(z.gte(1), z.lte(1000)),
  days: z.int().check(z.gte(1), z.lte(90)),
})
export type CreateLinkBody = z.infer<typeof CreateLinkBody>

/** `path` is shown once. */
export const NewLinkView = z.object({ path: z.string() })
export type NewLinkView = z.infer<typeof NewLinkView>

export const CreateTokenBody = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  days: z.int().check(z.gte(1), z.lte(90)),
})
export type CreateTokenBody = z.infer<typeof CreateTokenBody>

/** `token` is shown once. */
export const NewTokenView = z.object({ token: z.string() })
export type NewTokenView = z.infer<typeof NewTokenView>

/** `isPreview`: report what the import would do, and change nothing. */
export const ImportBody = z.object({ csv: z.string().check(z.maxLength(15_000)), isPreview: z.boolean() })
export type ImportBody = z.infer<typeof ImportBody>

export const ImportRow = z.object({
  line: z.number(),
  name: z.string(),
  /** Why the row is not imported. */
  problem: z.optional(z.string()),
  /** The personal link of a new learner, after the import. */
  path: z.optional(z.string()),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportView = z.object({ rows: z.array(ImportRow) })
export type ImportView = z.infer<typeof ImportView>

/** `work`: started. `stuck`: started, and much slower than the class. */
export const CellState = z.enum(['done', 'solution', 'work', 'stuck', 'none'])
export type CellState = z.infer<typeof CellState>

export const HelpView = z.object({
  id: z.string(),
  note: z.string(),
  askedAt: z.number(),
  module: z.optional(z.string()),
  lesson: z.optional(z.string()),
  step: z.optional(z.string()),
})
export type HelpView = z.infer<typeof HelpView>

/** The exam that a learner sits. It has no results: those follow at the end, also for instructors. */
export const BoardExam = z.object({
  state: ExamView.shape.state,
  /** The task that is open or in preparation. */
  task: z.optional(z.string()),
  /** When the learner opened the first task. */
  startedAt: z.optional(z.number()),
  /** While the time passes. */
  endsAt: z.optional(z.number()),
  /** While it does not pass. */
  leftMs: z.optional(z.number()),
  /** The drawn tasks, once the lab is ready. `isGraded`: the learner has left the task, and the server has stored its checks. */
  tasks: z.array(z.object({ id: z.string(), title: z.string(), isGraded: z.boolean() })),
})
export type BoardExam = z.infer<typeof BoardExam>

export const BoardLearner = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  /** A page of the class is open. */
  isHere: z.boolean(),
  lab: z.optional(
    z.object({ state: z.string(), module: z.string(), lesson: z.string(), endsAt: z.optional(z.number()) }),
  ),
  /** The learner sits an exam, from the start of its lab until the learner hands it in. */
  exam: z.optional(BoardExam),
  /** `<module>/<lesson>` -> state of each started step. */
  cells: z.record(z.string(), z.record(z.string(), CellState)),
  /** Why the learner counts as stuck, in one sentence. */
  stuck: z.optional(z.string()),
  help: z.optional(HelpView),
  /** Names of the instructors who watch a terminal of this learner. */
  watchers: z.array(z.string()),
})
export type BoardLearner = z.infer<typeof BoardLearner>

export const BoardLesson = z.object({
  module: z.string(),
  lesson: z.string(),
  title: z.string(),
  steps: z.array(z.object({ id: z.string(), title: z.string() })),
})
export type BoardLesson = z.infer<typeof BoardLesson>

/** The same wrong answer of several learners. */
export const CommonAnswer = z.object({
  module: z.string(),
  lesson: z.string(),
  step: z.string(),
  actual: z.string(),
  count: z.number(),
})
export type CommonAnswer = z.infer<typeof CommonAnswer>

export const BannerView = z.object({
  text: z.string(),
  /** Name of the sender. */
  from: z.string(),
  sentAt: z.number(),
  /** Page of this site to open. */
  path: z.optional(z.string()),
})
export type BannerView = z.infer<typeof BannerView>

export const BoardView = z.object({
  name: z.string(),
  lessons: z.array(BoardLesson),
  learners: z.array(BoardLearner),
  commonAnswers: z.array(CommonAnswer),
  banner: z.optional(BannerView),
})
export type BoardView = z.infer<typeof BoardView>

/** One learner in detail. */
export const ClassLearnerView = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  steps: z.record(z.string(), z.array(StepProgressView)),
  results: z.record(z.string(), z.array(CheckResultView)),
})
export type ClassLearnerView = z.infer<typeof ClassLearnerView>

export const ResultRow = z.object({
  learner: z.string(),
  name: z.string(),
  module: z.string(),
  lesson: z.string(),
  step: z.string(),
  startedAt: z.optional(z.number()),
  doneAt: z.optional(z.number()),
  doneBy: z.optional(z.string()),
  hints: z.number(),
  outcome: z.optional(CheckOutcome),
})
export type ResultRow = z.infer<typeof ResultRow>

export const ResultsView = z.object({ rows: z.array(ResultRow) })
export type ResultsView = z.infer<typeof ResultsView>

/** A ticket to watch, and the lab of the learner. */
export const WatchView = z.object({ ...TicketView.shape, lab: LabView })
export type WatchView = z.infer<typeof WatchView>

const Place = { module: z.optional(z.string()), lesson: z.optional(z.string()), step: z.optional(z.string()) }

export const AskHelpBody = z.object({ note: z.string().check(z.maxLength(500)), ...Place })
export type AskHelpBody = z.infer<typeof AskHelpBody>

/** An empty answer only takes the request out of the queue. */
export const AnswerHelpBody = z.object({ answer: z.string().check(z.maxLength(500)) })
export type AnswerHelpBody = z.infer<typeof AnswerHelpBody>

/** An empty text removes the banner. `path` is a page of this site. */
export const BroadcastBody = z.object({
  text: z.string().check(z.maxLength(300)),
  path: z.optional(z.string().check(z.maxLength(200), z.regex(/^\/(?![/\\])[\w\-/#.]*$/))),
})
export type BroadcastBody = z.infer<typeof BroadcastBody>

/** From the server on a socket with the protocol `classroom.v1`. `board` only to instructors, `mine` only to learners. */
export const ClassroomMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('board'), board: BoardView }),
  z.object({
    type: z.literal('mine'),
    banner: z.optional(BannerView),
    help: z.optional(HelpView),
    /** The answer to the learner's last request. */
    answer: z.optional(z.object({ text: z.string(), at: z.number() })),
    hasHelp: z.boolean(),
    /** The learner sits an exam: no raised hand, no banner and no answer until its end. */
    isExam: z.boolean(),
  }),
])
export type ClassroomMessage = z.infer<typeof ClassroomMessage>
