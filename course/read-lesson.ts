/** Reads the files of a lesson folder and combines them. */
import type { Root } from 'mdast'
import type { CourseFiles } from '#course/course-files.ts'
import { suggest } from '#course/did-you-mean.ts'
import { checkReferences } from './check-references.ts'
import { LESSON_FRONTMATTER, type LessonFrontmatter } from '#course/lesson-frontmatter.ts'
import { readLessonScripts, SCRIPT_FOLDERS, type LessonScripts } from '#course/lesson-scripts.ts'
import { joinSteps } from '#course/lesson-steps.ts'
import { describeText, placeOf, type LessonText } from '#course/lesson-text.ts'
import type { Lesson } from '#course/model.ts'
import { parseLesson } from '#course/parse-lesson.ts'
import { FILE_START, type ProblemList } from '#course/problem.ts'
import { proseOfText, proseOfYaml, type Prose } from '#course/prose.ts'
import { QUIZ_FILE, toQuestion } from '#course/quiz-file.ts'
import { STEPS_FILE, type StepsFile } from '#course/steps-file.ts'
import { readYaml, type YamlShape, type YamlValue } from '#course/yaml-file.ts'

export interface LessonFolder {
  id: string
  moduleId: string
  path: string
}

/** A lesson with the sources that lint checks. */
export interface LessonSource extends LessonFolder {
  /** Path of its text. */
  file: string
  tree: Root
  text: LessonText
  scripts: LessonScripts
  /** Prose of its text and of its readable YAML files. */
  prose: readonly Prose[]
  /** Its `steps.yaml`; undefined if it has problems. */
  steps: YamlValue<StepsFile> | undefined
  /** Undefined when it has problems. */
  lesson: Lesson | undefined
}

const LESSON_FILES: readonly string[] = ['lesson.mdx', 'steps.yaml', 'quiz.yaml', ...SCRIPT_FOLDERS]

/** Undefined if there is no readable text. Problems are added to the list. */
export async function readLesson(files: CourseFiles, folder: LessonFolder): Promise<LessonSource | undefined> {
  const { path } = folder
  const file = `${path}/lesson.mdx`
  await refuseUnknownFiles(files, path)
  const source = await files.requireText(file, 'Write the lesson there, beginning with its frontmatter')
  if (source === undefined) return undefined
  const tree = parseLesson(file, source, files.problems)
  if (tree === undefined) return undefined
  const text = describeText(tree)
  for (const { code, message, fix } of text.runBlocks.problems) {
    files.problems.add(file, placeOf(code), { rule: 'run-block', message, fix })
  }
  const frontmatter = readFrontmatter(tree, file, files.problems)
  const scripts = await readLessonScripts(files, path)
  const steps = await readList(files, `${path}/steps.yaml`, STEPS_FILE)
  const questions = await readList(files, `${path}/quiz.yaml`, QUIZ_FILE)
  checkReferences({ path, text, steps, questions }, files.problems)
  const needsHints = frontmatter !== undefined && frontmatter.value.exam === undefined
  const joined = steps && joinSteps(steps, { files, path, scripts, needsHints })
  const prose = [
    ...proseOfText(file, source, tree),
    ...(frontmatter === undefined ? [] : proseOfYaml(file, frontmatter)),
    ...(steps === undefined ? [] : proseOfYaml(`${path}/steps.yaml`, steps)),
    ...(questions === undefined ? [] : proseOfYaml(`${path}/quiz.yaml`, questions)),
  ]
  const reading = { ...folder, file, tree, text, scripts, steps, prose }
  if (frontmatter === undefined || joined === undefined || questions === undefined) {
    return { ...reading, lesson: undefined }
  }
  const lesson = {
    ...frontmatter.value,
    id: folder.id,
    moduleId: folder.moduleId,
    folder: path,
    steps: joined,
    runBlocks: text.runBlocks.blocks.map(({ id, node, text: lines }) => ({ id, node, text: lines })),
    headings: text.headings,
    questions: questions.value.map(toQuestion),
  }
  return { ...reading, lesson }
}

function readFrontmatter(tree: Root, file: string, problems: ProblemList): YamlValue<LessonFrontmatter> | undefined {
  const [first] = tree.children
  if (first?.type === 'yaml') {
    return readYaml({ file, text: first.value, linesBefore: 1 }, LESSON_FRONTMATTER, problems)
  }
  const fix = 'Begin the file with `---`, a line for each of title, summary, minutes, objectives, nodes, lab, and `---`'
  problems.add(file, FILE_START, { rule: 'schema', message: 'a lesson without frontmatter', fix })
  return undefined
}

/** Steps and quiz are optional: a missing file is an empty list. */
async function readList<T>(
  files: CourseFiles,
  path: string,
  shape: YamlShape<T[]>,
): Promise<YamlValue<T[]> | undefined> {
  return files.readYaml(path, (await files.readText(path)) ?? '[]', shape)
}

async function refuseUnknownFiles(files: CourseFiles, path: string): Promise<void> {
  for (const { name } of await files.listFolder(path)) {
    if (LESSON_FILES.includes(name)) continue
    const problem = {
      rule: 'unknown-file',
      message: 'this file is not part of a lesson',
      fix: suggest(name, LESSON_FILES),
    }
    files.problems.add(`${path}/${name}`, FILE_START, problem)
  }
}
