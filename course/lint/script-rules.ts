import { SCRIPT_FOLDERS } from '#course/lesson-scripts.ts'
import { findSyntaxError } from '#course/lint/shell-syntax.ts'
import { FILE_START, type ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

interface LineRule {
  rule: string
  pattern: RegExp
  message: string
  fix: string
}

const EVERYWHERE: readonly LineRule[] = [
  {
    rule: 'grep-w',
    pattern: /\bgrep\s+(-\w+\s+)*-\w*w/,
    message: '`grep -w` also matches "web" in "web-1"',
    fix: 'Read the field with -o jsonpath and compare it with =',
  },
  {
    rule: 'human-table',
    pattern: /\b(kubectl|crictl)\b(?![^|]*\s(-o|--output|-q|--quiet|--raw)\b)[^|]*\|\s*(grep|awk|sed|cut|wc)\b/,
    message: 'a check that parses a table for people',
    fix: 'Use -o jsonpath, -o json or -o name',
  },
]

const IN_CHECKS: readonly LineRule[] = [
  {
    rule: 'check-writes',
    pattern:
      /\bkubectl\s+(\S+\s+)*?(apply|create|delete|edit|patch|label|annotate|scale|run|replace|taint|cordon|drain)\b/,
    message: 'a check that changes the cluster',
    fix: 'Move the change to solve/ or faults/',
  },
  {
    rule: 'check-writes',
    pattern: /(?<![0-9&>=-])>{1,2}\s*(?!\/dev\/null|&)["'$]?[\w/.]/,
    message: 'a check that writes a file',
    fix: 'Use a variable',
  },
  {
    rule: 'check-waits',
    pattern: /\bsleep\b|\bkubectl\s+wait\b|--watch\b/,
    message: 'a check that waits',
    fix: 'Check once; Kindlab repeats a check until it is met',
  },
]

const WINDOWS_LINES = {
  rule: 'windows-lines',
  message: 'lines that end as on Windows (CRLF), which bash cannot run',
  fix: 'Save it with LF; the line `* text=auto eol=lf` in .gitattributes makes git do so',
}

export function lintScripts({ scripts }: LessonSource, problems: ProblemList): void {
  for (const folder of SCRIPT_FOLDERS) {
    const rules = folder === 'checks' ? [...EVERYWHERE, ...IN_CHECKS] : EVERYWHERE
    for (const found of scripts[folder].values()) {
      if (found === undefined) continue
      lintLines(found.script, rules, problems)
      if (folder === 'checks') lintAnswers(found.script, problems)
    }
  }
}

function lintLines(script: { path: string; source: string }, rules: readonly LineRule[], problems: ProblemList): void {
  const windowsLine = script.source.split('\n').findIndex((line) => line.endsWith('\r'))
  if (windowsLine !== -1) {
    // bash reports such a line end as another error, or runs the script and fails in the node.
    return problems.add(script.path, { line: windowsLine + 1, column: 1 }, WINDOWS_LINES)
  }
  for (const [index, line] of script.source.split('\n').entries()) {
    if (line.trimStart().startsWith('#')) continue
    for (const { pattern, ...problem } of rules) {
      const match = pattern.exec(line)
      if (match !== null) problems.add(script.path, { line: index + 1, column: match.index + 1 }, problem)
    }
  }
  const error = findSyntaxError(script.source)
  if (error === undefined) return
  const problem = { rule: 'shell-syntax', message: error.message, fix: 'Correct it; `bash -n` finds the same' }
  problems.add(script.path, { line: error.line, column: 1 }, problem)
}

/** An unmet check must print a reason, or it does not help the learner. */
function lintAnswers({ path, source }: { path: string; source: string }, problems: ProblemList): void {
  const missing = ['expected:', 'actual:', 'why:'].filter((answer) => !source.includes(answer))
  if (missing.length === 0) return
  const fix = 'Print `expected: ...`, `actual: ...` and `why: ...` before it exits with 1'
  problems.add(path, FILE_START, {
    rule: 'mute-check',
    message: `a check that never prints ${missing.join(', ')}`,
    fix,
  })
}
